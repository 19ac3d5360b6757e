import { fileURLToPath } from 'node:url';
import { installedFolders, UnreadableIndex } from '../host/packs/index-file.ts';
import { defaultDataFolder } from '../host/store/data-folder.ts';
import { type LoadedPacks, loadPacks } from '../lessons/format/load-pack.ts';
import type { Locale } from '../lessons/format/locale.ts';
import { formatProblem } from '../lessons/format/problem.ts';

const builtInPacks = fileURLToPath(new URL('../lessons/packs', import.meta.url));

export const packsOption = [
  '--packs <folder>',
  'a folder of packs (or one pack) to use beside the built-in ones; may be given several times',
  (folder: string, before: readonly string[]) => [...before, folder],
  [] as readonly string[],
] as const;

/** The folders of packs that the app is opened with: the built-in ones, then those that were given. */
export function packFolders(given: readonly string[]): readonly string[] {
  return [builtInPacks, ...given];
}

/** The folders that a command looks for packs in: the installed ones as well, which the others win over. */
export function allPackFolders(given: readonly string[]): readonly string[] {
  return [...installed(), ...packFolders(given)];
}

function installed(): readonly string[] {
  try {
    return installedFolders(defaultDataFolder());
  } catch (error) {
    if (!(error instanceof UnreadableIndex)) throw error;
    console.error(`${error.file}: the list of installed packs is damaged, so none of them is used`);
    return [];
  }
}

/** Loads the packs, and prints what is wrong with them on standard error. */
export async function loadAndReport(given: readonly string[], locale: Locale): Promise<LoadedPacks> {
  const loaded = await loadPacks(allPackFolders(given));
  for (const problem of loaded.problems) console.error(formatProblem(problem, locale));
  return loaded;
}
