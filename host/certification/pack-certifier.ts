import type { Sandbox } from '../../sandbox/types.ts';
import type { ContractLog } from '../contract/implementation.ts';
import type { PackCertification } from '../contract/packs.ts';
import { type InstalledPack, readIndex } from '../packs/index-file.ts';
import { readCertifications } from './certifications-file.ts';
import { certifyInstalled } from './certify-installed.ts';

interface CertifierParts {
  readonly packsFolder: string;
  readonly appVersion: string;
  /** A sandbox of its own, so that a stranger's pack keeps no learner waiting. */
  readonly startSandbox: () => Promise<Sandbox>;
  readonly log: ContractLog;
  /** More is known of a pack than before. */
  readonly onChange: () => void;
}

export interface PackCertifier {
  statusOf(pack: InstalledPack): PackCertification;
  /** Looks, in the background, at every installed pack that has not been looked at, a while after the last call. */
  lookSoon(): void;
  /** Breaks off what goes on; the next start takes it up. */
  close(): Promise<void>;
}

/** The start of the app, and the first look at a new pack, come first. */
const patienceMs = 2_000;

/** Certifies installed packs on this computer, one after another. */
export function createPackCertifier(parts: CertifierParts): PackCertifier {
  const { packsFolder, appVersion, log, onChange } = parts;
  const closing = new AbortController();
  /** What could not be looked at, for a reason of this computer's: it is not tried again and again. */
  const failed = new Set<string>();
  let now: { readonly contentSum: string; readonly done: number; readonly total: number } | null = null;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;

  const resultOf = ({ contentSum }: InstalledPack) =>
    readCertifications(packsFolder).find(
      (result) => result.contentSum === contentSum && result.appVersion === appVersion,
    );
  const nextPack = (): InstalledPack | undefined =>
    readIndex(packsFolder).packs.find((pack) => !failed.has(pack.contentSum) && resultOf(pack) === undefined);

  const look = async (): Promise<void> => {
    let pack = nextPack();
    if (pack === undefined) return;
    const sandbox = await parts.startSandbox();
    try {
      for (; pack !== undefined && !closing.signal.aborted; pack = nextPack()) {
        const { contentSum } = pack;
        const progress = (done: number, total: number) => {
          now = { contentSum, done, total };
          onChange();
        };
        progress(0, 0);
        await certifyInstalled(pack, {
          packsFolder,
          sandbox,
          appVersion,
          signal: closing.signal,
          onProgress: progress,
        }).catch((error: unknown) => {
          failed.add(contentSum);
          if (!closing.signal.aborted)
            log.error({ err: error, pack: pack?.id }, 'a pack could not be certified');
        });
        now = null;
        onChange();
      }
    } finally {
      await sandbox.close();
    }
  };
  const begin = (): void => {
    running ??= look()
      .catch((error: unknown) => log.error({ err: error }, 'packs could not be certified'))
      .finally(() => {
        running = null;
      });
  };
  return {
    statusOf(pack) {
      if (now?.contentSum === pack.contentSum)
        return { status: 'checking', done: now.done, total: now.total };
      const result = resultOf(pack);
      if (result === undefined) return { status: 'not-checked' };
      if (result.errors === 0 && !result.wasStopped) return { status: 'certified', by: 'this-computer' };
      return { status: 'not-certified', errors: result.errors, wasStopped: result.wasStopped };
    },
    lookSoon() {
      if (closing.signal.aborted) return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(begin, patienceMs).unref();
    },
    async close() {
      closing.abort();
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
