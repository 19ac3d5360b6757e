import { copyFileSync, rmSync } from 'node:fs';
import { renameDurably } from './durable-files.ts';
import type { Migration } from './migrations/migration.ts';
import { isNewer } from './newer.ts';
import { removeLog, tryOpen } from './open-database.ts';

interface PrepareRequest {
  /** The backup, which stays as it is. */
  readonly backup: string;
  /** The database that it is to replace. */
  readonly file: string;
  readonly migrations: readonly Migration[];
  readonly now: () => Date;
}

type Prepared =
  | { readonly ok: true; readonly replacement: string }
  | { readonly ok: false; readonly reason: 'damaged' | 'newer' };

/** Copies a backup beside the database and takes the copy to the newest layout: a bad one changes nothing. */
export function prepareReplacement({ backup, file, migrations, now }: PrepareRequest): Prepared {
  const replacement = `${file}-restoring`;
  discardReplacement(replacement);
  try {
    copyFileSync(backup, replacement);
    if (isNewer(replacement, migrations)) {
      discardReplacement(replacement);
      return { ok: false, reason: 'newer' };
    }
    const opened = tryOpen({ file: replacement, migrations, now, backUp: () => undefined });
    if (!opened.ok) {
      discardReplacement(replacement);
      return { ok: false, reason: 'damaged' };
    }
    // Closing folds the log into the file, which is then all there is of it.
    opened.db.close();
    return { ok: true, replacement };
  } catch (error) {
    discardReplacement(replacement);
    throw error;
  }
}

export function discardReplacement(replacement: string): void {
  rmSync(replacement, { force: true });
  removeLog(replacement);
}

/** Puts the copy in the place of the closed database: in one step, so that a kill leaves one or the other. */
export function replaceDatabase(file: string, replacement: string): void {
  removeLog(file);
  renameDurably(replacement, file);
}
