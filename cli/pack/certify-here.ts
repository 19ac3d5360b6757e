import {
  type CertificationResult,
  readCertifications,
} from '../../host/certification/certifications-file.ts';
import { certifyInstalled } from '../../host/certification/certify-installed.ts';
import { readIndex } from '../../host/packs/index-file.ts';
import { appVersion } from '../version.ts';

/** What is known of an installed pack, or null. */
export function knownCertification(packsFolder: string, contentSum: string): CertificationResult | null {
  const isThis = (result: CertificationResult) =>
    result.contentSum === contentSum && result.appVersion === appVersion;
  return readCertifications(packsFolder).find(isThis) ?? null;
}

/** Tries an installed pack where it is not known yet. Null where Ctrl+C broke that off: the app does it later. */
export async function certifyHere(packsFolder: string, packId: string): Promise<CertificationResult | null> {
  const pack = readIndex(packsFolder).packs.find(({ id }) => id === packId);
  if (pack === undefined) return null;
  const known = knownCertification(packsFolder, pack.contentSum);
  if (known !== null) return known;
  const interrupted = new AbortController();
  const stop = (): void => interrupted.abort();
  process.once('SIGINT', stop);
  const { createSandbox } = await import('../../sandbox/sandbox.ts');
  const sandbox = await createSandbox({ runners: 1 });
  try {
    return await certifyInstalled(pack, { packsFolder, sandbox, appVersion, signal: interrupted.signal });
  } catch (error) {
    if (interrupted.signal.aborted) return null;
    throw error;
  } finally {
    process.off('SIGINT', stop);
    await sandbox.close();
  }
}
