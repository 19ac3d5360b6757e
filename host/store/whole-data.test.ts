import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GradeReport } from '../../lessons/format/report.ts';
import { createAttempts } from './attempts.ts';
import { Backups } from './backups.ts';
import { createDrafts } from './drafts.ts';
import { firstName } from './first-name.ts';
import { migrations } from './migrations/migrations.ts';
import { openDatabase } from './open-database.ts';
import { openStore, type Store } from './open-store.ts';
import { documentChecksum } from './profile-document.ts';
import { createProfiles } from './profiles.ts';
import { readDocument } from './read-document.ts';

const exerciseId = 'pack/lesson/exercise';
let folder: string;
let opened: Store[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-whole-'));
  opened = [];
});
afterEach(() => {
  for (const store of opened) store.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(into = folder, options?: Parameters<typeof openStore>[1]): Store {
  const store = openStore(into, options);
  opened.push(store);
  return store;
}

/** Closes the store and opens it again: every row is checked, and every chain. */
function checked(store: Store): Store {
  store.close();
  opened = opened.filter((other) => other !== store);
  const again = open(store.folder);
  expect(again.notices).toEqual([]);
  return again;
}

function reportOf(passed: boolean): GradeReport {
  return {
    format: 1,
    exercise: exerciseId,
    kind: 'sql',
    locale: 'en',
    mode: 'submit',
    passed,
    score: { earned: passed ? 1 : 0, possible: 1 },
    checks: [],
    reproduction: {
      seed: 1,
      contentHash: 'c0ffee',
      packVersion: '1.0.0',
      appVersion: '0.1.0',
      nodeVersion: '26.10.0',
      sqliteVersion: '3.53.4',
      shelf: {},
    },
  };
}

/** A draft and two attempts of the active profile. */
function work(store: Pick<Store, 'profiles' | 'drafts' | 'attempts'>, text: string): string {
  const profileId = store.profiles.list().active;
  const basedOn = store.drafts.get(profileId, exerciseId)?.revision ?? 0;
  store.drafts.save({ profileId, exerciseId, files: { 'query.sql': `draft ${text}` }, basedOn });
  for (const passed of [false, true]) {
    const files = { 'query.sql': `${text} ${passed} — ção 10` };
    store.attempts.add({ profileId, files, report: reportOf(passed), durationMs: 3.5 });
  }
  return profileId;
}

/** A data folder as the first version left it, with work in it and a backup; gives the profile. */
function firstLayout(text: string): string {
  const now = () => new Date();
  const { db, close } = openDatabase({ folder, migrations: migrations.slice(0, 1), now });
  const parts = {
    profiles: createProfiles(db, now),
    drafts: createDrafts(db, now, 'drafts'),
    attempts: createAttempts(db, now),
  };
  const profileId = work(parts, text);
  new Backups(folder).take(db, now());
  close();
  return profileId;
}

const draftOf = (store: Store, profileId: string) =>
  store.drafts.get(profileId, exerciseId)?.files['query.sql'];

describe('restoring a backup', () => {
  it('brings back what was, and keeps what is as a backup to go back to', () => {
    const store = open();
    const profileId = work(store, 'first');
    store.backUp();
    const [earlier] = store.listBackups().backups;
    work(store, 'second');
    expect(store.restore(earlier?.name ?? '')).toBe('restored');
    expect(draftOf(store, profileId)).toBe('draft first');
    expect(store.attempts.list(profileId, exerciseId)).toHaveLength(2);
    // The store goes on with what was restored.
    work(store, 'third');
    const [later] = store.listBackups().backups;
    expect(later?.name).not.toBe(earlier?.name);
    const again = checked(store);
    expect(draftOf(again, profileId)).toBe('draft third');
    expect(again.restore(later?.name ?? '')).toBe('restored');
    expect(draftOf(checked(again), profileId)).toBe('draft second');
    expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
  });

  it('refuses a damaged one and one of a newer version, and changes nothing', () => {
    const store = open();
    const profileId = work(store, 'mine');
    store.backUp();
    const [good] = store.listBackups().backups;
    const path = join(folder, 'backups', good?.name ?? '');
    const damaged = (good?.name ?? '').replace(/^\d+/, '000008');
    const newer = (good?.name ?? '').replace(/^\d+/, '000009');
    copyFileSync(path, path.replace(good?.name ?? '', damaged));
    truncateSync(join(folder, 'backups', damaged), 5_000);
    copyFileSync(path, path.replace(good?.name ?? '', newer));
    const db = new Database(join(folder, 'backups', newer));
    const next = migrations.length + 1;
    db.exec(`INSERT INTO migrations VALUES (${next}, '2030'); PRAGMA user_version = ${next}`);
    db.close();
    const before = store.listBackups();
    expect([store.restore(damaged), store.restore(newer)]).toEqual(['damaged', 'newer']);
    expect(store.listBackups()).toEqual(before);
    expect(() => store.restore('000077-2026-01-01T00-00-00Z.db')).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    expect(draftOf(checked(store), profileId)).toBe('draft mine');
  });

  it('takes a backup of an older layout to the newest', () => {
    const profileId = firstLayout('old');
    const store = open();
    const backup = store.listBackups().backups.at(-1);
    work(store, 'new');
    expect(store.restore(backup?.name ?? '')).toBe('restored');
    expect(draftOf(checked(store), profileId)).toBe('draft old');
  });

  it('leaves backups of other days alone where many are taken in one', () => {
    let now = Date.parse('2026-03-02T09:00:00Z');
    const store = open(folder, { now: () => new Date(now) });
    now += 24 * 3_600_000;
    for (let count = 0; count < 12; count += 1) {
      now += 1_000;
      store.backUp();
    }
    const names = store.listBackups().backups.map(({ name }) => name.slice(0, 17));
    expect(names).toEqual([
      ...[13, 12, 11, 10, 9].map((number) => `${String(number).padStart(6, '0')}-2026-03-03`),
      '000001-2026-03-02',
    ]);
  });
});

describe('a profile to take along', () => {
  function exported(store: Store, profileId: string): string {
    return store.exportProfile(profileId, 1_000_000) ?? '';
  }
  function read(text: string) {
    const result = readDocument(text);
    if (!result.ok) throw new Error(result.reason);
    return result.document;
  }

  it('comes into a new profile on another computer whole, in a chain of its own that says where it is from', () => {
    const store = open();
    const profileId = work(store, 'here');
    store.settings.change(profileId, { theme: 'dark', locale: 'pt-BR' });
    const unsolved = 'pack/lesson/unsolved';
    store.help.readHints(profileId, unsolved, 2);
    store.help.showSolution(profileId, unsolved);
    const played = { profileId, exerciseId: '', files: { 'app.ts': 'mine' } };
    store.playgrounds.save({ ...played, basedOn: 0 });
    const text = exported(store, profileId);
    const other = open(mkdtempSync(join(folder, 'other-')));
    const own = work(other, 'theirs');
    const imported = other.importProfile(read(text), null);
    expect(imported).toMatchObject({
      name: `${firstName()} (2)`,
      attempts: { added: 2, known: 0 },
      drafts: { added: 1, known: 0 },
    });
    const there = checked(other);
    const before = store.attempts.list(profileId, exerciseId);
    const after = there.attempts.list(imported.profileId, exerciseId);
    expect(after).toEqual(before.map((attempt, at) => ({ ...attempt, id: after[at]?.id })));
    expect(there.drafts.get(imported.profileId, exerciseId)).toMatchObject({
      files: { 'query.sql': 'draft here' },
      savedAt: store.drafts.get(profileId, exerciseId)?.savedAt,
    });
    expect(there.settings.get(imported.profileId)).toMatchObject({ theme: 'dark', locale: 'pt-BR' });
    expect(draftOf(there, own)).toBe('draft theirs');
    expect(there.playgrounds.get(imported.profileId, '')?.files).toEqual({ 'app.ts': 'mine' });
    expect(there.help.get(imported.profileId, unsolved)).toEqual({ hintsRead: 2, solution: 'seen' });
    there.close();
    opened = opened.filter((one) => one !== there);
    const db = new Database(join(there.folder, 'backline.db'));
    expect(db.prepare('SELECT * FROM imports').all()).toEqual([
      expect.objectContaining({
        profile_id: imported.profileId,
        first_sequence: 1,
        last_sequence: 2,
        source_profile: profileId,
        source_name: firstName(),
        source_hash: JSON.parse(text).attempts[1].hash,
      }),
    ]);
    db.close();
  });

  it('merges without doubling anything and without overwriting a draft', () => {
    const store = open();
    const profileId = work(store, 'one');
    const early = exported(store, profileId);
    work(store, 'two');
    const late = exported(store, profileId);
    const other = open(mkdtempSync(join(folder, 'other-')));
    const target = other.profiles.list().active;
    other.importProfile(read(early), target);
    expect(other.importProfile(read(late), target)).toMatchObject({
      attempts: { added: 2, known: 2 },
      drafts: { added: 0, known: 1 },
    });
    expect(other.importProfile(read(late), target)).toMatchObject({ attempts: { added: 0, known: 4 } });
    expect(other.attempts.list(target, exerciseId).map(({ number }) => number)).toEqual([4, 3, 2, 1]);
    expect(draftOf(other, target)).toBe('draft one');
    // What came in can be handed on: the chain it has here is whole.
    expect(read(exported(checked(other), target)).attempts).toHaveLength(4);
  });

  it('refuses what is no such file, is of a newer version, or was changed, and says which', () => {
    const store = open();
    const text = exported(store, work(store, 'mine'));
    const document = JSON.parse(text);
    const signed = (change: object) => {
      const { checksum: _, ...rest } = { ...document, ...change };
      return JSON.stringify({ ...rest, checksum: documentChecksum(rest) });
    };
    const [first, second] = document.attempts;
    const cases: [string, string][] = [
      ['', 'not-json'],
      [text.slice(0, -200), 'not-json'],
      ['{"name":"other"}', 'foreign'],
      ['[1]', 'foreign'],
      ['null', 'foreign'],
      [text.replace('"version": 1', '"version": 2'), 'newer'],
      [text.replace('one', 'One').replace('true — ', 'TRUE — '), 'damaged'],
      [signed({ attempts: [second] }), 'damaged'],
      [signed({ attempts: [{ ...first, files: { 'query.sql': 'forged' } }, second] }), 'damaged'],
      [signed({ drafts: [{ exercise: '../../x', savedAt: document.exportedAt, files: {} }] }), 'damaged'],
      [signed({ profile: { ...document.profile, name: 'x'.repeat(81) } }), 'damaged'],
      [
        `{"format":"backline-profile","version":1,"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
        'damaged',
      ],
    ];
    expect(cases.map(([content]) => readDocument(content))).toEqual(
      cases.map(([, reason]) => ({ ok: false, reason })),
    );
    expect(readDocument(`\uFEFF${text}`).ok).toBe(true);
    expect(readDocument(signed({})).ok).toBe(true);
  });

  it('is not written where it would be larger than can be read again', () => {
    const store = open();
    const profileId = work(store, 'x'.repeat(2_000));
    expect(store.exportProfile(profileId, 3_000)).toBeNull();
  });
});

describe('deleting a profile', () => {
  const secret = 'a-word-that-must-go';

  it('leaves no byte of it in the data, and nothing of others is touched', () => {
    const store = open();
    const other = work(store, 'other');
    const mine = store.profiles.create('Mine').id;
    store.profiles.activate(mine);
    work(store, secret.repeat(50));
    store.settings.change(mine, { theme: 'dark' });
    store.importProfile(documentFor(store, mine), mine);
    store.profiles.erase(mine);
    expect(store.profiles.list()).toMatchObject({ active: other, profiles: [{ id: other }] });
    for (const name of ['backline.db', 'backline.db-wal'])
      expect(readFileSync(join(folder, name)).includes(secret)).toBe(false);
    const again = checked(store);
    expect(draftOf(again, other)).toBe('draft other');
    expect(again.attempts.list(other, exerciseId)).toHaveLength(2);
  });

  it('puts a new empty profile in the place of the last', () => {
    const store = open();
    const mine = work(store, 'mine');
    store.profiles.erase(mine);
    const { profiles, active } = checked(store).profiles.list();
    expect(profiles).toEqual([{ id: active, name: firstName(), createdAt: expect.any(String) }]);
    expect(active).not.toBe(mine);
  });

  it('takes it out of every backup, of every layout, and names those that it cannot', () => {
    const mine = firstLayout(secret.repeat(50));
    const store = open();
    const other = store.profiles.create('Other').id;
    store.profiles.activate(other);
    work(store, 'other');
    store.backUp();
    const [newest] = store.listBackups().backups;
    const damaged = (newest?.name ?? '').replace(/^\d+/, '000099');
    copyFileSync(join(folder, 'backups', newest?.name ?? ''), join(folder, 'backups', damaged));
    truncateSync(join(folder, 'backups', damaged), 5_000);
    expect(store.cleanBackups(mine)).toEqual([damaged]);
    rmSync(join(folder, 'backups', damaged));
    for (const name of readdirSync(join(folder, 'backups')))
      expect({ name, has: readFileSync(join(folder, 'backups', name)).includes(secret) }).toEqual({
        name,
        has: false,
      });
    expect(store.restore(newest?.name ?? '')).toBe('restored');
    const again = checked(store);
    expect(again.profiles.has(mine)).toBe(false);
    expect(draftOf(again, other)).toBe('draft other');
  });
});

function documentFor(store: Store, profileId: string) {
  const read = readDocument(store.exportProfile(profileId, 1_000_000) ?? '');
  if (!read.ok) throw new Error(read.reason);
  return { ...read.document, profile: { ...read.document.profile, name: 'Elsewhere' } };
}
