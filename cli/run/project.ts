import { existsSync, fstatSync, type Stats, statSync } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { decodeText } from '../../lessons/format/text-files.ts';
import { findEntry } from './entry.ts';

/** Where a program is, as its person named it. */
export interface ProjectPlace {
  /** The file or folder on the command line. */
  readonly path: string;
  /** Database name to the path of the script that makes it. */
  readonly databases: Readonly<Record<string, string>>;
}

/** A program as it is on disk at one moment. */
export interface Project {
  readonly entry: string;
  readonly files: Readonly<Record<string, string>>;
  /** Database name to its script. */
  readonly databases: Readonly<Record<string, string>>;
  /** Files that a world cannot hold. */
  readonly leftOut: readonly { readonly path: string; readonly why: 'large' | 'not-text' }[];
}

export type ProjectProblem =
  | { readonly kind: 'missing'; readonly path: string }
  | { readonly kind: 'no-entry'; readonly folder: string; readonly lookedFor: readonly string[] }
  | { readonly kind: 'too-many-files'; readonly folder: string; readonly most: number }
  | { readonly kind: 'too-large'; readonly folder: string; readonly mostMiB: number }
  | { readonly kind: 'not-text'; readonly path: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly code: string };

export type ReadProject = (
  | { readonly ok: true; readonly project: Project }
  | { readonly ok: false; readonly problem: ProjectProblem }
) & {
  /** Every folder in which a change matters. */
  readonly folders: readonly string[];
};

const mebibyte = 1024 * 1024;
const largestFile = mebibyte;
const mostMiB = 8;
const mostFiles = 1_000;
const largestScript = 32 * mebibyte;

class Problem extends Error {
  readonly problem: ProjectProblem;
  constructor(problem: ProjectProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/**
 * Reads a program: a folder with all below it, or a file with all in the folder it belongs to. Hidden
 * files, `node_modules`, links and the file that this process prints to are passed over.
 */
export async function readProject({ path, databases }: ProjectPlace): Promise<ReadProject> {
  const folders: string[] = [];
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) throw new Problem({ kind: 'missing', path });
    const root = resolve(stats.isDirectory() ? path : projectFolder(resolve(path)));
    const { files, leftOut } = await readFolder(root, folders);
    const entry = stats.isDirectory() ? findEntry(files) : relative(root, resolve(path)).split(sep).join('/');
    if (typeof entry !== 'string')
      throw new Problem({ kind: 'no-entry', folder: path, lookedFor: entry.lookedFor });
    if (leftOut.some((one) => one.path === entry)) throw new Problem({ kind: 'not-text', path: entry });
    const scripts = await readScripts(databases, folders);
    return { ok: true, project: { entry, files, databases: scripts, leftOut }, folders };
  } catch (error) {
    if (error instanceof Problem) return { ok: false, problem: error.problem, folders };
    const { code, path: where } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { ok: false, problem: { kind: 'unreadable', path: where ?? path, code }, folders };
  }
}

/** The nearest folder with a package.json, as Node sees it; the file's own where there is none. */
function projectFolder(file: string): string {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (basename(folder) === 'node_modules') break;
  }
  return dirname(file);
}

async function readFolder(
  root: string,
  folders: string[],
): Promise<{ files: Record<string, string>; leftOut: Project['leftOut'][number][] }> {
  const files: Record<string, string> = {};
  const leftOut: Project['leftOut'][number][] = [];
  let count = 0;
  let bytes = 0;
  const walk = async (below: string): Promise<void> => {
    const folder = join(root, below);
    folders.push(folder);
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) await walk(path);
      if (!entry.isFile()) continue;
      count += 1;
      if (count > mostFiles) throw new Problem({ kind: 'too-many-files', folder: root, most: mostFiles });
      const stats = await lstat(join(root, path));
      if (isOwnOutput(stats)) continue;
      const { size } = stats;
      const text = size > largestFile ? null : decodeText(await readFile(join(root, path)));
      if (text === null) leftOut.push({ path, why: size > largestFile ? 'large' : 'not-text' });
      else files[path] = text;
      bytes += text === null ? 0 : size;
      if (bytes > mostMiB * mebibyte) throw new Problem({ kind: 'too-large', folder: root, mostMiB });
    }
  };
  await walk('');
  return { files, leftOut };
}

/** A log that stands in the folder, as in `backline run app.ts > log.txt`: each line would load the program again. */
function isOwnOutput({ dev, ino }: Stats): boolean {
  return [1, 2].some((descriptor) => {
    try {
      const output = fstatSync(descriptor);
      return output.isFile() && output.dev === dev && output.ino === ino;
    } catch {
      return false;
    }
  });
}

async function readScripts(
  databases: Readonly<Record<string, string>>,
  folders: string[],
): Promise<Record<string, string>> {
  const scripts: Record<string, string> = {};
  for (const [name, path] of Object.entries(databases)) {
    const stats = statSync(path, { throwIfNoEntry: false });
    folders.push(dirname(resolve(path)));
    if (stats === undefined || !stats.isFile()) throw new Problem({ kind: 'missing', path });
    const text = stats.size > largestScript ? null : decodeText(await readFile(path));
    if (text === null) throw new Problem({ kind: 'not-text', path });
    scripts[name] = text;
  }
  return scripts;
}
