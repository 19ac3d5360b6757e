import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from '../../../sandbox/sandbox.ts';
import type { Sandbox } from '../../../sandbox/types.ts';
import { testsFaults } from './implementations.ts';
import { gradeSmall, module, proper, smallExercise } from './small-exercise.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

const tripled = { mutants: [{ name: 'triples', replace: { find: 'n * 2', with: 'n * 3' } }] };

describe('a mistake of the author', () => {
  it.each<readonly [string, object, Parameters<typeof smallExercise>[1] & object, string]>([
    [
      'a solution that fails on the reference',
      { reference: { tests: 1 } },
      { solution: "test('x', () => assert.equal(it.double(1), 1));" },
      '"checks.only" does not hold for its own solution/it.test.ts: "x" fails on the correct implementation',
    ],
    [
      'a mutant that the solution does not notice',
      { mutants: [{ name: 'counts twice', replace: { find: 'calls += 1', with: 'calls += 2' } }] },
      {},
      'does not hold for its own solution/it.test.ts: A planted mistake goes unnoticed: counts twice',
    ],
    [
      'a variant that the solution does not accept',
      { variants: [{ name: 'other', replace: { find: 'n / 2', with: 'n - 1.4' } }] },
      {},
      'fails on another correct implementation: other',
    ],
    [
      'a reference that does not load',
      { reference: { tests: 1 } },
      { resources: { 'it.ts': 'export const a = 1;\nnull.x;' } },
      "it.ts does not load as it.ts: Cannot read properties of null (reading 'x') (it.ts, line 2)",
    ],
    [
      'a mutant that does not load',
      { mutants: [{ name: 'broken', replace: { find: 'n / 2;', with: 'n /;' } }] },
      {},
      '"mutants.0" does not load as it.ts: Unexpected token (it.ts, line 3)',
    ],
    [
      'a mutant with other exports',
      { mutants: [{ name: 'other', replace: { find: 'export const half', with: 'const half' } }] },
      {},
      'exports callsSoFar, double, and the reference exports callsSoFar, double, half',
    ],
    [
      'a reference that never ends loading',
      { reference: { tests: 1 } },
      { resources: { 'it.ts': 'for (;;);' } },
      'it.ts does not load as it.ts: it did not end within',
    ],
  ])('%s', async (_, check, more, message) => {
    const result = await gradeSmall(sandbox, smallExercise(check, more), more.solution ?? proper);
    expect(result).toMatchObject({ ok: false, error: { message: expect.stringContaining(message) } });
  });

  it.each<readonly [string, object, string]>([
    [
      'no way to check',
      {},
      'needs exactly one of reference, variants, mutants, or verify alone; it has none',
    ],
    ['two ways', { reference: {}, ...tripled }, 'it has reference and mutants'],
    ['no tests asked for', { reference: { tests: 0 } }, '0 tests test nothing'],
    ['a mutant of nothing', { mutants: [{ name: 'x' }] }, 'needs exactly one of file, replace; it has none'],
    [
      'a mutant of two',
      { mutants: [{ name: 'x', file: 'a.ts', replace: { find: 'a', with: 'b' } }] },
      'it has both',
    ],
  ])('%s is refused when it is loaded', (_, check, message) => {
    expect(() => smallExercise(check)).toThrow(message);
  });

  it('a replacement that meets nothing, too much, or changes nothing has its line', () => {
    const mutant = (find: string, by: string) => ({ name: 'x', replace: { find, with: by } });
    const { exercise, resources } = smallExercise(
      {
        mutants: [
          mutant('n * 4', ''),
          mutant('export', ''),
          mutant('n * 2', 'n * 2'),
          { name: 'same', file: 'same.ts' },
        ],
      },
      { resources: { 'same.ts': module } },
    );
    if (!('module' in exercise)) throw new Error('it is of another kind');
    expect(
      testsFaults(exercise, resources).map(({ path, message }) => `${path.join('.')}: ${message.en}`),
    ).toEqual([
      'checks.0.mutants.0: "replace.find" is not in it.ts; it must be there once',
      'checks.0.mutants.1: "replace.find" is 3 times in it.ts; it must be there once',
      'checks.0.mutants.2: is the same as it.ts',
      'checks.0.mutants.3: is the same as it.ts',
    ]);
  });
});
