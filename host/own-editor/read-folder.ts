import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeText } from '../../lessons/format/text-files.ts';
import type { FaultAt, FolderFault } from '../contract/own-editor.ts';

export type Files = Readonly<Record<string, string>>;

export type FolderReading =
  | {
      readonly ok: true;
      readonly files: Files;
      /** What is there and no part of the files. */
      readonly left: readonly FaultAt[];
      /** The folder and those below it, as whole paths. */
      readonly folders: readonly string[];
    }
  | { readonly ok: false; readonly fault: FaultAt };

const mostFiles = 100;
const mostCharacters = 2 * 1024 * 1024;
const longestPath = 200;
const deepest = 8;
const betweenReadingsMs = 80;
const mostReadings = 25;

/**
 * Reads the folder until two readings in a row agree, so that a file that is being written, or replaced
 * by an editor, is not taken half done. Gives the last reading where they never do.
 */
export async function readSettledFolder(folder: string): Promise<FolderReading> {
  let before = await readFolder(folder);
  for (let reading = 1; reading < mostReadings; reading += 1) {
    await pause(betweenReadingsMs);
    const now = await readFolder(folder);
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
  return before;
}

/** Hidden files, `node_modules` and the copies that editors leave are passed over. Links are not followed. */
async function readFolder(folder: string): Promise<FolderReading> {
  const files: Record<string, string> = {};
  const left: FaultAt[] = [];
  const folders: string[] = [];
  let characters = 0;

  const visit = async (below: string, depth: number): Promise<FaultAt | null> => {
    const here = join(folder, below);
    const entries = await readdir(here, { withFileTypes: true });
    folders.push(here);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (isPassedOver(entry.name)) continue;
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        const fault = depth < deepest ? await visit(path, depth + 1) : fail('too-many', path);
        if (fault !== null) return fault;
        continue;
      }
      if (Object.keys(files).length + left.length >= mostFiles) return fail('too-many', path);
      const read = await readText(join(folder, path), path);
      if ('fault' in read) left.push(read);
      else {
        characters += read.text.length;
        if (characters > mostCharacters) return fail('too-large', path);
        files[path] = read.text;
      }
    }
    return null;
  };

  try {
    const fault = await visit('', 0);
    return fault === null ? { ok: true, files, left, folders } : { ok: false, fault };
  } catch (error) {
    return { ok: false, fault: fail(codeOf(error) === 'ENOENT' ? 'gone' : 'denied', '') };
  }
}

async function readText(full: string, path: string): Promise<FaultAt | { readonly text: string }> {
  if (path.length > longestPath) return fail('too-large', path);
  // A link is refused as it is opened; a pipe is opened without waiting for who writes into it.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  try {
    await using handle = await open(full, flags);
    const stats = await handle.stat();
    if (!stats.isFile()) return fail('not-a-file', path);
    if (stats.size > mostCharacters) return fail('too-large', path);
    const bytes = Buffer.alloc(stats.size);
    const { bytesRead } = await handle.read(bytes, 0, stats.size, 0);
    const text = decodeText(bytes.subarray(0, bytesRead));
    return text === null ? fail('not-text', path) : { text };
  } catch (error) {
    const code = codeOf(error);
    return fail(code === 'ELOOP' || code === 'EMLINK' || code === 'ENXIO' ? 'not-a-file' : 'denied', path);
  }
}

function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules' || name.endsWith('~') || /^#.*#$/.test(name);
}

function fail(fault: FolderFault, path: string): FaultAt {
  return { fault, path };
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
