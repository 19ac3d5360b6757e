import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerEnvironment, v8Arguments } from './runner-program.ts';
import { ensureShelf } from './shelf/shelf.ts';

/** The program that runners run, and the built shelf it makes worlds from. */
export interface BuiltRunner {
  readonly runnerPath: string;
  readonly shelfFolder: string;
}

const here = fileURLToPath(new URL('./', import.meta.url));
const sourceProgram = join(here, 'runner', 'main.ts');

let known: Promise<BuiltRunner> | null = null;

/**
 * Builds what runners load, where it has not been built from these sources yet: the shelf, the runner's
 * program as one file (a third of the time that starting from source takes) and the snapshot of a realm.
 * Runners may write nothing, so all of it is made before they start. A program that is made once keeps
 * working while its sources are being edited.
 */
export function ensureRunner(nodePath: string): Promise<BuiltRunner> {
  known ??= build(nodePath);
  return known;
}

async function build(nodePath: string): Promise<BuiltRunner> {
  const shelfFolder = await ensureShelf();
  try {
    const runnerPath = await bundle(shelfFolder);
    await makeSnapshot(nodePath, runnerPath, shelfFolder);
    return { runnerPath, shelfFolder };
  } catch {
    // An installation that cannot be written to, or has no bundler: slower to start, and as good after.
    return { runnerPath: sourceProgram, shelfFolder };
  }
}

async function bundle(shelfFolder: string): Promise<string> {
  const path = join(shelfFolder, `runner-${sourcesHash()}.mjs`);
  if (existsSync(path)) return path;
  const { build: bundleWith } = await import('esbuild');
  const making = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await bundleWith({
      entryPoints: [sourceProgram],
      outfile: making,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node26',
      // Native code, which is loaded from where it is installed.
      external: ['isolated-vm', 'oxc-transform'],
      logLevel: 'silent',
    });
    renameSync(making, path);
  } finally {
    rmSync(making, { force: true });
  }
  return path;
}

/** Everything the program is made of. */
function sourcesHash(): string {
  const hash = createHash('sha256');
  const folders = [here, join(here, 'runner')];
  for (const folder of folders) {
    const recursive = folder !== here;
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive })) {
      if (!entry.isFile() || !/(?<!\.test)\.ts$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      hash.update(path.slice(here.length)).update(readFileSync(path));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** A process with the flags of a runner, since a snapshot is of them too, and with leave to write. */
async function makeSnapshot(nodePath: string, runnerPath: string, shelfFolder: string): Promise<void> {
  const made = join(shelfFolder, `snapshot-of-${basename(runnerPath)}.done`);
  if (existsSync(made)) return;
  const order = JSON.stringify({ makeSnapshotFor: shelfFolder, done: made });
  const child = spawn(nodePath, [...v8Arguments, runnerPath, order], {
    env: runnerEnvironment(),
    stdio: 'ignore',
    windowsHide: true,
  });
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`no snapshot: code ${code}`))));
  });
}
