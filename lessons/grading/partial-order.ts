import { sameValue } from './cells.ts';
import type { Row } from './compare-rows.ts';
import { matchRows } from './match-rows.ts';

export interface PartiallyOrdered {
  readonly expected: readonly Row[];
  readonly actual: readonly Row[];
  /** Positions of the columns that decide the order; rows that agree in them all may come in any order. */
  readonly keys: readonly number[];
  readonly tolerance: number;
}

/**
 * The expected rows, rows that tie put into the order in which the actual result has them. What
 * still differs from the actual result, position by position, is truly out of order: a valid
 * order of ties is never a difference.
 */
export function orderTiesLike({ expected, actual, keys, tolerance }: PartiallyOrdered): readonly Row[] {
  const { partners } = matchRows(expected, actual, tolerance);
  const positions = new Map<number, number>();
  for (const [position, partner] of partners.entries())
    if (partner !== null) positions.set(partner, position);
  const rank = (at: number) => positions.get(at) ?? Number.POSITIVE_INFINITY;
  return tieGroups({ expected, keys, tolerance })
    .flatMap((group) => group.toSorted((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b))))
    .map((at) => expected[at] ?? []);
}

/** Positions of the expected rows, those that follow each other with equal keys together. */
function tieGroups({ expected, keys, tolerance }: Omit<PartiallyOrdered, 'actual'>): number[][] {
  const groups: number[][] = [];
  for (const [at, row] of expected.entries()) {
    const last = groups.at(-1);
    const before = expected[at - 1] ?? [];
    const ties = keys.every((key) => sameValue(row[key] ?? null, before[key] ?? null, tolerance));
    if (last !== undefined && ties) last.push(at);
    else groups.push([at]);
  }
  return groups;
}
