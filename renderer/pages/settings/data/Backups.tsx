import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupList } from '../../../../host/contract/data.ts';
import { describeFailure } from '../../../session/call-failure.ts';
import { useHost } from '../../../session/host-context.tsx';
import { useHostQuery } from '../../../session/host-query.ts';
import { useSession } from '../../../session/Session.tsx';
import { useDates } from '../../../session/use-dates.ts';
import { Button } from '../../../ui/Button.tsx';
import { bytesText } from '../../../ui/bytes-text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FailureView } from '../../../ui/FailureView.tsx';
import { useToast } from '../../../ui/Toasts.tsx';
import classes from './Data.module.css';

type Backup = BackupList['backups'][number];

/** The copies of all the data there are; makes one, and goes back to one. */
export function Backups() {
  const { t } = useTranslation();
  const { locale } = useSession();
  const host = useHost();
  const queries = useQueryClient();
  const showToast = useToast();
  const dates = useDates();
  const list = useHostQuery('data.backups', {});
  const [asked, setAsked] = useState<Backup | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const during = async (work: () => Promise<void>) => {
    setIsBusy(true);
    try {
      await work();
    } catch (error) {
      const { message, nextStep } = describeFailure(error, t);
      showToast({ text: `${message} ${nextStep}` });
    } finally {
      setIsBusy(false);
    }
  };
  const backUp = async () => {
    queries.setQueryData(['data.backups', {}], await host.call('data.backUp', {}));
    showToast({ text: t('data.backedUp') });
  };
  const restore = async ({ name, takenAt }: Backup) => {
    setAsked(null);
    const result = await host.call('data.restore', { name });
    showToast({
      text:
        result.status === 'refused'
          ? t(`data.restoreRefused.${result.reason}`)
          : t('data.restored', { when: dates.time(takenAt) }),
    });
  };
  const backups = list.data?.backups ?? [];
  return (
    <div className={classes.part}>
      <h3>{t('data.backups')}</h3>
      <p>{t('data.backupsText')}</p>
      {list.isError && <FailureView error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && backups.length === 0 && <p>{t('data.noBackups')}</p>}
      {backups.length > 0 && (
        <table className={classes.backups}>
          <thead>
            <tr>
              <th scope="col">{t('data.taken')}</th>
              <th scope="col">{t('data.size')}</th>
              <th>
                <span className="visually-hidden">{t('data.restore')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {backups.map((backup) => (
              <tr key={backup.name}>
                <th scope="row">{dates.time(backup.takenAt)}</th>
                <td>{bytesText(backup.bytes, locale)}</td>
                <td>
                  <Button
                    size="small"
                    isDisabled={isBusy}
                    label={t('data.restoreOf', { when: dates.time(backup.takenAt) })}
                    onPress={() => setAsked(backup)}
                  >
                    {t('data.restore')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div>
        <Button isDisabled={isBusy} onPress={() => void during(backUp)}>
          {t('data.backUp')}
        </Button>
      </div>
      {asked && (
        <Dialog
          title={t('data.restoreTitle', { when: dates.time(asked.takenAt) })}
          isOpen
          onClose={() => setAsked(null)}
          role="alertdialog"
          actions={
            <>
              <Button onPress={() => setAsked(null)}>{t('common.cancel')}</Button>
              <Button variant="primary" onPress={() => void during(() => restore(asked))}>
                {t('data.restoreDo')}
              </Button>
            </>
          }
        >
          <p>{t('data.restoreText')}</p>
        </Dialog>
      )}
    </div>
  );
}
