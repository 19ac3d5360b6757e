import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readProject } from './project.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-project-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

async function read(path = '', databases: Readonly<Record<string, string>> = {}) {
  const outcome = await readProject({ path: join(folder, path), databases });
  return outcome.ok ? outcome.project : outcome.problem;
}

describe('the file that a folder starts with', () => {
  const entryOf = async (files: Readonly<Record<string, string>>) => {
    rmSync(folder, { recursive: true });
    write(files);
    const found = await read();
    return 'entry' in found ? found.entry : found;
  };

  it('is what npm start runs, then main, then the usual names', async () => {
    const files = { 'app.ts': '', 'index.js': '', 'src/main.ts': '', 'bin/www.js': '' };
    const manifest = (value: object) => ({ ...files, 'package.json': JSON.stringify(value) });
    expect([
      await entryOf(manifest({ main: 'index.js', scripts: { start: 'node --watch ./bin/www.js' } })),
      await entryOf(manifest({ main: './index' })),
      await entryOf(manifest({ main: 'dist/built.js', scripts: { start: 'node dist/built.js' } })),
      await entryOf({ ...files, 'package.json': 'not json' }),
      await entryOf({ 'src/main.ts': '', 'lib/app.ts': '' }),
      await entryOf({ 'server.js': '', 'index.ts': '' }),
    ]).toEqual(['bin/www.js', 'index.js', 'app.ts', 'app.ts', 'src/main.ts', 'server.js']);
  });

  it('is missed with what was looked for', async () => {
    expect(await entryOf({ 'other.ts': '' })).toMatchObject({
      kind: 'no-entry',
      lookedFor: expect.arrayContaining(['package.json ("start", "main")', 'app.ts', 'src/server.ts']),
    });
  });
});

describe('what a program is made of', () => {
  it('is the text below its folder, but nothing hidden, installed or linked', async () => {
    write({
      'app.ts': 'one',
      'lib/two.ts': 'two',
      '.env': 'SECRET=1',
      '.git/config': '',
      'node_modules/express/index.js': '',
      'logo.png': new Uint8Array([0, 1, 2]),
      'big.js': 'x'.repeat(1024 * 1024 + 1),
    });
    symlinkSync('/etc/hostname', join(folder, 'linked.txt'));
    expect(await read()).toEqual({
      entry: 'app.ts',
      files: { 'app.ts': 'one', 'lib/two.ts': 'two' },
      databases: {},
      leftOut: [
        { path: 'big.js', why: 'large' },
        { path: 'logo.png', why: 'not-text' },
      ],
    });
  });

  it('is, for a file, the project that the file belongs to', async () => {
    write({ 'package.json': '{}', 'src/api.ts': 'api', 'lib/a.ts': 'a' });
    expect(await read('src/api.ts')).toMatchObject({
      entry: 'src/api.ts',
      files: { 'lib/a.ts': 'a', 'src/api.ts': 'api' },
    });
  });

  it('holds the scripts of its databases', async () => {
    write({ 'app.js': '', 'schema.sql': 'CREATE TABLE t (a);' });
    expect(await read('', { main: join(folder, 'schema.sql') })).toMatchObject({
      databases: { main: 'CREATE TABLE t (a);' },
    });
    expect(await read('', { main: join(folder, 'none.sql') })).toMatchObject({ kind: 'missing' });
  });

  it('has an end', async () => {
    write({ 'app.js': '' });
    for (let at = 0; at < 9; at++) write({ [`part-${at}.txt`]: 'x'.repeat(1024 * 1024) });
    expect(await read()).toMatchObject({ kind: 'too-large', mostMiB: 8 });
    for (let at = 0; at < 9; at++) rmSync(join(folder, `part-${at}.txt`));
    for (let at = 0; at < 1_000; at++) writeFileSync(join(folder, `small-${at}.txt`), '');
    expect(await read()).toMatchObject({ kind: 'too-many-files', most: 1_000 });
  });

  it('are without the log that its own terminal is turned into', () => {
    write({ 'app.js': '', 'log.txt': '' });
    const log = openSync(join(folder, 'log.txt'), 'w');
    const module = new URL('./project.ts', import.meta.url).href;
    const program = `const { readProject } = await import('${module}');
      const { project } = await readProject({ path: process.cwd(), databases: {} });
      console.log(JSON.stringify(Object.keys(project.files)));`;
    spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: folder,
      stdio: ['ignore', log, 'inherit'],
    });
    closeSync(log);
    expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toBe('["app.js"]\n');
  });
});
