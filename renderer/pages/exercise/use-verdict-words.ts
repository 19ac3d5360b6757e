import { useTranslation } from 'react-i18next';
import { describeFailure } from '../../session/call-failure.ts';
import { countsOf, firstToLookAt } from './report-order.ts';
import type { GradingOutcome } from './use-grading.ts';

/** Words the end of a run for the live region: the count first, then what to look at. */
export function useVerdictWords(): (outcome: GradingOutcome) => string {
  const { t } = useTranslation();
  return (outcome) => {
    switch (outcome.status) {
      case 'none':
        return '';
      case 'cancelled':
        return t('results.announceCancelled');
      case 'failed':
        return describeFailure(outcome.error, t).message;
      case 'graded': {
        const { passed, total } = countsOf(outcome.report);
        const summary = t('results.summary', { passed, total });
        const first = firstToLookAt(outcome.report);
        if (first) {
          return t('results.announce', {
            summary,
            first: t('results.announceFirst', { check: first.name }),
          });
        }
        const last = t(
          outcome.report.passed ? 'results.announceExercisePassed' : 'results.announceAllPassed',
        );
        return t('results.announce', { summary, first: last });
      }
    }
  };
}
