import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { createSandbox } from '../sandbox/sandbox.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { type LoadedExercise, readSubmissionFolder } from './format/load-exercise.ts';
import { findExercise, loadPacks } from './format/load-pack.ts';
import { type Check, type GradeReport, gradeReportSchema } from './format/report.ts';
import { type GradeResult, gradeExercise } from './grade-exercise.ts';

/** What a test grades; the exercise's own solution where it says nothing. */
export interface Grading {
  readonly files?: Readonly<Record<string, string>>;
  readonly seed?: number;
  readonly locale?: 'en' | 'pt-BR';
  /** Another exercise than the fixture, such as one made of it. */
  readonly of?: LoadedExercise;
}

export interface FixtureExercise {
  readonly loaded: LoadedExercise;
  /** What is wrong with the pack it is in. */
  readonly problems: readonly unknown[];
  grade(grading: Grading): Promise<GradeResult>;
  /** Throws where the exercise is broken. */
  checks(grading: Grading): Promise<readonly Check[]>;
  statuses(grading: Grading): Promise<Readonly<Record<string, Check['status']>>>;
  wrongFiles(name: string): ReturnType<typeof readSubmissionFolder>;
}

const packFolder = fileURLToPath(new URL('../test/fixtures/packs/kinds', import.meta.url));

/** An exercise of the pack that has one of every kind, with a sandbox for as long as the test's file runs. */
export async function fixtureExercise(id: string): Promise<FixtureExercise> {
  const { packs, problems } = await loadPacks([packFolder]);
  const loaded = findExercise(packs, id)?.exercise;
  if (loaded === undefined) throw new Error(`the fixture ${id} does not load: ${JSON.stringify(problems)}`);
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await createSandbox();
  });
  afterAll(() => sandbox.close());

  const grade = ({ files = loaded.solution, seed = 1, locale = 'en', of = loaded }: Grading) => {
    const versions = { packVersion: '1.0.0', appVersion: '0.0.0-test' };
    return gradeExercise({ sandbox, exercise: of, ...versions, files, mode: 'submit', seed, locale });
  };
  const checks = async (grading: Grading): Promise<GradeReport['checks']> => {
    const result = await grade(grading);
    if (!result.ok) throw new Error(result.error.message);
    return gradeReportSchema.parse(result.report).checks;
  };
  return {
    loaded,
    problems,
    grade,
    checks,
    statuses: async (grading) =>
      Object.fromEntries((await checks(grading)).map(({ id: check, status }) => [check, status])),
    wrongFiles: (name) => readSubmissionFolder(loaded.folder, `wrong/${name}`, loaded.exercise.entry, []),
  };
}
