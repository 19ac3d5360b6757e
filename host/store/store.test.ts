import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GradeReport } from '../../lessons/format/report.ts';
import { StartFault } from '../start-fault.ts';
import { attemptHash, chainStart } from './attempt-hash.ts';
import { firstName } from './first-name.ts';
import { migrations } from './migrations/migrations.ts';
import { openDatabase } from './open-database.ts';
import { openStore, type Store } from './open-store.ts';

const exerciseId = 'pack/lesson/exercise';
const nextVersion = migrations.length + 1;
let folder: string;
let opened: Store[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-store-'));
  opened = [];
});
afterEach(() => {
  for (const store of opened) store.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(options?: Parameters<typeof openStore>[1]): Store {
  const store = openStore(folder, options);
  opened.push(store);
  return store;
}

function reopen(store: Store, options?: Parameters<typeof openStore>[1]): Store {
  store.close();
  opened = opened.filter((other) => other !== store);
  return open(options);
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
      seed: 4_294_967_295,
      contentHash: 'c0ffee',
      packVersion: '1.0.0',
      appVersion: '0.1.0',
      nodeVersion: '26.10.0',
      sqliteVersion: '3.53.4',
      shelf: { hono: '4.13.19' },
    },
  };
}

describe('profiles and settings', () => {
  it('has one profile from the start, and keeps which one was used last', () => {
    const store = open();
    const [first] = store.profiles.list().profiles;
    const second = store.profiles.create('Ana');
    store.profiles.activate(second.id);
    expect(reopen(store).profiles.list()).toEqual({ profiles: [first, second], active: second.id });
  });

  it("calls it in the computer's language", () => {
    expect([firstName('en-US'), firstName('pt-BR'), firstName('pt'), firstName('de')]).toEqual([
      'Learner',
      'Estudante',
      'Estudante',
      'Learner',
    ]);
    expect(open().profiles.list().profiles[0]?.name).toBe(firstName());
  });

  it('gives defaults, and changes only what is named', () => {
    const store = open();
    const { active } = store.profiles.list();
    store.settings.change(active, { theme: 'dark', locale: undefined });
    store.settings.change(active, { locale: 'pt-BR' });
    expect(reopen(store).settings.get(active)).toEqual({
      locale: 'pt-BR',
      theme: 'dark',
      textScale: 100,
      editorFontSize: 14,
      reducedMotion: 'system',
      tabMovesFocus: false,
      welcomed: false,
    });
  });

  it('refuses a profile that is not there', () => {
    expect(() => open().profiles.activate('nobody')).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

describe('drafts', () => {
  it('counts revisions and gives back the stored draft where another window saved in between', () => {
    const store = open();
    const profileId = store.profiles.list().active;
    const save = (text: string, basedOn: number) =>
      store.drafts.save({ profileId, exerciseId, files: { 'app.ts': text }, basedOn });
    expect(store.drafts.get(profileId, exerciseId)).toBeNull();
    expect(save('one', 0)).toMatchObject({ status: 'saved', revision: 1 });
    expect(save('two', 1)).toMatchObject({ status: 'saved', revision: 2 });
    expect(save('other window', 1)).toMatchObject({
      status: 'conflict',
      draft: { files: { 'app.ts': 'two' }, revision: 2 },
    });
    expect(reopen(store).drafts.get(profileId, exerciseId)).toMatchObject({
      files: { 'app.ts': 'two' },
      revision: 2,
    });
  });
});

describe('attempts', () => {
  it('keeps each whole, numbered, in a chain of hashes', () => {
    const store = open();
    const profileId = store.profiles.list().active;
    const files = { 'query.sql': "SELECT 'ção'" };
    const first = store.attempts.add({ profileId, files, report: reportOf(false), durationMs: 12.5 });
    const second = store.attempts.add({ profileId, files, report: reportOf(true), durationMs: 7 });
    expect(store.attempts.list(profileId, exerciseId)).toEqual([second, first]);
    expect(store.attempts.get(profileId, second.id)).toEqual({ ...second, files, report: reportOf(true) });
    expect(store.progress(profileId)).toEqual({
      exercises: [
        {
          id: exerciseId,
          state: 'passed',
          attempts: 2,
          lastAt: second.submittedAt,
          changedSincePassed: false,
          solutionSeen: false,
        },
      ],
    });
    store.close();
    opened = [];
    const db = new Database(join(folder, 'backline.db'));
    const rows = db.prepare('SELECT * FROM attempts ORDER BY sequence').all() as (Parameters<
      typeof attemptHash
    >[0] & {
      hash: string;
    })[];
    db.close();
    expect(rows.map(({ previous_hash }) => previous_hash)).toEqual([chainStart, rows[0]?.hash]);
    expect(rows.map(attemptHash)).toEqual(rows.map(({ hash }) => hash));
  });

  it('orders by number whatever the clock does', () => {
    const year = 365 * 24 * 3_600_000;
    const instants = [Date.now(), Date.now() - year, Date.now() + 13 * year];
    let now = instants[0] ?? 0;
    const store = open({ now: () => new Date(now) });
    const profileId = store.profiles.list().active;
    for (const instant of instants) {
      now = instant;
      store.attempts.add({ profileId, files: {}, report: reportOf(false), durationMs: 1 });
    }
    expect(store.attempts.list(profileId, exerciseId).map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(reopen(store, { now: () => new Date(0) }).notices).toEqual([]);
  });

  it('does not give one learner the attempts of another', () => {
    const store = open();
    const profileId = store.profiles.list().active;
    const { id } = store.attempts.add({ profileId, files: {}, report: reportOf(true), durationMs: 1 });
    const other = store.profiles.create('Other');
    expect(() => store.attempts.get(other.id, id)).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(store.progress(other.id)).toEqual({ exercises: [] });
  });
});

describe('the data folder', () => {
  it('is written through to the disk at every save', () => {
    const { db, close } = openDatabase({ folder, migrations, now: () => new Date() });
    const pragma = (name: string) => db.pragma(name, { simple: true });
    expect(['journal_mode', 'synchronous', 'foreign_keys'].map(pragma)).toEqual(['wal', 2, 1]);
    close();
  });

  it('is refused to a second instance, which is told where the first one is', () => {
    open().announce('http://127.0.0.1:1/?token=x');
    expect(statSync(join(folder, 'running.txt')).mode & 0o077).toBe(0);
    expect(() => openStore(folder)).toThrow(
      expect.objectContaining({ code: 'already-running', nextStep: 'It is at http://127.0.0.1:1/?token=x' }),
    );
  });

  it('says what to do where it cannot be written', () => {
    writeFileSync(join(folder, 'a-file'), '');
    const failure = expect.objectContaining({
      code: 'data-folder-unwritable',
      nextStep: expect.stringContaining('--data'),
    });
    expect(() => openStore(join(folder, 'a-file', 'data'))).toThrow(failure);
  });

  it('holds nothing but the data and its backups after a clean close', () => {
    open().close();
    opened = [];
    expect(readdirSync(folder).sort()).toEqual(['backline.db', 'backline.lock', 'backups']);
  });
});

describe('help', () => {
  it('keeps how many hints were read and that the solution was shown, for each profile', () => {
    const store = open();
    const { active } = store.profiles.list();
    const other = store.profiles.create('Ana').id;
    store.help.readHints(active, exerciseId, 2);
    store.help.readHints(active, exerciseId, 1);
    store.help.showSolution(active, exerciseId);
    const again = reopen(store);
    expect(again.help.get(active, exerciseId)).toEqual({ hintsRead: 2, solution: 'seen' });
    expect(again.help.get(other, exerciseId)).toEqual({ hintsRead: 0, solution: 'unseen' });
    expect(again.progress(active).exercises).toMatchObject([{ state: 'started', solutionSeen: true }]);
    expect(again.notices).toEqual([]);
  });

  it('says of a pass whether the solution was seen before it, and not whether it was seen after', () => {
    const store = open();
    const { active } = store.profiles.list();
    const pass = (profileId: string) =>
      store.attempts.add({ profileId, files: {}, report: reportOf(true), durationMs: 1 });
    pass(active);
    store.help.showSolution(active, exerciseId);
    expect(store.help.get(active, exerciseId).solution).toBe('passed');
    expect(store.progress(active).exercises).toMatchObject([{ state: 'passed', solutionSeen: false }]);
    const other = store.profiles.create('Ana').id;
    store.help.showSolution(other, exerciseId);
    pass(other);
    expect(store.progress(other).exercises).toMatchObject([{ state: 'passed', solutionSeen: true }]);
  });

  it('notices where the record was changed by another hand', () => {
    const store = open();
    store.help.showSolution(store.profiles.list().active, exerciseId);
    store.close();
    opened = [];
    const db = new Database(join(folder, 'backline.db'));
    db.exec('UPDATE help SET solution_at = NULL');
    db.close();
    expect(open().notices).toMatchObject([{ loss: 'damaged' }]);
  });
});

describe('migrations', () => {
  it('backs up before each step, and keeps what was there', () => {
    const store = open();
    const profileId = store.profiles.list().active;
    store.drafts.save({ profileId, exerciseId, files: { a: 'b' }, basedOn: 0 });
    const next = [
      ...migrations,
      { version: nextVersion, sql: 'CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT' },
    ];
    const migrated = reopen(store, { migrations: next });
    expect(migrated.drafts.get(profileId, exerciseId)?.files).toEqual({ a: 'b' });
    expect(migrated.notices).toEqual([]);
    const backup = new Database(
      join(folder, 'backups', readdirSync(join(folder, 'backups')).sort().at(-1) ?? ''),
    );
    expect(backup.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(backup.prepare('SELECT count(*) FROM drafts').pluck().get()).toBe(1);
    backup.close();
  });

  it('leaves the file as it was where a step fails', () => {
    const store = open();
    const profiles = store.profiles.list();
    const broken = [
      ...migrations,
      { version: nextVersion, sql: 'CREATE TABLE extra (id) STRICT; SELECT nonsense' },
    ];
    expect(() => reopen(store, { migrations: broken })).toThrow();
    const again = open();
    expect(again.profiles.list()).toEqual(profiles);
    expect(again.notices).toEqual([]);
  });

  it('refuses a file from a newer version and does not touch it', () => {
    const store = open();
    const next = [
      ...migrations,
      { version: nextVersion, sql: 'CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT' },
    ];
    reopen(store, { migrations: next }).close();
    opened = [];
    const before = snapshot();
    expect(() => openStore(folder)).toThrow(StartFault);
    expect(() => openStore(folder)).toThrow(expect.objectContaining({ code: 'newer-data' }));
    expect(snapshot()).toEqual(before);
  });

  it('refuses it too where a crash left the newer version in the log alone', () => {
    open().close();
    // What a kill leaves between a migration's commit and the moment its log is folded into the file.
    const running = new Database(join(folder, 'backline.db'));
    running.pragma('wal_autocheckpoint = 0');
    running.exec(
      `CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;
       INSERT INTO migrations VALUES (${nextVersion}, '2026');
       PRAGMA user_version = ${nextVersion}`,
    );
    const left = mkdtempSync(join(tmpdir(), 'backline-crashed-'));
    for (const name of ['backline.db', 'backline.db-wal']) copyFileSync(join(folder, name), join(left, name));
    running.close();
    opened = [];
    folder = left;
    const before = snapshot();
    expect(Object.keys(before)).toContain('backline.db-wal');
    expect(() => openStore(folder)).toThrow(expect.objectContaining({ code: 'newer-data' }));
    expect(snapshot()).toEqual(before);
  });

  function snapshot(): Record<string, string> {
    const names = readdirSync(folder).filter((name) => name.startsWith('backline.db'));
    return Object.fromEntries(
      names.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
    );
  }
});

describe('backups', () => {
  it('takes one a day, however the clock jumps, and keeps seven', () => {
    let now = Date.parse('2026-03-02T09:00:00Z');
    const days = [1, 1, 1, 1, -300, 1, 400, 1, 1, 0.2];
    let store = open({ now: () => new Date(now) });
    for (const day of days) {
      now += day * 24 * 3_600_000 + 1;
      store = reopen(store, { now: () => new Date(now) });
    }
    expect(
      readdirSync(join(folder, 'backups'))
        .map((name) => name.slice(0, 6))
        .sort(),
    ).toEqual(['000004', '000005', '000006', '000007', '000008', '000009', '000010']);
  });

  it('tells the learner where none can be made, and works on', () => {
    mkdirSync(join(folder, 'backups', 'unfinished.db'), { recursive: true });
    const store = open();
    expect(store.notices).toEqual([{ kind: 'backup-failed', reason: expect.any(String) }]);
    expect(store.profiles.list().profiles).toHaveLength(1);
  });
});
