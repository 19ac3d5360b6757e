import type { Database } from 'better-sqlite3';
import type { Help } from '../contract/help.ts';
import { rowChecksum } from './row-checksum.ts';

export interface HelpStore {
  get(profileId: string, exerciseId: string): Help;
  /** Notes that the first `hints` were read; fewer than before change nothing. */
  readHints(profileId: string, exerciseId: string, hints: number): Help;
  /** Notes that the solution was shown, unless the exercise is passed: then it takes nothing away. */
  showSolution(profileId: string, exerciseId: string): Help;
  /** Adds help that was taken elsewhere to what was taken here. */
  add(profileId: string, exerciseId: string, taken: HelpTaken): void;
}

export interface HelpTaken {
  readonly hints: number;
  /** When the solution was first shown; null where it was not. */
  readonly solutionAt: string | null;
}

interface HelpRow {
  readonly hints: number;
  readonly solution_at: string | null;
}

export function createHelp(db: Database, now: () => Date): HelpStore {
  const read = db.prepare<[string, string], HelpRow>(
    'SELECT hints, solution_at FROM help WHERE profile_id = ? AND exercise = ?',
  );
  const isPassed = db
    .prepare<[string, string]>('SELECT 1 FROM attempts WHERE profile_id = ? AND exercise = ? AND passed = 1')
    .pluck();
  const write = db.prepare<[string, string, number, string | null, string]>(
    'INSERT OR REPLACE INTO help (profile_id, exercise, hints, solution_at, checksum) VALUES (?, ?, ?, ?, ?)',
  );

  const rowOf = (profileId: string, exerciseId: string): HelpRow =>
    read.get(profileId, exerciseId) ?? { hints: 0, solution_at: null };
  const put = (profileId: string, exerciseId: string, row: HelpRow): void => {
    const values = [profileId, exerciseId, row.hints, row.solution_at] as const;
    write.run(...values, rowChecksum(values));
  };
  const get = (profileId: string, exerciseId: string): Help => {
    const { hints, solution_at } = rowOf(profileId, exerciseId);
    const passed = isPassed.get(profileId, exerciseId) !== undefined;
    return { hintsRead: hints, solution: passed ? 'passed' : solution_at === null ? 'unseen' : 'seen' };
  };

  return {
    get,
    readHints: db.transaction((profileId: string, exerciseId: string, hints: number): Help => {
      const before = rowOf(profileId, exerciseId);
      if (hints > before.hints) put(profileId, exerciseId, { ...before, hints });
      return get(profileId, exerciseId);
    }).immediate,
    showSolution: db.transaction((profileId: string, exerciseId: string): Help => {
      if (get(profileId, exerciseId).solution === 'unseen') {
        put(profileId, exerciseId, { ...rowOf(profileId, exerciseId), solution_at: now().toISOString() });
      }
      return get(profileId, exerciseId);
    }).immediate,
    add: (profileId, exerciseId, { hints, solutionAt }) => {
      const before = rowOf(profileId, exerciseId);
      const times = [before.solution_at, solutionAt].filter((time) => time !== null);
      put(profileId, exerciseId, {
        hints: Math.max(before.hints, hints),
        solution_at: times.toSorted()[0] ?? null,
      });
    },
  };
}
