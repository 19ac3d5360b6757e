import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '../../../../host/contract/profiles.ts';
import { describeFailure } from '../../../session/call-failure.ts';
import { useHost } from '../../../session/host-context.tsx';
import { Button } from '../../../ui/Button.tsx';
import { CheckBox } from '../../../ui/CheckBox.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { useToast } from '../../../ui/Toasts.tsx';
import { forgetReadingPlaces } from '../../lesson/reading-place.ts';
import classes from './Data.module.css';

interface DeleteProfileProps {
  readonly profile: Profile;
  readonly isLast: boolean;
}

/** Ends a profile and all that is its, once its name was typed. */
export function DeleteProfile({ profile, isLast }: DeleteProfileProps) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const { name } = profile;
  return (
    <div className={classes.part}>
      <h3>{t('data.delete')}</h3>
      <p>{t('data.deleteText', { name })}</p>
      <div>
        <Button variant="danger" onPress={() => setIsAsking(true)}>
          {t('data.deleteDo', { name })}
        </Button>
      </div>
      {isAsking && <Question profile={profile} isLast={isLast} onClose={() => setIsAsking(false)} />}
    </div>
  );
}

function Question({ profile, isLast, onClose }: DeleteProfileProps & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const host = useHost();
  const showToast = useToast();
  const { name } = profile;
  const [typed, setTyped] = useState('');
  const [isClean, setIsClean] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isSame = typed.trim() === name.trim();

  const remove = async () => {
    const result = await host.call('data.deleteProfile', {
      profileId: profile.id,
      name: typed,
      backups: isClean ? 'clean' : 'keep',
    });
    if (result.status === 'other-name') return setProblem(t('data.otherName'));
    forgetReadingPlaces(profile.id);
    const { backupsLeft } = result;
    onClose();
    showToast({
      text:
        backupsLeft.length === 0
          ? t('data.deleted', { name })
          : t('data.deletedLeft', { name, count: backupsLeft.length, files: backupsLeft.join(', ') }),
    });
  };
  const submit = () => {
    if (isSame) remove().catch((error) => setProblem(describeFailure(error, t).message));
    else setProblem(t('data.otherName'));
  };
  return (
    <Dialog
      title={t('data.deleteTitle', { name })}
      isOpen
      onClose={onClose}
      role="alertdialog"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="danger" isDisabled={!isSame} onPress={submit}>
            {t('data.deleteDo', { name })}
          </Button>
        </>
      }
    >
      <form
        className={classes.question}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Notice tone="warning">
          <p>{t('data.deleteWarning')}</p>
        </Notice>
        <div className={classes.backupsToo}>
          <CheckBox isSelected={isClean} onChange={setIsClean}>
            {t('data.deleteClean', { name })}
          </CheckBox>
          <p>{t('data.deleteKeep')}</p>
        </div>
        <p>{t('data.deleteAside')}</p>
        {isLast && <p>{t('data.deleteLast')}</p>}
        <TextInput
          label={t('data.deleteType', { name })}
          value={typed}
          maxLength={80}
          problem={problem}
          onChange={(text) => {
            setTyped(text);
            setProblem(null);
          }}
        />
      </form>
    </Dialog>
  );
}
