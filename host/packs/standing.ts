import type { PackStanding } from '../contract/packs.ts';
import type { InstalledPack } from './index-file.ts';

interface Candidate {
  readonly version: string;
  readonly contentSum: string;
}

/** How a pack stands to the one of its id that is installed. */
export function standingOf(candidate: Candidate, installed: InstalledPack | undefined): PackStanding {
  if (installed === undefined) return 'new';
  const order = compareVersions(candidate.version, installed.version);
  if (order !== 0) return order > 0 ? 'upgrade' : 'downgrade';
  return candidate.contentSum === installed.contentSum ? 'same' : 'same-version-differs';
}

/** Versions are three numbers: the first that differs decides. */
function compareVersions(a: string, b: string): number {
  const others = b.split('.').map(Number);
  const differences = a.split('.').map((part, index) => Number(part) - (others[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
