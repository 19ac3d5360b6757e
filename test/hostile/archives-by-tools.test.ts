import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installPack } from '../../host/packs/install-pack.ts';
import { buildArchive } from '../../lessons/archive/build-archive.ts';
import { manifestFile, manifestOf } from '../../lessons/archive/manifest.ts';
import { openArchive } from '../../lessons/archive/open-archive.ts';
import { hasTool } from '../archive-tools.ts';
import { packId, smallPack } from './small-pack.ts';

/** What other tools make of a pack. The same attacks are made by hand in `archives.test.ts`, which needs no tool. */
let folder: string;
let pack: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-tools-'));
  pack = join(folder, 'pack');
  const files = new Map(smallPack()).set(
    manifestFile,
    manifestOf({ id: packId, version: '1.0.0' }, smallPack()),
  );
  for (const [path, content] of files) {
    mkdirSync(dirname(join(pack, path)), { recursive: true });
    writeFileSync(join(pack, path), content);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { cwd: pack, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}

function outcomeOf(file: string): string {
  const packsFolder = join(folder, 'packs');
  const result = installPack(readFileSync(join(folder, file)), {
    packsFolder,
    builtInIds: new Set(),
    accept: {},
  });
  const outcome = result.status === 'unreadable' ? result.fault.code : result.status;
  if (outcome !== 'installed') expect(readdirSync(folder).includes('packs')).toBe(false);
  rmSync(packsFolder, { recursive: true, force: true });
  return outcome;
}

describe.skipIf(!hasTool('python3', '--version'))("Python's zipfile", () => {
  const begin = `
import os, stat, sys, zipfile
def pack(z):
    for root, _, names in os.walk('.'):
        for name in names:
            path = os.path.relpath(os.path.join(root, name), '.')
            z.write(path, path.replace(os.sep, '/'))
`;
  const python = (...lines: readonly string[]) => run('python3', '-c', `${begin}${lines.join('\n')}`);

  it('makes packs that are taken, stored and deflated', () => {
    python("with zipfile.ZipFile('../a.zip', 'w') as z: pack(z)");
    python("with zipfile.ZipFile('../b.zip', 'w', zipfile.ZIP_DEFLATED) as z: pack(z)");
    expect([outcomeOf('a.zip'), outcomeOf('b.zip')]).toEqual(['installed', 'installed']);
  });

  it.each([
    ["z.writestr('../canary', 'x')", 'bad-name'],
    ["z.writestr('/tmp/canary', 'x')", 'bad-name'],
    ["z.writestr('rows/caf\\u00e9.md', 'x')", 'bad-name'],
    ["z.writestr('rows/COUNT/task.md', 'x')", 'same-name'],
    ["z.writestr('pack.yaml', 'x')", 'same-name'],
    ["z.comment = b'hello'", 'foreign-bytes'],
    ["z.writestr('rows/x', '0' * 9000000, zipfile.ZIP_DEFLATED)", 'file-too-large'],
    ["z.writestr('rows/x', '0' * 4000000, zipfile.ZIP_DEFLATED)", 'grows-too-much'],
    ["z.writestr('rows/x', 'x', zipfile.ZIP_BZIP2)", 'unsupported'],
    ["z.writestr('rows/x', 'x')", 'unlisted-file'],
  ])('has %s refused', (line, code) => {
    python("with zipfile.ZipFile('../a.zip', 'w') as z:", '    pack(z)', `    ${line}`);
    expect(outcomeOf('a.zip')).toBe(code);
  });

  it('has a link, a device and a program before the archive refused', () => {
    for (const kind of ['S_IFLNK', 'S_IFBLK', 'S_IFIFO']) {
      python(
        "info = zipfile.ZipInfo('rows/x')",
        `info.external_attr = (stat.${kind} | 0o777) << 16`,
        "with zipfile.ZipFile('../a.zip', 'w') as z:",
        '    pack(z)',
        "    z.writestr(info, '/etc/passwd')",
      );
      expect(outcomeOf('a.zip')).toBe('not-a-file');
    }
    python(
      "open('../a.zip', 'wb').write(b'#!/bin/sh\\necho hi\\n')",
      "with zipfile.ZipFile('../a.zip', 'a') as z: pack(z)",
    );
    expect(outcomeOf('a.zip')).toBe('foreign-bytes');
  });

  it('reads what we make, file for file', () => {
    const built = buildArchive({ id: packId, version: '1.0.0' }, smallPack());
    if (!built.ok) throw new Error(built.fault.code);
    writeFileSync(join(folder, 'ours.backline'), built.value);
    python("zipfile.ZipFile('../ours.backline').extractall('../out')");
    for (const [path, content] of smallPack())
      expect(readFileSync(join(folder, 'out', path)).equals(content)).toBe(true);
  });
});

describe.skipIf(!hasTool('zip', '-v'))('zip', () => {
  it('makes packs that are taken: with folders and extra fields, without, and through a pipe', () => {
    run('zip', '-q', '-r', '../a.zip', '.');
    run('zip', '-q', '-r', '-X', '-D', '../b.zip', '.');
    run('sh', '-c', 'zip -q -r -fz- - . > ../c.zip');
    expect(['a.zip', 'b.zip', 'c.zip'].map(outcomeOf)).toEqual(['installed', 'installed', 'installed']);
  });

  it('has a link, a comment and a password refused', () => {
    run('sh', '-c', 'zip -q -r ../a.zip . && echo hello | zip -q -z ../a.zip > ../said');
    expect(outcomeOf('a.zip')).toBe('foreign-bytes');
    run('zip', '-q', '-r', '-P', 'secret', '../b.zip', '.');
    expect(outcomeOf('b.zip')).toBe('unsupported');
    symlinkSync('/etc/passwd', join(pack, 'rows', 'link'));
    run('zip', '-q', '-r', '-y', '../c.zip', '.');
    expect(outcomeOf('c.zip')).toBe('not-a-file');
  });
});

describe.skipIf(!hasTool('bsdtar', '--version'))('bsdtar', () => {
  it('makes packs that are taken, and has a link refused', () => {
    run('bsdtar', '--format=zip', '-cf', '../b.zip', ...readdirSync(pack));
    symlinkSync('/etc/passwd', join(pack, 'rows', 'link'));
    run('bsdtar', '--format=zip', '-cf', '../c.zip', ...readdirSync(pack));
    expect(outcomeOf('b.zip')).toBe('installed');
    expect(outcomeOf('c.zip')).toBe('not-a-file');
  });
});

it('an archive that was changed in any one byte is refused, or is the same pack', () => {
  const built = buildArchive({ id: packId, version: '1.0.0' }, smallPack());
  if (!built.ok) throw new Error(built.fault.code);
  const archive = built.value;
  const original = openArchive(archive);
  let refused = 0;
  for (let index = 0; index < archive.length; index += 1) {
    for (const flip of [0x01, 0x80]) {
      const changed = Buffer.from(archive);
      changed[index] = (archive[index] ?? 0) ^ flip;
      const opened = openArchive(changed);
      if (opened.ok) expect(opened).toEqual(original);
      else refused += 1;
    }
    expect(openArchive(archive.subarray(0, index)).ok).toBe(false);
  }
  // What may change is what nobody reads: times, and versions of the tool.
  expect(refused).toBeGreaterThan(archive.length * 1.8);
});
