import type { Job } from '../../../sandbox/types.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { type Finding, type Graded, type Observed, passed } from '../../grading/grader.ts';
import { checkMutants } from './check-mutants.ts';
import { checkReference, runGreen } from './check-reference.ts';
import { checkVariants } from './check-variants.ts';
import type { Context } from './run-tests.ts';
import type { TestsCheck } from './schema.ts';

/**
 * Runs the submission's tests on the implementations that a check names. Throws an AuthorFault where the
 * solution's tests do not satisfy the check either.
 */
export async function gradeTests(check: TestsCheck, context: Context, job: Job): Promise<Graded> {
  const finding = await gradeRuns(check, context, job);
  if (finding.status === 'passed') return { ...finding, observe: () => observe(context, job) };
  if (finding.starved === true || finding.reason === 'crash') return finding;
  const own = await gradeRuns(check, { ...context, files: context.solution }, job);
  if (own.status === 'passed') return finding;
  if (own.starved === true || own.reason === 'crash') return own;
  // The message reaches whoever runs the exercise, and a hidden check keeps its data to itself.
  const why = check.visibility === 'shown' ? `: ${own.message}` : '';
  const [place, solution] = [`exercise.yaml, "checks.${check.id}"`, `solution/${context.exercise.entry}`];
  throw new AuthorFault({
    en: `${place} does not hold for its own ${solution}${why}`,
    'pt-BR': `${place} não vale para a própria ${solution}${why}`,
  });
}

function gradeRuns(check: TestsCheck, context: Context, job: Job): Promise<Finding> {
  const { id, reference, variants, mutants } = check;
  if (variants !== undefined) return checkVariants({ id, variants }, context, job);
  if (mutants !== undefined) return checkMutants({ id, mutants }, context, job);
  return reference === undefined ? justGreen(context, job) : checkReference(reference.tests, context, job);
}

/** For a check of which the author's function has the last word. */
async function justGreen(context: Context, job: Job): Promise<Finding> {
  const green = await runGreen(context, job);
  return 'finding' in green ? green.finding : passed;
}

/** What the author's function is shown: each test with how it ended, and each call of the module. */
async function observe(context: Context, job: Job): Promise<Observed | { readonly finding: Finding }> {
  const green = await runGreen(context, job);
  if ('finding' in green) return green;
  const { tests, exchanges } = green.run;
  const calls = exchanges.flatMap(({ from, shown }) =>
    from === 'tests' && shown?.kind === 'asked' ? [{ name: shown.call.label, args: shown.call.args }] : [],
  );
  const observation = { tests: tests.map(({ name, status }) => ({ name, status })), calls };
  return { observation, world: null, evidence: [] };
}
