import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attempt, AttemptSummary } from '../../../../host/contract/contract.ts';
import { describeFailure } from '../../../session/call-failure.ts';
import { useHost } from '../../../session/host-context.tsx';
import { useHostQuery } from '../../../session/host-query.ts';
import { useSession } from '../../../session/Session.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureView } from '../../../ui/FailureView.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { useToast } from '../../../ui/Toasts.tsx';
import type { Files } from '../draft-keeper.ts';
import { firstOpened, type ViewedAttempt } from '../report-order.ts';
import { AttemptRow } from './AttemptRow.tsx';
import classes from './AttemptsList.module.css';
import { CompareAttempt } from './CompareAttempt.tsx';

interface AttemptsListProps {
  readonly exerciseId: string;
  readonly files: Files;
  readonly onView: (attempt: ViewedAttempt) => void;
  readonly onOpenChecks: (open: ReadonlySet<string>) => void;
  readonly onRestore: (files: Files, done: string) => void;
  readonly onGradeAgain: (attempt: Attempt) => void;
}

export function AttemptsList(props: AttemptsListProps) {
  const { exerciseId, files, onView, onOpenChecks, onRestore, onGradeAgain } = props;
  const { t } = useTranslation();
  const host = useHost();
  const showToast = useToast();
  const { profileId } = useSession();
  const [compared, setCompared] = useState<AttemptSummary | null>(null);
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
    return <EmptyState title={t('attempts.emptyTitle')} text={t('attempts.emptyText')} />;
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
            onCompare={() => setCompared(summary)}
            onRestore={() =>
              void withAttempt(summary.id, (attempt) =>
                onRestore(attempt.files, t('attempts.restored', { number: attempt.number })),
              )
            }
            onGradeAgain={() => void withAttempt(summary.id, onGradeAgain)}
          />
        ))}
      </ul>
      {compared && (
        <CompareAttempt
          attempt={compared}
          others={attempts.data.attempts.filter(({ id }) => id !== compared.id)}
          files={files}
          onClose={() => setCompared(null)}
        />
      )}
    </>
  );
}
