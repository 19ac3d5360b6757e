import type { Problem } from '../../format/problem.ts';
import { attempt, type Files, type Proving, problemAt } from './proving.ts';

/** Each wrong answer must fail, as a wrong answer does, at the check that names it. */
export async function proveMistakes(
  proving: Proving,
  mistakes: Readonly<Record<string, Files>>,
): Promise<readonly Problem[]> {
  const found = await Promise.all(
    Object.entries(mistakes).map(([name, files]) => proveMistake(proving, name, files)),
  );
  return [...(found.length === 0 ? [noneAtAll(proving)] : []), ...found.flat()];
}

async function proveMistake(proving: Proving, name: string, files: Files): Promise<readonly Problem[]> {
  const caughtBy = proving.exercise.exercise.wrong[name]?.caughtBy;
  const outcome = await attempt(proving, files, { seed: 1 });
  if (!outcome.ok) return [outcome.problem];
  const check = outcome.report.checks.find(({ id }) => id === caughtBy);
  const problem = (message: string) => [problemAt(proving, ['wrong', name], message)];
  if (outcome.report.passed) return problem(`wrong/${name} passes every check`);
  if (check?.status === 'passed') return problem(`wrong/${name} passes "${caughtBy}", which must catch it`);
  if (check?.status !== 'failed') {
    const why = `${check?.status ?? 'missing'}: ${check?.message ?? ''}`;
    return problem(`wrong/${name} does not run as far as "${caughtBy}" can judge it (${why})`);
  }
  if (check.message === '') return problem(`wrong/${name} fails "${caughtBy}" and is told nothing`);
  return [];
}

function noneAtAll(proving: Proving): Problem {
  const message = 'has no wrong answers; add wrong/NAME with a mistake that learners make';
  return { ...problemAt(proving, [], message), severity: 'warning' };
}
