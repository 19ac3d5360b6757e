import { join } from 'node:path';
import { certifyPacks } from '../../lessons/certify/certify-packs.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import type { InstalledPack } from '../packs/index-file.ts';
import { type CertificationResult, keepCertification } from './certifications-file.ts';

export interface CertifyInstalled {
  readonly packsFolder: string;
  readonly sandbox: Sandbox;
  readonly appVersion: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Longer than this nobody waits for a pack; 10 minutes by default. */
  readonly longestMs?: number;
}

const tenMinutes = 10 * 60_000;

/**
 * Looks at an installed pack as its author would with `pack check`, and keeps what it found by the pack's content.
 * It needs no word of whoever made the archive. A pack that never ends is stopped, and not certified. Rejects with the
 * signal's reason where that is aborted.
 */
export async function certifyInstalled(
  { folder, contentSum }: InstalledPack,
  { packsFolder, sandbox, appVersion, signal, onProgress, longestMs = tenMinutes }: CertifyInstalled,
): Promise<CertificationResult> {
  const tooLong = AbortSignal.timeout(longestMs);
  let errors = 0;
  let wasStopped = false;
  try {
    const { exercises, findings } = await certifyPacks({
      sandbox,
      appVersion,
      // Nothing is kept of it but numbers.
      locale: 'en',
      folder: join(packsFolder, folder),
      atOnce: 1,
      signal: AbortSignal.any([signal, tooLong]),
      onExercise: (exercise, done, total) => {
        errors += errorsIn(exercise.findings);
        onProgress?.(done, total);
      },
    });
    errors = errorsIn([...findings, ...exercises.flatMap((exercise) => exercise.findings)]);
  } catch (error) {
    signal.throwIfAborted();
    if (!tooLong.aborted) throw error;
    wasStopped = true;
  }
  const result = { contentSum, appVersion, errors, wasStopped };
  keepCertification(packsFolder, result);
  return result;
}

function errorsIn(findings: readonly { readonly severity: string }[]): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}
