import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSubmissionFolder } from '../../../lessons/format/load-exercise.ts';
import { loadPacks } from '../../../lessons/format/load-pack.ts';
import { type GradeReport, gradeReportSchema } from '../../../lessons/format/report.ts';
import { gradeExercise } from '../../../lessons/grade-exercise.ts';
import { createSandbox } from '../../../sandbox/sandbox.ts';
import type { Sandbox } from '../../../sandbox/types.ts';
import { describeCorpora } from '../describe-corpora.ts';
import { corpora } from './corpus.ts';

const folder = fileURLToPath(new URL('../../fixtures/packs/kinds', import.meta.url));
const { packs, problems } = await loadPacks([folder]);
const exercises = new Map(
  packs.flatMap((pack) => pack.lessons.flatMap((lesson) => lesson.exercises)).map((each) => [each.id, each]),
);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

function exerciseOf(id: string) {
  const exercise = exercises.get(id);
  if (exercise === undefined) throw new Error(`${id} did not load: ${JSON.stringify(problems, null, 1)}`);
  return exercise;
}

async function grade(id: string, files: Readonly<Record<string, string>>, seed = 1): Promise<GradeReport> {
  const result = await gradeExercise({
    sandbox,
    exercise: exerciseOf(id),
    packVersion: '1.0.0',
    appVersion: '0.0.0-test',
    files,
    mode: 'submit',
    seed,
    locale: 'en',
  });
  if (!result.ok) throw new Error(result.error.message);
  return gradeReportSchema.parse(result.report);
}

const verdicts = (report: GradeReport) =>
  Object.fromEntries(report.checks.map(({ id, status }) => [id, status]));

describe.each(corpora)('$exercise', ({ exercise: id }) => {
  it('loads', () => {
    expect(problems.filter(({ file }) => file.includes(id))).toEqual([]);
  });

  it('passes with its solution on three seeds and not with its starter', async () => {
    const { solution, starter } = exerciseOf(id);
    for (const seed of [1, 2, 2 ** 31 - 1]) {
      const report = await grade(id, solution, seed);
      expect(report.checks.map(({ id: check, status, message }) => ({ check, status, message }))).toEqual(
        exerciseOf(id).exercise.checks.map(({ id: check }) => ({ check, status: 'passed', message: '' })),
      );
    }
    expect((await grade(id, starter)).passed).toBe(false);
  });

  it('catches each of its wrong answers where it says', async () => {
    const { wrong, exercise, folder: own } = exerciseOf(id);
    expect(wrong.length).toBeGreaterThanOrEqual(3);
    for (const name of wrong) {
      for (const seed of [1, 2, 3]) {
        const files = await readSubmissionFolder(own, `wrong/${name}`, exercise.entry, []);
        const caughtBy = exercise.wrong[name]?.caughtBy ?? '';
        expect([name, verdicts(await grade(id, files, seed))[caughtBy]]).toEqual([name, 'failed']);
      }
    }
  });
});

await describeCorpora(corpora);
