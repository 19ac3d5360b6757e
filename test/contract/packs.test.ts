import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHostClient } from '../../host/contract/client.ts';
import type { HostClient } from '../../host/contract/client-types.ts';
import { buildArchive } from '../../lessons/archive/build-archive.ts';
import { packId, smallPack } from '../hostile/small-pack.ts';
import { type Line, startTestHost, type TestHost, transports } from './transports.ts';

function archiveOf(version: string): string {
  const built = buildArchive({ id: packId, version }, smallPack(version));
  if (!built.ok) throw new Error(built.fault.code);
  return built.value.toString('base64');
}

const accept = { newKey: null, unsigned: false };

describe.each(Object.keys(transports))('packs over %s', (name) => {
  let host: TestHost;
  let line: Line;
  let client: HostClient;
  beforeEach(async () => {
    host = await startTestHost();
    const open = transports[name];
    if (open === undefined) throw new Error(`no transport ${name}`);
    line = await open(host);
    client = createHostClient(line.connect);
  });
  afterEach(async () => {
    client.close();
    await line.close();
    await host.close();
  });

  const packsInCatalog = async () =>
    (await client.call('catalog.list', { locale: 'en' })).packs.map(({ id, version }) => `${id} ${version}`);

  it('installs an archive beside the packs there are, tells every window, certifies it, and takes it away', {
    timeout: 90_000,
  }, async () => {
    let changes = 0;
    client.on('catalog.changed', () => {
      changes += 1;
    });
    const archive = archiveOf('1.0.0');
    const pack = {
      id: packId,
      version: '1.0.0',
      title: 'Small',
      authors: ['Ana'],
      files: smallPack().size,
      trust: { status: 'unsigned' },
      standing: 'new',
      installedVersion: null,
    };
    expect(await client.call('packs.verify', { archive, locale: 'en' })).toEqual({ status: 'intact', pack });
    expect(await packsInCatalog()).toEqual(['counting 1.2.3']);
    expect(await client.call('packs.install', { archive, accept, locale: 'en' })).toEqual({
      status: 'installed',
      pack,
    });
    expect(await packsInCatalog()).toEqual([`${packId} 1.0.0`, 'counting 1.2.3']);
    const list = () => client.call('packs.list', { locale: 'en' });
    const unsigned = { title: 'Small', origin: 'installed', signedBy: null };
    expect(await list()).toEqual({
      packs: [
        { id: packId, version: '1.0.0', ...unsigned, certification: { status: 'not-checked' } },
        {
          id: 'counting',
          version: '1.2.3',
          title: 'Counting',
          origin: 'folder',
          signedBy: null,
          certification: { status: 'not-checked' },
        },
      ],
    });
    let told = 0;
    client.on('packs.changed', () => {
      told += 1;
    });
    const known = async () => (await list()).packs[0]?.certification;
    await expect.poll(known, { timeout: 60_000 }).toEqual({ status: 'certified', by: 'this-computer' });
    expect(told).toBeGreaterThan(1);
    await client.call('packs.remove', { packId });
    expect(await packsInCatalog()).toEqual(['counting 1.2.3']);
    await expect.poll(() => changes).toBe(2);
  });

  it('previews nothing unless it was started for that', async () => {
    expect(await client.call('preview.findings', { locale: 'en' })).toEqual({ preview: null });
  });

  it('refuses an older one, a damaged one and what is no archive, and changes nothing', async () => {
    const install = (archive: string) => client.call('packs.install', { archive, accept, locale: 'pt-BR' });
    await install(archiveOf('2.0.0'));
    expect(await install(archiveOf('1.0.0'))).toMatchObject({ status: 'refused', reason: 'downgrade' });
    const cut = Buffer.from(archiveOf('3.0.0'), 'base64').subarray(0, -30).toString('base64');
    const message = expect.stringContaining('arquivo .backline');
    expect(await install(cut)).toEqual({ status: 'damaged', message });
    expect(await client.call('packs.verify', { archive: cut, locale: 'pt-BR' })).toEqual({
      status: 'damaged',
      message,
    });
    expect(await packsInCatalog()).toEqual([`${packId} 2.0.0`, 'counting 1.2.3']);
    for (const archive of ['no base64!', 'A'.repeat(7_500_004)])
      await expect(install(archive)).rejects.toMatchObject({ code: 'bad-input' });
    for (const id of ['counting', '../..', 'foundations'])
      await expect(client.call('packs.remove', { packId: id })).rejects.toMatchObject({ code: 'not-found' });
    expect(await packsInCatalog()).toEqual([`${packId} 2.0.0`, 'counting 1.2.3']);
  });
});
