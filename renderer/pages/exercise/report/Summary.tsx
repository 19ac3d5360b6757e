import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { GradeReport } from '../../../../lessons/format/report.ts';
import { useDuration } from '../../../session/use-duration.ts';
import { countsOf } from '../report-order.ts';
import classes from './Summary.module.css';

interface SummaryProps {
  readonly report: GradeReport;
  readonly durationMs: number | null;
}

export function Summary({ report, durationMs }: SummaryProps) {
  const { t } = useTranslation();
  const duration = useDuration();
  const counts = countsOf(report);
  const rest = [
    counts.error > 0 && t('results.error', { count: counts.error }),
    counts.failed > 0 && t('results.failed', { count: counts.failed }),
    counts['not-run'] > 0 && t('results.notRun', { count: counts['not-run'] }),
  ].filter(Boolean);
  const share = (count: number): CSSProperties => ({ flexGrow: count });
  return (
    <div className={classes.summary}>
      <div className={classes.words}>
        <h2>{t('results.summary', { passed: counts.passed, total: counts.total })}</h2>
        {rest.length > 0 && <span>{rest.join(', ')}</span>}
        <span className={classes.meta}>
          {t(`results.ranAs.${report.mode}`)}
          {durationMs !== null && ` · ${duration(durationMs)}`}
        </span>
      </div>
      {/* The same in colours and hatching; the words above say it. */}
      <div className={classes.meter} aria-hidden="true">
        {counts.passed > 0 && <i className={classes.passed} style={share(counts.passed)} />}
        {counts.error + counts.failed > 0 && (
          <i className={classes.failed} style={share(counts.error + counts.failed)} />
        )}
        {counts['not-run'] > 0 && <i className={classes.notRun} style={share(counts['not-run'])} />}
      </div>
    </div>
  );
}
