import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHostClient } from '../../host/contract/client.ts';
import type { HostClient } from '../../host/contract/client-types.ts';
import { playgroundNotesSchema } from '../../host/contract/playground.ts';
import { playgroundFile } from '../../host/contract/playground-file.ts';
import { type Line, startTestHost, type TestHost, transports } from './transports.ts';

let host: TestHost;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(() => host.close());

describe.each(Object.keys(transports))('the playground over %s', (name) => {
  let line: Line;
  let client: HostClient;
  let which: { readonly profileId: string; readonly exerciseId: null };
  beforeEach(async () => {
    const open = transports[name];
    if (open === undefined) throw new Error(`no transport ${name}`);
    line = await open(host);
    client = createHostClient(line.connect);
    which = { profileId: host.store.profiles.create('Somebody').id, exerciseId: null };
  });
  afterEach(async () => {
    client.close();
    await line.close();
  });

  it('is started, asked, changed by hand, and ended', async () => {
    const asked = { ...which, locale: 'en' } as const;
    const { draft, starter, running } = await client.call('playground.get', asked);
    expect([draft, running]).toEqual([null, null]);
    const { world } = playgroundNotesSchema.parse(JSON.parse(starter[playgroundFile] ?? ''));
    const started = { ...asked, files: starter, world, data: 'keep' } as const;
    expect(await client.call('playground.start', started)).toMatchObject({ status: 'running' });

    const place = { ...asked, database: 'main', table: 'notes' };
    const read = await client.call('playground.rows', { ...place, offset: 0, limit: 1 });
    if (read.status !== 'read') throw new Error(JSON.stringify(read));
    const key = read.rows[0]?.key ?? [];
    const change = { kind: 'update', key, column: 'text', value: { text: 'Changed' } } as const;
    expect(await client.call('playground.edit', { ...place, change })).toEqual({ status: 'changed' });

    const request = { method: 'GET', path: '/notes', headers: [], body: null };
    const answer = await client.call('playground.send', { ...asked, request });
    expect(JSON.stringify(answer)).toContain('Changed');
    const sql = await client.call('playground.sql', {
      ...asked,
      database: 'main',
      script: 'SELECT count(*) FROM notes',
    });
    expect(sql).toMatchObject({ status: 'ran', results: [{ table: { rows: [[3]] } }] });
    expect(await client.call('playground.advance', { ...asked, ms: 1_000 })).toMatchObject({
      status: 'advanced',
    });
    expect(await client.call('playground.stop', which)).toEqual({});
    expect(await client.call('playground.send', { ...asked, request })).toEqual({ status: 'asleep' });
  });

  it('tells every window what was saved', async () => {
    const told = new Promise((resolve) => client.on('playground.saved', resolve));
    await client.call('playground.save', { ...which, files: { 'app.ts': '' }, basedOn: 0 });
    expect(await told).toEqual({ ...which, revision: 1 });
  });

  it('refuses what is no request', async () => {
    const asked = { ...which, locale: 'en' } as const;
    const requests = [
      { method: 'GET /', path: '/', headers: [], body: null },
      { method: 'GET', path: 'no-slash', headers: [], body: null },
      { method: 'GET', path: '/two words', headers: [], body: null },
    ];
    for (const request of requests) {
      await expect(client.call('playground.send', { ...asked, request })).rejects.toMatchObject({
        code: 'bad-input',
      });
    }
  });
});
