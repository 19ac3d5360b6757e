import { join } from 'node:path';
import type { Problem } from '../../format/problem.ts';
import { attempt, type Proving } from './proving.ts';

/** A learner must have something to do: what they begin with may not pass. And it must not be at fault itself. */
export async function proveStarter(proving: Proving): Promise<readonly Problem[]> {
  const { exercise } = proving;
  const outcome = await attempt(proving, exercise.starter, { seed: 1 });
  if (!outcome.ok) return [outcome.problem];
  const file = join(exercise.folder, 'starter', exercise.exercise.entry);
  const problem = (message: string): Problem => ({ severity: 'error', file, line: 1, message });
  if (outcome.report.passed)
    return [problem('the starter passes every check: a learner would have nothing to do')];
  const crashed = outcome.report.checks.find(({ reason }) => reason === 'crash');
  if (crashed === undefined) return [];
  return [problem(`the starter brings the sandbox down at the check "${crashed.id}": ${crashed.message}`)];
}
