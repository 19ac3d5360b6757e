import type { Job } from '../../../sandbox/types.ts';
import { type CaseProgram, checkProperty, isFatal } from '../../grading/check-property.ts';
import type { Finding, GradeContext } from '../../grading/grader.ts';
import { checkExamples } from './check-examples.ts';
import { openProgram } from './open-program.ts';
import type { FunctionCheck, FunctionExercise } from './schema.ts';

type Context = GradeContext<FunctionExercise>;

/** Loads the submission in a fresh world and tries one check's examples or property on its function. */
export async function gradeFunction(check: FunctionCheck, context: Context, job: Job): Promise<Finding> {
  const { property } = check;
  if (property !== undefined) {
    return checkProperty(
      { check, property, open: (files) => openForCases(files, context, job) },
      context,
      job,
    );
  }
  const opened = await openProgram(context.files, context, job);
  return 'finding' in opened ? opened.finding : checkExamples(check, { world: opened.world, context, job });
}

/** One world for all cases: loading it for each would cost more than the cases do. */
async function openForCases(
  files: Context['files'],
  context: Context,
  job: Job,
): Promise<CaseProgram | { readonly finding: Finding }> {
  const opened = await openProgram(files, context, job);
  if ('finding' in opened) return opened;
  const { world } = opened;
  return {
    tryCase: (judge) => judge(world),
    async ended() {
      const alive = await world.call('', []);
      return !alive.ok && isFatal(alive.failure) ? alive.failure : null;
    },
  };
}
