import type { Database } from 'better-sqlite3';
import type { Progress } from '../contract/contract.ts';

interface ProgressRow {
  readonly exercise: string;
  readonly attempts: number;
  readonly passed: number;
  readonly last_at: string;
}

/** Where a profile stands, derived from its attempts and drafts: it cannot disagree with them. */
export function createProgress(db: Database): (profileId: string) => Progress {
  const rows = db.prepare<{ profile: string }, ProgressRow>(`
    SELECT exercise, sum(is_attempt) AS attempts, max(passed) AS passed, max(at) AS last_at
    FROM (
      SELECT exercise, 1 AS is_attempt, passed, submitted_at AS at FROM attempts WHERE profile_id = @profile
      UNION ALL
      SELECT exercise, 0, 0, saved_at FROM drafts WHERE profile_id = @profile
    )
    GROUP BY exercise
    ORDER BY exercise
  `);
  return (profileId) => ({
    exercises: rows.all({ profile: profileId }).map((row) => ({
      id: row.exercise,
      state: row.passed === 1 ? 'passed' : 'started',
      attempts: row.attempts,
      lastAt: row.last_at,
    })),
  });
}
