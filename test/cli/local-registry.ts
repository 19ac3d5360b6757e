import { spawnSync } from 'node:child_process';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { projectFolder } from './backline.ts';

export interface LocalRegistry {
  readonly url: string;
  close(): Promise<void>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Packing takes half a minute, so that tarballs are kept, by name and version. */
const tarballs = join(projectFolder, 'dist', 'tarballs');

interface Packed {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly tarball: string;
}

/**
 * A registry on 127.0.0.1 with these packages and what they depend on, each packed from this checkout's
 * node_modules; of anything else it knows nothing. An install from it needs no other network.
 */
export async function openLocalRegistry(names: readonly string[]): Promise<LocalRegistry> {
  const packed = foldersOf(names).map(manifestAndTarball);
  packMissing(packed);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/').slice(1);
    const tarball = packed.find((one) => path === `-/${one.tarball}`);
    if (tarball !== undefined) {
      createReadStream(join(tarballs, tarball.tarball)).pipe(response);
      return;
    }
    const versions = packed.filter(({ manifest }) => manifest.name === path);
    if (versions.length === 0) {
      response.writeHead(404).end('{}');
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(describe(path, versions, urlOf(server.address() as AddressInfo))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: urlOf(server.address() as AddressInfo),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function urlOf({ port }: AddressInfo): string {
  return `http://127.0.0.1:${port}/`;
}

function describe(name: string, versions: readonly Packed[], url: string): object {
  const latest = versions.at(-1)?.manifest.version;
  return {
    name,
    'dist-tags': { latest },
    versions: Object.fromEntries(
      versions.map(({ manifest, tarball }) => [
        manifest.version,
        { ...manifest, dist: { tarball: `${url}-/${tarball}` } },
      ]),
    ),
  };
}

/** The folders below node_modules of the packages and all that they need, as Node would find them. */
function foldersOf(names: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string, isOptional: boolean) => {
    const folder = resolveFolder(name, from);
    if (folder === null) {
      // Packages for other systems are not installed here.
      if (isOptional) return;
      throw new Error(`${name}, which ${from} needs, is not in node_modules`);
    }
    if (found.has(folder)) return;
    found.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = manifestIn(folder);
    for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies }))
      visit(dependency, folder, dependency in optionalDependencies);
  };
  for (const name of names) visit(name, projectFolder, false);
  return [...found];
}

function resolveFolder(name: string, from: string): string | null {
  for (let folder = from; folder.startsWith(projectFolder.replace(/\/$/, '')); folder = join(folder, '..')) {
    const candidate = join(folder, 'node_modules', name);
    if (manifestOrNull(candidate) !== null) return candidate;
  }
  return null;
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function manifestOrNull(folder: string): Manifest | null {
  try {
    return manifestIn(folder);
  } catch {
    return null;
  }
}

function manifestAndTarball(folder: string): Packed {
  const manifest = manifestIn(folder);
  // As `npm pack` names it.
  const tarball = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`;
  return { folder, manifest, tarball };
}

/** Two runs may do so at once: a tarball gets its name when it is whole. */
function packMissing(packed: readonly Packed[]): void {
  mkdirSync(tarballs, { recursive: true });
  const missing = packed.filter(({ tarball }) => !existsSync(join(tarballs, tarball)));
  if (missing.length === 0) return;
  const making = mkdtempSync(join(tarballs, '.making-'));
  const folders = missing.map(({ folder }) => folder);
  const run = spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', making, ...folders], {
    cwd: making,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`npm pack failed: ${run.stderr}`);
  for (const { tarball } of missing) renameSync(join(making, tarball), join(tarballs, tarball));
  rmSync(making, { recursive: true, force: true });
}
