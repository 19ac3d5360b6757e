import { useSyncExternalStore } from 'react';
import type { ShortcutName } from '../ui/shortcuts.ts';

/** What the page that is open can do, for the palette. */
export interface PageCommand {
  readonly shortcut: ShortcutName;
  /** Where it is another than the shortcut's own. */
  readonly text: string | null;
  readonly act: () => void;
}

let offered: readonly PageCommand[] = [];
const listeners = new Set<() => void>();

/** Offers them in the place of what was offered before. Gives what takes them back. */
export function offerCommands(commands: readonly PageCommand[]): () => void {
  set(commands);
  return () => {
    if (offered === commands) set([]);
  };
}

/** The commands of the page that is open. */
export function usePageCommands(): readonly PageCommand[] {
  return useSyncExternalStore(subscribe, () => offered);
}

function set(commands: readonly PageCommand[]): void {
  offered = commands;
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
