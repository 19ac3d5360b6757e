import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHostClient } from '../../host/contract/client.ts';
import type { HostClient } from '../../host/contract/client-types.ts';
import { firstName } from '../../host/store/first-name.ts';
import { type Line, startTestHost, type TestHost, transports } from './transports.ts';

const exerciseId = 'counting/counting/rows';

describe.each(Object.keys(transports))('profiles and data over %s', (name) => {
  let host: TestHost;
  let line: Line;
  let client: HostClient;
  let profileId: string;
  let profileChanges: number;
  beforeEach(async () => {
    host = await startTestHost();
    const open = transports[name];
    if (open === undefined) throw new Error(`no transport ${name}`);
    line = await open(host);
    client = createHostClient(line.connect);
    profileId = (await client.call('profiles.list', {})).active;
    profileChanges = 0;
    client.on('profiles.changed', () => {
      profileChanges += 1;
    });
  });
  afterEach(async () => {
    client.close();
    await line.close();
    await host.close();
  });

  const save = (text: string, basedOn = 0) =>
    client.call('drafts.save', { profileId, exerciseId, files: { 'query.sql': text }, basedOn });
  const draft = async (of = profileId) =>
    (await client.call('drafts.get', { profileId: of, exerciseId })).draft?.files['query.sql'];
  const upload = async (text: string) => {
    const id = randomUUID();
    const half = Math.ceil(text.length / 2);
    await client.call('data.importPart', { upload: id, part: 0, text: text.slice(0, half) });
    await client.call('data.importPart', { upload: id, part: 1, text: text.slice(half) });
    return id;
  };
  const exported = async () => {
    const result = await client.call('data.export', { profileId });
    if (result.status !== 'exported') throw new Error(result.status);
    return result.text;
  };

  it('makes, renames and chooses profiles, refuses a second of one name, and tells every window', async () => {
    const ana = await client.call('profiles.create', { name: '  Ana ' });
    expect(ana).toMatchObject({ status: 'done', profile: { name: 'Ana' } });
    expect(await client.call('profiles.create', { name: 'ANA' })).toEqual({
      status: 'refused',
      reason: 'name-taken',
    });
    const renamed = await client.call('profiles.rename', { profileId, name: 'Bia' });
    expect(renamed).toMatchObject({ status: 'done', profile: { id: profileId, name: 'Bia' } });
    expect(await client.call('profiles.rename', { profileId, name: 'ana' })).toMatchObject({
      status: 'refused',
    });
    expect(await client.call('profiles.rename', { profileId, name: 'BIA' })).toMatchObject({
      status: 'done',
    });
    await expect.poll(() => profileChanges).toBe(3);
    await expect(client.call('profiles.create', { name: '   ' })).rejects.toMatchObject({
      code: 'bad-input',
    });
    await expect(client.call('profiles.rename', { profileId: 'nobody', name: 'x' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('says in every window that a setting changed', async () => {
    const told: string[] = [];
    const second = createHostClient(line.connect);
    second.on('settings.changed', (event) => told.push(event.profileId));
    await second.call('profiles.list', {});
    const changed = await client.call('settings.change', { profileId, settings: { textScale: 150 } });
    expect(changed).toMatchObject({ textScale: 150, theme: 'system' });
    await expect.poll(() => told).toEqual([profileId]);
    for (const settings of [{ textScale: 201 }, { textScale: 99.5 }, { reducedMotion: 'off' }])
      await expect(client.call('settings.change', { profileId, settings } as never)).rejects.toMatchObject({
        code: 'bad-input',
      });
    second.close();
  });

  it('backs up and restores', async () => {
    await save('before');
    const { backups } = await client.call('data.backUp', {});
    const [newest] = backups;
    expect(newest).toMatchObject({ bytes: expect.any(Number) });
    await save('after', 1);
    expect(await client.call('data.restore', { name: newest?.name ?? '' })).toEqual({ status: 'restored' });
    expect(await draft()).toBe('before');
    expect((await client.call('data.backups', {})).backups).toHaveLength(backups.length + 1);
    await expect.poll(() => profileChanges).toBe(1);
    for (const bad of ['../backline.db', '000001-2026-01-01T00-00-00Z.db/..', ''])
      await expect(client.call('data.restore', { name: bad })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(
      client.call('data.restore', { name: '000099-2026-01-01T00-00-00Z.db' }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('exports a profile and imports it into a new one and into one that is there', async () => {
    await save('mine');
    const text = await exported();
    const id = await upload(text);
    expect(await client.call('data.examineImport', { upload: id })).toEqual({
      status: 'good',
      name: firstName(),
      exportedAt: JSON.parse(text).exportedAt,
      attempts: 0,
      drafts: 1,
    });
    const imported = await client.call('data.import', { upload: id, into: null });
    if (imported.status !== 'imported') throw new Error(imported.reason);
    expect(imported).toMatchObject({ name: `${firstName()} (2)`, drafts: { added: 1, known: 0 } });
    expect(await draft(imported.profileId)).toBe('mine');
    // It is gone once it was used.
    await expect(client.call('data.import', { upload: id, into: null })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await client.call('data.import', { upload: await upload(text), into: profileId })).toMatchObject({
      status: 'imported',
      drafts: { added: 0, known: 1 },
    });
  });

  it('refuses a foreign file, parts out of order and a profile that is not there', async () => {
    const examine = async (text: string) => client.call('data.examineImport', { upload: await upload(text) });
    expect(await examine('{"some": "other"}')).toEqual({ status: 'refused', reason: 'foreign' });
    expect(await examine((await exported()).replace(firstName(), 'Forged'))).toEqual({
      status: 'refused',
      reason: 'damaged',
    });
    const id = randomUUID();
    await expect(client.call('data.importPart', { upload: id, part: 1, text: 'x' })).rejects.toMatchObject({
      code: 'bad-input',
    });
    await expect(
      client.call('data.import', { upload: await upload(await exported()), into: 'nobody' }),
    ).rejects.toMatchObject({ code: 'not-found' });
    expect((await client.call('profiles.list', {})).profiles).toHaveLength(1);
  });

  it('tells when what was attempted and passed', async () => {
    expect(await client.call('progress.history', { profileId })).toEqual({ weeks: [], exercises: [] });
    const { starter, id } = await client.call('catalog.exercise', { exerciseId, locale: 'en' });
    await client.call('grade.submit', { profileId, exerciseId: id, files: starter, locale: 'en' });
    const history = await client.call('progress.history', { profileId });
    const [attempt] = (await client.call('attempts.list', { profileId, exerciseId: id })).attempts;
    expect(history).toEqual({
      weeks: [{ start: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), attempts: 1, passed: 0, activeMs: 0 }],
      exercises: [
        {
          id,
          attempts: 1,
          firstAt: attempt?.submittedAt,
          lastAt: attempt?.submittedAt,
          passedAt: null,
          activeMs: 0,
        },
      ],
    });
    await expect(client.call('progress.history', { profileId: 'nobody' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('deletes a profile where its name is typed, and takes it out of the backups where that is asked', async () => {
    await save('mine');
    await client.call('data.backUp', {});
    const elsewhere = join(host.store.folder, 'work', profileId, 'pack', 'lesson', 'exercise');
    mkdirSync(elsewhere, { recursive: true });
    writeFileSync(join(elsewhere, 'app.ts'), 'mine');
    const remove = (typed: string) =>
      client.call('data.deleteProfile', { profileId, name: typed, backups: 'clean' });
    expect(await remove('learner')).toEqual({ status: 'other-name' });
    expect(await draft()).toBe('mine');
    expect(existsSync(elsewhere)).toBe(true);
    expect(await remove(firstName())).toEqual({ status: 'deleted', backupsLeft: [] });
    expect(readdirSync(join(host.store.folder, 'work'))).toEqual([]);
    await expect(draft()).rejects.toMatchObject({ code: 'not-found' });
    const { profiles, active } = await client.call('profiles.list', {});
    expect(profiles.map(({ id }) => id)).toEqual([active]);
    const [backup] = (await client.call('data.backups', {})).backups;
    await client.call('data.restore', { name: backup?.name ?? '' });
    await expect(draft()).rejects.toMatchObject({ code: 'not-found' });
  });
});
