import type { Migration } from './migration.ts';

export const help: Migration = {
  version: 2,
  sql: `
    -- The help that a learner has taken with an exercise. solution_at is when the solution was first
    -- shown, where that was before a pass; it is null otherwise.
    CREATE TABLE help (
      profile_id TEXT NOT NULL REFERENCES profiles (id),
      exercise TEXT NOT NULL,
      hints INTEGER NOT NULL,
      solution_at TEXT,
      checksum TEXT NOT NULL,
      PRIMARY KEY (profile_id, exercise)
    ) STRICT;
  `,
};
