import type { Job, World, WorldSpec } from '../../../sandbox/types.ts';
import { describeFailure } from '../../grading/describe-failure.ts';
import type { Finding, GradeContext } from '../../grading/grader.ts';
import type { FunctionExercise } from './schema.ts';
import { functionTexts } from './texts.ts';

type Context = GradeContext<FunctionExercise>;

/** What a check works with. */
export interface Trial {
  readonly world: World;
  readonly context: Context;
  readonly job: Job;
}

type Program = { readonly world: World } | { readonly finding: Finding };

/** A program with its function in a world of its own, or what keeps it from being called. */
export function openProgram(files: Context['files'], context: Context, job: Job): Promise<Program> {
  return open({ files, countSteps: false }, context, job);
}

/** The same, where the program's steps are counted. */
export function openCounted(files: Context['files'], context: Context, job: Job): Promise<Program> {
  return open({ files, countSteps: true }, context, job);
}

async function open(
  given: Pick<WorldSpec, 'files' | 'countSteps'>,
  { exercise, seed, locale, limits }: Context,
  job: Job,
): Promise<Program> {
  const { entry, startTime, env } = exercise;
  const opened = await job.openWorld({
    ...given,
    entry,
    seed,
    startTime: Date.parse(startTime),
    env,
    limits,
  });
  if (!opened.ok) return { finding: { ...describeFailure(opened.failure, locale), endsAll: true } };
  const loaded = await opened.value.load();
  if (!loaded.ok) return { finding: { ...describeFailure(loaded.failure, locale), endsAll: true } };
  if (!loaded.value.exports.includes(exercise.function)) {
    const texts = functionTexts[locale];
    const finding: Finding = {
      status: 'failed',
      reason: 'wrong-answer',
      message: texts.missing(entry, exercise.function),
      nextStep: texts.missingNext(exercise.function),
      location: null,
      evidence: [],
      keepsNextStep: true,
      endsAll: true,
    };
    return { finding };
  }
  return { world: opened.value };
}
