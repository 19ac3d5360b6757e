import { fileURLToPath } from 'node:url';
import { type LoadedPacks, loadPacks } from '../lessons/format/load-pack.ts';
import { formatProblem } from '../lessons/format/problem.ts';

const builtInPacks = fileURLToPath(new URL('../lessons/packs', import.meta.url));

export const packsOption = [
  '--packs <folder>',
  'a folder of packs (or one pack) to use beside the built-in ones; may be given several times',
  (folder: string, before: readonly string[]) => [...before, folder],
  [] as readonly string[],
] as const;

/** The folders that a command looks for packs in: the built-in ones, then those it was given. */
export function packFolders(given: readonly string[]): readonly string[] {
  return [builtInPacks, ...given];
}

/** Loads the packs, and prints what is wrong with them on standard error. */
export async function loadAndReport(given: readonly string[]): Promise<LoadedPacks> {
  const loaded = await loadPacks(packFolders(given));
  for (const problem of loaded.problems) console.error(formatProblem(problem));
  return loaded;
}
