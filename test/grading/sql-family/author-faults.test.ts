import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findExercise, loadPacks } from '../../../lessons/format/load-pack.ts';
import { formatProblem } from '../../../lessons/format/problem.ts';
import { gradeExercise } from '../../../lessons/grade-exercise.ts';
import { createSandbox } from '../../../sandbox/sandbox.ts';
import type { Sandbox } from '../../../sandbox/types.ts';

/** A mistake of an author is told to the author, with file and line, and is never counted against a learner. */
const original = fileURLToPath(new URL('../../fixtures/packs/kinds', import.meta.url));
let folder: string;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-faults-'));
  cpSync(original, join(folder, 'kinds'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Breaking {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

function breakIt({ file, find, replace }: Breaking): void {
  const path = join(folder, 'kinds', file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(find)) throw new Error(`${file} has no ${find}`);
  writeFileSync(
    path,
    text.replace(find, () => replace),
  );
}

async function problemsOf(breaking: Breaking): Promise<readonly string[]> {
  breakIt(breaking);
  const { problems } = await loadPacks([join(folder, 'kinds')]);
  return problems
    .filter(({ file }) => file.includes(breaking.file))
    .map((problem) => formatProblem(problem, 'en').slice(folder.length + '/kinds/'.length));
}

async function faultOf(exercise: string, breaking: Breaking): Promise<string> {
  breakIt(breaking);
  const { packs, problems } = await loadPacks([join(folder, 'kinds')]);
  expect(problems.filter(({ file }) => file.includes(exercise))).toEqual([]);
  const found = findExercise(packs, `kinds/${exercise}`);
  if (found === null) throw new Error(`no ${exercise}`);
  const result = await gradeExercise({
    sandbox,
    exercise: found.exercise,
    packVersion: '1.0.0',
    appVersion: '0.0.0-test',
    files: found.exercise.starter,
    mode: 'submit',
    seed: 1,
    locale: 'en',
  });
  return result.ok
    ? `graded: ${JSON.stringify(result.report.checks.map(({ status }) => status))}`
    : result.error.message;
}

const spend = 'sql/spend-per-city/exercise.yaml';
const events = 'plan/latest-events/exercise.yaml';

describe('what the file itself shows is told when it is loaded', () => {
  it.each<readonly [string, Breaking, string]>([
    [
      'a check that refers to nothing',
      { file: spend, find: '    dataset: few.sql\n', replace: '' },
      `${spend}:13: "checks.0": needs exactly one of dataset, generate, constructs; it has none`,
    ],
    [
      'a reference to a table that is not generated',
      { file: spend, find: 'references: customers.id', replace: 'references: clients.id' },
      `${spend}:38: "checks.2.generate.tables.1.columns.customer_id.references": refers to clients.id, which no table up to this one generates`,
    ],
    [
      'a generator that asks for too much',
      { file: spend, find: 'rows: 90', replace: 'rows: 900000' },
      `${spend}:26: "checks.2.generate.tables": asks for 900040 rows in all; at most 50000 can be generated`,
    ],
    [
      'unique rows that cannot be found',
      {
        file: spend,
        find: '          rows: 40\n',
        replace: '          rows: 40\n          unique: [[city]]\n',
      },
      `${spend}:29: "checks.2.generate.tables.0.unique.0": allows 5 different rows, and 40 are asked for`,
    ],
    [
      'a column with two generators',
      { file: spend, find: '{ text: "Customer {n}" }', replace: '{ text: "Customer {n}", value: 1 }' },
      `${spend}:31: "checks.2.generate.tables.0.columns.name": needs exactly one of pick, integer, real, date, datetime, text, references, value; it has text and value`,
    ],
    [
      'data that grows where nothing grows it',
      { file: spend, find: 'rows: 90', replace: 'rows: { times: 2 }' },
      `${spend}:34: "checks.2.generate.tables.1.rows": must be a number here: only the kind plan grows its data`,
    ],
    [
      'a budget of zero',
      { file: events, find: 'vmSteps: 400', replace: 'vmSteps: 0' },
      `${events}:22: "checks.1.budget.vmSteps": a budget of 0 steps lets no query pass`,
    ],
    [
      'a budget that limits nothing',
      { file: events, find: '{ sorts: 0 }', replace: '{}' },
      `${events}:29: "checks.2.budget": limits nothing`,
    ],
    [
      'sizes that ask for too many rows',
      { file: events, find: 'times: 1 ', replace: 'times: 60 ' },
      `${events}:21: "checks.1.sizes": asks for 600000 rows in all; at most 50000 can be generated`,
    ],
    [
      'growth without something to compare',
      { file: events, find: '[500, 5000]', replace: '[5000]' },
      `${events}:34: "checks.3.budget.growth": needs at least two sizes to compare`,
    ],
    [
      'a construct that there is not',
      { file: 'sql/account-report/exercise.yaml', find: '[window-function]', replace: '[windows]' },
      `sql/account-report/exercise.yaml:23: "checks.3.constructs.required.0": must be a construct that the documentation of the kind sql lists`,
    ],
    [
      'a cause that there is not',
      { file: 'schema/library/exercise.yaml', find: 'because: unique', replace: 'because: double' },
      `schema/library/exercise.yaml:13: "checks.0.probes.1.because"`,
    ],
  ])('%s', async (_, breaking, expected) => {
    const problems = await problemsOf(breaking);
    expect(problems.find((problem) => problem.startsWith(expected)) ?? problems).toEqual(
      expect.stringContaining(expected),
    );
  });
});

describe('what only running shows is told instead of a report', () => {
  it.each<readonly [string, string, Breaking, string]>([
    [
      'a reference that fails',
      'sql/spend-per-city',
      { file: 'sql/spend-per-city/solution/query.sql', find: 'o.total', replace: 'o.amount' },
      'its reference does not run. solution/query.sql:1: no such column: o.amount',
    ],
    [
      'a reference that gives nothing',
      'sql/spend-per-city',
      { file: 'sql/spend-per-city/solution/query.sql', find: 'SELECT', replace: 'CREATE TABLE x AS SELECT' },
      'its solution/query.sql gives no result set to compare with',
    ],
    [
      'a dataset that does not load',
      'sql/spend-per-city',
      { file: 'sql/spend-per-city/few.sql', find: "(4, 'Davi', NULL)", replace: "(3, 'Davi', NULL)" },
      'its dataset few.sql does not load: few.sql:14: UNIQUE constraint failed: customers.id',
    ],
    [
      'generated rows that its tables refuse',
      'sql/spend-per-city',
      { file: 'sql/spend-per-city/tables.sql', find: 'city TEXT', replace: 'city TEXT NOT NULL' },
      'its dataset tables.sql, with generated rows, does not load: tables.sql, with generated rows,:',
    ],
    [
      'an order by a column that is not given',
      'sql/spend-per-city',
      { file: spend, find: 'order: [spent]', replace: 'order: [total]' },
      '"order" names the column "total", which its solution does not give',
    ],
    [
      'an inspection that cannot be made',
      'sql/close-accounts',
      {
        file: 'sql/close-accounts/exercise.yaml',
        find: '{ table: closures }',
        replace: '{ query: SELECT missing FROM closures, name: Closures }',
      },
      '"inspect.2" cannot be looked at after its solution/script.sql: no such column: missing',
    ],
    [
      'a reference that its own constructs forbid',
      'sql/account-report',
      {
        file: 'sql/account-report/exercise.yaml',
        find: 'forbidden: [subquery',
        replace: 'forbidden: [order-by',
      },
      'its solution/queries.sql uses "order-by", against its own "constructs"',
    ],
    [
      'a probe that the reference takes otherwise',
      'schema/library',
      { file: 'schema/library/solution/schema.sql', find: ' CHECK (pages > 0)', replace: '' },
      'exercise.yaml, "checks.books", "probes.3" does not hold for its own solution/schema.sql: Your tables accept what they should reject: a book with no pages.',
    ],
    [
      'a budget that the reference breaks',
      'plan/latest-events',
      { file: events, find: 'vmSteps: 400', replace: 'vmSteps: 4' },
      'the budget "checks.cheap.budget.vmSteps" is 4, and its solution/query.sql needs ',
    ],
  ])('%s', async (_, exercise, breaking, expected) => {
    expect(await faultOf(exercise, breaking)).toContain(expected);
  });
});
