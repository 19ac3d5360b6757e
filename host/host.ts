import { findExercise } from '../lessons/format/load-pack.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { callErrorOf } from './call-error-of.ts';
import { catalogOf, exercisePageOf, lessonPageOf } from './catalog.ts';
import { CallError } from './contract/call-error.ts';
import type { ContractLog, HostEvent, HostImplementation, HostMethods } from './contract/implementation.ts';
import { grade } from './grading.ts';
import { packMethods } from './packs/pack-methods.ts';
import { createPackShelf } from './packs/pack-shelf.ts';
import { playgroundMethods } from './playground/playground-methods.ts';
import type { Playgrounds } from './playground/playgrounds.ts';
import type { Store } from './store/open-store.ts';

export interface HostDependencies {
  readonly store: Store;
  readonly sandbox: Sandbox;
  readonly playgrounds: Playgrounds;
  /** Packs, and folders of packs; a later one shadows an earlier one of the same id, and all of them what is installed. */
  readonly packFolders: readonly string[];
  readonly appVersion: string;
  readonly shell: 'browser' | 'desktop';
  readonly log: ContractLog;
}

/** Everything that the window can ask for. Free of Electron and of any transport. */
export function createHost({
  store,
  sandbox,
  playgrounds,
  packFolders,
  appVersion,
  shell,
  log,
}: HostDependencies): HostImplementation {
  const shelf = createPackShelf({ dataFolder: store.folder, packFolders, log });
  const packs = shelf.loaded;
  const listeners = new Set<(event: HostEvent) => void>();
  const emit = (event: HostEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const grading = { packs, sandbox, appVersion };

  const methods: HostMethods = {
    'app.info': () => ({
      version: appVersion,
      shell,
      dataFolder: store.folder,
      nodeVersion: sandbox.versions.node,
      sqliteVersion: sandbox.versions.sqlite,
      shelf: { ...sandbox.versions.shelf },
      notices: [...store.notices],
    }),
    'profiles.list': () => store.profiles.list(),
    'profiles.create': ({ name }) => store.profiles.create(name),
    'profiles.activate': ({ profileId }) => {
      store.profiles.activate(profileId);
      return {};
    },
    'settings.get': ({ profileId }) => {
      store.profiles.require(profileId);
      return store.settings.get(profileId);
    },
    'settings.change': ({ profileId, settings }) => {
      store.profiles.require(profileId);
      return store.settings.change(profileId, settings);
    },
    'catalog.list': async ({ locale }) => catalogOf(await packs(), locale),
    'catalog.lesson': async ({ lessonId, locale }) => lessonPageOf(await packs(), lessonId, locale),
    'catalog.exercise': async ({ exerciseId, locale }) => exercisePageOf(await packs(), exerciseId, locale),
    'drafts.get': ({ profileId, exerciseId }) => {
      store.profiles.require(profileId);
      return { draft: store.drafts.get(profileId, exerciseId) };
    },
    'drafts.save': (draft) => {
      store.profiles.require(draft.profileId);
      const saved = store.drafts.save(draft);
      if (saved.status === 'saved') {
        const { profileId, exerciseId } = draft;
        emit({ event: 'draft.saved', payload: { profileId, exerciseId, revision: saved.revision } });
      }
      return saved;
    },
    'grade.run': (input, context) => {
      store.profiles.require(input.profileId);
      return grade(grading, { input, mode: 'run', context });
    },
    'grade.submit': async (input, context) => {
      const { profileId, exerciseId, files } = input;
      store.profiles.require(profileId);
      const { report, durationMs } = await grade(grading, { input, mode: 'submit', context });
      const attempt = store.attempts.add({ profileId, files, report, durationMs });
      emit({ event: 'attempt.added', payload: { profileId, exerciseId, passed: attempt.passed } });
      return { report, attempt, durationMs };
    },
    'attempts.list': ({ profileId, exerciseId }) => {
      store.profiles.require(profileId);
      return { attempts: store.attempts.list(profileId, exerciseId) };
    },
    'attempts.get': ({ profileId, attemptId }) => store.attempts.get(profileId, attemptId),
    'progress.get': async ({ profileId }) => {
      store.profiles.require(profileId);
      const loaded = await packs();
      const requirements = (id: string) => findExercise(loaded.packs, id)?.exercise.requirementsHash ?? null;
      return store.progress(profileId, requirements);
    },
    ...playgroundMethods({ store, packs, playgrounds, emit }),
    ...packMethods({ shelf, onChange: () => emit({ event: 'catalog.changed', payload: {} }) }),
  };

  return {
    methods,
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    callErrorOf: (fault) => {
      if (!(fault instanceof CallError)) log.error({ err: fault }, 'a call failed');
      return callErrorOf(fault);
    },
    log,
  };
}
