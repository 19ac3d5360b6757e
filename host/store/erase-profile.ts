import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { firstName } from './first-name.ts';
import { profileRows } from './profile-rows.ts';

/**
 * Removes a profile and every row of it from a database of any layout, and has what was written
 * overwritten with zeros. Where it was the active one another takes its place, a new one where it was
 * the last. Gives false where there is no such profile.
 */
export function eraseProfile(db: Database, profileId: string, now: Date): boolean {
  const rows = profileRows(db);
  if (!rows.has(profileId)) return false;
  db.pragma('secure_delete = ON');
  db.transaction(() => {
    makeAnotherActive(db, profileId, now);
    for (const { table, column } of belongings(db)) {
      db.prepare(`DELETE FROM "${table}" WHERE "${column}" = ?`).run(profileId);
    }
    db.prepare('DELETE FROM profiles WHERE id = ?').run(profileId);
  }).immediate();
  // The log still has the pages as they were; it is emptied into the file and cut.
  db.pragma('wal_checkpoint(TRUNCATE)');
  return true;
}

function makeAnotherActive(db: Database, profileId: string, now: Date): void {
  const rows = profileRows(db);
  const device = rows.device();
  if (device?.active_profile !== profileId) return;
  let next = rows.all().find(({ id }) => id !== profileId);
  if (next === undefined) {
    next = { id: randomUUID(), name: firstName(), createdAt: now.toISOString() };
    rows.insert(next);
  }
  rows.putDevice({ ...device, active_profile: next.id });
}

/** Every table with rows of profiles, as its foreign keys say: one that a later version adds is not forgotten. */
function belongings(db: Database): { readonly table: string; readonly column: string }[] {
  return db
    .prepare<[], { table: string; column: string }>(
      `SELECT schema.name AS "table", key."from" AS "column"
       FROM sqlite_schema AS schema, pragma_foreign_key_list(schema.name) AS key
       WHERE schema.type = 'table' AND key."table" = 'profiles' AND schema.name <> 'device'`,
    )
    .all();
}
