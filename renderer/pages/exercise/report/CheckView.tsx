import {
  ArrowRight,
  Check as CheckIcon,
  ChevronRight,
  CornerDownRight,
  Minus,
  OctagonX,
  X,
} from 'lucide-react';
import { Button as AriaButton, Disclosure, DisclosurePanel } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Location } from '../../../../lessons/format/evidence.ts';
import type { Check, CheckStatus, GradeMode } from '../../../../lessons/format/report.ts';
import { EvidenceView } from '../../../evidence/EvidenceView.tsx';
import { Button } from '../../../ui/Button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { InlineCode } from '../../../ui/InlineCode.tsx';
import { checkHeadingId } from '../report-order.ts';
import classes from './CheckView.module.css';

interface CheckViewProps {
  readonly check: Check;
  readonly mode: GradeMode;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onGoTo: (location: Location) => void;
}

const icons = { passed: CheckIcon, failed: X, error: OctagonX, 'not-run': Minus } as const;
const statusClass = {
  passed: classes.passed,
  failed: classes.failed,
  error: classes.failed,
  'not-run': classes.notRun,
} as const satisfies Record<CheckStatus, unknown>;

export function CheckView({ check, mode, isOpen, onOpen, onGoTo }: CheckViewProps) {
  const { t } = useTranslation();
  const Icon = icons[check.status];
  return (
    <Disclosure isExpanded={isOpen} onExpandedChange={onOpen} className={classNames(classes.check)}>
      <h3 className={classes.heading}>
        <AriaButton slot="trigger" id={checkHeadingId(check.id)} className={classNames(classes.trigger)}>
          <ChevronRight size={14} aria-hidden="true" className={classes.chevron} />
          <span className={classNames(classes.status, statusClass[check.status])}>
            <Icon size={12} strokeWidth={3} aria-hidden="true" />
            {statusWord(check)}
          </span>
          <span className={classes.name}>{check.name}</span>
          <span className={classes.points}>{t('exercise.points', { count: check.weight })}</span>
        </AriaButton>
      </h3>
      <DisclosurePanel className={classNames(classes.panel)}>
        {isOpen && <CheckDetails check={check} mode={mode} onGoTo={onGoTo} />}
      </DisclosurePanel>
    </Disclosure>
  );

  /** A check that stopped says by what; "wrong answer" is what "failed" means. */
  function statusWord({ status, reason }: Check): string {
    return status === 'error' && reason ? t(`results.reason.${reason}`) : t(`results.status.${status}`);
  }
}

function CheckDetails({ check, mode, onGoTo }: Omit<CheckViewProps, 'isOpen' | 'onOpen'>) {
  const { t } = useTranslation();
  const { reason, location } = check;
  const message = check.message || (reason ? t(`results.explain.${reason}`) : '');
  // "Compare the two" helps only where both are shown.
  const isComparable = reason !== 'wrong-answer' || check.evidence.length > 0;
  const next = check.nextStep ?? (reason && isComparable ? t(`results.next.${reason}`) : null);
  const note = noteFor();
  return (
    <div className={classes.details}>
      {message && <p className={classes.message}>{message}</p>}
      {location && (
        <div>
          <Button
            size="small"
            icon={<CornerDownRight size={13} aria-hidden="true" />}
            onPress={() => onGoTo(location)}
          >
            {t('results.goTo', { place: t('results.place', { file: location.file, line: location.line }) })}
          </Button>
        </div>
      )}
      {check.evidence.map((evidence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes
        <EvidenceView key={index} evidence={evidence} onGoTo={onGoTo} />
      ))}
      {next && (
        <p className={classes.next}>
          <ArrowRight size={15} aria-hidden="true" />
          <span>
            <strong>{t('results.nextStep')}</strong> <InlineCode text={next} />
          </span>
        </p>
      )}
      {note && <p className={classes.note}>{note}</p>}
    </div>
  );

  function noteFor(): string | null {
    if (check.status === 'not-run') {
      return t(
        mode === 'run' && check.visibility !== 'shown' ? 'results.notRunSubmit' : 'results.notRunEarlier',
      );
    }
    if (check.visibility === 'hidden') return t('results.hiddenNote');
    if (check.visibility === 'name-only') return t('results.nameOnlyNote');
    return check.evidence.length === 0 && !message ? t('results.noEvidence') : null;
  }
}
