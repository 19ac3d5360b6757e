import type { Database } from 'better-sqlite3';
import type { Draft, MethodOutput } from '../contract/contract.ts';
import { rowChecksum } from './row-checksum.ts';

interface DraftToSave {
  readonly profileId: string;
  readonly exerciseId: string;
  readonly files: Readonly<Record<string, string>>;
  /** The revision that the learner's text grew from; 0 where there was none. */
  readonly basedOn: number;
  /** When it was typed, where that was elsewhere and before; now by default. */
  readonly savedAt?: string;
}

export interface Drafts {
  get(profileId: string, exerciseId: string): Draft | null;
  save(draft: DraftToSave): MethodOutput<'drafts.save'>;
}

/** `table` is one of those that keep what is typed: for an exercise, or in a playground. */
export function createDrafts(db: Database, now: () => Date, table: 'drafts' | 'playgrounds'): Drafts {
  const read = db.prepare<[string, string], { revision: number; files: string; saved_at: string }>(
    `SELECT revision, files, saved_at FROM ${table} WHERE profile_id = ? AND exercise = ?`,
  );
  const write = db.prepare<[string, string, number, string, string, string]>(
    `INSERT OR REPLACE INTO ${table} (profile_id, exercise, revision, files, saved_at, checksum) VALUES (?, ?, ?, ?, ?, ?)`,
  );

  const get = (profileId: string, exerciseId: string): Draft | null => {
    const row = read.get(profileId, exerciseId);
    if (row === undefined) return null;
    return { files: JSON.parse(row.files), savedAt: row.saved_at, revision: row.revision };
  };

  return {
    get,
    save: db.transaction((draft: DraftToSave): MethodOutput<'drafts.save'> => {
      const stored = get(draft.profileId, draft.exerciseId);
      if (stored !== null && stored.revision !== draft.basedOn) return { status: 'conflict', draft: stored };
      // Counting on from the caller's number keeps revisions rising after a backup was restored.
      const revision = draft.basedOn + 1;
      const savedAt = draft.savedAt ?? now().toISOString();
      const values = [
        draft.profileId,
        draft.exerciseId,
        revision,
        JSON.stringify(draft.files),
        savedAt,
      ] as const;
      write.run(...values, rowChecksum(values));
      return { status: 'saved', revision, savedAt };
    }).immediate,
  };
}
