import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attempt, AttemptSummary } from '../../../host/contract/contract.ts';
import { describeFailure } from '../../session/call-failure.ts';
import { useHost } from '../../session/host-context.tsx';
import { useHostQuery } from '../../session/host-query.ts';
import { useSession } from '../../session/Session.tsx';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { FailureView } from '../../ui/FailureView.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useToast } from '../../ui/Toasts.tsx';
import classes from './AttemptsList.module.css';
import { CompareDialog } from './CompareDialog.tsx';
import type { Files } from './draft-keeper.ts';
import { firstOpened, type ViewedAttempt } from './report-order.ts';

interface AttemptsListProps {
  readonly exerciseId: string;
  readonly files: Files;
  readonly onView: (attempt: ViewedAttempt) => void;
  readonly onOpenChecks: (open: ReadonlySet<string>) => void;
  readonly onRestore: (files: Files, done: string) => void;
}

export function AttemptsList(props: AttemptsListProps) {
  const { exerciseId, files, onView, onOpenChecks, onRestore } = props;
  const { t } = useTranslation();
  const host = useHost();
  const showToast = useToast();
  const { profileId } = useSession();
  const [compared, setCompared] = useState<Attempt | null>(null);
  const attempts = useHostQuery('attempts.list', { profileId, exerciseId });
  if (attempts.isError) return <FailureView error={attempts.error} onRetry={() => void attempts.refetch()} />;
  if (!attempts.data) {
    return (
      <div className={classes.list}>
        <Skeleton lines={4} />
      </div>
    );
  }
  if (attempts.data.attempts.length === 0) {
    return (
      <div className={classes.empty}>
        <h2>{t('attempts.emptyTitle')}</h2>
        <p>{t('attempts.emptyText')}</p>
      </div>
    );
  }
  const withAttempt = async (id: string, use: (attempt: Attempt) => void) => {
    try {
      use(await host.call('attempts.get', { profileId, attemptId: id }));
    } catch (error) {
      showToast({ text: describeFailure(error, t).message });
    }
  };
  return (
    <>
      <ul className={classes.list}>
        {attempts.data.attempts.map((summary) => (
          <AttemptRow
            key={summary.id}
            attempt={summary}
            onView={() =>
              void withAttempt(summary.id, (attempt) => {
                onOpenChecks(firstOpened(attempt.report));
                onView(attempt);
              })
            }
            onCompare={() => void withAttempt(summary.id, setCompared)}
            onRestore={() =>
              void withAttempt(summary.id, (attempt) =>
                onRestore(attempt.files, t('attempts.restored', { number: attempt.number })),
              )
            }
          />
        ))}
      </ul>
      {compared && <CompareDialog attempt={compared} files={files} onClose={() => setCompared(null)} />}
    </>
  );
}

interface AttemptRowProps {
  readonly attempt: AttemptSummary;
  readonly onView: () => void;
  readonly onCompare: () => void;
  readonly onRestore: () => void;
}

function AttemptRow({ attempt, onView, onCompare, onRestore }: AttemptRowProps) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const { number, passed, checksPassed, checksTotal, submittedAt } = attempt;
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
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
      </p>
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
      </div>
    </li>
  );
}
