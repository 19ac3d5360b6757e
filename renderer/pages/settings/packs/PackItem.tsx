import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PackList } from '../../../../host/contract/packs.ts';
import { describeFailure } from '../../../session/call-failure.ts';
import { useHost } from '../../../session/host-context.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useToast } from '../../../ui/Toasts.tsx';
import { Certification } from './Certification.tsx';
import { Fingerprint } from './Fingerprint.tsx';
import classes from './Packs.module.css';

interface PackItemProps {
  readonly pack: PackList['packs'][number];
  readonly onFiles: (files: readonly File[] | null) => void;
}

/** One pack: what it is, where it came from, who signed it, and what can be done with it. */
export function PackItem({ pack, onFiles }: PackItemProps) {
  const { t } = useTranslation();
  const host = useHost();
  const showToast = useToast();
  const [isAsking, setIsAsking] = useState(false);
  const close = () => setIsAsking(false);
  const remove = async () => {
    close();
    await host.call('packs.remove', { packId: pack.id });
    showToast({ text: t('packs.removed', { pack: pack.title }) });
  };
  return (
    <li className={classes.item}>
      <div className={classes.about}>
        <h3>{pack.title}</h3>
        <p>
          {t('packs.version', { version: pack.version })}
          <span aria-hidden="true"> · </span>
          {t(`packs.origins.${pack.origin}`)}
          {pack.origin === 'installed' && pack.signedBy === null && (
            <>
              <span aria-hidden="true"> · </span>
              {t('packs.unsigned')}
            </>
          )}
        </p>
        <Certification certification={pack.certification} />
        {pack.signedBy !== null && (
          <p className={classes.signed}>
            {t('packs.signedBy')}{' '}
            <Fingerprint value={pack.signedBy} copyLabel={t('packs.copyFingerprint', { pack: pack.title })} />
          </p>
        )}
      </div>
      {pack.origin === 'installed' && (
        <div className={classes.actions}>
          <FileTrigger acceptedFileTypes={['.backline']} onSelect={(files) => onFiles(files && [...files])}>
            <Button size="small" onPress={() => undefined} label={t('packs.updateOf', { pack: pack.title })}>
              {t('packs.updateDo')}
            </Button>
          </FileTrigger>
          <Button
            size="small"
            onPress={() => setIsAsking(true)}
            label={t('packs.removeOf', { pack: pack.title })}
          >
            {t('packs.remove')}
          </Button>
        </div>
      )}
      <Dialog
        title={t('packs.removeTitle', { pack: pack.title })}
        isOpen={isAsking}
        onClose={close}
        role="alertdialog"
        actions={
          <>
            <Button onPress={close}>{t('common.cancel')}</Button>
            <Button
              variant="danger"
              onPress={() =>
                void remove().catch((error) => showToast({ text: describeFailure(error, t).message }))
              }
            >
              {t('packs.removeDo')}
            </Button>
          </>
        }
      >
        <p>{t('packs.removeText')}</p>
      </Dialog>
    </li>
  );
}
