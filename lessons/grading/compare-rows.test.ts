import { describe, expect, it } from 'vitest';
import { compareRows, type Row, rowsAgree, tableEvidence } from './compare-rows.ts';

const compare = (expected: readonly Row[], actual: readonly Row[], options = {}) =>
  compareRows({ expected, actual, ordered: false, tolerance: 0, ...options });

const marks = (...input: Parameters<typeof compare>) =>
  tableEvidence(compare(...input), {
    title: 't',
    columns: ['a', 'b'],
    expectedColumns: null,
    ordered: false,
  }).rows.map(({ mark, cells, expected }) => [mark, cells, expected]);

describe('compareRows', () => {
  it('counts duplicates when order is free', () => {
    expect(rowsAgree(compare([[1], [2], [2]], [[2], [1], [2]]))).toBe(true);
    expect(rowsAgree(compare([[1], [2], [2]], [[2], [1], [1]]))).toBe(false);
    expect(rowsAgree(compare([[1]], [[1], [1]]))).toBe(false);
    expect(rowsAgree(compare([[1], [1]], [[1]]))).toBe(false);
  });

  it('takes the position into account when order counts', () => {
    expect(rowsAgree(compare([[1], [2]], [[2], [1]], { ordered: true }))).toBe(false);
  });

  it('tells NULL, empty text, zero and text of digits apart, and 1 from 1.0 not', () => {
    const values = [null, '', 0, '0'];
    for (const a of values) for (const b of values) expect(rowsAgree(compare([[a]], [[b]]))).toBe(a === b);
    expect(rowsAgree(compare([[1.0]], [[1]]))).toBe(true);
    expect(rowsAgree(compare([[9007199254740993n]], [[9007199254740992]]))).toBe(false);
    expect(rowsAgree(compare([[new Uint8Array([1])]], [['\u0001']]))).toBe(false);
    expect(rowsAgree(compare([['a', 'bc']], [['ab', 'c']]))).toBe(false);
  });

  it('allows for the tolerance in either order', () => {
    expect(rowsAgree(compare([[1.004], [2]], [[2], [1]], { tolerance: 0.01 }))).toBe(true);
    expect(rowsAgree(compare([[1.004]], [[1]], { tolerance: 0.01, ordered: true }))).toBe(true);
    expect(rowsAgree(compare([[1.02]], [[1]], { tolerance: 0.01 }))).toBe(false);
  });

  it('reads one wrong cell as one changed row', () => {
    expect(
      marks(
        [
          [1, 'a'],
          [2, 'b'],
        ],
        [
          [2, 'b'],
          [1, 'x'],
        ],
      ),
    ).toEqual([
      ['same', [2, 'b'], null],
      ['changed', [1, 'x'], [1, 'a']],
    ]);
  });

  it('shows what is missing and what is extra', () => {
    expect(marks([[1, 'a']], [[2, 'b']])).toEqual([
      ['extra', [2, 'b'], null],
      ['missing', [1, 'a'], null],
    ]);
  });

  it('aligns around a missing row instead of calling every later row wrong', () => {
    const rows: Row[] = Array.from({ length: 50 }, (_, index) => [index]);
    const pairs = compare(rows, [...rows.slice(0, 10), ...rows.slice(11)], { ordered: true });
    expect(pairs.filter((pair) => !pair.same)).toEqual([{ expected: [10], actual: null, same: false }]);
  });

  it('stays quick and keeps the differences on ten thousand rows', () => {
    const rows: Row[] = Array.from({ length: 10_000 }, (_, index) => [index, 'x']);
    const actual = rows.map((row, index): Row => (index === 9_000 ? [index, 'y'] : row));
    const table = tableEvidence(compare(rows, actual, { ordered: true }), {
      title: 't',
      columns: ['a', 'b'],
      expectedColumns: null,
      ordered: true,
    });
    expect(table.totals).toEqual({ same: 9_999, missing: 0, extra: 0, changed: 1 });
    expect(table.rows.length).toBe(200);
    expect(table.rows.filter((row) => row.mark === 'changed')).toEqual([
      { mark: 'changed', cells: [9_000, 'y'], expected: [9_000, 'x'] },
    ]);
  });
});
