import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Certificate, certifyPacks } from '../../lessons/certify/certify-packs.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { certificatesOnDisk } from '../certification/certificates-on-disk.ts';
import type { ContractLog } from '../contract/implementation.ts';
import type { Preview } from '../contract/preview.ts';
import type { PackShelf } from '../packs/pack-shelf.ts';
import { watchFolders } from '../watch-folders.ts';
import { createPreviewState, type PreviewState } from './preview-state.ts';

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
  /** What is known, in one language. Asking in another than before has the packs certified in it. */
  current(locale: Locale): Preview;
  /** Resolves when nothing runs any more. */
  close(): Promise<void>;
}

/**
 * Watches a folder of packs until it is closed: with every save the packs are loaded anew and certified, one round
 * after another. A round that a save has made out of date is broken off; what it had found of exercises that did not
 * change is known in the next. Nothing is certified before somebody looks, in their language.
 */
export function startPreview(parts: PreviewParts): RunningPreview {
  const { folder, shelf, log } = parts;
  const states = { en: createPreviewState(folder, 'en'), 'pt-BR': createPreviewState(folder, 'pt-BR') };
  const closing = new AbortController();
  let round = new AbortController();
  let hasChanged = true;
  /** The language asked for last; null until somebody looks. */
  let asked: Locale | null = null;
  /** Languages in which the packs as they are have been certified, or will be. */
  let begun = new Set<Locale>();
  const due: Locale[] = [];
  let running: Promise<void> | null = null;
  const watch = watchFolders(() => {
    hasChanged = true;
    round.abort();
    run();
  });
  const isDue = (): boolean => (hasChanged || due.length > 0) && !closing.signal.aborted;

  const load = async (): Promise<void> => {
    hasChanged = false;
    due.splice(0, due.length, ...(asked === null ? [] : [asked]));
    begun = new Set(due);
    watch.watch(await foldersBelow(folder));
    const loaded = await shelf.reload();
    for (const state of Object.values(states)) state.begin(loaded);
    parts.onPacks();
    parts.onFindings();
  };
  const rounds = async (): Promise<void> => {
    while (isDue()) {
      round = new AbortController();
      const signal = AbortSignal.any([closing.signal, round.signal]);
      try {
        if (hasChanged) await load();
        const locale = due.shift();
        if (locale === undefined) continue;
        states[locale].end(await certify(parts, { signal, locale, state: states[locale] }));
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
      if (isDue()) run();
    });
  };
  run();
  return {
    current: (locale) => {
      asked = locale;
      if (!begun.has(locale)) {
        begun.add(locale);
        due.push(locale);
        run();
      }
      return states[locale].current();
    },
    close: async () => {
      closing.abort();
      watch.close();
      await running;
    },
  };
}

interface Round {
  readonly signal: AbortSignal;
  readonly locale: Locale;
  readonly state: PreviewState;
}

function certify(
  { folder, sandbox, appVersion, onFindings }: PreviewParts,
  { signal, locale, state }: Round,
): Promise<Certificate> {
  return certifyPacks({
    sandbox,
    appVersion,
    locale,
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
