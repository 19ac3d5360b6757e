import type { SqlValue } from '../../sandbox/types.ts';
import { isInexact, keyOfRow, keyOfValue, sameValue } from './cells.ts';

type Row = readonly SqlValue[];

export interface RowMatches {
  /** For each actual row, the position of its expected row, or null. */
  readonly partners: readonly (number | null)[];
  /** Positions of the expected rows that have no partner, in order. */
  readonly missing: readonly number[];
}

/** Beyond this many rows that are alike but for their numbers, only identical rows are partners. */
const mostAlike = 2_000;

/**
 * Pairs the rows of two multisets, as many as can be. Identical rows find each other by key; rows
 * whose numbers are merely near are then matched so that no pairing is lost to an unlucky first
 * choice (augmenting paths, Kuhn 1955).
 */
export function matchRows(expected: readonly Row[], actual: readonly Row[], tolerance: number): RowMatches {
  const partners = matchIdentical(expected, actual);
  for (const group of groupAlike(expected, actual, tolerance)) augment(group, partners, tolerance);
  const taken = new Set(partners);
  return { partners, missing: expected.map((_, at) => at).filter((at) => !taken.has(at)) };
}

export function sameRow(a: Row, b: Row, tolerance: number): boolean {
  return a.length === b.length && a.every((value, at) => sameValue(value, b[at] ?? null, tolerance));
}

function matchIdentical(expected: readonly Row[], actual: readonly Row[]): (number | null)[] {
  const waiting = new Map<string, number[]>();
  for (const [at, row] of expected.entries()) {
    const key = keyOfRow(row);
    const list = waiting.get(key);
    if (list === undefined) waiting.set(key, [at]);
    else list.push(at);
  }
  // From the end, so that taking the last is taking the first.
  for (const list of waiting.values()) list.reverse();
  return actual.map((row) => waiting.get(keyOfRow(row))?.pop() ?? null);
}

interface Alike {
  readonly expected: readonly { readonly at: number; readonly row: Row }[];
  readonly actual: readonly { readonly at: number; readonly row: Row }[];
}

/** Rows that agree in all that is not an inexact number; the only ones that can be partners besides identical ones. */
function groupAlike(expected: readonly Row[], actual: readonly Row[], tolerance: number): readonly Alike[] {
  const groups = new Map<
    string,
    { expected: Alike['expected'][number][]; actual: Alike['actual'][number][] }
  >();
  const groupOf = (row: Row) => {
    const key = row.map((value) => (isNumberLike(value) ? '#' : keyOfValue(value))).join('|');
    const group = groups.get(key) ?? { expected: [], actual: [] };
    groups.set(key, group);
    return group;
  };
  for (const [at, row] of expected.entries()) groupOf(row).expected.push({ at, row });
  for (const [at, row] of actual.entries()) groupOf(row).actual.push({ at, row });
  return [...groups.values()].filter(
    (group) =>
      group.expected.length * group.actual.length > 0 &&
      group.expected.length <= mostAlike &&
      group.actual.length <= mostAlike &&
      [...group.expected, ...group.actual].some(({ row }) =>
        row.some((value) => isInexact(value, tolerance)),
      ),
  );
}

function isNumberLike(value: SqlValue): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

function augment(group: Alike, partners: (number | null)[], tolerance: number): void {
  const owner = new Map<number, number>();
  for (const { at } of group.actual) {
    const partner = partners[at] ?? null;
    if (partner !== null) owner.set(partner, at);
  }
  const rows = new Map(group.actual.map(({ at, row }) => [at, row]));
  const place = (at: number, seen: Set<number>): boolean => {
    const row = rows.get(at) ?? [];
    for (const candidate of group.expected) {
      if (seen.has(candidate.at) || !sameRow(candidate.row, row, tolerance)) continue;
      seen.add(candidate.at);
      const present = owner.get(candidate.at);
      if (present !== undefined && !place(present, seen)) continue;
      owner.set(candidate.at, at);
      partners[at] = candidate.at;
      return true;
    }
    return false;
  };
  for (const { at } of group.actual) if ((partners[at] ?? null) === null) place(at, new Set());
}
