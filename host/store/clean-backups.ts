import { copyFileSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Backups } from './backups.ts';
import { renameDurably } from './durable-files.ts';
import { eraseProfile } from './erase-profile.ts';
import { removeLog } from './open-database.ts';

/**
 * Takes a profile out of every backup, of whatever layout it is, and leaves what is others'. Each backup
 * is replaced in one step. Gives the names of those that it could not be taken out of.
 */
export function cleanBackups(backups: Backups, profileId: string, now: Date): string[] {
  return backups
    .newestFirst()
    .filter(({ path }) => !cleanOne(path, profileId, now))
    .map(({ name }) => name);
}

function cleanOne(path: string, profileId: string, now: Date): boolean {
  const copy = `${path}-cleaning`;
  let db: Database.Database | undefined;
  try {
    copyFileSync(path, copy);
    db = new Database(copy);
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('journal_mode = DELETE');
    const wasThere = eraseProfile(db, profileId, now);
    if (wasThere) db.exec('VACUUM');
    db.close();
    if (wasThere) renameDurably(copy, path);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return false;
  } finally {
    db?.close();
    rmSync(copy, { force: true });
    rmSync(`${copy}-journal`, { force: true });
    removeLog(copy);
  }
}
