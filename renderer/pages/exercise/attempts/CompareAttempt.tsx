import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttemptSummary } from '../../../../host/contract/contract.ts';
import { useHostQuery } from '../../../session/host-query.ts';
import { useSession } from '../../../session/Session.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FailureView } from '../../../ui/FailureView.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { FilesDiff } from '../compare/FilesDiff.tsx';
import type { Files } from '../draft-keeper.ts';
import classes from './CompareAttempt.module.css';

interface CompareAttemptProps {
  readonly attempt: AttemptSummary;
  readonly others: readonly AttemptSummary[];
  readonly files: Files;
  readonly onClose: () => void;
}

/** An earlier attempt beside the files as they are now, or beside another attempt. */
export function CompareAttempt({ attempt, others, files, onClose }: CompareAttemptProps) {
  const { t } = useTranslation();
  const [otherId, setOtherId] = useState<string | null>(null);
  const other = others.find(({ id }) => id === otherId) ?? null;
  return (
    <Dialog
      size="full"
      title={t('attempts.compareTitle', { number: attempt.number })}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('common.close')}</Button>}
    >
      {others.length > 0 && (
        <label className={classes.with}>
          {t('attempts.compareWith')}
          <select value={otherId ?? ''} onChange={(event) => setOtherId(event.target.value || null)}>
            <option value="">{t('attempts.now')}</option>
            {others.map(({ id, number }) => (
              <option key={id} value={id}>
                {t('attempts.number', { number })}
              </option>
            ))}
          </select>
        </label>
      )}
      {other ? <TwoAttempts attempts={[attempt, other]} /> : <WithNow attempt={attempt} files={files} />}
    </Dialog>
  );
}

function WithNow({ attempt, files }: { attempt: AttemptSummary; files: Files }) {
  const { t } = useTranslation();
  const { profileId } = useSession();
  const query = useHostQuery('attempts.get', { profileId, attemptId: attempt.id });
  if (query.isError) return <FailureView error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton lines={6} />;
  const names = { before: t('attempts.number', { number: attempt.number }), after: t('attempts.now') };
  return <FilesDiff before={query.data.files} after={files} names={names} />;
}

/** The earlier one stands on the left. */
function TwoAttempts({ attempts }: { attempts: readonly [AttemptSummary, AttemptSummary] }) {
  const { t } = useTranslation();
  const { profileId } = useSession();
  const [one, two] = attempts;
  const [earlier, later] = one.number < two.number ? [one, two] : [two, one];
  const before = useHostQuery('attempts.get', { profileId, attemptId: earlier.id });
  const after = useHostQuery('attempts.get', { profileId, attemptId: later.id });
  const failed = [before, after].find((query) => query.isError);
  if (failed) return <FailureView error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!before.data || !after.data) return <Skeleton lines={6} />;
  const nameOf = ({ number }: AttemptSummary) => t('attempts.number', { number });
  return (
    <FilesDiff
      before={before.data.files}
      after={after.data.files}
      names={{ before: nameOf(earlier), after: nameOf(later) }}
    />
  );
}
