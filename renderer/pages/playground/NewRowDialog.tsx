import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatabaseObject, PlaygroundFailure } from '../../../host/contract/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import classes from './Fields.module.css';
import { ProgramFailure } from './ProgramFailure.tsx';

interface NewRowDialogProps {
  readonly table: DatabaseObject;
  readonly failure: PlaygroundFailure | null;
  readonly onClose: () => void;
  readonly onSave: (values: Readonly<Record<string, { readonly text: string }>>) => void;
}

/** Asks for the values of a new row. What is left empty takes its default. */
export function NewRowDialog({ table, failure, onClose, onSave }: NewRowDialogProps) {
  const { t } = useTranslation();
  const id = useId();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const columns = table.columns.filter(({ generated }) => !generated);
  const save = () => {
    const given = Object.entries(values).filter(([, text]) => text !== '');
    onSave(Object.fromEntries(given.map(([column, text]) => [column, { text }])));
  };
  return (
    <Dialog
      title={t('playground.newRow', { table: table.name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" onPress={save}>
            {t('playground.addRow')}
          </Button>
        </>
      }
    >
      <p className={classes.hint}>{t('playground.newRowText')}</p>
      <form
        className={classes.fields}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {columns.map(({ name, type }, index) => (
          <div key={name} className={classes.field}>
            <label htmlFor={`${id}-${index}`}>
              {name} <small>{type}</small>
            </label>
            <input
              id={`${id}-${index}`}
              autoFocus={index === 0}
              value={values[name] ?? ''}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            />
          </div>
        ))}
        {/* A form with one field is sent by Enter, one with more only where it has a button. */}
        <button type="submit" hidden>
          {t('playground.addRow')}
        </button>
      </form>
      <div role="alert">{failure && <ProgramFailure failure={failure} />}</div>
    </Dialog>
  );
}
