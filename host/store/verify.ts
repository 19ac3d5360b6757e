import Database from 'better-sqlite3';
import { type AttemptRow, attemptHash, chainStart } from './attempt-hash.ts';
import type { Migration } from './migrations/migration.ts';
import { rowChecksum } from './row-checksum.ts';

type Db = Database.Database;

/** What is wrong with the structure of the file, or null. Reads all of it. */
export function structureFault(db: Db): string | null {
  const result = db.pragma('integrity_check(1)', { simple: true }) as string;
  if (result !== 'ok') return result;
  return (db.pragma('foreign_key_check') as unknown[]).length > 0 ? 'a row refers to one that is gone' : null;
}

/** What is wrong with the content of a file of the newest layout, or null. */
export function contentFault(db: Db, migrations: readonly Migration[]): string | null {
  if (schemaOf(db) !== expectedSchema(migrations)) return 'the layout is not the one this version makes';
  return checksumFault(db) ?? chainFault(db);
}

const checkedTables = {
  profiles: ['id', 'name', 'created_at'],
  device: ['id', 'created_at', 'opened_at', 'active_profile'],
  settings: ['profile_id', 'value'],
  drafts: ['profile_id', 'exercise', 'revision', 'files', 'saved_at'],
  help: ['profile_id', 'exercise', 'hints', 'solution_at'],
  imports: [
    'profile_id',
    'first_sequence',
    'last_sequence',
    'imported_at',
    'exported_at',
    'source_profile',
    'source_name',
    'source_hash',
  ],
  playgrounds: ['profile_id', 'exercise', 'revision', 'files', 'saved_at'],
} as const;

function checksumFault(db: Db): string | null {
  const isThere = db.prepare<[string]>('SELECT 1 FROM sqlite_schema WHERE name = ?').pluck();
  for (const [table, columns] of Object.entries(checkedTables)) {
    // The layout is right by now: what is not there belongs to a later step than this file was taken to.
    if (isThere.get(table) === undefined) continue;
    const rows = db
      .prepare(`SELECT ${columns.join(', ')}, checksum FROM ${table}`)
      .raw()
      .iterate();
    for (const row of rows as Iterable<(string | number | null)[]>) {
      if (row.at(-1) !== rowChecksum(row.slice(0, -1))) return `a row of ${table} is not what was written`;
    }
  }
  return null;
}

function chainFault(db: Db): string | null {
  const expected = new Map<string, { sequence: number; hash: string }>();
  const rows = db.prepare('SELECT * FROM attempts ORDER BY profile_id, sequence').iterate();
  for (const row of rows as Iterable<AttemptRow & { readonly hash: string }>) {
    const before = expected.get(row.profile_id) ?? { sequence: 0, hash: chainStart };
    const follows = row.sequence === before.sequence + 1 && row.previous_hash === before.hash;
    if (!follows || row.hash !== attemptHash(row)) return `attempt ${row.id} is not what was written`;
    expected.set(row.profile_id, { sequence: row.sequence, hash: row.hash });
  }
  return null;
}

function expectedSchema(migrations: readonly Migration[]): string {
  const db = new Database(':memory:');
  try {
    for (const step of migrations) db.exec(step.sql);
    return schemaOf(db);
  } finally {
    db.close();
  }
}

function schemaOf(db: Db): string {
  return JSON.stringify(
    db
      .prepare(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name",
      )
      .raw()
      .all(),
  );
}
