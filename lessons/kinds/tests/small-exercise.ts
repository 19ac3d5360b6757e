import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../../../sandbox/types.ts';
import type { LoadedExercise } from '../../format/load-exercise.ts';
import { findExercise, loadPacks } from '../../format/load-pack.ts';
import type { Check } from '../../format/report.ts';
import { type GradeResult, gradeExercise } from '../../grade-exercise.ts';
import { testsExerciseSchema } from './schema.ts';

const folder = fileURLToPath(new URL('../../../test/fixtures/packs/kinds', import.meta.url));
const { packs } = await loadPacks([folder]);
const base = findExercise(packs, 'kinds/tests/checkout')?.exercise as LoadedExercise;

/** The module that small exercises are about, as `./it.ts`. */
export const module = `let calls = 0;
export const double = (n) => { calls += 1; return n * 2; };
export const half = (n) => n / 2;
export const callsSoFar = () => calls;
`;

export const proper =
  "test('doubles', () => { assert.equal(it.double(3), 6); assert.equal(it.half(3), 1.5); });";

interface Made {
  readonly resources?: Readonly<Record<string, string>>;
  /** The solution's tests, without their imports. */
  readonly solution?: string;
}

/** An exercise about the module, with one check: what tests of this kind are tried on. */
export function smallExercise(
  check: object,
  { resources = {}, solution = proper }: Made = {},
): LoadedExercise {
  const exercise = testsExerciseSchema.parse({
    format: 1,
    kind: 'tests',
    title: 'Small',
    minutes: 5,
    entry: 'it.test.ts',
    module: 'it.ts',
    reference: 'it.ts',
    checks: [{ id: 'only', name: 'Only', ...check }],
  });
  const files = submission(solution);
  const own = { starter: files, solution: files, wrong: [], mistakes: {} };
  return { ...base, exercise, ...own, resources: { 'it.ts': module, ...resources } };
}

/** Grades tests given without their imports. */
export function gradeSmall(sandbox: Sandbox, exercise: LoadedExercise, body: string): Promise<GradeResult> {
  const versions = { packVersion: '1.0.0', appVersion: '0.0.0-test' };
  const files = submission(body);
  return gradeExercise({ sandbox, exercise, ...versions, files, mode: 'submit', seed: 1, locale: 'en' });
}

export async function onlyCheck(sandbox: Sandbox, exercise: LoadedExercise, body: string): Promise<Check> {
  const result = await gradeSmall(sandbox, exercise, body);
  if (!result.ok) throw new Error(result.error.message);
  return result.report.checks[0] as Check;
}

function submission(body: string) {
  const imports = `import { test } from 'node:test';
import assert from 'node:assert/strict';
import * as it from './it.ts';`;
  return { 'it.test.ts': `${imports}\n${body}` };
}
