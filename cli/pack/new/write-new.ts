import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { NewFiles } from '../../../lessons/scaffold/new-exercise.ts';

export interface NewFolder {
  /** The folder to make; its parent is there. */
  readonly folder: string;
  readonly files: NewFiles;
  /** The file that names the new folder from now on, and its new text. */
  readonly register?: { readonly file: string; readonly text: string } | undefined;
}

/** What was to be made is there already. */
export class AlreadyThere extends Error {
  override readonly name = 'AlreadyThere';
}

/**
 * Puts a new folder in its place and names it where it is listed: both or nothing. Everything is written beside first,
 * under names that no pack uses; what is left then is two renames. Throws `AlreadyThere`, or what the disk says.
 */
export function writeNew({ folder, files, register }: NewFolder): void {
  if (existsSync(folder)) throw new AlreadyThere(folder);
  const mark = randomBytes(4).toString('hex');
  const staging = join(dirname(folder), `.new-${basename(folder)}-${mark}`);
  const listed = register === undefined ? null : join(dirname(register.file), `.new-${mark}`);
  // Ctrl+C waits for these few milliseconds.
  const later = (): void => {};
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, later);
  let isPlaced = false;
  try {
    for (const [path, text] of Object.entries(files)) {
      const file = join(staging, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    if (register !== undefined && listed !== null) writeFileSync(listed, register.text);
    renameSync(staging, folder);
    isPlaced = true;
    if (register !== undefined && listed !== null) renameSync(listed, register.file);
  } catch (error) {
    rmSync(isPlaced ? folder : staging, { recursive: true, force: true });
    if (listed !== null) rmSync(listed, { force: true });
    throw error;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, later);
  }
}
