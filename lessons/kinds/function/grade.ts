import type { Job } from '../../../sandbox/types.ts';
import type { Finding, GradeContext } from '../../grading/grader.ts';
import { checkExamples } from './check-examples.ts';
import { checkProperty } from './check-property.ts';
import { openProgram } from './open-program.ts';
import type { FunctionCheck, FunctionExercise } from './schema.ts';

type Context = GradeContext<FunctionExercise>;

/** Loads the submission in a fresh world and tries one check's examples or property on its function. */
export async function gradeFunction(check: FunctionCheck, context: Context, job: Job): Promise<Finding> {
  const opened = await openProgram(context.files, context, job);
  if ('finding' in opened) return opened.finding;
  const { world } = opened;
  return check.property === undefined
    ? checkExamples(check, { world, context, job })
    : checkProperty(check, check.property, { world, context, job });
}
