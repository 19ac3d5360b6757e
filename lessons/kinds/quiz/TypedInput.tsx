import { Input, Label, TextArea, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../../../renderer/ui/CodeBlock.tsx';
import { classNames } from '../../../renderer/ui/class-names.ts';
import type { Answer } from './answers.ts';
import { longestAnswer } from './schema.ts';
import classes from './View.module.css';
import type { AskedOf } from './view-data.ts';

interface TypedInputProps {
  readonly asked: AskedOf<'predict'> | AskedOf<'fill-in'>;
  readonly text: string;
  readonly onAnswer: (answer: Answer) => void;
  readonly labelledBy: string;
}

/** The code that is asked about, and a field for what it prints or for what is missing in it. */
export function TypedInput({ asked, text, onAnswer, labelledBy }: TypedInputProps) {
  const { t } = useTranslation();
  const isPrediction = asked.type === 'predict';
  const label = isPrediction
    ? t(asked.dataset ? 'quiz.rows' : 'quiz.printed')
    : t(asked.code ? 'quiz.blank' : 'quiz.answer');
  const isCode = isPrediction || asked.code !== null;
  const fieldClass = classNames(classes.input, isCode && classes.codeInput);
  const lines = text.split('\n').length;
  return (
    <>
      {asked.dataset && (
        <details className={classes.dataset} open={isShort(asked.dataset.text)}>
          <summary>{t('quiz.dataset')}</summary>
          <CodeBlock code={asked.dataset.text} language={asked.dataset.language} />
        </details>
      )}
      {asked.code && <CodeBlock code={asked.code.text} language={asked.code.language} />}
      <TextField
        value={text}
        onChange={onAnswer}
        maxLength={longestAnswer}
        spellCheck="false"
        autoComplete="off"
        className={classNames(classes.field)}
      >
        <Label id={`${labelledBy}-field`}>{label}</Label>
        {isPrediction ? (
          <TextArea
            rows={Math.min(16, Math.max(3, lines))}
            className={fieldClass}
            aria-labelledby={`${labelledBy} ${labelledBy}-field`}
          />
        ) : (
          <Input
            inputMode={asked.isNumber ? 'decimal' : 'text'}
            className={fieldClass}
            aria-labelledby={`${labelledBy} ${labelledBy}-field`}
          />
        )}
      </TextField>
    </>
  );
}

/** Data that is seen at a glance is shown at once. */
function isShort(text: string): boolean {
  return text.split('\n').length <= 12;
}
