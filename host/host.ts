import { findExercise } from '../lessons/format/load-pack.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { callErrorOf } from './call-error-of.ts';
import { catalogOf, exercisePageOf, lessonPageOf } from './catalog.ts';
import { createPackCertifier } from './certification/pack-certifier.ts';
import { CallError } from './contract/call-error.ts';
import type { ContractLog, HostEvent, HostImplementation, HostMethods } from './contract/implementation.ts';
import { dataMethods } from './data/data-methods.ts';
import { grade } from './grading.ts';
import { helpMethods } from './help-methods.ts';
import { ownEditorMethods } from './own-editor/own-editor-methods.ts';
import { packMethods } from './packs/pack-methods.ts';
import { createPackShelf } from './packs/pack-shelf.ts';
import { playgroundMethods } from './playground/playground-methods.ts';
import type { Playgrounds } from './playground/playgrounds.ts';
import { startPreview } from './preview/start-preview.ts';
import { profileMethods } from './profiles/profile-methods.ts';
import type { RequirementsReader } from './store/attempts.ts';
import type { Store } from './store/open-store.ts';

export interface HostDependencies {
  readonly store: Store;
  readonly sandbox: Sandbox;
  /** Starts another one, for packs that are tried in the background. */
  readonly startSandbox: () => Promise<Sandbox>;
  readonly playgrounds: Playgrounds;
  /** Packs, and folders of packs; a later one shadows an earlier one of the same id, and all of them what is installed. */
  readonly packFolders: readonly string[];
  readonly appVersion: string;
  readonly shell: 'browser' | 'desktop';
  readonly log: ContractLog;
  /** Opens a folder with the system's file manager; null where the shell cannot. */
  readonly openFolder: ((folder: string) => Promise<void>) | null;
  /** A pack, or a folder of packs, that is watched and certified with every save. */
  readonly previewFolder?: string | undefined;
}

export interface Host extends HostImplementation {
  /** Ends what goes on in the background. */
  close(): Promise<void>;
}

/** Everything that the window can ask for. Free of Electron and of any transport. */
export function createHost({
  store,
  sandbox,
  startSandbox,
  playgrounds,
  packFolders,
  appVersion,
  shell,
  log,
  openFolder,
  previewFolder,
}: HostDependencies): Host {
  const keepsLastGood = previewFolder === undefined ? 'no' : 'yes';
  const shelf = createPackShelf({ dataFolder: store.folder, packFolders, log, keepsLastGood });
  const packs = shelf.loaded;
  const listeners = new Set<(event: HostEvent) => void>();
  const onEvent: HostImplementation['onEvent'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const emit = (event: HostEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const grading = { packs, sandbox, appVersion };
  /** What each exercise asks for now. */
  const requirements = async (): Promise<RequirementsReader> => {
    const loaded = await packs();
    return (id) => findExercise(loaded.packs, id)?.exercise.requirementsHash ?? null;
  };
  const onPacks = () => emit({ event: 'catalog.changed', payload: {} });
  const onFindings = () => emit({ event: 'preview.changed', payload: {} });
  const certifier = createPackCertifier({
    packsFolder: shelf.packsFolder,
    appVersion,
    startSandbox,
    log,
    onChange: () => emit({ event: 'packs.changed', payload: {} }),
  });
  certifier.lookSoon();
  const preview =
    previewFolder === undefined
      ? null
      : startPreview({ folder: previewFolder, shelf, sandbox, appVersion, log, onPacks, onFindings });

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
    ...profileMethods({ store, emit }),
    ...dataMethods({ store, emit }),
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
      // While it was graded the profile may have been deleted, or the data replaced.
      store.profiles.require(profileId);
      const attempt = store.attempts.add({ profileId, files, report, durationMs });
      emit({ event: 'attempt.added', payload: { profileId, exerciseId, passed: attempt.passed } });
      return { report, attempt, durationMs };
    },
    'attempts.list': async ({ profileId, exerciseId }) => {
      store.profiles.require(profileId);
      return { attempts: store.attempts.list(profileId, exerciseId, await requirements()) };
    },
    'attempts.get': async ({ profileId, attemptId }) =>
      store.attempts.get(profileId, attemptId, await requirements()),
    'progress.get': async ({ profileId }) => {
      store.profiles.require(profileId);
      return store.progress(profileId, await requirements());
    },
    ...helpMethods({ store, packs, emit }),
    ...ownEditorMethods({ store, packs, emit, onEvent, openFolder }),
    'progress.history': ({ profileId }) => {
      store.profiles.require(profileId);
      return store.history(profileId);
    },
    ...packMethods({ shelf, certifier, onChange: onPacks }),
    'preview.findings': ({ locale }) => ({ preview: preview?.current(locale) ?? null }),
    ...playgroundMethods({ store, packs, playgrounds, emit }),
  };

  return {
    methods,
    onEvent,
    callErrorOf: (fault) => {
      if (!(fault instanceof CallError)) log.error({ err: fault }, 'a call failed');
      return callErrorOf(fault);
    },
    log,
    close: async () => {
      await Promise.all([preview?.close(), certifier.close()]);
    },
  };
}
