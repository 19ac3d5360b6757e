import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { ImportOutcome } from '../contract/data.ts';
import { settingsSchema } from '../contract/profiles.ts';
import type { Attempts } from './attempts.ts';
import type { Drafts } from './drafts.ts';
import type { HelpStore } from './help.ts';
import type { ProfileDocument } from './profile-document.ts';
import type { Profiles } from './profiles.ts';
import { rowChecksum } from './row-checksum.ts';
import type { SettingsStore } from './settings.ts';

interface ImportParts {
  readonly db: Database;
  readonly now: () => Date;
  readonly profiles: Profiles;
  readonly settings: SettingsStore;
  readonly drafts: Drafts;
  readonly playgrounds: Drafts;
  readonly attempts: Attempts;
  readonly help: HelpStore;
}

export type Imported = Omit<Extract<ImportOutcome, { status: 'imported' }>, 'status'>;

/**
 * Brings an exported profile into `into`, or into a new one where that is null, all of it or nothing.
 * What is there is never changed: attempts that are there already are left out, the others follow in
 * the chain, with a row that says where they came from; a draft that is there stays.
 */
export function importProfile(parts: ImportParts, document: ProfileDocument, into: string | null): Imported {
  return parts.db
    .transaction(() => {
      const profile = into === null ? newProfile(parts, document) : { id: into, name: nameOf(parts, into) };
      addDrafts(parts.playgrounds, profile.id, document.playgrounds);
      for (const { exercise, ...taken } of document.help) parts.help.add(profile.id, exercise, taken);
      return {
        profileId: profile.id,
        name: profile.name,
        attempts: addAttempts(parts, document, profile.id),
        drafts: addDrafts(parts.drafts, profile.id, document.drafts),
      };
    })
    .immediate();
}

function nameOf({ profiles }: ImportParts, id: string): string {
  profiles.require(id);
  return profiles.list().profiles.find((profile) => profile.id === id)?.name ?? '';
}

function newProfile({ profiles, settings }: ImportParts, document: ProfileDocument) {
  const taken = new Set(profiles.list().profiles.map(({ name }) => name.toLowerCase()));
  const wanted = document.profile.name.trim();
  let name = wanted;
  for (let copy = 2; taken.has(name.toLowerCase()); copy += 1) name = `${wanted.slice(0, 74)} (${copy})`;
  const profile = profiles.create(name);
  // Each setting for itself: one that a newer version wrote differently does not cost the others.
  for (const [key, schema] of Object.entries(settingsSchema.shape)) {
    const value = schema.safeParse(document.settings[key]);
    if (value.success) settings.change(profile.id, { [key]: value.data });
  }
  return profile;
}

function addAttempts({ db, now, attempts }: ImportParts, document: ProfileDocument, profileId: string) {
  const known = new Set(
    db
      .prepare<[string], { at: string; files: string; report: string }>(
        'SELECT submitted_at AS at, files, report FROM attempts WHERE profile_id = ?',
      )
      .all(profileId)
      .map(({ at, files, report }) => fingerprint([at, files, report])),
  );
  const added = document.attempts.filter(
    ({ submittedAt, files, report }) =>
      !known.has(fingerprint([submittedAt, JSON.stringify(files), JSON.stringify(report)])),
  );
  for (const { files, report, durationMs, submittedAt } of added) {
    attempts.add({ profileId, files, report, durationMs, submittedAt });
  }
  const last = added.at(-1);
  if (last !== undefined) {
    const end = db
      .prepare<[string], number>('SELECT max(sequence) FROM attempts WHERE profile_id = ?')
      .pluck()
      .get(profileId) as number;
    const values = [
      profileId,
      end - added.length + 1,
      end,
      now().toISOString(),
      document.exportedAt,
      document.profile.id,
      document.profile.name,
      last.hash,
    ];
    db.prepare(
      `INSERT INTO imports (profile_id, first_sequence, last_sequence, imported_at, exported_at,
                            source_profile, source_name, source_hash, checksum)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(...values, rowChecksum(values));
  }
  return { added: added.length, known: document.attempts.length - added.length };
}

function addDrafts(drafts: Drafts, profileId: string, found: ProfileDocument['drafts']) {
  const added = found.filter(({ exercise }) => drafts.get(profileId, exercise) === null);
  for (const { exercise, files, savedAt } of added) {
    drafts.save({ profileId, exerciseId: exercise, files, basedOn: 0, savedAt });
  }
  return { added: added.length, known: found.length - added.length };
}

function fingerprint(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}
