import type { SqlValue } from '../../sandbox/types.ts';
import type { TableEvidence } from '../format/evidence.ts';
import { sameValue, toCell } from './cells.ts';
import { matchRows, sameRow } from './match-rows.ts';

export type Row = readonly SqlValue[];

export interface RowsToCompare {
  readonly expected: readonly Row[];
  readonly actual: readonly Row[];
  /** Whether the position of a row counts. */
  readonly ordered: boolean;
  /** Largest difference of two numbers that are still equal. */
  readonly tolerance: number;
}

/** A row of either side: `expected` alone is missing, `actual` alone is extra, both are the same or changed. */
export interface RowPair {
  readonly expected: Row | null;
  readonly actual: Row | null;
  readonly same: boolean;
}

/**
 * Compares two results row by row. Unordered, they are multisets: a row counts as often as it
 * occurs. Ordered, the longest common run of rows is what agrees. Rows left over on both sides are
 * paired as changed where most of their cells agree, so that one wrong cell reads as one wrong cell.
 */
export function compareRows(input: RowsToCompare): readonly RowPair[] {
  const [expected, actual] = [input.expected[0], input.actual[0]];
  if (expected?.length === 1 && actual?.length === 1 && input.expected.length + input.actual.length === 2) {
    // One value for one value is a wrong value: COUNT gave 3 for 4.
    return [{ expected, actual, same: sameRow(expected, actual, input.tolerance) }];
  }
  return pairChanged(input.ordered ? alignInOrder(input) : matchAnywhere(input), input);
}

export function rowsAgree(pairs: readonly RowPair[]): boolean {
  return pairs.every((pair) => pair.same);
}

const shownRows = 200;

export interface TableWords {
  readonly title: string;
  readonly columns: readonly string[];
  /** Null where the columns are as expected. */
  readonly expectedColumns: readonly string[] | null;
  readonly ordered: boolean;
}

/** Draws a comparison as evidence: every difference first in mind, at most 200 rows in all. */
export function tableEvidence(pairs: readonly RowPair[], words: TableWords): TableEvidence {
  const rows = pairs.map(markedRow);
  const count = (mark: TableEvidence['rows'][number]['mark']) =>
    rows.filter((row) => row.mark === mark).length;
  return {
    shape: 'table',
    title: words.title,
    columns: [...words.columns],
    expectedColumns: words.expectedColumns === null ? null : [...words.expectedColumns],
    comparison: words.ordered ? 'ordered' : 'unordered',
    rows: keepDifferences(rows),
    totals: {
      same: count('same'),
      missing: count('missing'),
      extra: count('extra'),
      changed: count('changed'),
    },
  };
}

function markedRow(pair: RowPair): TableEvidence['rows'][number] {
  const cells = (pair.actual ?? pair.expected ?? []).map(toCell);
  if (pair.same) return { mark: 'same', cells, expected: null };
  if (pair.expected === null) return { mark: 'extra', cells, expected: null };
  if (pair.actual === null) return { mark: 'missing', cells, expected: null };
  return { mark: 'changed', cells, expected: pair.expected.map(toCell) };
}

/** Cuts rows that agree before it cuts one that differs, and keeps the order. */
function keepDifferences(rows: TableEvidence['rows']): TableEvidence['rows'] {
  if (rows.length <= shownRows) return rows;
  let sameLeft = Math.max(0, shownRows - rows.filter((row) => row.mark !== 'same').length);
  return rows
    .filter((row) => {
      if (row.mark !== 'same') return true;
      sameLeft -= 1;
      return sameLeft >= 0;
    })
    .slice(0, shownRows);
}

function matchAnywhere({ expected, actual, tolerance }: RowsToCompare): RowPair[] {
  const { partners, missing } = matchRows(expected, actual, tolerance);
  const pairs: RowPair[] = actual.map((row, at) => {
    const partner = partners[at] ?? null;
    return partner === null
      ? { expected: null, actual: row, same: false }
      : { expected: expected[partner] ?? null, actual: row, same: true };
  });
  return [...pairs, ...missing.map((at) => ({ expected: expected[at] ?? null, actual: null, same: false }))];
}

const longestAlignment = 2_000;

/** Longest common subsequence between what the ends agree on; positions alone where that would cost too much. */
function alignInOrder({ expected, actual, tolerance }: RowsToCompare): RowPair[] {
  const same = (i: number, j: number) => sameRow(expected[i] ?? [], actual[j] ?? [], tolerance);
  let start = 0;
  while (start < expected.length && start < actual.length && same(start, start)) start += 1;
  let end = 0;
  while (
    end < expected.length - start &&
    end < actual.length - start &&
    same(expected.length - 1 - end, actual.length - 1 - end)
  ) {
    end += 1;
  }
  const middle = alignMiddle(
    {
      expected: expected.slice(start, expected.length - end),
      actual: actual.slice(start, actual.length - end),
    },
    tolerance,
  );
  const agreed = (rows: readonly Row[]) => rows.map((row) => ({ expected: row, actual: row, same: true }));
  return [...agreed(actual.slice(0, start)), ...middle, ...agreed(actual.slice(actual.length - end))];
}

function alignMiddle(
  { expected, actual }: { readonly expected: readonly Row[]; readonly actual: readonly Row[] },
  tolerance: number,
): RowPair[] {
  if (expected.length * actual.length > longestAlignment * longestAlignment)
    return byPosition(expected, actual, tolerance);
  const width = actual.length + 1;
  const lengths = new Uint32Array((expected.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  const same = (i: number, j: number) => sameRow(expected[i] ?? [], actual[j] ?? [], tolerance);
  for (let i = expected.length - 1; i >= 0; i -= 1) {
    for (let j = actual.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = same(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: RowPair[] = [];
  let i = 0;
  let j = 0;
  while (i < expected.length || j < actual.length) {
    if (i < expected.length && j < actual.length && same(i, j)) {
      pairs.push({ expected: expected[i] ?? null, actual: actual[j] ?? null, same: true });
      i += 1;
      j += 1;
    } else if (j >= actual.length || (i < expected.length && at(i + 1, j) >= at(i, j + 1))) {
      pairs.push({ expected: expected[i] ?? null, actual: null, same: false });
      i += 1;
    } else {
      pairs.push({ expected: null, actual: actual[j] ?? null, same: false });
      j += 1;
    }
  }
  return pairs;
}

function byPosition(expected: readonly Row[], actual: readonly Row[], tolerance: number): RowPair[] {
  const length = Math.max(expected.length, actual.length);
  return Array.from({ length }, (_, index) => {
    const left = expected[index] ?? null;
    const right = actual[index] ?? null;
    return {
      expected: left,
      actual: right,
      same: left !== null && right !== null && sameRow(left, right, tolerance),
    };
  });
}

const mostPairings = 200;

/**
 * Joins a missing and an extra row into one changed row where at least half of their cells agree.
 * Where all agree the row has only moved, and stays missing in one place and extra in the other.
 */
function pairChanged(pairs: readonly RowPair[], { tolerance }: RowsToCompare): RowPair[] {
  const missing = pairs.filter((pair) => pair.actual === null).slice(0, mostPairings);
  const partners = new Map<RowPair, RowPair>();
  const taken = new Set<RowPair>();
  const hasMoved = (a: RowPair, b: RowPair) => sameRow(a.expected ?? [], b.actual ?? [], tolerance);
  for (const extra of pairs.filter((pair) => pair.expected === null).slice(0, mostPairings)) {
    const best = missing
      .filter((candidate) => !taken.has(candidate) && !hasMoved(candidate, extra))
      .map((candidate) => ({
        candidate,
        agree: agreeing(candidate.expected ?? [], extra.actual ?? [], tolerance),
      }))
      .reduce<{ candidate: RowPair; agree: number } | null>(
        (a, b) => (a === null || b.agree > a.agree ? b : a),
        null,
      );
    if (best === null || best.agree * 2 < (extra.actual?.length ?? 0) || best.agree === 0) continue;
    taken.add(best.candidate);
    partners.set(extra, best.candidate);
  }
  return pairs
    .filter((pair) => !taken.has(pair))
    .map((pair) => ({ ...pair, expected: pair.expected ?? partners.get(pair)?.expected ?? null }));
}

function agreeing(a: Row, b: Row, tolerance: number): number {
  if (a.length !== b.length) return 0;
  return a.filter((value, index) => sameValue(value, b[index] ?? null, tolerance)).length;
}
