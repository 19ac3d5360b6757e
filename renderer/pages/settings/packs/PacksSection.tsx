import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { describeFailure } from '../../../session/call-failure.ts';
import { useHostQuery } from '../../../session/host-query.ts';
import { useSession } from '../../../session/Session.tsx';
import { Button } from '../../../ui/Button.tsx';
import { FailureView } from '../../../ui/FailureView.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { useToast } from '../../../ui/Toasts.tsx';
import { FileDrop } from '../FileDrop.tsx';
import { Section } from '../Section.tsx';
import { InstallDialog } from './InstallDialog.tsx';
import { PackItem } from './PackItem.tsx';
import classes from './Packs.module.css';
import { useInstall } from './use-install.ts';

/** The packs of this computer; installs others from a file, by dialog or by dropping it on the page. */
export function PacksSection() {
  const { t } = useTranslation();
  const { locale } = useSession();
  const showToast = useToast();
  const list = useHostQuery('packs.list', { locale });
  const { step, examine, agree, close } = useInstall();
  const report = (error: unknown) => {
    const { message, nextStep } = describeFailure(error, t);
    showToast({ text: `${message} ${nextStep}` });
  };
  const isBusy = step.status === 'reading' || step.status === 'installing';
  const take = (files: readonly File[] | null) => {
    const [file, ...others] = files ?? [];
    if (file === undefined || isBusy) return;
    if (others.length > 0) return showToast({ text: t('packs.oneAtATime') });
    examine(file).catch(report);
  };
  const install = async () => {
    if (step.status !== 'asked') return;
    const { title: pack, version } = step.pack;
    if (await agree()) showToast({ text: t('packs.installed', { pack, version }) });
  };
  const packs = list.data?.packs ?? [];
  const builtIn = packs.filter(({ origin }) => origin === 'built-in').map(({ id }) => id);
  return (
    <Section id="packs" title={t('packs.title')}>
      <p>{t('packs.text')}</p>
      {list.isError && <FailureView error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={3} />}
      <ul className={classes.list}>
        {packs.map((pack) => (
          <PackItem key={pack.id} pack={pack} onFiles={take} />
        ))}
      </ul>
      <div className={classes.install}>
        <FileTrigger acceptedFileTypes={['.backline']} onSelect={(files) => take(files && [...files])}>
          <Button onPress={() => undefined} isDisabled={isBusy}>
            {t('packs.install')}
          </Button>
        </FileTrigger>
        <p>{t('packs.dropHint')}</p>
      </div>
      <p className={classes.small} role="status">
        {step.status === 'reading' && t('packs.reading', { file: step.file })}
        {step.status === 'installing' && t('packs.installing', { pack: step.pack.title })}
      </p>
      <FileDrop hint={t('packs.drop')} onFiles={take} />
      <InstallDialog
        step={step}
        builtIn={builtIn}
        onAgree={() => void install().catch(report)}
        onClose={close}
      />
    </Section>
  );
}
