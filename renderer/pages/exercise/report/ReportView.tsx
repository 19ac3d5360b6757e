import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Location } from '../../../../lessons/format/evidence.ts';
import type { GradeReport } from '../../../../lessons/format/report.ts';
import { inReadingOrder } from '../report-order.ts';
import { CheckView } from './CheckView.tsx';
import classes from './ReportView.module.css';
import { Reproduction } from './Reproduction.tsx';
import { Summary } from './Summary.tsx';

interface ReportViewProps {
  readonly report: GradeReport;
  readonly isStale: boolean;
  /** Null where it is not known any more. */
  readonly durationMs: number | null;
  readonly openChecks: ReadonlySet<string>;
  readonly onOpenChecks: (open: ReadonlySet<string>) => void;
  readonly onGoTo: (location: Location) => void;
  /** Comes between the summary and the checks. */
  readonly lead?: ReactNode;
}

/** A report as it is read: how much passed, what to look at first, then the rest. */
export function ReportView({ report, isStale, durationMs, lead, ...props }: ReportViewProps) {
  const { t } = useTranslation();
  const toggle = (checkId: string, isOpen: boolean) => {
    const open = new Set(props.openChecks);
    if (isOpen) open.add(checkId);
    else open.delete(checkId);
    props.onOpenChecks(open);
  };
  return (
    <div>
      <Summary report={report} durationMs={durationMs} />
      {isStale && <p className={classes.stale}>{t('results.stale')}</p>}
      {lead}
      <div className={classes.checks}>
        {inReadingOrder(report).map((check) => (
          <CheckView
            key={check.id}
            check={check}
            mode={report.mode}
            isOpen={props.openChecks.has(check.id)}
            onOpen={(isOpen) => toggle(check.id, isOpen)}
            onGoTo={props.onGoTo}
          />
        ))}
      </div>
      <Reproduction report={report} />
    </div>
  );
}
