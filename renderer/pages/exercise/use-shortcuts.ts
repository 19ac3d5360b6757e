import { useEffect, useEffectEvent } from 'react';
import { isShortcut } from '../../ui/shortcuts.ts';

interface ShortcutActions {
  readonly run: () => void;
  readonly submit: () => void;
  /** Null while nothing runs: then Escape belongs to whatever has the focus. */
  readonly cancel: (() => void) | null;
  readonly task: () => void;
  readonly editor: () => void;
  readonly results: () => void;
  readonly tab: () => void;
  readonly format: () => void;
  readonly panes: (isBackward: boolean) => void;
}

const simple = ['run', 'submit', 'task', 'editor', 'results', 'tab', 'format'] as const;

/**
 * The keys of the exercise page. The window hears them before the editor does, so that they mean the
 * same inside and outside of it. An open dialog keeps its keys.
 */
export function useShortcuts(actions: ShortcutActions): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
    const act = actionFor(event, actions);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handle(event);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}

function actionFor(event: KeyboardEvent, actions: ShortcutActions): (() => void) | null {
  if (event.key === 'F6' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    return () => actions.panes(event.shiftKey);
  }
  if (event.key === 'F7' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    return () => goToDifference(event.shiftKey);
  }
  if (isShortcut(event, 'cancel')) return actions.cancel;
  const name = simple.find((candidate) => isShortcut(event, candidate));
  return name ? actions[name] : null;
}

/** Views of evidence mark what differs with `data-difference`; this walks through what is on the screen. */
function goToDifference(isBackward: boolean): void {
  const marked = [...document.querySelectorAll<HTMLElement>('[data-pane="results"] [data-difference]')];
  const differences = marked.filter((element) => element.checkVisibility());
  if (differences.length === 0) return;
  const current = differences.indexOf(document.activeElement as HTMLElement);
  const step = isBackward ? -1 : 1;
  const from = current === -1 && isBackward ? 0 : current;
  const next = differences[(from + step + differences.length) % differences.length];
  next?.scrollIntoView({ block: 'nearest' });
  next?.focus({ preventScroll: true });
}
