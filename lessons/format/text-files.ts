import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Translations } from './locale.ts';

export interface TextFiles {
  /** Path below the folder, forward slashes, to text; in order of path. */
  readonly files: Readonly<Record<string, string>>;
  /** Files that are not UTF-8 text, too large, or not ordinary files, each with the reason. */
  readonly unreadable: readonly { readonly path: string; readonly reason: Translations }[];
}

const largestFile = 1024 * 1024;
const mostFiles = 100;

const reasons = {
  notOrdinary: { en: 'is not an ordinary file', 'pt-BR': 'não é um arquivo comum' },
  tooLarge: { en: 'is larger than 1 MiB', 'pt-BR': 'tem mais de 1 MiB' },
  tooMany: {
    en: `is beyond the first ${mostFiles} files`,
    'pt-BR': `fica além dos primeiros ${mostFiles} arquivos`,
  },
  notText: { en: 'is not UTF-8 text', 'pt-BR': 'não é texto UTF-8' },
} as const satisfies Record<string, Translations>;

/**
 * Reads every text file below a folder. Hidden files and `node_modules` are passed over. Links are
 * not followed. Throws with code ENOENT or ENOTDIR where the folder is not there.
 */
export async function readTextFiles(folder: string): Promise<TextFiles> {
  const files: Record<string, string> = {};
  const unreadable: { path: string; reason: Translations }[] = [];
  for (const path of await listFiles(folder, '')) {
    const full = join(folder, path);
    const stats = await lstat(full);
    if (!stats.isFile()) unreadable.push({ path, reason: reasons.notOrdinary });
    else if (stats.size > largestFile) unreadable.push({ path, reason: reasons.tooLarge });
    else if (Object.keys(files).length >= mostFiles) unreadable.push({ path, reason: reasons.tooMany });
    else {
      const text = decodeText(await readFile(full));
      if (text === null) unreadable.push({ path, reason: reasons.notText });
      else files[path] = text;
    }
  }
  return { files, unreadable };
}

/** The text of UTF-8 bytes without a byte order mark, or null where they are something else. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function listFiles(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const paths: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) paths.push(...(await listFiles(folder, path)));
    else paths.push(path);
  }
  return paths;
}
