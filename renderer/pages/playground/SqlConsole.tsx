import { Play } from 'lucide-react';
import { type RefObject, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MethodOutput } from '../../../host/contract/contract.ts';
import type { PlaygroundFailure, SqlResult } from '../../../host/contract/playground.ts';
import { PlanView } from '../../evidence/PlanView.tsx';
import { StatementsView } from '../../evidence/StatementsView.tsx';
import { useHost } from '../../session/host-context.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureView } from '../../ui/FailureView.tsx';
import fields from './Fields.module.css';
import { ProgramFailure } from './ProgramFailure.tsx';
import { ResultRows } from './ResultRows.tsx';
import classes from './SqlConsole.module.css';
import type { PlaygroundWorldHandle } from './use-world.ts';

interface SqlConsoleProps {
  readonly world: PlaygroundWorldHandle;
  readonly databases: readonly string[];
  readonly sql: string;
  readonly onSql: (sql: string) => void;
  /** Set to what runs the script, for the shortcut. */
  readonly run: RefObject<(() => void) | null>;
  readonly onAnnounce: (text: string) => void;
}

type Outcome =
  | { readonly kind: 'ran'; readonly answer: Extract<MethodOutput<'playground.sql'>, { status: 'ran' }> }
  | { readonly kind: 'failed'; readonly failure: PlaygroundFailure }
  | { readonly kind: 'error'; readonly error: unknown };

/** Runs SQL in a database and shows what each statement gave, what it cost and how SQLite goes about it. */
export function SqlConsole({ world, databases, sql, onSql, run, onAnnounce }: SqlConsoleProps) {
  const { t } = useTranslation();
  const host = useHost();
  const id = useId();
  const [database, setDatabase] = useState(databases[0] ?? 'main');
  const isRunning = useRef(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const runNow = async () => {
    if (isRunning.current) return;
    isRunning.current = true;
    try {
      const answer = await world.ask((place) =>
        host.call('playground.sql', { ...place, database, script: sql }),
      );
      if (answer.status === 'failed') {
        setOutcome({ kind: 'failed', failure: answer.failure });
        onAnnounce(answer.failure.message);
      } else {
        setOutcome({ kind: 'ran', answer });
        onAnnounce(t('playground.sqlRan', { count: answer.statements.statements.length }));
      }
      world.changed();
    } catch (error) {
      setOutcome({ kind: 'error', error });
    } finally {
      isRunning.current = false;
    }
  };
  const runLatest = useEffectEvent(() => void runNow());
  // The page's shortcut lives above this tab.
  useEffect(() => {
    run.current = () => runLatest();
    return () => {
      run.current = null;
    };
  }, [run]);

  return (
    <div className={classes.console} data-console="">
      <div className={fields.field}>
        <label htmlFor={id}>{t('playground.sql')}</label>
        <textarea
          id={id}
          rows={7}
          value={sql}
          spellCheck={false}
          maxLength={512 * 1024}
          placeholder="SELECT * FROM …"
          onChange={(event) => onSql(event.target.value)}
        />
      </div>
      <div className={classes.actions}>
        <Button icon={<Play size={13} aria-hidden="true" />} shortcut="run" onPress={() => void runNow()}>
          {t('playground.runSql')}
        </Button>
        {databases.length > 1 && (
          <label className={fields.inline}>
            {t('playground.database')}
            <select value={database} onChange={(event) => setDatabase(event.target.value)}>
              {databases.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      {outcome === null && <p className={classes.none}>{t('playground.sqlNone')}</p>}
      {outcome?.kind === 'error' && <FailureView error={outcome.error} />}
      {outcome?.kind === 'failed' && <ProgramFailure failure={outcome.failure} />}
      {outcome?.kind === 'ran' && (
        <div className={classes.results}>
          {outcome.answer.results.map((result, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: results go by their order
            <OneResult key={index} result={result} />
          ))}
          {outcome.answer.omitted > 0 && (
            <p className={classes.none}>{t('playground.sqlOmitted', { count: outcome.answer.omitted })}</p>
          )}
          <StatementsView evidence={outcome.answer.statements} onGoTo={() => undefined} />
        </div>
      )}
    </div>
  );
}

function OneResult({ result }: { result: SqlResult }) {
  const { t } = useTranslation();
  const { table, changes, rowsDropped, plan } = result;
  return (
    <section className={classes.result}>
      <p className={classes.statement} translate="no">
        {result.sql.replace(/\s+/g, ' ').trim()}
      </p>
      {table ? (
        <ResultRows columns={table.columns} rows={table.rows} dropped={rowsDropped} />
      ) : (
        <p className={classes.none}>{t('playground.sqlChanged', { count: changes })}</p>
      )}
      {plan && <PlanView evidence={plan} />}
    </section>
  );
}
