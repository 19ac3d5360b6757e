import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packages } from './packages.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const shelves = join(root, 'dist', 'shelf');

/**
 * Builds the shelf where there is none for these sources, packages and this Node, and gives its folder.
 * Two processes may do so at once: each writes a folder of its own and one of them takes the name.
 */
export async function ensureShelf(): Promise<string> {
  const folder = join(shelves, inputsHash());
  if (existsSync(join(folder, 'manifest.json'))) return folder;
  const { buildShelf } = await import('./build.ts');
  const built = buildShelf(root);
  const making = join(shelves, `.making-${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(making, { recursive: true });
  writeFileSync(join(making, 'shelf.js'), built.shelf);
  writeFileSync(join(making, 'inside.js'), built.inside);
  writeFileSync(
    join(making, 'manifest.json'),
    JSON.stringify({ versions: built.versions, lines: built.lines }),
  );
  try {
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(join(folder, 'manifest.json'))) throw error;
  }
  removeOthers(folder);
  return folder;
}

/** Version of each package on the shelf, and of the stand-ins' models. */
export function shelfVersions(): Record<string, string> {
  const versions: Record<string, string> = {};
  for (const name of [...packages, 'better-sqlite3']) {
    versions[name] = packageVersion(name);
  }
  return versions;
}

function packageVersion(name: string): string {
  const manifest = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

let known: string | null = null;

/** Everything the shelf is made from: this Node, the locked packages, and our own sources. */
function inputsHash(): string {
  if (known !== null) return known;
  const hash = createHash('sha256').update(process.version);
  hash.update(JSON.stringify(shelfVersions()));
  for (const folder of ['sandbox/shelf', 'sandbox/runner/guest/inside', 'sandbox/runner/guest']) {
    for (const entry of readdirSync(join(root, folder), {
      recursive: folder.endsWith('inside'),
      withFileTypes: true,
    })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.name.endsWith('.test.ts')) continue;
      if (folder === 'sandbox/runner/guest' && entry.name !== 'resolve.ts') continue;
      const path = join(entry.parentPath, entry.name);
      hash.update(path.slice(root.length)).update(readFileSync(path));
    }
  }
  known = hash.digest('hex').slice(0, 16);
  return known;
}

/** Builds of a day ago are of no use to anyone; a younger one may be what another process is reading. */
function removeOthers(current: string): void {
  for (const name of readdirSync(shelves)) {
    const path = join(shelves, name);
    const old = Date.now() - statSync(path).mtimeMs > 24 * 3_600_000;
    if (path !== current && old) rmSync(path, { recursive: true, force: true });
  }
}
