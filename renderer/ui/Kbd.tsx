import classes from './Kbd.module.css';
import { type ShortcutName, shortcutLabel } from './shortcuts.ts';

/** A shortcut as printed on a key. Hidden from screen readers, which are told by `aria-keyshortcuts`. */
export function Kbd({ shortcut }: { shortcut: ShortcutName }) {
  return (
    <span aria-hidden="true">
      <kbd className={classes.kbd}>{shortcutLabel(shortcut)}</kbd>
    </span>
  );
}
