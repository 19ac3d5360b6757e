import { type FSWatcher, watch } from 'node:fs';

/** Saving a file is several events, and an editor may save several files. */
const quietMs = 60;

export interface FolderWatch {
  /** From here on these folders are watched, without what is below them. */
  watch(folders: readonly string[]): void;
  close(): void;
}

/**
 * Says when something in the folders may have changed. Each is watched by itself: a recursive watch would
 * follow `node_modules` too.
 */
export function watchFolders(changed: () => void): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | null = null;
  const soon = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(changed, quietMs);
  };
  const drop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const add = (folder: string): void => {
    try {
      const watcher = watch(folder, soon);
      watchers.set(folder, watcher);
      watcher.on('error', () => {
        drop(folder);
        soon();
      });
    } catch {
      // Gone since it was read, which its parent's watcher tells; or the system has no watches left.
    }
  };
  return {
    watch(folders) {
      const wanted = new Set(folders);
      for (const folder of watchers.keys()) if (!wanted.has(folder)) drop(folder);
      for (const folder of wanted) if (!watchers.has(folder)) add(folder);
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      for (const folder of [...watchers.keys()]) drop(folder);
    },
  };
}
