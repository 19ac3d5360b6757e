import type { Job } from '../../../sandbox/types.ts';
import { type Finding, passed } from '../../grading/grader.ts';
import { runGreen } from './check-reference.ts';
import { detect } from './compare-runs.ts';
import { describeSurvivors, type Survivor } from './describe-detection.ts';
import { implementationOf, referenceOf } from './implementations.ts';
import { refuseOtherExports } from './refuse-other-exports.ts';
import { type Context, runTests } from './run-tests.ts';
import type { Mutant } from './schema.ts';

/** The tests notice each planted mistake. */
export async function checkMutants(
  { id, mutants }: { readonly id: string; readonly mutants: readonly Mutant[] },
  context: Context,
  job: Job,
): Promise<Finding> {
  const { exercise, resources } = context;
  const green = await runGreen(context, job);
  if ('finding' in green) return green.finding;
  const reference = referenceOf(exercise, resources);
  const survivors: Survivor[] = [];
  for (const [at, mutant] of mutants.entries()) {
    const place = `"checks.${id}", "mutants.${at}"`;
    const implementation = implementationOf(mutant, place, reference, resources);
    const run = await runTests(implementation, context, job);
    refuseOtherExports(implementation, run, green.run);
    const detection = detect(green.run, run);
    if (detection.status !== 'noticed') survivors.push({ mutant, implementation, detection });
  }
  if (survivors.length === 0) return passed;
  return describeSurvivors({ survivors, total: mutants.length, reference }, context);
}
