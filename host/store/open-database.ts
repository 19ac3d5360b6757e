import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { StartNotice } from '../contract/contract.ts';
import { StartFault } from '../start-fault.ts';
import { Backups } from './backups.ts';
import { renameDurably } from './durable-files.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { isNewer } from './newer.ts';
import { contentFault, structureFault } from './verify.ts';

export interface OpenRequest {
  readonly folder: string;
  readonly migrations: readonly Migration[];
  readonly now: () => Date;
}

export interface OpenedDatabase {
  readonly db: Database.Database;
  /** What the learner should know of how it was opened. */
  readonly notices: readonly StartNotice[];
  close(): void;
}

/**
 * Opens `backline.db`, whatever state it is in: a good file is taken to the newest layout, a
 * damaged or missing one is replaced by the newest good backup (the damaged file is kept, in
 * `damaged/`), and a file from a newer version is refused without a byte of it being changed. The
 * folder must be this process's own (see `lockDataFolder`).
 */
export function openDatabase(request: OpenRequest): OpenedDatabase {
  const file = join(request.folder, 'backline.db');
  const openMarker = join(request.folder, 'backline.db-open');
  const backups = new Backups(request.folder);
  const notices: StartNotice[] = [];
  // An empty file is what a process leaves that died while it made its first one.
  if (existsSync(file) && statSync(file).size === 0 && !existsSync(`${file}-wal`)) rmSync(file);
  // SQLite cannot tell a lost log from a clean close; the marker, which a clean close removes, can.
  const logLost = existsSync(openMarker) && existsSync(file) && !existsSync(`${file}-wal`);

  const db = openOrRestore({ ...request, file, backups }, notices);
  if (logLost) notices.push({ kind: 'log-lost' });
  writeFileSync(openMarker, '', { flush: true });
  return {
    db,
    notices,
    close: () => {
      rmSync(openMarker, { force: true });
      db.close();
    },
  };
}

type Loss = Pick<Extract<StartNotice, { kind: 'restored' }>, 'loss' | 'setAside'>;

interface RestoreRequest extends OpenRequest {
  readonly file: string;
  readonly backups: Backups;
}

function openOrRestore(request: RestoreRequest, notices: StartNotice[]): Database.Database {
  const { file, backups, migrations } = request;
  const opening = { ...request, backUp: (db: Database.Database) => backups.take(db, request.now()) };
  let loss: Loss = { loss: 'missing', setAside: null };
  if (existsSync(file)) {
    refuseNewer(file, migrations);
    const opened = tryOpen(opening);
    if (opened.ok) return opened.db;
    loss = { loss: 'damaged', setAside: setAside(request) };
  }
  // The list is fixed before the first try: restoring an old layout takes a backup of its own.
  const candidates = backups.newestFirst();
  for (const backup of candidates) {
    removeLog(file);
    const restoring = `${file}-restoring`;
    copyFileSync(backup.path, restoring);
    renameDurably(restoring, file);
    const opened = tryOpen(opening);
    if (!opened.ok) continue;
    notices.push({ kind: 'restored', ...loss, backupFrom: backup.takenAt.toISOString() });
    return opened.db;
  }
  for (const path of [file, `${file}-restoring`]) rmSync(path, { force: true });
  removeLog(file);
  const fresh = tryOpen(opening);
  if (!fresh.ok) throw new Error(`a new database cannot be made: ${fresh.reason}`);
  const hadWork = candidates.length > 0 || loss.loss === 'damaged';
  if (hadWork) notices.push({ kind: 'started-anew', ...loss });
  return fresh.db;
}

interface OpenFileRequest {
  readonly file: string;
  readonly migrations: readonly Migration[];
  readonly now: () => Date;
  /** Called before each step that takes an older file to the newest layout. */
  readonly backUp: (db: Database.Database) => void;
}

type Opened =
  | { readonly ok: true; readonly db: Database.Database }
  | { readonly ok: false; readonly reason: string };

/** Opens a file and takes it to the newest layout, or says what is wrong with it. */
export function tryOpen({ file, migrations, now, backUp }: OpenFileRequest): Opened {
  const db = new Database(file, { timeout: 2_000 });
  const damaged = (reason: string): Opened => {
    db.close();
    return { ok: false, reason };
  };
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    const fault = structureFault(db);
    if (fault !== null) return damaged(fault);
  } catch (error) {
    if (isDamage(error, structureCodes)) return damaged(error.message);
    db.close();
    throw error;
  }
  try {
    migrate(db, { migrations, now, backUp: () => backUp(db) });
    const fault = contentFault(db, migrations);
    return fault === null ? { ok: true, db } : damaged(fault);
  } catch (error) {
    // Not SQLITE_ERROR here: a mistake in a migration of ours must not set good data aside.
    if (isDamage(error, ['SQLITE_CORRUPT', 'SQLITE_NOTADB'])) return damaged(error.message);
    db.close();
    throw error;
  }
}

/** What SQLite says of a file whose header or layout makes no sense; that the folder is writable is known by then. */
const structureCodes = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_ERROR', 'SQLITE_READONLY'];

function isDamage(error: unknown, codes: readonly string[]): error is Error {
  return error instanceof Database.SqliteError && codes.some((code) => error.code.startsWith(code));
}

/** Throws where a newer version of Backline wrote the file. Nothing of it is opened: opening it would already write. */
function refuseNewer(file: string, migrations: readonly Migration[]): void {
  if (!isNewer(file, migrations)) return;
  throw new StartFault({
    code: 'newer-data',
    message: `Your work in ${file} was last used by a newer version of Backline, which this version cannot read. Nothing was changed.`,
    nextStep: 'Install the newest version of Backline, or choose another folder: --data FOLDER.',
  });
}

/** Moves the file and its log to `damaged/`, and gives the new path. */
function setAside({ folder, file, now }: RestoreRequest): string {
  const aside = join(folder, 'damaged');
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  const stamp = now().toISOString().slice(0, 19).replaceAll(':', '-');
  let to = join(aside, `backline-${stamp}Z.db`);
  for (let copy = 2; existsSync(to); copy += 1) to = join(aside, `backline-${stamp}Z-${copy}.db`);
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${to}-wal`);
  renameDurably(file, to);
  removeLog(file);
  return to;
}

/** Removes what belongs to a file that is no longer there, so that it is never taken for another's. */
export function removeLog(file: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}
