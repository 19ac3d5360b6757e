import { expect, it } from 'vitest';
import { weeksInARow } from './weeks.ts';

const week = (start: string) => ({ start, attempts: 3, passed: 1, activeMs: 60_000 });

it('puts the empty weeks between the others, up to this one', () => {
  const row = weeksInARow([week('2026-02-23'), week('2026-03-16')], new Date(2026, 2, 29, 23, 30), 26);
  expect(row.map(({ start, attempts }) => `${start} ${attempts}`)).toEqual([
    '2026-02-23 3',
    '2026-03-02 0',
    '2026-03-09 0',
    '2026-03-16 3',
    '2026-03-23 0',
  ]);
});

it('shows the latest where there are many, and nothing where there is none', () => {
  const row = weeksInARow([week('2020-01-06'), week('2026-03-16')], new Date(2026, 2, 16), 4);
  expect(row.map(({ start }) => start)).toEqual(['2026-02-23', '2026-03-02', '2026-03-09', '2026-03-16']);
  expect(weeksInARow([], new Date(), 4)).toEqual([]);
});

it('goes to the last week with an attempt where the clock was set back since', () => {
  const row = weeksInARow([week('2026-03-09'), week('2026-03-16')], new Date(2025, 0, 1), 26);
  expect(row.map(({ start }) => start)).toEqual(['2026-03-09', '2026-03-16']);
});
