import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The example that authors copy is an exercise that the corpus grades, to the letter. */
it.each([
  ['sql', 'sql/spend-per-city'],
  ['schema', 'schema/library'],
  ['plan', 'plan/latest-events'],
])('the README of %s shows %s', (kind, exercise) => {
  const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
  const example = /```yaml\n([\s\S]*?)```/.exec(read(`lessons/kinds/${kind}/README.md`))?.[1];
  expect(example).toBe(read(`test/fixtures/packs/kinds/${exercise}/exercise.yaml`));
});
