import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Puts a finished folder in the place of another. Two processes may build at once, and one may be
 * serving from it: the old folder is there until the new one is, and the last to finish wins.
 */
export function replaceFolder(finished: string, place: string): void {
  mkdirSync(dirname(place), { recursive: true });
  const old = `${place}.old-${process.pid}`;
  for (let tries = 1; ; tries += 1) {
    rmSync(old, { recursive: true, force: true });
    if (existsSync(place)) renameIfThere(place, old);
    try {
      renameSync(finished, place);
      break;
    } catch (error) {
      // The other process put its folder there in between.
      if (tries === 10) throw error;
    }
  }
  rmSync(old, { recursive: true, force: true });
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
