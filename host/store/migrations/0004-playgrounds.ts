import type { Migration } from './migration.ts';

export const playgrounds: Migration = {
  version: 4,
  sql: `
    -- A person's playgrounds: their own, and one for each exercise whose world they opened.
    CREATE TABLE playgrounds (
      profile_id TEXT NOT NULL REFERENCES profiles (id),
      -- The exercise; empty for the person's own.
      exercise TEXT NOT NULL,
      revision INTEGER NOT NULL,
      saved_at TEXT NOT NULL,
      checksum TEXT NOT NULL,
      files TEXT NOT NULL,
      PRIMARY KEY (profile_id, exercise)
    ) STRICT;
  `,
};
