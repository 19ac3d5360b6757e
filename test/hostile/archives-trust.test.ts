import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readIndex } from '../../host/packs/index-file.ts';
import { examineArchive, type InstallRequest, installPack } from '../../host/packs/install-pack.ts';
import { removePack } from '../../host/packs/remove-pack.ts';
import { buildArchive, signArchive } from '../../lessons/archive/build-archive.ts';
import { manifestFile, manifestOf, signatureFile } from '../../lessons/archive/manifest.ts';
import { openArchive } from '../../lessons/archive/open-archive.ts';
import {
  fingerprintOf,
  newSigningKey,
  publicKeyOf,
  readSigningKey,
  signManifest,
} from '../../lessons/archive/signature.ts';
import { handMadeZip } from './hand-made-zip.ts';
import { honestFiles, packId, smallPack } from './small-pack.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-trust-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ana = newKey();
const eve = newKey();
const print = (key: typeof ana) => fingerprintOf(publicKeyOf(key));

function newKey() {
  const key = readSigningKey(newSigningKey());
  if (key === null) throw new Error('a new key is no key');
  return key;
}

function archiveOf(version: string, { by, title }: { by?: typeof ana; title?: string } = {}): Buffer {
  const built = buildArchive({ id: packId, version }, smallPack(version, title));
  if (!built.ok) throw new Error(built.fault.code);
  const opened = openArchive(built.value);
  if (!opened.ok) throw new Error(opened.fault.code);
  return by === undefined ? built.value : signArchive(opened.value, by);
}

function install(
  archive: Buffer,
  accept: InstallRequest['accept'] = {},
  builtIn: readonly string[] = [],
): string {
  const result = installPack(archive, { packsFolder: folder, builtInIds: new Set(builtIn), accept });
  if (result.status === 'unreadable') return result.fault.code;
  return result.status === 'refused' ? result.reason : result.status;
}

function trustIn(archive: Buffer) {
  const examined = examineArchive(archive, folder);
  return examined.ok ? examined.pack.trust : examined.fault.code;
}

const installedVersions = () => readIndex(folder).packs.map(({ id, version }) => `${id} ${version}`);

describe('whom a pack is from', () => {
  it('is said before and after the first key is seen', () => {
    expect(trustIn(archiveOf('1.0.0'))).toEqual({ status: 'unsigned' });
    expect(trustIn(archiveOf('1.0.0', { by: ana }))).toEqual({ status: 'new-key', fingerprint: print(ana) });
    expect(readdirSync(folder)).toEqual([]);
    install(archiveOf('1.0.0', { by: ana }));
    const known = { status: 'known-key', fingerprint: print(ana), packs: [packId] };
    expect(trustIn(archiveOf('1.1.0', { by: ana }))).toEqual(known);
    const changed = { status: 'key-changed', fingerprint: print(eve), expected: print(ana) };
    expect(trustIn(archiveOf('1.1.0', { by: eve }))).toEqual(changed);
    expect(trustIn(archiveOf('1.1.0'))).toEqual({ status: 'signature-missing', expected: print(ana) });
  });

  it('decides: another key and a missing signature are refused until somebody has agreed to just that', () => {
    expect(install(archiveOf('1.0.0', { by: ana }))).toBe('installed');
    expect(install(archiveOf('1.1.0', { by: eve }))).toBe('key-changed');
    expect(install(archiveOf('1.1.0', { by: eve }), { unsigned: true })).toBe('key-changed');
    expect(install(archiveOf('1.1.0', { by: eve }), { newKey: print(ana) })).toBe('key-changed');
    expect(install(archiveOf('1.1.0'))).toBe('signature-missing');
    expect(install(archiveOf('1.1.0'), { newKey: 'any' })).toBe('signature-missing');
    expect(installedVersions()).toEqual([`${packId} 1.0.0`]);
    expect(install(archiveOf('1.1.0'), { unsigned: true })).toBe('installed');
    // Agreeing once to an unsigned one does not forget the key.
    expect(install(archiveOf('1.2.0', { by: eve }))).toBe('key-changed');
    expect(install(archiveOf('1.2.0', { by: eve }), { newKey: print(eve) })).toBe('installed');
    expect(install(archiveOf('1.3.0', { by: ana }))).toBe('key-changed');
  });

  it('is remembered when the pack is taken away', () => {
    install(archiveOf('1.0.0', { by: ana }));
    expect([removePack(packId, folder), removePack(packId, folder)]).toEqual([true, false]);
    expect(installedVersions()).toEqual([]);
    expect(install(archiveOf('1.0.0', { by: eve }))).toBe('key-changed');
    expect(install(archiveOf('1.0.0'))).toBe('signature-missing');
    expect(install(archiveOf('0.9.0', { by: ana }))).toBe('installed');
  });

  it('cannot be borrowed: a signature of another list, of another pack or of a changed one is refused', () => {
    const files = smallPack();
    const list = manifestOf({ id: packId, version: '1.0.0' }, files);
    const signature = (over: Buffer) => ({ name: signatureFile, content: signManifest(over, ana) });
    const taken = handMadeZip([...honestFiles(), signature(list)]);
    expect(openArchive(taken)).toMatchObject({ ok: true, value: { signedBy: publicKeyOf(ana) } });
    const spelledTwice = signature(list).content.toString().replace('"publicKey": "', '"publicKey": " ');
    const respelled = { name: signatureFile, content: spelledTwice };
    expect(install(handMadeZip([...honestFiles(), respelled]))).toBe('bad-signature');
    const other = manifestOf({ id: packId, version: '1.0.1' }, files);
    expect(install(handMadeZip([...honestFiles(), signature(other)]))).toBe('bad-signature');
    files.set('rows/count/task.md', Buffer.from('Do something else.'));
    const forged = [{ name: manifestFile, content: manifestOf({ id: packId, version: '1.0.0' }, files) }];
    const rest = [...files].map(([name, content]) => ({ name, content }));
    expect(install(handMadeZip([...forged, ...rest, signature(list)]))).toBe('bad-signature');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('versions', () => {
  it('go up only, and the same one again is harmless', () => {
    expect(install(archiveOf('1.9.0'))).toBe('installed');
    expect(install(archiveOf('1.9.0'))).toBe('installed');
    expect(install(archiveOf('1.10.0'))).toBe('installed');
    expect(install(archiveOf('1.9.0'))).toBe('downgrade');
    expect(install(archiveOf('1.10.0', { title: 'Another' }))).toBe('same-version-differs');
    expect(installedVersions()).toEqual([`${packId} 1.10.0`]);
  });

  it('of a pack that comes with Backline cannot come from elsewhere', () => {
    expect(install(archiveOf('9.0.0', { by: ana }), { newKey: 'any', unsigned: true }, [packId])).toBe(
      'built-in',
    );
    expect(installedVersions()).toEqual([]);
  });
});
