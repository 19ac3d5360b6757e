/**
 * Every shortcut of the window, in one place so that buttons, tooltips and the settings page print
 * what the keys really do. `Mod` is Command on a Mac and Control elsewhere.
 */
export const shortcuts = {
  run: 'Mod+Enter',
  submit: 'Mod+Shift+Enter',
  cancel: 'Escape',
  panes: 'F6',
  task: 'Mod+B',
  editor: 'Mod+Shift+E',
  results: 'Mod+J',
  tab: 'Control+M',
  format: 'Shift+Alt+F',
  palette: 'Mod+K',
  difference: 'F7',
} as const;

export type ShortcutName = keyof typeof shortcuts;

const isMac = /mac/i.test(navigator.platform);

/** Whether `event` is that key with exactly those modifiers. */
export function isShortcut(event: KeyboardEvent, name: ShortcutName): boolean {
  const parts = shortcuts[name].split('+');
  const key = parts.at(-1) ?? '';
  const control = parts.includes('Control') || (parts.includes('Mod') && !isMac);
  const meta = parts.includes('Mod') && isMac;
  return (
    isKey(event, key) &&
    event.ctrlKey === control &&
    event.metaKey === meta &&
    event.shiftKey === parts.includes('Shift') &&
    event.altKey === parts.includes('Alt')
  );
}

/** With Alt, some keyboards make another letter of a key. */
function isKey(event: KeyboardEvent, key: string): boolean {
  return (
    event.key.toLowerCase() === key.toLowerCase() ||
    (event.altKey && event.code.toLowerCase() === `key${key.toLowerCase()}`)
  );
}

const macSymbols: Record<string, string> = {
  Mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Control: '⌃',
  Enter: '↵',
  Escape: 'Esc',
};
const otherSymbols: Record<string, string> = { Mod: 'Ctrl', Control: 'Ctrl', Enter: '↵', Escape: 'Esc' };

/** The keys as they are printed on this computer's keyboard. */
export function shortcutLabel(name: ShortcutName): string {
  const symbols = isMac ? macSymbols : otherSymbols;
  return shortcuts[name]
    .split('+')
    .map((part) => symbols[part] ?? part)
    .join(isMac ? '' : ' ');
}

/** The value of `aria-keyshortcuts`. */
export function ariaShortcut(name: ShortcutName): string {
  return shortcuts[name].replace('Mod', isMac ? 'Meta' : 'Control');
}
