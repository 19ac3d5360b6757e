import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { LoadedPacks } from '../../lessons/format/load-pack.ts';
import { requireExercise } from '../catalog.ts';
import { CallError } from '../contract/call-error.ts';
import type { HostEvent, HostImplementation, HostMethods } from '../contract/implementation.ts';
import type { Store } from '../store/open-store.ts';
import { followFolder } from './follow-folder.ts';
import { codeOf } from './read-folder.ts';
import { workFolder } from './work-folder.ts';
import { writeFolder } from './write-folder.ts';

interface OwnEditorParts {
  readonly store: Store;
  readonly packs: () => Promise<LoadedPacks>;
  readonly emit: (event: HostEvent) => void;
  readonly onEvent: HostImplementation['onEvent'];
  /** Opens a folder with the system's file manager; null where the shell cannot. */
  readonly openFolder: ((folder: string) => Promise<void>) | null;
}

type OwnEditorMethods = Pick<HostMethods, 'ownEditor.follow' | 'ownEditor.open'>;

/** Editing an exercise with an editor of one's own: a folder for each profile and exercise, below the data folder. */
export function ownEditorMethods({
  store,
  packs,
  emit,
  onEvent,
  openFolder,
}: OwnEditorParts): OwnEditorMethods {
  const requireLoaded = async (profileId: string, exerciseId: string) => {
    store.profiles.require(profileId);
    return requireExercise((await packs()).packs, exerciseId).exercise;
  };

  return {
    'ownEditor.follow': async ({ profileId, exerciseId }, { signal, progress }) => {
      const { exercise, starter } = await requireLoaded(profileId, exerciseId);
      const folder = await makeFolder(store.folder, profileId, exerciseId);
      const memory = `${folder}.agreed`;
      const following = followFolder({
        folder,
        entry: exercise.entry,
        starter,
        readDraft: () => store.drafts.get(profileId, exerciseId),
        saveDraft: (files, basedOn) => {
          const saved = store.drafts.save({ profileId, exerciseId, files, basedOn });
          if (saved.status !== 'saved') return false;
          emit({ event: 'draft.saved', payload: { profileId, exerciseId, revision: saved.revision } });
          return true;
        },
        write: (files, before) => writeFolder(folder, files, before),
        remembered: readMemory(memory),
        remember: (hash) => writeFileSync(memory, hash),
        report: progress,
      });
      const forget = onEvent(({ event, payload }) => {
        if (event !== 'draft.saved') return;
        if (payload.profileId === profileId && payload.exerciseId === exerciseId) following.look();
      });
      following.look();
      await ended(signal);
      forget();
      following.stop();
      return {};
    },
    'ownEditor.open': async ({ profileId, exerciseId }) => {
      await requireLoaded(profileId, exerciseId);
      if (openFolder === null) {
        const nextStep = 'Open the folder yourself: its path is shown.';
        throw new CallError({ code: 'not-found', message: 'A browser tab cannot open a folder.', nextStep });
      }
      await openFolder(await makeFolder(store.folder, profileId, exerciseId));
      return {};
    },
  };
}

/** Throws `storage` where it cannot be made, or where a link has been put in its place. */
async function makeFolder(dataFolder: string, profileId: string, exerciseId: string): Promise<string> {
  const folder = join(workFolder(dataFolder, profileId), ...exerciseId.split('/'));
  const below = relative(dataFolder, folder);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if ((await realpath(folder)) === join(await realpath(dataFolder), below)) return folder;
  } catch (cause) {
    throw storage(`The folder ${folder} cannot be made (${codeOf(cause)}).`, cause);
  }
  throw storage(`${folder} leads somewhere else by a link.`);
}

function storage(message: string, cause?: unknown): CallError {
  const nextStep = 'See that the disk has room and that the data folder can be written to.';
  return new CallError({ code: 'storage', message, nextStep }, { cause });
}

function readMemory(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function ended(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
