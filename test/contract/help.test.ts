import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHostClient } from '../../host/contract/client.ts';
import type { HostClient } from '../../host/contract/client-types.ts';
import { type Line, startTestHost, type TestHost, transports } from './transports.ts';

const exerciseId = 'counting/counting/rows';

let host: TestHost;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(() => host.close());

describe.each(Object.keys(transports))('help over %s', (name) => {
  let line: Line;
  let client: HostClient;
  let profileId: string;
  beforeEach(async () => {
    const open = transports[name];
    if (open === undefined) throw new Error(`no transport ${name}`);
    line = await open(host);
    client = createHostClient(line.connect);
    profileId = host.store.profiles.create(randomUUID()).id;
  });
  afterEach(async () => {
    client.close();
    await line.close();
  });

  it('gives the solution only to who asks for it, and keeps that they did', async () => {
    const heard: unknown[] = [];
    client.on('help.changed', (payload) => heard.push(payload));
    const page = await client.call('catalog.exercise', { exerciseId, locale: 'en' });
    expect(JSON.stringify(page)).not.toContain('count(*)');
    expect(await client.call('help.get', { profileId, exerciseId })).toEqual({
      hintsRead: 0,
      solution: 'unseen',
    });
    const { files } = await client.call('help.showSolution', { profileId, exerciseId });
    expect(files['query.sql']).toMatch(/count\(\*\)/i);
    expect(await client.call('help.get', { profileId, exerciseId })).toMatchObject({ solution: 'seen' });
    await client.call('grade.submit', { profileId, exerciseId, files, locale: 'en' });
    const { exercises } = await client.call('progress.get', { profileId });
    expect(exercises).toMatchObject([{ id: exerciseId, state: 'passed', solutionSeen: true }]);
    expect(heard).toEqual([{ profileId, exerciseId }]);
  });

  it('notes nothing where there is no such exercise', async () => {
    const missing = 'counting/counting/nothing';
    await expect(client.call('help.showSolution', { profileId, exerciseId: missing })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await client.call('progress.get', { profileId })).exercises).toEqual([]);
  });

  it('counts the hints that were read', async () => {
    await client.call('help.readHints', { profileId, exerciseId, hints: 1 });
    expect(await client.call('help.get', { profileId, exerciseId })).toMatchObject({ hintsRead: 1 });
  });
});
