import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Migration } from './migrations/migration.ts';

/** Whether a newer version of Backline wrote the file. Nothing of it is opened: opening it would already write. */
export function isNewer(file: string, migrations: readonly Migration[]): boolean {
  const newest = migrations.at(-1)?.version ?? 0;
  return existsSync(`${file}-wal`)
    ? (logIsNewer(file, newest) ?? headerIsNewer(file, newest))
    : headerIsNewer(file, newest);
}

/**
 * After a crash the newest version may be in the log alone, where the file's header does not show it:
 * a copy of both is read. Null where they cannot be read.
 */
function logIsNewer(file: string, newest: number): boolean | null {
  const folder = mkdtempSync(`${file}-reading-`);
  const copy = join(folder, 'copy.db');
  let db: Database.Database | undefined;
  try {
    copyFileSync(file, copy);
    copyFileSync(`${file}-wal`, `${copy}-wal`);
    db = new Database(copy);
    return (db.prepare('SELECT max(version) FROM migrations').pluck().get() as number) > newest;
  } catch {
    return null;
  } finally {
    db?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads the version from the header's bytes (SQLite file format, 1.3). */
function headerIsNewer(file: string, newest: number): boolean {
  const header = readHeader(file);
  const isDatabase = header.toString('latin1', 0, 16) === 'SQLite format 3\0';
  return isDatabase && header.readUInt32BE(60) > newest && recordsNewer(file, newest);
}

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, header);
  closeSync(descriptor);
  return header;
}

/** False where the file's own list of migrations belies its header: then the header is damaged, not newer. */
function recordsNewer(file: string, newest: number): boolean {
  const copy = readFileSync(file);
  // An image in memory cannot be in WAL mode: both format versions say "rollback journal" in the copy.
  copy.fill(1, 18, 20);
  let db: Database.Database | undefined;
  try {
    db = new Database(copy);
    return (db.prepare('SELECT max(version) FROM migrations').pluck().get() as number) > newest;
  } catch {
    return true;
  } finally {
    db?.close();
  }
}
