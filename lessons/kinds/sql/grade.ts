import {
  defaultLimits,
  type Job,
  type Outcome,
  type SqlWorld,
  type StatementResult,
} from '../../../sandbox/types.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { sameValue } from '../../grading/cells.ts';
import { compareRows, type RowPair, rowsAgree, tableEvidence } from '../../grading/compare-rows.ts';
import { describeFailure } from '../../grading/describe-failure.ts';
import { type Finding, type GradeContext, passed } from '../../grading/grader.ts';
import type { SqlExercise } from './schema.ts';
import { sqlTexts } from './texts.ts';

type Context = GradeContext<SqlExercise>;
type Check = SqlExercise['checks'][number];

/** Runs the submission and the reference on one dataset and compares the result of their last query. */
export async function gradeSql(check: Check, context: Context, job: Job): Promise<Finding> {
  const { exercise, files, solution, seed } = context;
  const dataset = context.resources[check.dataset];
  if (dataset === undefined) throw new AuthorFault(`its dataset ${check.dataset} is not there`);
  const opened = await job.openSqlWorld({ dataset, seed, startTime: Date.parse(exercise.startTime) });
  if (!opened.ok) throw new AuthorFault(`its dataset ${check.dataset} does not load: ${reasonOf(opened)}`);
  const world = opened.value;
  const reference = await runReference(world, solution[exercise.entry] ?? '', exercise.entry);
  await world.reset();
  const outcome = await world.sql(files[exercise.entry] ?? '');
  if (!outcome.ok) return describeFailure(outcome.failure, context.locale);
  return compareResults(reference, lastResult(outcome.value), check, context);
}

async function runReference(world: SqlWorld, script: string, entry: string): Promise<StatementResult> {
  const outcome = await world.sql(script);
  if (!outcome.ok) throw new AuthorFault(`its solution/${entry} does not run: ${reasonOf(outcome)}`);
  const result = lastResult(outcome.value);
  if (result === null) throw new AuthorFault(`its solution/${entry} gives no result set to compare with`);
  if (result.rowsDropped > 0) throw new AuthorFault(`its solution/${entry} gives more rows than are kept`);
  return result;
}

function lastResult(results: readonly StatementResult[]): StatementResult | null {
  return results.findLast((result) => result.columns.length > 0) ?? null;
}

function compareResults(
  expected: StatementResult,
  actual: StatementResult | null,
  check: Check,
  context: Context,
): Finding {
  const texts = sqlTexts[context.locale];
  const { compare } = context.exercise;
  if (actual === null) return { ...wrong(texts.noResult, texts.noResultNext, []), keepsNextStep: true };
  if (actual.rowsDropped > 0) return wrong(texts.tooManyRows(defaultLimits.resultRows), texts.extraNext, []);

  const ordered = compare.order === 'all';
  const pairs = compareRows({
    expected: expected.rows,
    actual: actual.rows,
    ordered,
    tolerance: compare.tolerance,
  });
  const namesDiffer = compare.columnNames && !sameNames(expected.columns, actual.columns);
  const countsDiffer = expected.columns.length !== actual.columns.length;
  const evidence = tableEvidence(pairs, {
    title: check.dataset,
    columns: actual.columns,
    expectedColumns: namesDiffer || countsDiffer ? expected.columns : null,
    ordered,
  });
  const wrongColumns = (message: string): Finding => ({
    ...wrong(message, texts.columnCountNext(expected.columns.join(', ')), [evidence]),
    keepsNextStep: true,
  });
  if (countsDiffer) {
    const message = texts.columnCount(expected.columns.length, actual.columns.length);
    return wrongColumns(message);
  }
  if (namesDiffer) return wrongColumns(texts.columnNames);
  if (!rowsAgree(pairs)) return rowsDiffer({ expected, actual, pairs, ordered }, evidence, context);
  if (
    Array.isArray(compare.order) &&
    !sortedAlike({ expected, actual, order: compare.order, tolerance: compare.tolerance })
  ) {
    const inOrder = compareRows({
      expected: expected.rows,
      actual: actual.rows,
      ordered: true,
      tolerance: 0,
    });
    const table = tableEvidence(inOrder, { ...evidence, ordered: true });
    return wrong(texts.orderDiffers, texts.orderNext, [table]);
  }
  return passed;
}

interface Differing {
  readonly expected: StatementResult;
  readonly actual: StatementResult;
  readonly pairs: readonly RowPair[];
  readonly ordered: boolean;
}

function rowsDiffer(
  { expected, actual, ordered }: Differing,
  evidence: ReturnType<typeof tableEvidence>,
  { locale, exercise }: Context,
): Finding {
  const texts = sqlTexts[locale];
  const { tolerance } = exercise.compare;
  if (
    ordered &&
    rowsAgree(compareRows({ expected: expected.rows, actual: actual.rows, ordered: false, tolerance }))
  ) {
    return wrong(texts.orderDiffers, texts.orderNext, [evidence]);
  }
  const { missing, extra, changed } = evidence.totals;
  const nextStep = missing > 0 ? texts.missingNext : extra > 0 ? texts.extraNext : texts.changedNext;
  return wrong(texts.rowsDiffer({ missing, extra, changed }), nextStep, [evidence]);
}

interface Sorting {
  readonly expected: StatementResult;
  readonly actual: StatementResult;
  readonly order: readonly string[];
  readonly tolerance: number;
}

/** Whether the rows come in the reference's order as far as the named columns decide it; ties are free. */
function sortedAlike({ expected, actual, order, tolerance }: Sorting): boolean {
  const indexes = order.map((name) => {
    const index = expected.columns.findIndex((column) => column.toLowerCase() === name.toLowerCase());
    if (index < 0)
      throw new AuthorFault(`"compare.order" names the column "${name}", which its solution does not give`);
    return index;
  });
  return actual.rows.every((row, position) =>
    indexes.every((index) =>
      sameValue(row[index] ?? null, expected.rows[position]?.[index] ?? null, tolerance),
    ),
  );
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name.toLowerCase() === b[index]?.toLowerCase());
}

function wrong(message: string, nextStep: string, evidence: Finding['evidence']): Finding {
  return { status: 'failed', reason: 'wrong-answer', message, nextStep, location: null, evidence };
}

function reasonOf(outcome: Extract<Outcome<unknown>, { ok: false }>): string {
  const { failure } = outcome;
  return 'message' in failure ? failure.message : `it ran into the limit "${failure.kind}"`;
}
