import { describe, expect, it } from 'vitest';
import { sameValue } from './cells.ts';
import { compareRows, type Row, rowsAgree } from './compare-rows.ts';
import { matchRows } from './match-rows.ts';
import { orderTiesLike } from './partial-order.ts';

describe('sameValue', () => {
  it('forgives the last bits of a double and no more', () => {
    expect(sameValue(0.1 + 0.2, 0.3, 0)).toBe(true);
    expect(sameValue(0.3000001, 0.3, 0)).toBe(false);
    expect(sameValue(9007199254740992n, 9007199254740993n, 0)).toBe(false);
    expect(sameValue(Number.POSITIVE_INFINITY, 5.5, 0)).toBe(false);
    expect(sameValue('0.3', 0.3, 1)).toBe(false);
    expect(sameValue(null, 0, 1)).toBe(false);
  });

  it('takes the tolerance itself as equal, however it is written in binary', () => {
    expect(sameValue(1.02, 1.01, 0.01)).toBe(true);
    expect(sameValue(1.021, 1.01, 0.01)).toBe(false);
  });
});

describe('matchRows', () => {
  it('finds the pairing that leaves nothing over, whichever comes first', () => {
    const rows = (...values: number[]): Row[] => values.map((value) => ['x', value]);
    for (const actual of [rows(1.01, 1.02), rows(1.02, 1.01)]) {
      expect(matchRows(rows(1.0, 1.01), actual, 0.01).missing).toEqual([]);
    }
    expect(matchRows(rows(1.0, 1.0), rows(1.0, 1.05), 0.01)).toEqual({ partners: [0, null], missing: [1] });
  });

  it('never pairs rows that differ in their text', () => {
    expect(matchRows([['a', 1]], [['b', 1]], 5).missing).toEqual([0]);
  });

  it('stays quick on many rows that are almost equal', () => {
    const expected = Array.from({ length: 1_500 }, (_, at): Row => [(at + 1) / 3]);
    const actual = expected.map(([value]): Row => [Number(value) + 1e-13]).reverse();
    expect(rowsAgree(compareRows({ expected, actual, ordered: false, tolerance: 0 }))).toBe(true);
  });
});

describe('orderTiesLike', () => {
  const expected: readonly Row[] = [
    ['a', 9],
    ['b', 9],
    ['c', 5],
    ['d', 5],
    ['e', 1],
  ];
  const differences = (actual: readonly Row[]) => {
    const wanted = orderTiesLike({ expected, actual, keys: [1], tolerance: 0 });
    return compareRows({ expected: wanted, actual, ordered: true, tolerance: 0 })
      .filter(({ same }) => !same)
      .map((pair) => [pair.expected?.[0] ?? null, pair.actual?.[0] ?? null]);
  };

  it('calls no valid order of ties a difference', () => {
    expect(
      differences([
        ['b', 9],
        ['a', 9],
        ['d', 5],
        ['c', 5],
        ['e', 1],
      ]),
    ).toEqual([]);
  });

  it('shows the one row that is out of place among ties in another order', () => {
    expect(
      differences([
        ['e', 1],
        ['b', 9],
        ['a', 9],
        ['d', 5],
        ['c', 5],
      ]),
    ).toEqual([
      [null, 'e'],
      ['e', null],
    ]);
  });
});
