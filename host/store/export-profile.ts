import type { Database } from 'better-sqlite3';
import type { AttemptRow } from './attempt-hash.ts';
import {
  documentChecksum,
  documentFormat,
  documentVersion,
  type ProfileDocument,
} from './profile-document.ts';
import { profileRows } from './profile-rows.ts';

/** Everything about a profile as one JSON text, or null where it would be longer than `maxLength`. */
export function exportProfile(
  db: Database,
  profileId: string,
  { now, maxLength }: { readonly now: Date; readonly maxLength: number },
): string | null {
  if (lengthOf(db, profileId) > maxLength) return null;
  // One transaction, so that what is read belongs together.
  const document = db.transaction(() => documentOf(db, profileId, now))();
  const text = `${JSON.stringify({ ...document, checksum: documentChecksum(document) }, null, 1)}\n`;
  return text.length > maxLength ? null : text;
}

function lengthOf(db: Database, profileId: string): number {
  return db
    .prepare(
      `SELECT (SELECT coalesce(sum(length(files) + length(report)), 0) FROM attempts WHERE profile_id = @id)
            + (SELECT coalesce(sum(length(files)), 0) FROM drafts WHERE profile_id = @id)
            + (SELECT coalesce(sum(length(files)), 0) FROM playgrounds WHERE profile_id = @id)`,
    )
    .pluck()
    .get({ id: profileId }) as number;
}

function documentOf(db: Database, profileId: string, now: Date): ProfileDocument {
  const profile = profileRows(db)
    .all()
    .find(({ id }) => id === profileId);
  if (profile === undefined) throw new Error(`no profile ${profileId} to export`);
  const settings = db
    .prepare<[string], string>('SELECT value FROM settings WHERE profile_id = ?')
    .pluck()
    .get(profileId) as string | undefined;
  const typed = (table: 'drafts' | 'playgrounds') =>
    db
      .prepare<[string], { exercise: string; saved_at: string; files: string }>(
        `SELECT exercise, saved_at, files FROM ${table} WHERE profile_id = ? ORDER BY exercise`,
      )
      .all(profileId)
      .map(({ exercise, saved_at, files }) => ({ exercise, savedAt: saved_at, files: JSON.parse(files) }));
  const help = db
    .prepare<[string], { exercise: string; hints: number; solutionAt: string | null }>(
      'SELECT exercise, hints, solution_at AS solutionAt FROM help WHERE profile_id = ? ORDER BY exercise',
    )
    .all(profileId);
  const attempts = db
    .prepare<[string], AttemptRow & { readonly hash: string }>(
      'SELECT * FROM attempts WHERE profile_id = ? ORDER BY sequence',
    )
    .all(profileId);
  return {
    format: documentFormat,
    version: documentVersion,
    exportedAt: now.toISOString(),
    profile,
    settings: JSON.parse(settings ?? '{}'),
    drafts: typed('drafts'),
    playgrounds: typed('playgrounds'),
    help,
    attempts: attempts.map((row) => ({
      id: row.id,
      sequence: row.sequence,
      number: row.number,
      submittedAt: row.submitted_at,
      durationMs: row.duration_ms,
      files: JSON.parse(row.files),
      report: JSON.parse(row.report),
      previousHash: row.previous_hash,
      hash: row.hash,
    })),
  };
}
