import type { Database } from 'better-sqlite3';
import type { Progress } from '../contract/contract.ts';
import type { RequirementsReader } from './attempts.ts';

interface ProgressRow {
  readonly exercise: string;
  readonly attempts: number;
  readonly passed: number;
  readonly solution_seen: number;
  readonly last_at: string;
}

/** Gives where a profile stands; `requirementsOf` says what an exercise asks for now, null where it is unknown. */
export type ProgressReader = (profileId: string, requirementsOf?: RequirementsReader) => Progress;

/** Where a profile stands, derived from its attempts, drafts and help: it cannot disagree with them. */
export function createProgress(db: Database): ProgressReader {
  const rows = db.prepare<{ profile: string }, ProgressRow>(`
    SELECT exercise, sum(is_attempt) AS attempts, max(passed) AS passed,
      max(solution_seen) AS solution_seen, max(at) AS last_at
    FROM (
      SELECT exercise, 1 AS is_attempt, passed, 0 AS solution_seen, submitted_at AS at
      FROM attempts WHERE profile_id = @profile
      UNION ALL
      SELECT exercise, 0, 0, 0, saved_at FROM drafts WHERE profile_id = @profile
      UNION ALL
      SELECT exercise, 0, 0, 1, solution_at FROM help
      WHERE profile_id = @profile AND solution_at IS NOT NULL
    )
    GROUP BY exercise
    ORDER BY exercise
  `);
  const passes = db.prepare<{ profile: string }, { exercise: string; requirements: string | null }>(`
    SELECT exercise, json_extract(report, '$.reproduction.requirementsHash') AS requirements
    FROM attempts
    WHERE profile_id = @profile AND passed = 1
  `);
  return (profileId, requirementsOf = () => null) => {
    const passedWith = Map.groupBy(passes.all({ profile: profileId }), ({ exercise }) => exercise);
    return {
      exercises: rows.all({ profile: profileId }).map((row) => ({
        id: row.exercise,
        state: row.passed === 1 ? 'passed' : 'started',
        attempts: row.attempts,
        lastAt: row.last_at,
        solutionSeen: row.solution_seen === 1,
        changedSincePassed: hasChanged(requirementsOf(row.exercise), passedWith.get(row.exercise) ?? []),
      })),
    };
  };
}

/** Whether no pass was for what is asked now. Where either is unknown, nobody is alarmed. */
function hasChanged(
  now: string | null,
  passes: readonly { readonly requirements: string | null }[],
): boolean {
  if (now === null || passes.length === 0) return false;
  return passes.every(({ requirements }) => requirements !== null && requirements !== now);
}
