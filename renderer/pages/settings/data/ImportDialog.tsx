import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '../../../../host/contract/profiles.ts';
import { useDates } from '../../../session/use-dates.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Choice } from '../Choice.tsx';
import classes from './Data.module.css';
import type { ImportStep } from './use-import.ts';

interface ImportDialogProps {
  readonly step: ImportStep;
  /** The profile in use, which the file may be merged into. */
  readonly profile: Profile;
  readonly onAgree: (into: string | null) => void;
  readonly onClose: () => void;
}

/** What a file holds and where it is to go, or why it cannot be imported. */
export function ImportDialog({ step, profile, onAgree, onClose }: ImportDialogProps) {
  if (step.status === 'asked')
    return <Question found={step.found} profile={profile} onAgree={onAgree} onClose={onClose} />;
  if (step.status === 'refused') return <Refused step={step} onClose={onClose} />;
  return null;
}

interface QuestionProps extends Omit<ImportDialogProps, 'step'> {
  readonly found: Extract<ImportStep, { status: 'asked' }>['found'];
}

function Question({ found, profile, onAgree, onClose }: QuestionProps) {
  const { t } = useTranslation();
  const dates = useDates();
  const [into, setInto] = useState<'new' | 'present'>('new');
  return (
    <Dialog
      title={t('data.importTitle', { name: found.name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" onPress={() => onAgree(into === 'new' ? null : profile.id)}>
            {t('data.importDo')}
          </Button>
        </>
      }
    >
      <div className={classes.question}>
        <p>
          {t('data.importFacts', {
            when: dates.time(found.exportedAt),
            attempts: t('data.attempts', { count: found.attempts }),
            drafts: t('data.drafts', { count: found.drafts }),
          })}
        </p>
        <Choice
          label={t('data.importInto')}
          value={into}
          options={(['new', 'present'] as const).map((value) => ({
            value,
            content: t(`data.into.${value}`, { name: profile.name }),
          }))}
          onChange={setInto}
        />
        <p>{t(`data.intoText.${into}`)}</p>
      </div>
    </Dialog>
  );
}

interface RefusedProps {
  readonly step: Extract<ImportStep, { status: 'refused' }>;
  readonly onClose: () => void;
}

function Refused({ step, onClose }: RefusedProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('data.refusedTitle')}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('common.close')}</Button>}
    >
      <div className={classes.question}>
        <Notice tone="failure" title={step.file}>
          <p>{t(`data.refused.${step.reason}`)}</p>
        </Notice>
        <p>{t('data.refusedNext')}</p>
      </div>
    </Dialog>
  );
}
