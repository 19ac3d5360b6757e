import { useTranslation } from 'react-i18next';
import type { Location, StatementsEvidence } from '../../lessons/format/evidence.ts';
import { useSession } from '../session/Session.tsx';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Frame, Scroll } from './Frame.tsx';
import classes from './StatementsView.module.css';

interface StatementsViewProps {
  readonly evidence: StatementsEvidence;
  readonly onGoTo: (location: Location) => void;
}

/** The statements that ran, each with what it cost. Counters that are zero everywhere take no column. */
export function StatementsView({ evidence, onGoTo }: StatementsViewProps) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const { statements, budget } = evidence;
  const number = new Intl.NumberFormat(locale);
  const counters = (['runs', 'rows', 'scanSteps', 'vmSteps', 'sorts', 'automaticIndexes'] as const).filter(
    (counter) => counter === 'runs' || statements.some((statement) => statement[counter] > 0),
  );
  const label = t('evidence.statements.label');
  return (
    <Frame label={label} aside={budget && <Budget budget={budget} />}>
      {statements.length === 0 ? (
        <p className={classes.none}>{t('evidence.statements.none')}</p>
      ) : (
        <Scroll label={label}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('evidence.statements.statement')}</th>
                {counters.map((counter) => (
                  <th key={counter} scope="col" className={classes.number}>
                    {t(`evidence.statements.${counter}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {statements.map((statement) => (
                <tr
                  key={`${statement.sql}:${statement.location?.file}:${statement.location?.line}`}
                  className={classNames(statement.costly && classes.costly)}
                  {...(statement.costly ? { 'data-difference': '', tabIndex: -1 } : {})}
                >
                  <td>
                    <code translate="no">{statement.sql}</code>
                    <span className={classes.under}>
                      {statement.costly && (
                        <span className={classes.badge}>▲ {t('evidence.statements.costly')}</span>
                      )}
                      {statement.location && <Place location={statement.location} onGoTo={onGoTo} />}
                    </span>
                  </td>
                  {counters.map((counter) => (
                    <td key={counter} className={classes.number}>
                      {number.format(statement[counter])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Frame>
  );
}

function Budget({ budget }: { budget: NonNullable<StatementsEvidence['budget']> }) {
  const { t } = useTranslation();
  const isOver = budget.actual > budget.allowed;
  return (
    <span className={classNames(classes.budget, isOver ? classes.over : classes.within)}>
      <span aria-hidden="true">{isOver ? '✕' : '✓'}</span> {t('evidence.statements.budget', budget)}
      <span className="visually-hidden">
        , {t(isOver ? 'evidence.statements.over' : 'evidence.statements.within')}
      </span>
    </span>
  );
}

/** A place in the learner's files, as a way to get there. */
export function Place({ location, onGoTo }: { location: Location; onGoTo: (location: Location) => void }) {
  const { t } = useTranslation();
  const place = `${location.file}:${location.line}`;
  return (
    <Button
      size="small"
      variant="quiet"
      label={t('results.goTo', { place })}
      onPress={() => onGoTo(location)}
    >
      {place}
    </Button>
  );
}
