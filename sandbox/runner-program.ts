import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How to start a runner. */
export interface RunnerProgram {
  readonly nodePath: string;
  readonly runnerPath: string;
  readonly workingFolder: string;
  /** Where the built shelf is that it makes worlds from. */
  readonly shelfFolder: string;
  readonly runnerMiB: number;
}

/** What changes V8's heap, so that a snapshot made under them fits a runner. */
export const v8Arguments = [
  // isolated-vm needs it: https://github.com/laverdet/isolated-vm#requirements
  '--no-node-snapshot',
  '--no-warnings',
  // A guest can only collide with itself, and its time is limited: no use in new hash seeds for every realm.
  '--no-rehash-snapshot',
  // The runner's own heap; a guest's isolate has its own limit.
  '--max-old-space-size=256',
] as const;

/** The arguments of Node for a runner, up to the runner's own. */
export function runnerArguments(program: RunnerProgram): string[] {
  const runnerPath = realpathSync(program.runnerPath);
  return [
    ...v8Arguments,
    // Depth, not a wall: node:sqlite goes around it. No network, no writes, no child processes.
    '--permission',
    '--allow-addons',
    '--allow-worker',
    ...readable(runnerPath, program.shelfFolder).map((folder) => `--allow-fs-read=${join(folder, '/')}`),
    // isolated-vm's loader looks for it to tell Alpine's libc from others.
    '--allow-fs-read=/etc/alpine-release',
    runnerPath,
  ];
}

/** Nothing of the parent's environment, and what makes every machine alike. */
export function runnerEnvironment(): NodeJS.ProcessEnv {
  const common = { TZ: 'UTC', LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' };
  // Without it Windows cannot load its own libraries.
  return process.platform === 'win32' ? { ...common, SystemRoot: process.env.SystemRoot } : common;
}

/** By real paths, which is what Node asks for: packages may be installed behind a link. */
function readable(runnerPath: string, shelfFolder: string): string[] {
  const folder = programFolder(runnerPath);
  const packages = join(folder, 'node_modules');
  const folders = [folder, realpathSync(shelfFolder)];
  for (const linked of [packages, ...nativePackages.map((name) => join(packages, name))]) {
    if (existsSync(linked)) folders.push(realpathSync(linked));
  }
  return folders.filter(
    (one, at) => !folders.slice(0, at).some((other) => one.startsWith(join(other, '/')) || one === other),
  );
}

const nativePackages = ['isolated-vm', 'oxc-transform', '@oxc-transform', 'acorn'];

/** The folder of the program the runner belongs to: what it may read, its packages included. */
function programFolder(runnerPath: string): string {
  for (let folder = dirname(runnerPath); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return dirname(runnerPath);
}
