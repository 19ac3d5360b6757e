import { FieldError, Input, Label, TextField } from 'react-aria-components';
import { classNames } from './class-names.ts';
import classes from './TextInput.module.css';

interface TextInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  /** What is wrong with what was typed, or null. */
  readonly problem?: string | null;
}

/** A line of text with its label above and what is wrong with it below. */
export function TextInput({ label, value, onChange, maxLength, problem = null }: TextInputProps) {
  return (
    <TextField
      autoFocus
      value={value}
      onChange={onChange}
      maxLength={maxLength}
      isInvalid={problem !== null}
      validationBehavior="aria"
      autoComplete="off"
      className={classNames(classes.field)}
    >
      <Label className={classNames(classes.label)}>{label}</Label>
      <Input className={classNames(classes.input)} />
      <FieldError className={classNames(classes.problem)}>{problem}</FieldError>
    </TextField>
  );
}
