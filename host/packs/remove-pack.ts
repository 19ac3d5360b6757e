import { existsSync } from 'node:fs';
import { readIndex, writeIndex } from './index-file.ts';
import { withPacksLock } from './packs-lock.ts';
import { sweep } from './sweep.ts';

/**
 * Takes an installed pack away; gives false where there is none of this id. What learners did with it stays, and so
 * does the key it was signed by: installing it again is no way round the question about another key.
 */
export function removePack(id: string, packsFolder: string): boolean {
  if (!existsSync(packsFolder)) return false;
  return withPacksLock(packsFolder, () => {
    const index = readIndex(packsFolder);
    const next = { ...index, packs: index.packs.filter((pack) => pack.id !== id) };
    if (next.packs.length === index.packs.length) return false;
    writeIndex(packsFolder, next);
    sweep(packsFolder, next);
    return true;
  });
}
