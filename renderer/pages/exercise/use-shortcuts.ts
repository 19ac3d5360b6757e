import { useEffect, useEffectEvent } from 'react';
import { offerCommands } from '../../shell/page-commands.ts';
import { isShortcut } from '../../ui/shortcuts.ts';
import { goToDifference } from './go-to-difference.ts';

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

/** What the palette calls those that do something else here than in an exercise. */
type OtherTexts = Readonly<Partial<Record<(typeof simple)[number], string>>>;
const noOthers: OtherTexts = {};

/**
 * The keys of the exercise page. The window hears them before the editor does, so that they mean the
 * same inside and outside of it. An open dialog keeps its keys, but for the one that walks through differences.
 * The palette offers them too.
 */
export function useShortcuts(actions: ShortcutActions, texts: OtherTexts = noOthers): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const dialog = document.querySelector('[role="dialog"], [role="alertdialog"]');
    const act = dialog ? inDialog(event, dialog) : actionFor(event, actions);
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

  const act = useEffectEvent((name: (typeof simple)[number]) => actions[name]());
  const named = JSON.stringify(texts);
  // The palette lies outside the page.
  useEffect(() => {
    const words = JSON.parse(named) as OtherTexts;
    return offerCommands(
      simple.map((name) => ({
        shortcut: name,
        text: words[name] ?? null,
        // Once the palette is gone, and the focus is back where it was.
        act: () => requestAnimationFrame(() => act(name)),
      })),
    );
  }, [named]);
}

function inDialog(event: KeyboardEvent, dialog: Element): (() => void) | null {
  return isDifferenceKey(event) ? () => goToDifference(dialog, event.shiftKey) : null;
}

function isDifferenceKey(event: KeyboardEvent): boolean {
  return event.key === 'F7' && !event.ctrlKey && !event.metaKey && !event.altKey;
}

function actionFor(event: KeyboardEvent, actions: ShortcutActions): (() => void) | null {
  if (event.key === 'F6' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    return () => actions.panes(event.shiftKey);
  }
  const results = document.querySelector('[data-pane="results"]');
  if (results && isDifferenceKey(event)) return () => goToDifference(results, event.shiftKey);
  if (isShortcut(event, 'cancel')) return actions.cancel;
  const name = simple.find((candidate) => isShortcut(event, candidate));
  return name ? actions[name] : null;
}
