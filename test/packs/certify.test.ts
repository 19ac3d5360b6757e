import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSubmissionFolder } from '../../lessons/format/load-exercise.ts';
import { loadPacks } from '../../lessons/format/load-pack.ts';
import type { Problem } from '../../lessons/format/problem.ts';
import { type GradeReport, gradeReportSchema } from '../../lessons/format/report.ts';
import { gradeExercise } from '../../lessons/grade-exercise.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';

/** The curriculum proves itself: starters fail, solutions pass, and each mistake is caught where it should be. */
const { packs, problems } = await loadPacks([fileURLToPath(new URL('../../lessons/packs', import.meta.url))]);
const exercises = packs.flatMap((pack) =>
  pack.lessons.flatMap((lesson) => lesson.exercises.map((exercise) => ({ pack, lesson, exercise }))),
);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

it('loads without a problem, in both languages', () => {
  expect(problems).toEqual([]);
  expect(exercises.length).toBeGreaterThanOrEqual(4);
});

describe.each(exercises.map((entry) => [entry.exercise.id, entry] as const))(
  '%s',
  (_, { pack, lesson, exercise }) => {
    async function grade(
      files: Readonly<Record<string, string>>,
      seed = 1,
      locale: 'en' | 'pt-BR' = 'en',
    ): Promise<GradeReport> {
      const result = await gradeExercise({
        sandbox,
        exercise,
        packVersion: pack.manifest.version,
        appVersion: '0.0.0-test',
        files,
        mode: 'submit',
        seed,
        locale,
      });
      if (!result.ok) throw new Error(result.error.message);
      return gradeReportSchema.parse(result.report);
    }

    it('has at least three mistakes, three hints and prose in both languages', () => {
      expect(exercise.wrong.length).toBeGreaterThanOrEqual(3);
      expect(exercise.exercise.hints.length).toBeGreaterThanOrEqual(2);
      expect(Object.keys(exercise.tasks)).toEqual(['en', 'pt-BR']);
      expect(Object.keys(lesson.texts)).toEqual(['en', 'pt-BR']);
    });

    it('does not pass with the starter', async () => {
      const report = await grade(exercise.starter);
      expect(report.passed).toBe(false);
      expect(report.checks.every((check) => check.status !== 'error' || check.reason !== 'crash')).toBe(true);
    });

    it('passes with the solution, with three seeds, to the same verdict', async () => {
      for (const seed of [1, 2, 2 ** 31 - 1]) {
        const report = await grade(exercise.solution, seed);
        expect(report.checks.map(({ id, status, message }) => ({ id, status, message }))).toEqual(
          exercise.exercise.checks.map(({ id }) => ({ id, status: 'passed', message: '' })),
        );
        expect(report.passed).toBe(true);
      }
    });

    it.each(exercise.wrong)('catches wrong/%s at the check that should', async (name) => {
      const unread: Problem[] = [];
      const files = await readSubmissionFolder(
        exercise.folder,
        `wrong/${name}`,
        exercise.exercise.entry,
        unread,
      );
      expect(unread).toEqual([]);
      const report = await grade(files);
      const caughtBy = exercise.exercise.wrong[name]?.caughtBy;
      const check = report.checks.find((candidate) => candidate.id === caughtBy);
      expect(check).toMatchObject({ status: 'failed' });
      expect(check?.message).not.toBe('');
      expect(report.passed).toBe(false);
    });

    it('gives the same bytes for the same seed', async () => {
      const again = await grade(exercise.starter, 7, 'pt-BR');
      expect(JSON.stringify(await grade(exercise.starter, 7, 'pt-BR'))).toBe(JSON.stringify(again));
    });
  },
);
