import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox } from '../../../sandbox/sandbox.ts';
import type { Sandbox } from '../../../sandbox/types.ts';
import type { LoadedExercise } from '../../format/load-exercise.ts';
import { findExercise, loadPacks } from '../../format/load-pack.ts';
import { gradeExercise } from '../../grade-exercise.ts';
import { reviewFaults } from './find-faults.ts';
import { type Mark, withMark } from './marks.ts';
import { type ReviewExercise, reviewExerciseSchema } from './schema.ts';

/** A review that is broken says so to its author; nobody's marks are called wrong for it. */
const folder = fileURLToPath(new URL('../../../test/fixtures/packs/kinds', import.meta.url));
const { packs } = await loadPacks([folder]);
const loaded = findExercise(packs, 'kinds/review/order-search')?.exercise as LoadedExercise;
const exercise = loaded.exercise as ReviewExercise;
const withoutSorts = { ...loaded, exercise: { ...exercise, categories: [] } };
const file = 'routes/orders.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

function grade(of: LoadedExercise) {
  const versions = { packVersion: '1.0.0', appVersion: '0.0.0-test' };
  const files = { 'review.yaml': marked(12) };
  return gradeExercise({ sandbox, exercise: of, ...versions, files, mode: 'submit', seed: 1, locale: 'en' });
}

/** Marks on lines of the new text, or of the old one where the number is negative. */
function marked(...lines: readonly number[]): string {
  return lines.reduce((text, line) => {
    const mark: Mark = { file, line: Math.abs(line), side: line < 0 ? 'before' : 'after' };
    return withMark(text, mark, mark);
  }, '');
}

type Change = Partial<Pick<ReviewExercise, 'defects' | 'checks' | 'fine'>>;

it.each<readonly [string, LoadedExercise, string]>([
  [
    'a solution that misses a defect',
    { ...loaded, solution: { 'review.yaml': marked(12) } },
    'solution/review.yaml does not keep its own "checks.leaks"',
  ],
  [
    'a solution with false alarms',
    { ...withoutSorts, solution: { 'review.yaml': marked(12, -8, 26, 1, 2) } },
    '"checks.careful": 2 marks are on a line without a defect',
  ],
  [
    'a solution that marks nothing that is there',
    { ...loaded, solution: { 'review.yaml': `# none\n${marked(99)}` } },
    'solution/review.yaml, line 2: routes/orders.ts has no line 99.',
  ],
  [
    'a solution that cannot be read',
    { ...loaded, solution: { 'review.yaml': 'a: b' } },
    'solution/review.yaml, line 1, cannot be read as marks',
  ],
])('%s is told to the author', async (_, of, message) => {
  expect(await grade(of)).toMatchObject({
    ok: false,
    error: { code: 'pack-broken', message: expect.stringContaining(message) },
  });
});

const [city, owner, price] = exercise.defects;
if (city === undefined || owner === undefined || price === undefined)
  throw new Error('the fixture lost a defect');

it.each<readonly [string, Change, readonly PropertyKey[], string]>([
  [
    'a defect beyond the file',
    { defects: [{ ...city, lines: [10, 52] }] },
    ['defects', 0, 'lines'],
    'routes/orders.ts has no line 52',
  ],
  [
    'a defect on a line that stays',
    { defects: [city, { ...owner, lines: [9, 9] }] },
    ['defects', 1, 'lines'],
    'routes/orders.ts lost no line 9',
  ],
  [
    'a second place that is not there',
    { defects: [{ ...price, also: [{ ...price, lines: [99, 99] }] }] },
    ['defects', 0, 'lines'],
    'no line 99',
  ],
  [
    'a harmless place that is not there',
    { fine: [{ ...city, lines: [40, 40] }] },
    ['fine', 0, 'lines'],
    'no line 40',
  ],
  [
    'a limit that marking every line keeps',
    {
      checks: exercise.checks.map((check) => ({ ...check, ...(check.falseAlarms && { falseAlarms: 60 }) })),
    },
    ['checks', 2, 'falseAlarms'],
    'marking every line would pass',
  ],
])('%s is refused', (_, change, path, message) => {
  expect(reviewFaults({ ...exercise, ...change }, loaded.resources)).toMatchObject([
    { path, message: { en: expect.stringContaining(message) } },
  ]);
});

it.each<readonly [string, object, string]>([
  [
    'an unknown file',
    { defects: exercise.defects.map((defect) => ({ ...defect, file: 'b.ts' })) },
    'no file is called "b.ts"',
  ],
  [
    'a defect that nobody need find',
    { checks: exercise.checks.filter(({ id }) => id !== 'money') },
    'no check asks for it to be found',
  ],
  [
    'a check that refers to nothing',
    { checks: [...exercise.checks, { id: 'x', name: 'X', find: ['gone'] }] },
    '"gone" is no defect',
  ],
  ['no limit to false alarms', { checks: [...exercise.checks.slice(0, 2)] }, 'none limits falseAlarms'],
  [
    'a sort that is not declared',
    { categories: exercise.categories.slice(0, 1) },
    'needs one of the categories',
  ],
  [
    'more than there are',
    { checks: [{ id: 'x', name: 'X', find: ['city'], atLeast: 2 }, ...exercise.checks] },
    'asks for 2 of 1 defects',
  ],
  [
    'a check of no sort',
    { checks: [{ id: 'x', name: 'X' }, ...exercise.checks] },
    'needs exactly one of find, falseAlarms',
  ],
  [
    'lines the wrong way round',
    { fine: [{ file, lines: [9, 2], explanation: 'X' }] },
    'the first line comes after the last',
  ],
])('%s is refused', (_, change, message) => {
  const parsed = reviewExerciseSchema.safeParse({ ...exercise, wrong: {}, ...change });
  expect(parsed.error?.issues.map((issue) => issue.message).join()).toContain(message);
});
