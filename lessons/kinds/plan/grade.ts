import type { Job } from '../../../sandbox/types.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { compareResults } from '../../grading/compare-results.ts';
import { describeResult } from '../../grading/describe-result.ts';
import { describeSqlFailure } from '../../grading/describe-sql-failure.ts';
import { type Finding, type GradeContext, type Graded, passed } from '../../grading/grader.ts';
import { authorsWords, placeOf } from '../../grading/statement-place.ts';
import { unjudged } from '../../grading/unjudged.ts';
import { checkStatements } from './allowed-statements.ts';
import { type Cost, checkBudget } from './check-budget.ts';
import { describeOverrun } from './describe-overrun.ts';
import { type GrownWorld, openGrownWorld } from './grown-world.ts';
import { type Measured, measure } from './measure.ts';
import { observeCosts } from './observe-costs.ts';
import type { PlanCheck, PlanExercise } from './schema.ts';
import { planTexts } from './texts.ts';

type Context = GradeContext<PlanExercise>;

/** Runs the submission on the data at each size: the result must be right, and the query within its budget. */
export async function gradePlan(check: PlanCheck, context: Context, job: Job): Promise<Graded> {
  const forbidden = await checkScript(check, context, job);
  if (forbidden !== null) return forbidden;
  const reference: Cost[] = [];
  const costs: Cost[] = [];
  let largest: { readonly grown: GrownWorld; readonly measured: Measured } | null = null;
  for (const size of check.sizes) {
    const grown = await openGrownWorld(size, context, job);
    const expected = await measureReference(grown, context);
    await grown.world.reset();
    const measured = await measureSubmission(grown, context);
    if ('status' in measured) return measured;
    const different = compareMeasured({ expected, measured, size }, context);
    if (different !== null) return different;
    reference.push({ size, counters: expected.counters });
    costs.push({ size, counters: measured.counters });
    largest = { grown, measured };
  }
  const { budget } = check;
  if (largest === null) return passed;
  const { grown, measured } = largest;
  const within: Graded = { ...passed, observe: async () => observeCosts(costs, grown.world, measured) };
  if (budget === undefined) return within;
  const own = checkBudget(budget, reference);
  if (own !== null) {
    const key = `"checks.${check.id}.budget.${own.what}"`;
    const solution = `solution/${context.exercise.entry}`;
    throw new AuthorFault({
      en: `the budget ${key} is ${own.allowed}, and its ${solution} needs ${own.actual}`,
      'pt-BR': `o orçamento ${key} é de ${own.allowed}, e sua ${solution} precisa de ${own.actual}`,
    });
  }
  const overrun = checkBudget(budget, costs);
  return overrun === null ? within : describeOverrun({ overrun, costs, ...largest }, context);
}

/** Null where the script is made of what may be in it, or where running it will say more. */
async function checkScript(check: PlanCheck, context: Context, job: Job): Promise<Finding | null> {
  const { exercise, files, locale } = context;
  const text = files[exercise.entry] ?? '';
  const found = checkStatements(text);
  if (found.ok) return null;
  const texts = planTexts[locale];
  if (found.reason === 'statement') {
    return {
      ...wrong(texts.otherStatement(found.statement), texts.otherStatementNext),
      location: placeOf({ file: exercise.entry, text }, found.offset),
      keepsNextStep: true,
    };
  }
  // Most scripts that the parser cannot read SQLite cannot either, and SQLite says why.
  const grown = await openGrownWorld(check.sizes[0] ?? 1, context, job);
  const measured = await measureSubmission(grown, context);
  return 'status' in measured && measured.status === 'error'
    ? measured
    : unjudged({ ok: false, reason: found.reason }, locale);
}

async function measureReference(grown: GrownWorld, { exercise, solution }: Context): Promise<Measured> {
  const file = `solution/${exercise.entry}`;
  const script = solution[exercise.entry] ?? '';
  const measured = await measure(grown.world, { ...grown, script });
  if (!measured.ok) {
    const where = measured.inQuery
      ? { file: exercise.query ?? file, text: grown.query ?? script }
      : { file, text: script };
    const words = authorsWords(measured.failure, where);
    throw new AuthorFault({
      en: `its reference does not run. ${words.en}`,
      'pt-BR': `sua solução de referência não executa. ${words['pt-BR']}`,
    });
  }
  const query = exercise.query ?? file;
  if (measured.value === null) {
    throw new AuthorFault({
      en: `its ${query} gives no result set to compare with`,
      'pt-BR': `${query} não devolve nenhum resultado com que comparar`,
    });
  }
  if (measured.value.result.rowsDropped > 0) {
    throw new AuthorFault({
      en: `its ${query} gives more rows than are kept`,
      'pt-BR': `${query} devolve mais linhas do que as que são guardadas`,
    });
  }
  return measured.value;
}

async function measureSubmission(grown: GrownWorld, context: Context): Promise<Measured | Finding> {
  const { exercise, files, locale } = context;
  const script = files[exercise.entry] ?? '';
  const measured = await measure(grown.world, { ...grown, script });
  const texts = planTexts[locale];
  if (measured.ok) {
    return measured.value ?? { ...wrong(texts.noQuery, texts.noQueryNext), keepsNextStep: true };
  }
  return describeSqlFailure(measured.failure, { file: exercise.entry, text: script }, locale);
}

interface MeasuredPair {
  readonly expected: Measured;
  readonly measured: Measured;
  readonly size: number;
}

function compareMeasured(
  { expected, measured, size }: MeasuredPair,
  { exercise, locale }: Context,
): Finding | null {
  const texts = planTexts[locale];
  const difference = compareResults({
    ...exercise.compare,
    title: texts.atSize(size),
    expected: expected.result,
    actual: measured.result,
  });
  if (difference === null) return null;
  const wanted = expected.result.columns;
  const { message, nextStep } = describeResult(difference, { of: 'result', wanted, locale });
  return {
    ...wrong(`${texts.atSize(size)}. ${message}`, nextStep),
    evidence: 'evidence' in difference ? [difference.evidence] : [],
    // The author's advice is about cost, and this is about the rows.
    keepsNextStep: true,
  };
}

function wrong(message: string, nextStep: string): Finding {
  return { status: 'failed', reason: 'wrong-answer', message, nextStep, location: null, evidence: [] };
}
