import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StartNotice } from '../contract/contract.ts';
import { openStore } from './open-store.ts';

const exerciseId = 'pack/lesson/exercise';
const text = 'select 1; -- a draft of some length, so that it fills pages\n'.repeat(200);
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-damage-'));
  file = join(folder, 'backline.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A data folder with three drafts, all of them in its newest backup. */
function fill(): void {
  const store = openStore(folder);
  const profileId = store.profiles.list().active;
  for (const name of ['a', 'b', 'c']) {
    store.drafts.save({
      profileId,
      exerciseId: exerciseId + name,
      files: { 'query.sql': text + name },
      basedOn: 0,
    });
  }
  store.close();
  rmSync(join(folder, 'backups'), { recursive: true });
  openStore(folder).close();
}

function look(): { notices: readonly StartNotice[]; drafts: (string | undefined)[]; profiles: number } {
  const store = openStore(folder);
  const { active, profiles } = store.profiles.list();
  const drafts = ['a', 'b', 'c'].map((name) =>
    store.drafts.get(active, exerciseId + name)?.files['query.sql']?.at(-1),
  );
  store.close();
  return { notices: store.notices, drafts, profiles: profiles.length };
}

const whole = { drafts: ['a', 'b', 'c'], profiles: 1 };
const restored = {
  ...whole,
  notices: [
    {
      kind: 'restored',
      loss: 'damaged',
      setAside: expect.stringContaining('damaged'),
      backupFrom: expect.stringMatching(/^\d{4}-/),
    },
  ],
};

it('notices any flipped bit that changes what was written, and restores the newest backup', () => {
  fill();
  const bytes = readFileSync(file);
  const backups = readdirSync(join(folder, 'backups'));
  // A stride that shares no factor with the page size meets every kind of place in the file.
  const stride = process.env.BACKLINE_DEEP ? 37 : 997;
  let noticed = 0;
  for (let at = 0; at < bytes.length; at += stride) {
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at);
    rmSync(join(folder, 'damaged'), { recursive: true, force: true });
    for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
    writeFileSync(file, flipped);
    const seen = look();
    expect({ at, ...seen }).toEqual({
      at,
      ...whole,
      notices: seen.notices.length > 0 ? restored.notices : [],
    });
    if (seen.notices.length > 0) {
      noticed += 1;
      expect(readdirSync(join(folder, 'damaged'))).toHaveLength(1);
    }
    expect(readdirSync(join(folder, 'backups'))).toEqual(backups);
  }
  expect(noticed).toBeGreaterThan(10);
});

it('restores the backup for a torn page, a truncated file and a file of something else', () => {
  fill();
  const bytes = readFileSync(file);
  const damages: Buffer[] = [
    Buffer.concat([bytes.subarray(0, 8192), Buffer.alloc(2048), bytes.subarray(10_240)]),
    bytes.subarray(0, bytes.length / 2),
    bytes.subarray(0, 50),
    Buffer.from('this is a text and no database\n'.repeat(100)),
  ];
  for (const damage of damages) {
    writeFileSync(file, damage);
    expect(look()).toEqual(restored);
  }
  expect(readdirSync(join(folder, 'damaged'))).toHaveLength(damages.length);
});

it('passes over a backup that is damaged itself', () => {
  fill();
  const good = join(folder, 'backups', readdirSync(join(folder, 'backups'))[0] ?? '');
  copyFileSync(good, good.replace('000001', '000002'));
  truncateSync(good.replace('000001', '000002'), 5_000);
  writeFileSync(file, 'nonsense');
  expect(look()).toEqual(restored);
});

it('starts anew, and says so, where there is no good backup', () => {
  fill();
  rmSync(join(folder, 'backups'), { recursive: true });
  writeFileSync(file, 'nonsense');
  expect(look()).toEqual({
    drafts: [undefined, undefined, undefined],
    profiles: 1,
    notices: [{ kind: 'started-anew', loss: 'damaged', setAside: expect.stringContaining('damaged') }],
  });
  expect(readdirSync(join(folder, 'damaged'))).toHaveLength(1);
});

it('restores the backup where the file is gone, as after a crash in the middle of a restore', () => {
  fill();
  rmSync(file);
  expect(look()).toEqual({
    ...whole,
    notices: [{ kind: 'restored', loss: 'missing', setAside: null, backupFrom: expect.any(String) }],
  });
});

it('notices an edited attempt, whose hash no longer fits', () => {
  fill();
  const db = new Database(file);
  db.prepare("UPDATE drafts SET files = replace(files, 'select 1', 'select 2')").run();
  db.close();
  expect(look()).toEqual(restored);
});

it('tells the learner of a log that was lost after a crash', () => {
  fill();
  const crashed = openStore(folder);
  const profileId = crashed.profiles.list().active;
  crashed.drafts.save({ profileId, exerciseId, files: { a: 'newest' }, basedOn: 0 });
  const copy = mkdtempSync(join(tmpdir(), 'backline-damage-'));
  for (const name of ['backline.db', 'backline.db-open']) copyFileSync(join(folder, name), join(copy, name));
  expect(existsSync(`${file}-wal`)).toBe(true);
  crashed.close();
  const store = openStore(copy);
  expect(store.notices).toEqual([{ kind: 'log-lost' }]);
  expect(store.profiles.list().active).toBe(profileId);
  store.close();
  rmSync(copy, { recursive: true });
});
