import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { certifyPacks } from '../../lessons/certify/certify-packs.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { certificatesOnDisk } from '../certification/certificates-on-disk.ts';
import type { ContractLog } from '../contract/implementation.ts';
import type { Preview } from '../contract/preview.ts';
import type { PackShelf } from '../packs/pack-shelf.ts';
import { watchFolders } from '../watch-folders.ts';
import { createPreviewState } from './preview-state.ts';

interface PreviewParts {
  /** A pack, or a folder of packs. */
  readonly folder: string;
  readonly shelf: PackShelf;
  readonly sandbox: Sandbox;
  readonly appVersion: string;
  readonly log: ContractLog;
  /** Other packs, lessons or exercises are there. */
  readonly onPacks: () => void;
  /** Other findings are there. */
  readonly onFindings: () => void;
}

export interface RunningPreview {
  current(): Preview;
  /** Resolves when nothing runs any more. */
  close(): Promise<void>;
}

/**
 * Watches a folder of packs until it is closed: with every save the packs are loaded anew and certified, one round
 * after another. A round that a save has made out of date is broken off; what it had found of exercises that did not
 * change is known in the next.
 */
export function startPreview(parts: PreviewParts): RunningPreview {
  const { folder, shelf, log } = parts;
  const state = createPreviewState(folder);
  const closing = new AbortController();
  let round = new AbortController();
  let isDue = true;
  let running: Promise<void> | null = null;
  const watch = watchFolders(() => {
    isDue = true;
    round.abort();
    run();
  });

  const rounds = async (): Promise<void> => {
    while (isDue && !closing.signal.aborted) {
      isDue = false;
      round = new AbortController();
      const signal = AbortSignal.any([closing.signal, round.signal]);
      try {
        watch.watch(await foldersBelow(folder));
        state.begin(await shelf.reload());
        parts.onPacks();
        parts.onFindings();
        state.end(await certify(parts, signal, state));
        parts.onFindings();
      } catch (error) {
        if (!signal.aborted) log.error({ err: error }, 'a preview could not be certified');
      }
    }
  };
  const run = (): void => {
    running ??= rounds().finally(() => {
      running = null;
      // What came with the last breath of a round has not been seen by it.
      if (isDue && !closing.signal.aborted) run();
    });
  };
  run();
  return {
    current: state.current,
    close: async () => {
      closing.abort();
      watch.close();
      await running;
    },
  };
}

function certify(
  { folder, sandbox, appVersion, onFindings }: PreviewParts,
  signal: AbortSignal,
  state: ReturnType<typeof createPreviewState>,
) {
  return certifyPacks({
    sandbox,
    appVersion,
    folder,
    // The author who looks at the app has the other runner.
    atOnce: 1,
    known: certificatesOnDisk(),
    signal,
    onExercise: (certificate, done, total) => {
      if (signal.aborted) return;
      state.add(certificate, done, total);
      onFindings();
    },
  });
}

const mostFolders = 5_000;

/** The folder and all below it, but for what no pack has. */
async function foldersBelow(folder: string): Promise<string[]> {
  const found = [folder];
  for (const one of found) {
    const entries = await readdir(one, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (!entry.isDirectory() || entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      found.push(join(one, entry.name));
    }
    if (found.length > mostFolders) break;
  }
  return found;
}
