import type { Database } from 'better-sqlite3';
import type { History } from '../contract/history.ts';

export type HistoryReader = (profileId: string) => History;

/** A pause that is longer than this is taken for being away, and a clock that was set back for no time at all. */
const longestPauseMs = 30 * 60 * 1_000;

const timed = `
  SELECT exercise, passed, submitted_at AS at,
    CAST(round((julianday(submitted_at) - julianday(lag(submitted_at) OVER (ORDER BY sequence))) * 86400000) AS INTEGER) AS pause
  FROM attempts
  WHERE profile_id = @profile
`;
const active = `coalesce(sum(CASE WHEN pause BETWEEN 1 AND ${longestPauseMs} THEN pause END), 0)`;

/** When a profile attempted and passed what, summed up by SQLite: a year of attempts is not read whole. */
export function createHistory(db: Database): HistoryReader {
  const exercises = db.prepare<{ profile: string }, History['exercises'][number]>(`
    SELECT exercise AS id, count(*) AS attempts, min(at) AS firstAt, max(at) AS lastAt,
      min(CASE WHEN passed = 1 THEN at END) AS passedAt, ${active} AS activeMs
    FROM (${timed})
    GROUP BY exercise
    ORDER BY exercise
  `);
  const weeks = db.prepare<{ profile: string }, History['weeks'][number]>(`
    WITH first_passes AS (
      SELECT exercise, min(submitted_at) AS at FROM attempts WHERE profile_id = @profile AND passed = 1 GROUP BY exercise
    ), passes AS (
      SELECT ${mondayOf('at')} AS start, count(*) AS passed FROM first_passes GROUP BY 1
    )
    SELECT week.start, attempts, coalesce(passes.passed, 0) AS passed, activeMs
    FROM (SELECT ${mondayOf('at')} AS start, count(*) AS attempts, ${active} AS activeMs FROM (${timed}) GROUP BY 1) AS week
    LEFT JOIN passes USING (start)
    ORDER BY week.start
  `);
  return (profileId) => ({
    weeks: weeks.all({ profile: profileId }),
    exercises: exercises.all({ profile: profileId }),
  });
}

/** SQL for the Monday of the week that a time falls in, here. */
function mondayOf(column: string): string {
  return `date(${column}, 'localtime', 'weekday 0', '-6 days')`;
}
