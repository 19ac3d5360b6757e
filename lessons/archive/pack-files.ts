import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackManifest } from '../format/pack.ts';
import { type ArchiveFault, type OrFault, orFault, RefusedArchive } from './archive-fault.ts';
import { checkEntryName } from './entry-name.ts';
import { archiveLimits } from './limits.ts';
import { byCodeUnit } from './manifest.ts';

export interface PackFiles {
  /** Path below the pack's folder, forward slashes, to content; in order of path. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** What lies in the folder and is no part of the pack. A folder ends in a slash. */
  readonly leftOut: readonly string[];
}

/** What editors and systems leave behind. */
const leftover =
  /^(?:\.|#)|~$|\.(?:swp|swo|bak|orig|rej|tmp|pyc)$|^(?:node_modules|__MACOSX|Thumbs\.db|desktop\.ini)$/i;
const ownFiles = /^(?:pack\.yaml|(?:README|LICEN[CS]E|NOTICE|AUTHORS)(?:\.[A-Za-z-]+)*)$/i;

/** Gathers what belongs to a pack: `pack.yaml`, `data/`, the lessons that a track names, a README and a licence. */
export async function gatherPackFiles(folder: string, pack: PackManifest): Promise<OrFault<PackFiles>> {
  const lessons = new Set(pack.tracks.flatMap((track) => track.lessons));
  const belongs = (name: string, isFolder: boolean): boolean =>
    isFolder ? name === 'data' || lessons.has(name) : ownFiles.test(name);
  const paths: string[] = [];
  const leftOut: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (leftover.test(entry.name) || !belongs(entry.name, entry.isDirectory()))
      leftOut.push(shown(entry.name, entry));
    else if (entry.isDirectory()) await listBelow({ folder, below: entry.name, paths, leftOut });
    else paths.push(entry.name);
  }
  const files = new Map<string, Buffer>();
  for (const path of paths.sort(byCodeUnit)) {
    const fault = await faultOf(folder, path);
    if (fault !== null) return { ok: false, fault };
    files.set(path, await readFile(join(folder, path)));
  }
  return { ok: true, value: { files, leftOut: leftOut.sort(byCodeUnit) } };
}

interface Listing {
  readonly folder: string;
  readonly below: string;
  readonly paths: string[];
  readonly leftOut: string[];
}

async function listBelow({ folder, below, paths, leftOut }: Listing): Promise<void> {
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = `${below}/${entry.name}`;
    if (leftover.test(entry.name)) leftOut.push(shown(path, entry));
    else if (entry.isDirectory()) await listBelow({ folder, below: path, paths, leftOut });
    else paths.push(path);
  }
}

/** Why this file cannot go into a pack, told before it is read. */
async function faultOf(folder: string, path: string): Promise<ArchiveFault | null> {
  const stats = await lstat(join(folder, path));
  const checked = orFault(() => {
    checkEntryName(path);
    if (!stats.isFile()) throw new RefusedArchive('not-a-file', path);
    if (stats.size > archiveLimits.fileBytes) throw new RefusedArchive('file-too-large', path);
  });
  return checked.ok ? null : checked.fault;
}

function shown(path: string, entry: { isDirectory(): boolean }): string {
  return entry.isDirectory() ? `${path}/` : path;
}
