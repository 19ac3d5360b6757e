import { Check, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AttemptSummary } from '../../../../host/contract/contract.ts';
import { useSession } from '../../../session/Session.tsx';
import { useDuration } from '../../../session/use-duration.ts';
import { Button } from '../../../ui/Button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import classes from './AttemptsList.module.css';

interface AttemptRowProps {
  readonly attempt: AttemptSummary;
  readonly onView: () => void;
  readonly onCompare: () => void;
  readonly onRestore: () => void;
  readonly onGradeAgain: () => void;
}

export function AttemptRow({ attempt, onView, onCompare, onRestore, onGradeAgain }: AttemptRowProps) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const { number, passed, checksPassed, checksTotal, submittedAt } = attempt;
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const duration = useDuration();
  const Icon = passed ? Check : X;
  return (
    <li className={classes.attempt}>
      <div className={classes.head}>
        <h3>{t('attempts.number', { number })}</h3>
        <span className={classNames(classes.badge, passed ? classes.passed : classes.failed)}>
          <Icon size={12} strokeWidth={3} aria-hidden="true" />
          {t(passed ? 'attempts.passed' : 'attempts.notPassed')}
        </span>
      </div>
      <p>
        {t('results.summary', { passed: checksPassed, total: checksTotal })}
        {' · '}
        <time dateTime={submittedAt}>{when.format(new Date(submittedAt))}</time>
        {' · '}
        {t('attempts.took', { duration: duration(attempt.durationMs) })}
      </p>
      {attempt.changedSince && <p>{t('attempts.changedSince')}</p>}
      <div className={classes.actions}>
        <Button size="small" label={t('attempts.viewOf', { number })} onPress={onView}>
          {t('attempts.view')}
        </Button>
        <Button size="small" label={t('attempts.compareOf', { number })} onPress={onCompare}>
          {t('attempts.compare')}
        </Button>
        <Button size="small" label={t('attempts.restoreOf', { number })} onPress={onRestore}>
          {t('attempts.restore')}
        </Button>
        <Button size="small" label={t('attempts.againOf', { number })} onPress={onGradeAgain}>
          {t('attempts.again')}
        </Button>
      </div>
    </li>
  );
}
