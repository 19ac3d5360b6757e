import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StartNotice } from '../../host/contract/contract.ts';
import { useHostQuery } from '../session/host-query.ts';
import { useSession } from '../session/Session.tsx';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import classes from './StartNotices.module.css';

/** What happened to the learner's data at start, until they have read it. */
export function StartNotices() {
  const { t } = useTranslation();
  const info = useHostQuery('app.info', {});
  const [isRead, setIsRead] = useState(false);
  const words = useNoticeWords();
  const notices = info.data?.notices ?? [];
  if (isRead || notices.length === 0) return null;
  return (
    <section className={classes.notices} aria-label={t('notice.title')}>
      <Notice
        tone="warning"
        title={t('notice.title')}
        actions={<Button onPress={() => setIsRead(true)}>{t('common.dismiss')}</Button>}
      >
        {notices.map((notice) => (
          <p key={notice.kind}>{words(notice)}</p>
        ))}
      </Notice>
    </section>
  );
}

function useNoticeWords(): (notice: StartNotice) => string {
  const { t } = useTranslation();
  const { locale } = useSession();
  const lossOf = ({ loss, setAside }: { loss: 'damaged' | 'missing'; setAside: string | null }) =>
    t(`notice.${loss}`, { setAside: setAside ?? '' });
  return (notice) => {
    switch (notice.kind) {
      case 'log-lost':
        return t('notice.log-lost');
      case 'restored': {
        const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
        return t('notice.restored', {
          loss: lossOf(notice),
          when: format.format(new Date(notice.backupFrom)),
        });
      }
      case 'started-anew':
        return t('notice.started-anew', { loss: lossOf(notice) });
      case 'backup-failed':
        return t('notice.backup-failed', { reason: notice.reason });
    }
  };
}
