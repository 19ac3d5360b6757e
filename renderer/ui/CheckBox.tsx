import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import classes from './CheckBox.module.css';
import { classNames } from './class-names.ts';

interface CheckBoxProps {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly children: ReactNode;
}

export function CheckBox({ isSelected, onChange, children }: CheckBoxProps) {
  return (
    <AriaCheckbox isSelected={isSelected} onChange={onChange} className={classNames(classes.check)}>
      <span className={classes.box} aria-hidden="true" />
      <span>{children}</span>
    </AriaCheckbox>
  );
}
