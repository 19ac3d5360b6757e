import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseYaml } from './yaml-source.ts';

const read = (text: string) => parseYaml({ file: 'file.yaml', text }, z.looseObject({}));

it('names the line of a key that is there twice, wherever it is', () => {
  const result = read('a: 1\nb:\n  c: 1\n  d: 2\n  "c": 3\n');
  expect(result).toMatchObject({
    ok: false,
    problems: [
      { line: 5, message: { en: expect.stringContaining('"c"'), 'pt-BR': expect.stringContaining('"c"') } },
    ],
  });
});

it('takes keys that are alike in different maps', () => {
  expect(read('a: { x: 1 }\nb: { x: 1 }\nc: [{ x: 1 }, { x: 1 }]\n').ok).toBe(true);
});

it.each([
  ['contains itself', 'a: &a [*a]'],
  [
    'grows without end',
    `a: &a [x, x, x]\n${[...'bcdefgh'].map((key, i) => `${key}: &${key} [${`*${'abcdefgh'[i]}, `.repeat(9)}]`).join('\n')}`,
  ],
  ['nests brackets', `a: ${'['.repeat(50_000)}`],
  ['nests lists', `${'- '.repeat(50_000)}a`],
  ['nests keys', `${'? '.repeat(20_000)}a`],
  ['nests both', `${'- ? '.repeat(20_000)}a`],
])('refuses a text that %s', (_what, text) => {
  const result = read(text);
  expect(result.ok).toBe(false);
  if (!result.ok) for (const { message } of result.problems) expect(message.en).not.toContain('\n');
});

it('gives a key called __proto__ no power', () => {
  const result = read('__proto__: { polluted: true }\n');
  expect(result.ok && 'polluted' in result.value).toBe(false);
  expect('polluted' in {}).toBe(false);
});
