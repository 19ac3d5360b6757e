import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import classes from './Fields.module.css';

interface NameDialogProps {
  readonly title: string;
  readonly label: string;
  /** What the button does. */
  readonly action: string;
  readonly initial: string;
  /** What is wrong with a name; null where nothing is. */
  readonly faultOf: (name: string) => string | null;
  readonly onClose: () => void;
  readonly onName: (name: string) => void;
}

/** Asks for one name. */
export function NameDialog({ title, label, action, initial, faultOf, onClose, onName }: NameDialogProps) {
  const { t } = useTranslation();
  const id = useId();
  const [name, setName] = useState(initial);
  const trimmed = name.trim();
  const fault = trimmed === '' ? null : faultOf(trimmed);
  const isGood = trimmed !== '' && fault === null;
  const submit = () => isGood && onName(trimmed);
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={!isGood} onPress={submit}>
            {action}
          </Button>
        </>
      }
    >
      <form
        className={classes.field}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label htmlFor={id}>{label}</label>
        <input
          id={id}
          autoFocus
          value={name}
          maxLength={120}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={fault !== null}
          aria-describedby={`${id}-fault`}
          onChange={(event) => setName(event.target.value)}
        />
        <p id={`${id}-fault`} className={classes.fault} role="alert">
          {fault}
        </p>
      </form>
    </Dialog>
  );
}
