import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import classes from './Button.module.css';
import { classNames } from './class-names.ts';
import { Kbd } from './Kbd.tsx';
import { ariaShortcut, type ShortcutName, shortcutLabel } from './shortcuts.ts';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'small';
  readonly icon?: ReactNode;
  readonly shortcut?: ShortcutName;
  /** Says more than the words on it, for those who hear it. */
  readonly label?: string;
  readonly isDisabled?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const {
    children,
    onPress,
    variant = 'plain',
    size = 'normal',
    icon,
    shortcut,
    label,
    isDisabled,
    ref,
  } = props;
  return (
    <AriaButton
      ref={ref ?? null}
      onPress={onPress}
      isDisabled={isDisabled ?? false}
      className={classNames(classes.button, classes[variant], size === 'small' && classes.small)}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': ariaShortcut(shortcut) })}
    >
      {icon}
      <span>{children}</span>
      {shortcut && <Kbd shortcut={shortcut} />}
    </AriaButton>
  );
}

interface IconButtonProps {
  /** Its name, also shown as a tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly onPress: () => void;
  readonly shortcut?: ShortcutName;
  readonly isPressed?: boolean;
}

export function IconButton({ label, icon, onPress, shortcut, isPressed }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      <AriaButton
        aria-label={label}
        onPress={onPress}
        className={classNames(classes.icon, isPressed && classes.pressed)}
        {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
        {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': ariaShortcut(shortcut) })}
      >
        {icon}
      </AriaButton>
      <Tooltip className={classNames(classes.tooltip)} offset={6}>
        {label}
        {shortcut && <span className={classes.keys}>{shortcutLabel(shortcut)}</span>}
      </Tooltip>
    </TooltipTrigger>
  );
}
