import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Profile } from '../../../../host/contract/profiles.ts';
import { describeFailure } from '../../../session/call-failure.ts';
import { useHost } from '../../../session/host-context.tsx';
import { useHostQuery } from '../../../session/host-query.ts';
import { Button } from '../../../ui/Button.tsx';
import { downloadText } from '../../../ui/download.ts';
import { useToast } from '../../../ui/Toasts.tsx';
import classes from './Data.module.css';
import { ImportDialog } from './ImportDialog.tsx';
import { useImport } from './use-import.ts';

/** A profile as one file, out of this computer and into it. */
export function TakeAlong({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const host = useHost();
  const showToast = useToast();
  const backups = useHostQuery('data.backups', {});
  const { step, examine, agree, close } = useImport();
  const report = (error: unknown) => {
    const { message, nextStep } = describeFailure(error, t);
    showToast({ text: `${message} ${nextStep}` });
  };
  const save = async () => {
    const result = await host.call('data.export', { profileId: profile.id });
    if (result.status === 'too-large') {
      return showToast({ text: t('data.exportTooLarge', { folder: backups.data?.folder ?? '' }) });
    }
    downloadText(fileNameOf(profile.name), result.text);
    showToast({ text: t('data.exported') });
  };
  const bringIn = async (into: string | null) => {
    const result = await agree(into);
    if (result?.status !== 'imported') return;
    const text = t('data.imported', {
      name: result.name,
      attempts: t('data.attempts', { count: result.attempts.added }),
      drafts: t('data.drafts', { count: result.drafts.added }),
    });
    const isRestKnown = result.attempts.known + result.drafts.known > 0;
    showToast({ text: isRestKnown ? `${text} ${t('data.importedKnown')}` : text });
  };
  const isBusy = step.status === 'reading' || step.status === 'importing';
  return (
    <div className={classes.part}>
      <h3>{t('data.along')}</h3>
      <p>{t('data.alongText', { name: profile.name })}</p>
      <div className={classes.buttons}>
        <Button onPress={() => void save().catch(report)}>{t('data.export', { name: profile.name })}</Button>
        <FileTrigger
          acceptedFileTypes={['.json', 'application/json']}
          onSelect={(files) => {
            const [file] = files ?? [];
            if (file) examine(file).catch(report);
          }}
        >
          <Button isDisabled={isBusy} onPress={() => undefined}>
            {t('data.import')}
          </Button>
        </FileTrigger>
      </div>
      <p className={classes.status} role="status">
        {step.status === 'reading' && t('data.importReading', { file: step.file })}
      </p>
      <ImportDialog
        step={step}
        profile={profile}
        onAgree={(into) => void bringIn(into).catch(report)}
        onClose={close}
      />
    </div>
  );
}

/** E.g. `backline-ana-maria-2026-03-02.json`. */
function fileNameOf(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['profile'];
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return `backline-${words.join('-')}-${parts.map((part) => String(part).padStart(2, '0')).join('-')}.json`;
}
