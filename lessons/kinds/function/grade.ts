import type { Job } from '../../../sandbox/types.ts';
import { type CaseProgram, checkProperty, isFatal } from '../../grading/check-property.ts';
import type { Finding, GradeContext, Graded, Observed } from '../../grading/grader.ts';
import { whatHappened, withWhatHappened } from '../../grading/what-happened.ts';
import { checkExamples } from './check-examples.ts';
import { checkOperations } from './check-operations.ts';
import { openProgram } from './open-program.ts';
import type { FunctionCheck, FunctionExercise } from './schema.ts';

type Context = GradeContext<FunctionExercise>;

/** Tries one check's examples or property on the submission's function, in a fresh world. */
export async function gradeFunction(check: FunctionCheck, context: Context, job: Job): Promise<Graded> {
  const finding = await gradeCalls(check, context, job);
  return finding.status === 'passed' ? { ...finding, observe: () => observe(context, job) } : finding;
}

async function gradeCalls(check: FunctionCheck, context: Context, job: Job): Promise<Finding> {
  const { property, operations } = check;
  if (operations !== undefined) return checkOperations({ check, operations }, context, job);
  if (property !== undefined) {
    const open = (files: Context['files']) => openForCases(files, context, job);
    return checkProperty({ check, property, open }, context, job);
  }
  const opened = await openProgram(context.files, context, job);
  if ('finding' in opened) return opened.finding;
  const finding = await checkExamples(check, { world: opened.world, context, job });
  return finding.status === 'passed' ? finding : withWhatHappened(finding, opened.world);
}

/** A world of its own for the author's function, which makes whatever calls it wants to see. */
async function observe(context: Context, job: Job): Promise<Observed | { readonly finding: Finding }> {
  const opened = await openProgram(context.files, context, job);
  return 'finding' in opened ? opened : { observation: {}, world: opened.world, evidence: [] };
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
    mostTries: 400,
    tryCase: (judge) => judge(world),
    async show(judge) {
      const alone = await openProgram(files, context, job);
      if ('finding' in alone) return [];
      await judge(alone.world);
      return whatHappened(alone.world);
    },
    async ended() {
      const alive = await world.call('', []);
      return !alive.ok && isFatal(alive.failure) ? alive.failure : null;
    },
  };
}
