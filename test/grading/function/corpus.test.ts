import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findExercise, loadPacks } from '../../../lessons/format/load-pack.ts';
import { gradeReportSchema } from '../../../lessons/format/report.ts';
import { gradeExercise } from '../../../lessons/grade-exercise.ts';
import { createSandbox } from '../../../sandbox/sandbox.ts';
import type { Sandbox } from '../../../sandbox/types.ts';
import { corpus } from './corpus.ts';

const folder = fileURLToPath(new URL('../../fixtures/packs/kinds', import.meta.url));
const { packs } = await loadPacks([folder]);
const exercise = findExercise(packs, 'kinds/function/busy-times')?.exercise;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

async function grade(text: string, seed: number) {
  if (exercise === undefined) throw new Error('the exercise did not load');
  const result = await gradeExercise({
    sandbox,
    exercise,
    packVersion: '1.0.0',
    appVersion: '0.0.0-test',
    files: { 'busy-times.ts': text },
    mode: 'submit',
    seed,
    locale: 'en',
  });
  if (!result.ok) throw new Error(result.error.message);
  return gradeReportSchema.parse(result.report);
}

describe('every labelled submission gets its verdict', () => {
  it('and each has a name of its own', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(25);
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  });

  it.each(corpus)(
    '$name',
    async ({ text, verdicts }) => {
      for (const seed of [1, 20]) {
        const { checks } = await grade(text, seed);
        const expected = checks.map(({ id }) => [id, verdicts[id] ?? 'passed']);
        expect(checks.map(({ id, status }) => [id, status])).toEqual(expected);
        expect(checks.every(({ status, message }) => status === 'passed' || message !== '')).toBe(true);
        for (const check of checks.filter(({ visibility }) => visibility === 'hidden')) {
          // What keeps a program from loading is found by the first check, which is shown, and said of all.
          expect([[], checks[0]?.evidence]).toContainEqual(check.evidence);
        }
      }
      // A loop runs into its limit in every check, and again with more time on a computer that is busy.
    },
    120_000,
  );
});
