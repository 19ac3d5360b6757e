import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { classNames } from '../../ui/class-names.ts';
import classes from './Choice.module.css';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly content: ReactNode }[];
  readonly onChange: (value: T) => void;
  /** Where the heading above says the same, the label is for those who hear it. */
  readonly labelIs?: 'shown' | 'heard';
}

/** One of a few, each in sight. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
  labelIs = 'shown',
}: ChoiceProps<T>) {
  return (
    <RadioGroup value={value} onChange={(next) => onChange(next as T)} className={classNames(classes.field)}>
      <Label className={classNames(labelIs === 'heard' ? 'visually-hidden' : classes.label)}>{label}</Label>
      <div className={classes.choices}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={classNames(classes.choice)}>
            {option.content}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
