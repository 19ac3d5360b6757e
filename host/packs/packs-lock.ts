import { join } from 'node:path';
import Database from 'better-sqlite3';

const patienceMs = 10_000;

/**
 * Runs `change` while no other process changes the installed packs: the app and the command may both want to.
 * The lock is SQLite's on an empty file, which the system lets go of when a process ends, however it ends.
 */
export function withPacksLock<T>(packsFolder: string, change: () => T): T {
  const lock = new Database(join(packsFolder, 'packs.lock'), { timeout: patienceMs });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    return change();
  } finally {
    lock.close();
  }
}
