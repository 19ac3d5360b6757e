import { expect, it } from 'vitest';
import { lineDiff } from './line-diff.ts';

it('marks what was taken away and what came', () => {
  expect(lineDiff('a\nb\nc', 'a\nx\nc\nd').map(({ mark, text }) => `${mark} ${text}`)).toEqual([
    'same a',
    'removed b',
    'added x',
    'same c',
    'added d',
  ]);
});

it('keeps a text that did not change as it is', () => {
  expect(lineDiff('a\na', 'a\na').map(({ mark, before, after }) => [mark, before, after])).toEqual([
    ['same', 1, 1],
    ['same', 2, 2],
  ]);
});

it('holds both texts, each line once and by its number', () => {
  for (const before of short) {
    for (const after of short) {
      const lines = lineDiff(before.join('\n'), after.join('\n'));
      for (const [side, whole, gone] of [
        ['before', before, 'added'],
        ['after', after, 'removed'],
      ] as const) {
        const own = lines.filter(({ mark }) => mark !== gone);
        expect(own.map((line) => [line[side], line.text])).toEqual(whole.map((text, at) => [at + 1, text]));
      }
    }
  }
});

/** Every text of one to four lines, each of them one of two. */
const short = [1, 2, 3, 4].flatMap((length) =>
  Array.from({ length: 2 ** length }, (_, bits) =>
    Array.from({ length }, (__, line) => ((bits >> line) & 1 ? 'a' : '')),
  ),
);
