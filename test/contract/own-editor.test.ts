import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHostClient } from '../../host/contract/client.ts';
import type { HostClient } from '../../host/contract/client-types.ts';
import type { FollowProgress } from '../../host/contract/own-editor.ts';
import { type Line, startTestHost, type TestHost, transports } from './transports.ts';

const exerciseId = 'counting/counting/rows';
const wait = { timeout: 10_000 };

let host: TestHost;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(() => host.close());

describe.each(Object.keys(transports))('a folder for another editor over %s', (name) => {
  let line: Line;
  let client: HostClient;
  let profileId: string;
  let heard: FollowProgress[];
  let following: AbortController;
  let folder: string;

  beforeEach(async () => {
    const open = transports[name];
    if (open === undefined) throw new Error(`no transport ${name}`);
    line = await open(host);
    client = createHostClient(line.connect);
    profileId = host.store.profiles.create(randomUUID()).id;
    folder = join(host.store.folder, 'work', profileId, ...exerciseId.split('/'));
  });
  afterEach(async () => {
    following.abort();
    client.close();
    await line.close();
  });

  /** Follows until the folder is in step, or something else was told first. */
  async function follow(): Promise<void> {
    heard = [];
    following = new AbortController();
    const { signal } = following;
    const onProgress = (progress: FollowProgress) => heard.push(progress);
    client.call('ownEditor.follow', { profileId, exerciseId }, { signal, onProgress }).catch(() => {});
    await expect.poll(() => heard.length, wait).toBeGreaterThan(0);
  }

  const save = (text: string, basedOn: number) =>
    client.call('drafts.save', { profileId, exerciseId, files: { 'query.sql': text }, basedOn });
  const draft = async () => (await client.call('drafts.get', { profileId, exerciseId })).draft;
  const inFolder = (file = 'query.sql') => readFileSync(join(folder, file), 'utf8');
  const write = (file: string, text: string | Buffer) => writeFileSync(join(folder, file), text);

  it('takes over what is saved there, and brings what is saved here', async () => {
    await save('SELECT 1;', 0);
    await follow();
    expect(heard).toEqual([{ status: 'in-step', folder, left: [] }]);
    expect(inFolder()).toBe('SELECT 1;');

    write('query.sql', 'SELECT 2;');
    await expect
      .poll(() => heard, wait)
      .toContainEqual({
        status: 'taken',
        files: { 'query.sql': 'SELECT 2;' },
        removed: [],
      });
    expect(await draft()).toMatchObject({ files: { 'query.sql': 'SELECT 2;' }, revision: 2 });

    await save('SELECT 3;', 2);
    await expect.poll(() => inFolder(), wait).toBe('SELECT 3;');
    // The way in which editors replace a file; a file of another name is a part of the answer too.
    write('query.sql.new', 'SELECT 4;');
    renameSync(join(folder, 'query.sql.new'), join(folder, 'query.sql'));
    mkdirSync(join(folder, 'notes'));
    write('notes/idea.sql', '-- ção');
    await expect
      .poll(async () => (await draft())?.files, wait)
      .toEqual({ 'query.sql': 'SELECT 4;', 'notes/idea.sql': '-- ção' });
    rmSync(join(folder, 'notes'), { recursive: true });
    await expect
      .poll(() => heard, wait)
      .toContainEqual({
        status: 'taken',
        files: { 'query.sql': 'SELECT 4;' },
        removed: ['notes/idea.sql'],
      });
  });

  it('ends with the call: nothing is taken over any more', async () => {
    await follow();
    following.abort();
    await client.call('profiles.list', {});
    write('query.sql', 'SELECT 2;');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await draft()).toBeNull();
  });

  it('asks where both have changed, and overwrites neither before', async () => {
    await save('SELECT 1;', 0);
    await follow();
    following.abort();
    await client.call('profiles.list', {});
    write('query.sql', 'folder');
    await save('window', 1);
    await follow();
    expect(heard).toEqual([{ status: 'conflict', files: { 'query.sql': 'folder' } }]);
    expect([inFolder(), (await draft())?.files['query.sql']]).toEqual(['folder', 'window']);
    // Another text in the folder is another question.
    write('query.sql', 'folder too');
    await expect.poll(() => heard.length, wait).toBe(2);
    await save('window', 2);
    await expect.poll(() => inFolder(), wait).toBe('window');
  });

  it('knows which one was changed while nobody followed', async () => {
    await save('SELECT 1;', 0);
    for (const change of ['folder', 'window']) {
      await follow();
      following.abort();
      await client.call('profiles.list', {});
      if (change === 'folder') write('query.sql', change);
      else await save(change, (await draft())?.revision ?? 0);
      await follow();
      await expect.poll(async () => (await draft())?.files, wait).toEqual({ 'query.sql': change });
      await expect.poll(() => inFolder(), wait).toBe(change);
      expect(heard.filter(({ status }) => status === 'conflict')).toEqual([]);
      following.abort();
    }
  });

  it('follows no link, and leaves out what is no text', async () => {
    const outside = join(host.folder, `outside-${name}`);
    mkdirSync(outside);
    writeFileSync(join(outside, 'secret.sql'), 'secret');
    await follow();
    symlinkSync(join(outside, 'secret.sql'), join(folder, 'linked.sql'));
    symlinkSync(outside, join(folder, 'linked'));
    write('picture.png', Buffer.from([0x89, 0x50, 0, 1]));
    write('query.sql', 'SELECT 1;');
    await expect
      .poll(() => heard, wait)
      .toContainEqual({
        status: 'in-step',
        folder,
        left: [
          { fault: 'not-a-file', path: 'linked' },
          { fault: 'not-a-file', path: 'linked.sql' },
          { fault: 'not-text', path: 'picture.png' },
        ],
      });
    expect((await draft())?.files).toEqual({ 'query.sql': 'SELECT 1;' });
    // A draft that has files of those names is not written through the links either.
    const files = { 'query.sql': '1', 'linked.sql': 'mine', 'linked/secret.sql': 'mine' };
    await client.call('drafts.save', { profileId, exerciseId, files, basedOn: 1 });
    await expect.poll(() => heard.at(-1), wait).toMatchObject({ status: 'refused' });
    expect(readFileSync(join(outside, 'secret.sql'), 'utf8')).toBe('secret');
    expect(readdirSync(outside)).toEqual(['secret.sql']);
  });

  it('refuses what would lose or break the draft, and goes on once it is mended', async () => {
    await save('SELECT 1;', 0);
    await follow();
    const refused = (fault: string, path: string) =>
      expect.poll(() => heard.at(-1), wait).toEqual({ status: 'refused', folder, fault: { fault, path } });
    rmSync(join(folder, 'query.sql'));
    await refused('no-entry', 'query.sql');
    write('query.sql', Buffer.from([0xff, 0xfe, 0]));
    await refused('not-text', 'query.sql');
    write('query.sql', 'x'.repeat(2 * 1024 * 1024 + 1));
    await refused('too-large', 'query.sql');
    write('query.sql', 'SELECT 1;');
    for (let file = 0; file < 100; file += 1) write(`many-${file}.sql`, '');
    await expect.poll(() => heard.at(-1), wait).toMatchObject({ fault: { fault: 'too-many' } });
    expect(await draft()).toMatchObject({ files: { 'query.sql': 'SELECT 1;' }, revision: 1 });
    for (let file = 0; file < 100; file += 1) rmSync(join(folder, `many-${file}.sql`));
    write('query.sql', 'SELECT 2;');
    await expect.poll(async () => (await draft())?.files, wait).toEqual({ 'query.sql': 'SELECT 2;' });
    rmSync(folder, { recursive: true });
    await refused('gone', '');
  });

  it('opens nothing where the shell cannot, and is refused a folder that is a link', async () => {
    await follow();
    await expect(client.call('ownEditor.open', { profileId, exerciseId })).rejects.toMatchObject({
      code: 'not-found',
    });
    following.abort();
    const elsewhere = join(host.folder, `elsewhere-${name}`);
    mkdirSync(elsewhere);
    chmodSync(elsewhere, 0o700);
    rmSync(folder, { recursive: true });
    symlinkSync(elsewhere, folder);
    await expect(client.call('ownEditor.follow', { profileId, exerciseId })).rejects.toMatchObject({
      code: 'storage',
    });
  });
});
