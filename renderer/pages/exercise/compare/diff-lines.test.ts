import { expect, it } from 'vitest';
import { diffLines } from './diff-lines.ts';

const shown = (before: string, after: string) =>
  diffLines(before, after).map(
    ({ mark, text, before: old, after: now }) => `${mark} ${old ?? '-'} ${now ?? '-'} ${text}`,
  );

it('keeps what two texts share, in order, with the number of each line on both sides', () => {
  expect(shown('a\nb\nc\nd', 'a\nc\nx\nd')).toEqual([
    'same 1 1 a',
    'removed 2 - b',
    'same 3 2 c',
    'added - 3 x',
    'same 4 4 d',
  ]);
  expect(shown('', 'a')).toEqual(['removed 1 - ', 'added - 1 a']);
  expect(shown('a\na\na', 'a\na')).toEqual(['same 1 1 a', 'same 2 2 a', 'removed 3 - a']);
});

it('compares long texts at once, and gives up on the middle where it would take long', () => {
  const lines = (from: string) => Array.from({ length: 20_000 }, (_, at) => `${from} ${at}`).join('\n');
  const startedAt = performance.now();
  const lone = diffLines(`${lines('same')}\nx\n${lines('tail')}`, `${lines('same')}\ny\n${lines('tail')}`);
  expect(lone.filter(({ mark }) => mark !== 'same').map(({ text }) => text)).toEqual(['x', 'y']);
  expect(diffLines(lines('old'), lines('new'))).toHaveLength(40_000);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
