import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readIndex } from '../../host/packs/index-file.ts';
import { installPack } from '../../host/packs/install-pack.ts';
import { buildArchive } from '../../lessons/archive/build-archive.ts';
import { packId, smallPack } from './small-pack.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-interrupted-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function archiveOf(version: string, more: Readonly<Record<string, Buffer>> = {}): Buffer {
  const files = new Map([...smallPack(version), ...Object.entries(more)]);
  const built = buildArchive({ id: packId, version }, files);
  if (!built.ok) throw new Error(built.fault.code);
  return built.value;
}

function install(packsFolder: string, archive: Buffer) {
  return installPack(archive, { packsFolder, builtInIds: new Set(), accept: {} });
}

/** The version that stands, with every file as it was packed. */
function standingVersion(packsFolder: string): string {
  const [installed] = readIndex(packsFolder).packs;
  if (installed === undefined) return 'none';
  for (const [path, content] of smallPack(installed.version))
    expect(readFileSync(join(packsFolder, installed.folder, path)).equals(content)).toBe(true);
  return installed.version;
}

const packFolders = (packsFolder: string) =>
  readdirSync(packsFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/**
 * Installs an upgrade again and again, each time dying one step later: from that step on, whatever would
 * change the disk fails, the tidying up as well, as if the computer had been switched off there.
 */
const dyingProgram = `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const names = ['mkdirSync', 'openSync', 'writeSync', 'fsyncSync', 'renameSync', 'rmSync'];
  const real = Object.fromEntries(names.map((name) => [name, fs[name]]));
  let left = Infinity;
  for (const name of names) {
    fs[name] = (...args) => {
      left -= 1;
      if (left < 0) throw Object.assign(new Error('switched off'), { code: 'EIO' });
      return real[name](...args);
    };
  }
  syncBuiltinESMExports();
  const { installPack } = await import(${JSON.stringify(new URL('../../host/packs/install-pack.ts', import.meta.url).href)});
  const [, folder] = process.argv;
  const archives = ['1.0.0', '1.1.0'].map((version) => fs.readFileSync(folder + '/' + version + '.backline'));
  const install = (packsFolder, archive) => installPack(archive, { packsFolder, builtInIds: new Set(), accept: {} });
  for (let steps = 0; ; steps += 1) {
    const packsFolder = folder + '/died-' + steps;
    left = Infinity;
    install(packsFolder, archives[0]);
    left = steps;
    try {
      install(packsFolder, archives[1]);
      if (left >= 0) break;
    } catch (error) {
      if (error.code !== 'EIO') throw error;
    }
  }
`;

it('an install that dies at any step leaves the old pack or the new one, whole, and the next one tidies up', {
  timeout: 600_000,
}, () => {
  for (const version of ['1.0.0', '1.1.0'])
    writeFileSync(join(folder, `${version}.backline`), archiveOf(version));
  const died = spawnSync(process.execPath, ['--input-type=module', '-e', dyingProgram, folder], {
    encoding: 'utf8',
  });
  expect(died.stderr).toBe('');
  const places = readdirSync(folder).filter((name) => name.startsWith('died-'));
  const versions = places
    .sort((a, b) => Number(a.slice(5)) - Number(b.slice(5)))
    .map((name) => standingVersion(join(folder, name)));
  // Every file is opened, written and synced: a run of few steps would have shown little.
  expect(versions.length).toBeGreaterThan(30);
  const turn = versions.indexOf('1.1.0');
  expect(versions).toEqual(versions.map((_, index) => (index < turn ? '1.0.0' : '1.1.0')));
  expect(places.some((name) => packFolders(join(folder, name)).length > 1)).toBe(true);
  for (const name of places) {
    const packsFolder = join(folder, name);
    expect(install(packsFolder, archiveOf('2.0.0')).status).toBe('installed');
    expect(standingVersion(packsFolder)).toBe('2.0.0');
    expect(packFolders(packsFolder)).toHaveLength(1);
  }
});

// The system's own limit on a file's size makes writing fail for real; Windows has none.
it.skipIf(process.platform === 'win32')(
  'a disk that takes no more leaves the old pack, and nothing else',
  () => {
    const packsFolder = join(folder, 'packs');
    install(packsFolder, archiveOf('1.0.0'));
    const large = { 'data/large.sql': Buffer.alloc(500_000, 'x') };
    writeFileSync(join(folder, 'new.backline'), archiveOf('1.1.0', large));
    const command = `trap '' XFSZ; ulimit -f 100; exec "$0" cli/backline.mjs pack install "$1" --data "$2"`;
    const result = spawnSync(
      'bash',
      ['-c', command, process.execPath, join(folder, 'new.backline'), folder],
      {
        encoding: 'utf8',
      },
    );
    expect([result.status, result.stderr]).toEqual([2, expect.stringContaining('nothing has changed')]);
    expect(standingVersion(packsFolder)).toBe('1.0.0');
    expect(packFolders(packsFolder)).toHaveLength(1);
  },
);

it('a folder of the person in between is left alone, and a damaged list of packs is not overwritten', () => {
  const packsFolder = join(folder, 'packs');
  install(packsFolder, archiveOf('1.0.0'));
  const theirs = join(packsFolder, 'my-own');
  spawnSync('mkdir', [theirs]);
  install(packsFolder, archiveOf('1.1.0'));
  expect(existsSync(theirs)).toBe(true);
  writeFileSync(join(packsFolder, 'index.json'), '{"format":1');
  expect(() => install(packsFolder, archiveOf('1.2.0'))).toThrow('cannot be read');
  expect(readFileSync(join(packsFolder, 'index.json'), 'utf8')).toBe('{"format":1');
});
