import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaygroundFailure } from '../../../host/contract/playground.ts';
import type { Cell } from '../../../lessons/format/evidence.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckBox } from '../../ui/CheckBox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import classes from './Fields.module.css';
import { ProgramFailure } from './ProgramFailure.tsx';

interface ValueDialogProps {
  readonly column: string;
  readonly cell: Cell;
  readonly failure: PlaygroundFailure | null;
  readonly onClose: () => void;
  readonly onSave: (value: { readonly text: string } | null) => void;
}

/** Changes one value. */
export function ValueDialog({ column, cell, failure, onClose, onSave }: ValueDialogProps) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(textOf(cell));
  const [isNull, setIsNull] = useState(cell === null);
  const save = () => onSave(isNull ? null : { text });
  return (
    <Dialog
      title={t('playground.changeValue', { column })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" onPress={save}>
            {t('playground.saveValue')}
          </Button>
        </>
      }
    >
      <form
        className={classes.field}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <label htmlFor={id}>{t('playground.value')}</label>
        <textarea
          id={id}
          autoFocus
          rows={text.length > 60 || text.includes('\n') ? 6 : 2}
          value={isNull ? '' : text}
          disabled={isNull}
          spellCheck={false}
          maxLength={1024 * 1024}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            save();
          }}
        />
      </form>
      <div className={classes.check}>
        <CheckBox isSelected={isNull} onChange={setIsNull}>
          {t('playground.isNull')}
        </CheckBox>
      </div>
      <div role="alert">{failure && <ProgramFailure failure={failure} />}</div>
    </Dialog>
  );
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return 'integer' in cell ? cell.integer : '';
  return String(cell);
}
