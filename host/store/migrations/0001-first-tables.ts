import type { Migration } from './migration.ts';

export const firstTables: Migration = {
  version: 1,
  sql: `
    -- Kept by every version, so that a damaged user_version is not taken for a newer file.
    CREATE TABLE migrations (
      version INTEGER PRIMARY KEY,
      applied_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE profiles (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      created_at TEXT NOT NULL,
      checksum TEXT NOT NULL
    ) STRICT;

    -- One row: this installation.
    CREATE TABLE device (
      id TEXT PRIMARY KEY,
      created_at TEXT NOT NULL,
      opened_at TEXT NOT NULL,
      active_profile TEXT NOT NULL REFERENCES profiles (id),
      checksum TEXT NOT NULL
    ) STRICT;

    CREATE TABLE settings (
      profile_id TEXT PRIMARY KEY REFERENCES profiles (id),
      value TEXT NOT NULL,
      checksum TEXT NOT NULL
    ) STRICT;

    CREATE TABLE drafts (
      profile_id TEXT NOT NULL REFERENCES profiles (id),
      exercise TEXT NOT NULL,
      revision INTEGER NOT NULL,
      saved_at TEXT NOT NULL,
      checksum TEXT NOT NULL,
      files TEXT NOT NULL,
      PRIMARY KEY (profile_id, exercise)
    ) STRICT;

    -- Long columns come last: SQLite reads past them to reach what follows (file format, 1.6).
    -- A chain per profile: each attempt's hash covers its content and the hash before it.
    CREATE TABLE attempts (
      id TEXT PRIMARY KEY,
      profile_id TEXT NOT NULL REFERENCES profiles (id),
      sequence INTEGER NOT NULL,
      exercise TEXT NOT NULL,
      number INTEGER NOT NULL,
      passed INTEGER NOT NULL,
      checks_passed INTEGER NOT NULL,
      checks_total INTEGER NOT NULL,
      seed INTEGER NOT NULL,
      content_hash TEXT NOT NULL,
      pack_version TEXT NOT NULL,
      app_version TEXT NOT NULL,
      node_version TEXT NOT NULL,
      sqlite_version TEXT NOT NULL,
      submitted_at TEXT NOT NULL,
      duration_ms REAL NOT NULL,
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL,
      shelf TEXT NOT NULL,
      files TEXT NOT NULL,
      report TEXT NOT NULL,
      UNIQUE (profile_id, sequence),
      UNIQUE (profile_id, exercise, number)
    ) STRICT;
  `,
};
