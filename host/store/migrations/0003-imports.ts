import type { Migration } from './migration.ts';

export const imports: Migration = {
  version: 3,
  sql: `
    -- Which attempts of a profile were brought in from an export, and where they came from: they are
    -- chained anew here, and this says so.
    CREATE TABLE imports (
      profile_id TEXT NOT NULL REFERENCES profiles (id),
      first_sequence INTEGER NOT NULL,
      last_sequence INTEGER NOT NULL,
      imported_at TEXT NOT NULL,
      exported_at TEXT NOT NULL,
      source_profile TEXT NOT NULL,
      source_name TEXT NOT NULL,
      -- The hash that the last of them had there.
      source_hash TEXT NOT NULL,
      checksum TEXT NOT NULL,
      PRIMARY KEY (profile_id, first_sequence)
    ) STRICT;
  `,
};
