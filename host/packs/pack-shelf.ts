import { type LoadedPacks, loadPacks } from '../../lessons/format/load-pack.ts';
import type { ContractLog } from '../contract/implementation.ts';
import { withLastGood } from '../preview/last-good.ts';
import { installedFolders, packsFolderOf, UnreadableIndex } from './index-file.ts';

export interface PackShelf {
  /** Where installed packs are. */
  readonly packsFolder: string;
  /** The packs as they were loaded last. */
  readonly loaded: () => Promise<LoadedPacks>;
  /** Loads them anew; whoever asks while it goes on waits for the new ones. */
  reload(): Promise<LoadedPacks>;
}

interface ShelfParts {
  readonly dataFolder: string;
  readonly packFolders: readonly string[];
  readonly log: ContractLog;
  /** Keeps the last good version of what an author has just broken. */
  readonly keepsLastGood: 'yes' | 'no';
}

/** The packs that the host shows and grades with: the installed ones and those of `packFolders`, which win. */
export function createPackShelf({ dataFolder, packFolders, log, keepsLastGood }: ShelfParts): PackShelf {
  const load = (before: Promise<LoadedPacks> | null): Promise<LoadedPacks> => {
    const loading = loadAll(dataFolder, packFolders).then(async (now) =>
      before === null ? now : withLastGood(now, await before),
    );
    loading.then(
      ({ problems }) => {
        for (const problem of problems)
          log.warn({ ...problem, message: problem.message.en }, 'problem in a pack');
      },
      (error: unknown) => log.error({ err: error }, 'packs cannot be loaded'),
    );
    return loading;
  };
  let current = load(null);
  return {
    packsFolder: packsFolderOf(dataFolder),
    loaded: () => current,
    reload: () => {
      current = load(keepsLastGood === 'yes' ? current : null);
      return current;
    },
  };
}

async function loadAll(dataFolder: string, packFolders: readonly string[]): Promise<LoadedPacks> {
  try {
    return await loadPacks([...installedFolders(dataFolder), ...packFolders]);
  } catch (error) {
    if (!(error instanceof UnreadableIndex)) throw error;
    // Without the installed packs the others still work, and the person is told why they are not there.
    const { packs, problems } = await loadPacks(packFolders);
    const message = {
      en: 'the list of installed packs is damaged, so none of them is shown',
      'pt-BR': 'a lista de pacotes instalados está danificada, e por isso nenhum deles aparece',
    };
    return { packs, problems: [{ severity: 'error', file: error.file, line: null, message }, ...problems] };
  }
}
