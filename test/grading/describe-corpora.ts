import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadedExercise } from '../../lessons/format/load-exercise.ts';
import { findExercise, loadPacks } from '../../lessons/format/load-pack.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { type GradeReport, gradeReportSchema } from '../../lessons/format/report.ts';
import { gradeExercise } from '../../lessons/grade-exercise.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { isDeep, someOf } from '../deep.ts';
import type { Corpus, Labelled } from './labelled.ts';
import { packFolders } from './pack-folders.ts';

/** Loops and hoarders run into their limits in each check, and get more time on a busy computer. */
const patience = 240_000;

/**
 * Grades the submissions of each corpus and holds them against their labels: every second one, and of a
 * costly corpus every sixth, unless the suite is deep. Then grades them again and compares the reports byte
 * for byte: all of them 100 times with `npm run test:deep`, otherwise a few, twice.
 */
export async function describeCorpora(corpora: readonly Corpus[]): Promise<void> {
  const { packs, problems } = await loadPacks(packFolders);
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await createSandbox();
  });
  afterAll(() => sandbox.close());

  describe.each(corpora)('$exercise', (corpus) => {
    const exercise = findExercise(packs, corpus.exercise)?.exercise;
    const grade = (submission: Labelled, seed = 1, locale: Locale = 'en') =>
      gradeSubmission({ sandbox, exercise: asLoaded(exercise, problems), submission, seed, locale });
    const all = [...corpus.submissions, ...corpus.afterwards];
    const share = corpus.isCostly === true ? 6 : 2;
    const some = someOf(all, share);

    it('has a name for each submission', () => {
      expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    });

    const known = all.filter(({ knownFault }) => knownFault !== undefined);
    if (known.length > 0) {
      it.fails.each(known)(
        'cannot give the labelled verdict, since $knownFault: $name',
        async (submission) => expectVerdicts(await grade(submission), { corpus, submission }),
        patience,
      );
    }

    it.each(some.filter(({ knownFault }) => knownFault === undefined))(
      'gives the labelled verdict: $name',
      async (submission) => {
        for (const seed of isDeep ? [1, 20, 2 ** 31 - 1] : [1]) {
          expectVerdicts(await grade(submission, seed), { corpus, submission });
        }
      },
      patience,
    );

    it.each(isDeep ? all : fewOf(all))(
      'gives the same bytes every time: $name',
      async (submission) => {
        const first = await grade(submission, 7);
        for (let again = 1; again < (isDeep ? 100 : 2); again += 1) {
          expect(JSON.stringify(await grade(submission, 7))).toBe(JSON.stringify(first));
        }
        expect(statuses(await grade(submission, 7, 'pt-BR'))).toEqual(statuses(first));
      },
      (isDeep ? 100 : 2) * patience,
    );
  });
}

/** One that passes, and three that fail in unlike ways. */
function fewOf(all: readonly Labelled[]): readonly Labelled[] {
  const right = all.filter(({ failsAt }) => Object.keys(failsAt).length === 0);
  const wrong = all.filter(({ failsAt }) => Object.values(failsAt).includes('failed'));
  return [...right.slice(0, 1), ...wrong.slice(0, 2), ...wrong.slice(2).slice(-1)];
}

interface Expected {
  readonly corpus: Corpus;
  readonly submission: Labelled;
}

function expectVerdicts(report: GradeReport, { corpus, submission }: Expected): void {
  const { failsAt } = submission;
  const isRight = Object.keys(failsAt).length === 0;
  const found = statuses(report);
  const open = isRight || corpus.unnamed === 'passed' ? 'passed' : 'open';
  const labelled = Object.fromEntries(Object.keys(found).map((check) => [check, failsAt[check] ?? open]));
  const unlike = Object.keys(labelled).filter(
    (check) => labelled[check] !== 'open' && labelled[check] !== found[check],
  );
  const expected = { ...found, ...Object.fromEntries(unlike.map((check) => [check, labelled[check]])) };
  expect({ checks: found, passed: report.passed }).toEqual({ checks: expected, passed: isRight });
  // A label that names a check of no exercise would say nothing.
  expect(Object.keys(found)).toEqual(expect.arrayContaining(Object.keys(failsAt)));
  for (const { status, message, visibility, evidence } of report.checks) {
    expect(status === 'passed' || message !== '').toBe(true);
    // What keeps a program from loading is found by the first check, which is shown, and said of all.
    if (visibility === 'hidden') expect([[], report.checks[0]?.evidence]).toContainEqual(evidence);
  }
}

const statuses = (report: GradeReport) =>
  Object.fromEntries(report.checks.map(({ id, status }) => [id, status]));

interface Grading {
  readonly sandbox: Sandbox;
  readonly exercise: LoadedExercise;
  readonly submission: Labelled;
  readonly seed: number;
  readonly locale: Locale;
}

async function gradeSubmission({ submission, ...grading }: Grading): Promise<GradeReport> {
  const { files } = submission;
  const versions = { packVersion: '1.0.0', appVersion: '0.0.0-test' };
  const result = await gradeExercise({ ...grading, ...versions, files, mode: 'submit' });
  if (!result.ok) throw new Error(result.error.message);
  return gradeReportSchema.parse(result.report);
}

function asLoaded(exercise: LoadedExercise | undefined, problems: unknown): LoadedExercise {
  if (exercise === undefined) throw new Error(`did not load: ${JSON.stringify(problems, null, 1)}`);
  return exercise;
}
