import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { whyTooMuchMarkdown } from './markdown-limits.ts';

const packs = fileURLToPath(new URL('../packs', import.meta.url));

it('takes every text of the curriculum', () => {
  const files = readdirSync(packs, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  );
  expect(files.length).toBeGreaterThan(10);
  for (const file of files)
    expect(whyTooMuchMarkdown(readFileSync(join(packs, file), 'utf8')), file).toBeNull();
});

it('takes code that is indented deeply, wide tables, and lists within lists', () => {
  expect(whyTooMuchMarkdown(`\`\`\`json\n${' '.repeat(150)}"a": [{}]\n\`\`\``)).toBeNull();
  expect(whyTooMuchMarkdown('| `a` | **b** | [c](#d) |\n'.repeat(60))).toBeNull();
  expect(whyTooMuchMarkdown('- a\n    - b\n        - c\n            > d')).toBeNull();
});

it.each([
  ['a megabyte', 'word '.repeat(200_000), /characters/],
  ['very many lines', 'a\n\n'.repeat(5_000), /lines/],
  ['quotes within quotes', `${'>'.repeat(5_000)} x`, /nested/],
  ['lists within lists on one line', `${'- '.repeat(500)}x`, /nested/],
  [
    'lists within lists on many',
    Array.from({ length: 200 }, (_, at) => `${'  '.repeat(at)}- x`).join('\n'),
    /nested/,
  ],
  ['emphasis that never ends', '*a_ '.repeat(2_000), /marks/],
  ['brackets', '['.repeat(3_000), /marks/],
  ['backticks', '`'.repeat(2_500), /marks/],
  ['marks in every paragraph', `${'~a'.repeat(1_000)}\n\n`.repeat(30), /marks/],
])('refuses %s', (_, text, why) => expect(whyTooMuchMarkdown(text)?.en).toMatch(why));
