import type { LoadedPacks } from '../lessons/format/load-pack.ts';
import { requireExercise } from './catalog.ts';
import type { HostEvent, HostMethods } from './contract/implementation.ts';
import type { Store } from './store/open-store.ts';

interface HelpParts {
  readonly store: Store;
  readonly packs: () => Promise<LoadedPacks>;
  readonly emit: (event: HostEvent) => void;
}

type HelpMethods = Pick<HostMethods, 'help.get' | 'help.readHints' | 'help.showSolution'>;

/** Hints and solutions. A solution leaves the host only here, after it was noted. */
export function helpMethods({ store, packs, emit }: HelpParts): HelpMethods {
  return {
    'help.get': ({ profileId, exerciseId }) => {
      store.profiles.require(profileId);
      return store.help.get(profileId, exerciseId);
    },
    'help.readHints': ({ profileId, exerciseId, hints }) => {
      store.profiles.require(profileId);
      const help = store.help.readHints(profileId, exerciseId, hints);
      emit({ event: 'help.changed', payload: { profileId, exerciseId } });
      return help;
    },
    'help.showSolution': async ({ profileId, exerciseId }) => {
      store.profiles.require(profileId);
      const { exercise } = requireExercise((await packs()).packs, exerciseId);
      store.help.showSolution(profileId, exerciseId);
      emit({ event: 'help.changed', payload: { profileId, exerciseId } });
      return { files: { ...exercise.solution } };
    },
  };
}
