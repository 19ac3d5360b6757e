import type { Database } from 'better-sqlite3';
import type { Migration } from './migrations/migration.ts';

interface MigrateRequest {
  readonly migrations: readonly Migration[];
  readonly now: () => Date;
  /** Called before each step of a file that was there already. */
  readonly backUp: () => void;
}

/**
 * Takes the file to the newest layout, one transaction per step: a process that dies on the way
 * leaves the old version or the new one, never something between.
 */
export function migrate(db: Database, request: MigrateRequest): void {
  const isNew = userVersion(db) === 0;
  for (const step of request.migrations) {
    if (step.version <= userVersion(db)) continue;
    if (!isNew) request.backUp();
    db.transaction(() => {
      db.exec(step.sql);
      db.prepare('INSERT INTO migrations (version, applied_at) VALUES (?, ?)').run(
        step.version,
        request.now().toISOString(),
      );
      db.pragma(`user_version = ${step.version}`);
    }).exclusive();
  }
  // The version is read from the file itself at the next start, so it must not stay in the log.
  db.pragma('wal_checkpoint(TRUNCATE)');
}

export function userVersion(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}
