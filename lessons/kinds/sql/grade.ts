import type { Job, SqlWorld } from '../../../sandbox/types.ts';
import type { Evidence } from '../../format/evidence.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { openDataset } from '../../grading/dataset-world.ts';
import { describeSqlFailure } from '../../grading/describe-sql-failure.ts';
import { type Finding, type GradeContext, type Graded, passed } from '../../grading/grader.ts';
import { authorsWords } from '../../grading/statement-place.ts';
import { checkConstructs } from './check-constructs.ts';
import { checkReference, compareObservations, type Difference } from './compare-observations.ts';
import { datasetOf } from './dataset.ts';
import { type Observation, observe } from './observe.ts';
import { observeScript } from './observe-script.ts';
import type { SqlCheck, SqlExercise } from './schema.ts';
import { showSmallest } from './show-smallest.ts';
import { sqlTexts } from './texts.ts';

type Context = GradeContext<SqlExercise>;

/** Runs the submission and the reference on one dataset, and compares what they give and what they leave. */
export async function gradeSql(check: SqlCheck, context: Context, job: Job): Promise<Graded> {
  if (check.constructs !== undefined) return checkConstructs(check.constructs, context);
  const { exercise, files, locale, seed } = context;
  const script = { file: exercise.entry, text: files[exercise.entry] ?? '' };
  const dataset = datasetOf(check, context);
  const world = await openDataset(job, dataset, { seed, startTime: exercise.startTime });
  const expected = await observeReference(world, context);
  await world.reset();
  const actual = await observe(world, script.text, exercise.inspect);
  if (!actual.ok) return describeSqlFailure(actual.failure, script, locale);
  const title = check.dataset ?? sqlTexts[locale].generated;
  const difference = compareObservations({ exercise, expected, actual: actual.value, title, locale });
  if (difference === null) return { ...passed, observe: () => observeScript(world, actual.value) };
  const cost = expected.vmSteps + actual.value.vmSteps;
  // Of any other check nothing is shown, so nothing is looked for.
  const smallest =
    check.visibility === 'shown' ? await showSmallest({ world, difference, title, cost }, context, job) : [];
  return findingOf(difference, smallest);
}

async function observeReference(world: SqlWorld, { exercise, solution }: Context): Promise<Observation> {
  const text = solution[exercise.entry] ?? '';
  const observed = await observe(world, text, exercise.inspect);
  if (!observed.ok) {
    const words = authorsWords(observed.failure, { file: `solution/${exercise.entry}`, text });
    throw new AuthorFault({
      en: `its reference does not run. ${words.en}`,
      'pt-BR': `sua solução de referência não executa. ${words['pt-BR']}`,
    });
  }
  checkReference(exercise, observed.value);
  return observed.value;
}

function findingOf(difference: Difference, smallest: readonly Evidence[]): Finding {
  const { message, nextStep, exact, evidence } = difference;
  return {
    status: 'failed',
    reason: 'wrong-answer',
    message,
    nextStep,
    location: null,
    evidence: [...smallest, ...evidence],
    keepsNextStep: exact,
  };
}
