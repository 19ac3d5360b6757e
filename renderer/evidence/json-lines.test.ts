import { expect, it } from 'vitest';
import type { Difference } from '../../lessons/format/evidence.ts';
import { bodyLines, foldLines } from './json-lines.ts';

const difference = (
  change: Difference['change'],
  path: string,
  expected: string | null,
  actual: string | null,
) => ({ part: 'body', path, change, expected, actual }) satisfies Difference;

const show = (text: string, differences: Difference[]) =>
  bodyLines(text, differences).map(
    ({ mark, text: line }) => ({ same: ' ', expected: '-', actual: '+' })[mark] + line,
  );

it('sets what was expected before what came, at its line', () => {
  const lines = show('{"items":[{"id":1,"price":"5"}],"debug":true}', [
    difference('changed', '$.items[0].price', '5', '"5"'),
    difference('missing', '$.items[0].sku', '"A"', null),
    difference('extra', "$['debug']", null, 'true'),
  ]);
  expect(lines).toEqual([
    ' {',
    '   "items": [',
    '     {',
    '       "id": 1,',
    '-      "price": 5',
    '+      "price": "5"',
    '-      "sku": "A"',
    '     }',
    '   ],',
    '+  "debug": true',
    ' }',
  ]);
});

it('compares text that is not JSON as a whole', () => {
  expect(show('It works.', [difference('changed', '$', '{"a":1}', 'It works.')])).toEqual([
    '-{',
    '-  "a": 1',
    '-}',
    '+It works.',
  ]);
});

it('folds what lies far from a difference, and nothing where there is none', () => {
  const long = JSON.stringify(Array.from({ length: 20 }, (_, index) => index));
  const folded = foldLines(bodyLines(long, [difference('changed', '$[19]', '0', '19')]));
  expect(folded[0]).toEqual({ mark: 'fold', count: 17 });
  expect(foldLines(bodyLines(long, []))).toHaveLength(22);
});
