import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NamedProfile } from '../../../host/contract/profiles.ts';
import { describeFailure } from '../../session/call-failure.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextInput } from '../../ui/TextInput.tsx';

interface ProfileNameDialogProps {
  readonly title: string;
  readonly verb: string;
  readonly initial: string;
  readonly onSave: (name: string) => Promise<NamedProfile>;
  readonly onClose: () => void;
}

/** Asks for a profile's name; a refusal is told beside the field and what was typed stays. */
export function ProfileNameDialog({ title, verb, initial, onSave, onClose }: ProfileNameDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    const saved = await onSave(name.trim());
    if (saved.status === 'done') onClose();
    else setProblem(t(`profiles.refusal.${saved.reason}`));
  };
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (name.trim() !== '') save().catch((error) => setProblem(describeFailure(error, t).message));
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={name.trim() === ''} onPress={() => submit()}>
            {verb}
          </Button>
        </>
      }
    >
      <form onSubmit={submit}>
        <TextInput
          label={t('profiles.newName')}
          value={name}
          maxLength={80}
          problem={problem}
          onChange={(typed) => {
            setName(typed);
            setProblem(null);
          }}
        />
      </form>
    </Dialog>
  );
}
