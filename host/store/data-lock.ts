import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StartFault } from '../start-fault.ts';

export interface DataLock {
  /** Writes down where this instance can be reached, for a second one to say. */
  announce(address: string): void;
  release(): void;
}

/**
 * Takes the data folder for this process. The lock is SQLite's own exclusive lock on a file beside
 * the data: the system lets go of it when the process ends, however it ends, so there is no stale
 * lock to clean up and no process id to guess about.
 */
export function lockDataFolder(folder: string): DataLock {
  const addressFile = join(folder, 'running.txt');
  const lock = new Database(join(folder, 'backline.lock'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if (!(cause instanceof Database.SqliteError && cause.code === 'SQLITE_BUSY')) throw cause;
    throw alreadyRunning(folder, addressFile, cause);
  }
  rmSync(addressFile, { force: true });
  return {
    announce: (address) => {
      // The address opens the learner's data: for this user's eyes only.
      writeFileSync(addressFile, `${address}\n`, { mode: 0o600 });
      chmodSync(addressFile, 0o600);
    },
    release: () => {
      rmSync(addressFile, { force: true });
      lock.close();
    },
  };
}

function alreadyRunning(folder: string, addressFile: string, cause: Error): StartFault {
  let address = '';
  try {
    address = readFileSync(addressFile, 'utf8').trim();
  } catch {
    // The other instance has no address: it is the desktop window, or still starting.
  }
  return new StartFault(
    {
      code: 'already-running',
      message: `Backline is already running with the data in ${folder}.`,
      nextStep: address === '' ? 'Go to its window, or close it first.' : `It is at ${address}`,
    },
    { cause },
  );
}
