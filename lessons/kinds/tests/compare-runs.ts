import type { Exchange, TestRun } from '../../../sandbox/test-run-types.ts';
import { equalValues } from '../../grading/equal-values.ts';

/** What the module said differently, and what the reference had said there. Either may be silence. */
export interface Difference {
  /** The number of exchanges before it. */
  readonly at: number;
  readonly expected: Exchange | null;
  readonly actual: Exchange | null;
}

export type Detection =
  | { readonly status: 'noticed' }
  /** Nothing that the tests asked of it shows that it is another implementation. */
  | { readonly status: 'unreached' }
  /** It answered something else, and no test failed after that. */
  | { readonly status: 'unnoticed'; readonly difference: Difference; readonly test: string | null };

/**
 * Where the module first said something that the reference did not say there. Null where it never did, and
 * also where the tests were the first to differ: then something else than the module's answers led them.
 */
export function firstDifference(
  reference: readonly Exchange[],
  other: readonly Exchange[],
): Difference | null {
  const most = Math.max(reference.length, other.length);
  for (let at = 0; at < most; at += 1) {
    const [expected, actual] = [reference[at] ?? null, other[at] ?? null];
    if (expected?.digest === actual?.digest) continue;
    const isModules = expected?.from === 'module' || actual?.from === 'module';
    return isModules ? { at, expected, actual } : null;
  }
  return null;
}

/**
 * Where the two visibly answered the same call differently, before so many exchanges: what a person would
 * call a difference, which the order of keys is not.
 */
export function visibleDifferences(
  reference: readonly Exchange[],
  other: readonly Exchange[],
  before: number,
): readonly Difference[] {
  const differences: Difference[] = [];
  for (let at = 0; at < before; at += 1) {
    const [expected, actual] = [reference[at] ?? null, other[at] ?? null];
    if (expected?.digest === actual?.digest) continue;
    // From here on the tests ask for other things, and nothing is comparable any more.
    if (expected?.from !== 'module' || actual?.from !== 'module') break;
    if (!saysTheSame(expected, actual)) differences.push({ at, expected, actual });
  }
  return differences;
}

function saysTheSame({ shown: one }: Exchange, { shown: other }: Exchange): boolean {
  if (one?.kind !== 'answered' || other?.kind !== 'answered') return one?.kind === other?.kind;
  return (
    one.state === other.state && equalValues(one.value, other.value) && equalValues(one.after, other.after)
  );
}

/**
 * Whether the tests noticed an implementation, given that all of them pass on the reference: one of them
 * failed, or the run ended early, after the module had said something else.
 */
export function detect(reference: TestRun, other: TestRun): Detection {
  const difference = firstDifference(reference.exchanges, other.exchanges);
  if (difference === null) return { status: 'unreached' };
  // Silence is there as soon as the exchange before it is over; an answer is once it was given.
  const isSilence = difference.actual?.from !== 'module';
  const after = other.tests.filter(({ after }) => after >= difference.at + (isSilence ? 0 : 1));
  if (other.failure !== null || after.some(({ status }) => status === 'failed')) return { status: 'noticed' };
  // The first that a person can see tells more than the first of all.
  const all = Math.max(reference.exchanges.length, other.exchanges.length);
  const [shown = difference] = visibleDifferences(reference.exchanges, other.exchanges, all);
  const test = other.tests.find((one) => one.after > shown.at)?.name ?? null;
  return { status: 'unnoticed', difference: shown, test };
}
