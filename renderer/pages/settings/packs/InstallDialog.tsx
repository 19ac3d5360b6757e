import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '../../../session/host-query.ts';
import { useSession } from '../../../session/Session.tsx';
import { Button } from '../../../ui/Button.tsx';
import { bytesText } from '../../../ui/bytes-text.ts';
import { CodeBlock } from '../../../ui/CodeBlock.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import classes from './Packs.module.css';
import { asksFirst, TrustView } from './TrustView.tsx';
import { type InstallStep, largestArchive } from './use-install.ts';

interface InstallDialogProps {
  readonly step: InstallStep;
  /** Ids of the packs that come with Backline: known to be refused, so that it is said before anybody agrees. */
  readonly builtIn: readonly string[];
  readonly onAgree: () => void;
  readonly onClose: () => void;
}

/** What a file is and whom it is from, and whether to install it. */
export function InstallDialog({ step, builtIn, onAgree, onClose }: InstallDialogProps) {
  switch (step.status) {
    case 'idle':
    case 'reading':
    case 'installing':
      return null;
    case 'asked':
      // A pack that was judged anew is a new question: what was agreed to before is not carried over.
      return (
        <Question
          key={JSON.stringify(step.pack.trust)}
          asked={step}
          isBuiltIn={builtIn.includes(step.pack.id)}
          onAgree={onAgree}
          onClose={onClose}
        />
      );
    case 'damaged':
    case 'too-large':
    case 'unreadable':
      return <Refused step={step} onClose={onClose} />;
  }
}

interface QuestionProps {
  readonly asked: Extract<InstallStep, { status: 'asked' }>;
  readonly isBuiltIn: boolean;
  readonly onAgree: () => void;
  readonly onClose: () => void;
}

function Question({ asked, isBuiltIn, onAgree, onClose }: QuestionProps) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const [isAgreed, setIsAgreed] = useState(false);
  const { pack, file } = asked;
  const { standing, trust } = pack;
  const refusal = isBuiltIn
    ? 'built-in'
    : standing === 'downgrade' || standing === 'same-version-differs'
      ? standing
      : asked.refusal;
  const isFinal = refusal !== null && refusal !== 'key-changed' && refusal !== 'signature-missing';
  const title = isFinal
    ? t('packs.refusedTitle', { pack: pack.title })
    : t(titles[standing], { pack: pack.title });
  const needsWord = asksFirst(trust);
  const agree = (
    <Button variant={needsWord ? 'danger' : 'primary'} isDisabled={needsWord && !isAgreed} onPress={onAgree}>
      {t(needsWord ? 'packs.anywayDo' : verbs[standing])}
    </Button>
  );
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      role={needsWord ? 'alertdialog' : 'dialog'}
      actions={
        <>
          <Button onPress={onClose}>{t(isFinal ? 'common.close' : 'common.cancel')}</Button>
          {!isFinal && agree}
        </>
      }
    >
      <div className={classes.question}>
        <dl className={classes.facts}>
          <Fact label={t('packs.file')} value={`${file} · ${t('packs.files', { count: pack.files })}`} />
          <Fact label={t('packs.authors')} value={new Intl.ListFormat(locale).format(pack.authors)} />
          <Fact
            label={t('packs.versionLabel')}
            value={`${pack.version} · ${t(`packs.standing.${standing}`, { installed: pack.installedVersion ?? '' })}`}
          />
        </dl>
        {refusal !== null && (
          <Notice tone="failure">
            <p>
              {t(`packs.refusal.${refusal}`, {
                installed: pack.installedVersion ?? '',
                version: pack.version,
              })}
            </p>
          </Notice>
        )}
        {!isFinal && <TrustView trust={trust} isAgreed={isAgreed} onAgree={setIsAgreed} />}
        {!isFinal && <p className={classes.small}>{t('packs.code')}</p>}
      </div>
    </Dialog>
  );
}

const titles = {
  new: 'packs.askTitle',
  upgrade: 'packs.updateTitle',
  same: 'packs.sameTitle',
  downgrade: 'packs.refusedTitle',
  'same-version-differs': 'packs.refusedTitle',
} as const;

const verbs = {
  new: 'packs.installDo',
  upgrade: 'packs.updateDo',
  same: 'packs.againDo',
  downgrade: 'packs.installDo',
  'same-version-differs': 'packs.installDo',
} as const;

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface RefusedProps {
  readonly step: Extract<InstallStep, { status: 'damaged' | 'too-large' | 'unreadable' }>;
  readonly onClose: () => void;
}

/** Why a file did not even come to a question. */
function Refused({ step, onClose }: RefusedProps) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const info = useHostQuery('app.info', {});
  const title = {
    damaged: t('packs.damagedTitle'),
    'too-large': t('packs.largeTitle'),
    unreadable: t('packs.unreadableTitle'),
  }[step.status];
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('common.close')}</Button>}
    >
      <div className={classes.question}>
        <dl className={classes.facts}>
          <Fact label={t('packs.file')} value={step.file} />
        </dl>
        {step.status === 'unreadable' && <p>{t('packs.unreadableText')}</p>}
        {step.status === 'damaged' && (
          <>
            <Notice tone="failure" title={t('packs.damagedWhy')}>
              <p>{step.message}</p>
            </Notice>
            <p>{t('packs.damagedText')}</p>
          </>
        )}
        {step.status === 'too-large' && (
          <>
            <p>
              {t('packs.largeText', {
                size: bytesText(step.bytes, locale),
                limit: bytesText(largestArchive, locale),
              })}
            </p>
            <CodeBlock
              code={`backline pack install ${quoted(step.file)} --data ${quoted(info.data?.dataFolder ?? '')}`}
              language="text"
            />
          </>
        )}
      </div>
    </Dialog>
  );
}

function quoted(word: string): string {
  return /^[\w./:\\-]+$/.test(word) ? word : `"${word}"`;
}
