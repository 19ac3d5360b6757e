import { randomBytes } from 'node:crypto';
import { lstat, mkdir, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, type Files } from './read-folder.ts';

/**
 * Makes the folder hold `files` instead of `before`: what is the same is not touched, what nobody knows
 * stays. A file is replaced whole, and through no link. Throws what the system says.
 */
export async function writeFolder(folder: string, files: Files, before: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    if (before[path] === text || !isOrdinaryPath(path)) continue;
    await makeFolders(folder, path);
    const beside = join(folder, dirname(path), `.backline-${randomBytes(6).toString('hex')}`);
    try {
      await writeFile(beside, text, { flag: 'wx', flush: true });
      await rename(beside, join(folder, path));
    } finally {
      await rm(beside, { force: true });
    }
  }
  for (const path of Object.keys(before)) {
    if (path in files || !isOrdinaryPath(path)) continue;
    await makeFolders(folder, path);
    await unlink(join(folder, path)).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
  }
}

/** Makes the folders above a file, none of which may be a link to somewhere else. */
async function makeFolders(folder: string, path: string): Promise<void> {
  let here = folder;
  for (const name of path.split('/').slice(0, -1)) {
    here = join(here, name);
    await mkdir(here).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    if (!(await lstat(here)).isDirectory()) {
      throw Object.assign(new Error(`${here} is no folder`), { code: 'ENOTDIR' });
    }
  }
}

/** One that stays below the folder on every system, and that reading finds again. */
function isOrdinaryPath(path: string): boolean {
  return path.split('/').every((name) => /^[^\\:*?"<>|\0.][^\\:*?"<>|\0]*$/.test(name));
}
