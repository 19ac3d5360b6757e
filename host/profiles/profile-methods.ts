import type { HostEvent, HostMethods } from '../contract/implementation.ts';
import type { NamedProfile } from '../contract/profiles.ts';
import type { Store } from '../store/open-store.ts';

interface ProfileMethodParts {
  readonly store: Store;
  readonly emit: (event: HostEvent) => void;
}

type ProfileMethods = Pick<
  HostMethods,
  | 'profiles.list'
  | 'profiles.create'
  | 'profiles.rename'
  | 'profiles.activate'
  | 'settings.get'
  | 'settings.change'
>;

/** Far more than share a computer; a list that is longer is a mistake. */
const mostProfiles = 100;

/** Who learns here, and how they like to see things. */
export function profileMethods({ store, emit }: ProfileMethodParts): ProfileMethods {
  const changed = (): void => emit({ event: 'profiles.changed', payload: {} });
  const isTaken = (name: string, except?: string): boolean =>
    store.profiles
      .list()
      .profiles.some((profile) => profile.id !== except && folded(profile.name) === folded(name));
  return {
    'profiles.list': () => store.profiles.list(),
    'profiles.create': ({ name }): NamedProfile => {
      if (isTaken(name)) return { status: 'refused', reason: 'name-taken' };
      if (store.profiles.list().profiles.length >= mostProfiles)
        return { status: 'refused', reason: 'too-many' };
      const profile = store.profiles.create(name);
      changed();
      return { status: 'done', profile };
    },
    'profiles.rename': ({ profileId, name }): NamedProfile => {
      store.profiles.require(profileId);
      if (isTaken(name, profileId)) return { status: 'refused', reason: 'name-taken' };
      const profile = store.profiles.rename(profileId, name);
      changed();
      return { status: 'done', profile };
    },
    'profiles.activate': ({ profileId }) => {
      store.profiles.activate(profileId);
      changed();
      return {};
    },
    'settings.get': ({ profileId }) => {
      store.profiles.require(profileId);
      return store.settings.get(profileId);
    },
    'settings.change': ({ profileId, settings }) => {
      store.profiles.require(profileId);
      const all = store.settings.change(profileId, settings);
      emit({ event: 'settings.changed', payload: { profileId } });
      return all;
    },
  };
}

/** The same for two names that differ only in case. */
function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
