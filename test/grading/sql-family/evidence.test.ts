import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findExercise, loadPacks } from '../../../lessons/format/load-pack.ts';
import type { Check } from '../../../lessons/format/report.ts';
import { gradeExercise } from '../../../lessons/grade-exercise.ts';
import { createSandbox } from '../../../sandbox/sandbox.ts';
import type { Sandbox } from '../../../sandbox/types.ts';

const { packs } = await loadPacks([fileURLToPath(new URL('../../fixtures/packs/kinds', import.meta.url))]);
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());

async function check(exerciseId: string, id: string, sql: string): Promise<Check> {
  const found = findExercise(packs, `kinds/${exerciseId}`);
  if (found === null) throw new Error(`no ${exerciseId}`);
  const result = await gradeExercise({
    sandbox,
    exercise: found.exercise,
    packVersion: '1.0.0',
    appVersion: '0.0.0-test',
    files: { [found.exercise.exercise.entry]: sql },
    mode: 'submit',
    seed: 1,
    locale: 'en',
  });
  if (!result.ok) throw new Error(result.error.message);
  const graded = result.report.checks.find((candidate) => candidate.id === id);
  if (graded === undefined) throw new Error(`no check ${id}`);
  return graded;
}

const spend = `SELECT COALESCE(NULLIF(c.city, ''), 'unknown') AS city, COUNT(DISTINCT c.id) AS customers,
  COALESCE(SUM(o.total), 0) AS spent FROM customers AS c
  LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid' GROUP BY 1 ORDER BY spent DESC`;

describe('sql', () => {
  it('shows the smallest case with its rows, on data that was generated too', async () => {
    const { evidence, message } = await check(
      'sql/spend-per-city',
      'many',
      spend.replace("AND o.status = 'paid'", ''),
    );
    expect(message).toMatch(/^Compared with the expected result: \d rows with a different value\.$/);
    const [small, rows, whole] = evidence;
    expect(evidence.map(({ shape }) => shape)).toEqual(['table', 'text', 'table']);
    expect(small).toMatchObject({
      title: 'Generated data: the smallest case found (2 rows)',
      totals: { same: 0, missing: 0, extra: 0, changed: 1 },
    });
    expect(rows).toMatchObject({
      format: 'code',
      text: expect.stringMatching(
        /^INSERT INTO customers \(id, name, city\) VALUES\n {2}\(.*\);\n\nINSERT INTO orders \(.*\) VALUES\n {2}\(.*\);\n$/,
      ),
    });
    expect(whole).toMatchObject({ title: 'Generated data' });
  });

  it('calls only what is out of place out of place, and no tie', async () => {
    const wrong = `WITH right AS (${spend.replace(' ORDER BY spent DESC', '')})
      SELECT * FROM right ORDER BY city = 'Belém', spent DESC, city DESC`;
    const { evidence, message } = await check('sql/spend-per-city', 'ties', wrong);
    expect(message).toBe('The rows are right, and their order is not the one the task asks for.');
    expect(evidence.at(-1)).toMatchObject({
      comparison: 'ordered',
      totals: { same: 4, missing: 1, extra: 1, changed: 0 },
    });
  });

  it('shows nothing of a hidden check', async () => {
    expect(await check('sql/spend-per-city', 'other', 'SELECT * FROM customers')).toMatchObject({
      status: 'failed',
      message: 'This check is hidden: its data is not shown.',
      nextStep: null,
      evidence: [],
    });
  });

  it("points at the learner's line, for a construct and for what SQLite refuses", async () => {
    const script =
      'SELECT COUNT(DISTINCT account) FROM transfers;\n\n-- here\nSELECT id FROM\n  transfers, transfers AS t;';
    expect((await check('sql/account-report', 'window', script)).location).toMatchObject({ line: 5 });
    const broken = 'SELECT 1;\n-- then\nSELECT id\nFROM transfer;';
    expect((await check('sql/account-report', 'ledger', broken)).location).toEqual({
      file: 'queries.sql',
      line: 3,
      column: 1,
    });
  });

  it('says that a transaction was left open', async () => {
    const { message, nextStep } = await check(
      'sql/close-accounts',
      'branch',
      'BEGIN; CREATE TABLE closures (a);',
    );
    expect(message).toContain('Your script leaves a transaction open');
    expect(nextStep).toContain('COMMIT');
  });
});

describe('schema', () => {
  const tables = `CREATE TABLE books (isbn TEXT PRIMARY KEY, title TEXT NOT NULL, pages INTEGER);
    CREATE TABLE members (id INTEGER PRIMARY KEY, email TEXT); CREATE TABLE loans (isbn, member_id, lent_on, returned_on);`;

  it('tells another cause from the one that is asked for', async () => {
    const other = tables.replace(
      'title TEXT NOT NULL',
      "title TEXT CHECK (title <> '' AND title IS NOT NULL)",
    );
    expect((await check('schema/library', 'books', other)).message).toMatch(
      /^It is rejected, and for another reason than NOT NULL: a book without a title\. SQLite says: CHECK/,
    );
  });

  it('tells what could not be tried from what was refused', async () => {
    const renamed = tables.replace('pages', 'leaves');
    expect(await check('schema/library', 'books', renamed)).toMatchObject({
      status: 'failed',
      message:
        'This could not be tried on your tables: two proper books. SQLite says: table books has no column named pages.',
    });
  });

  it('shows the SQL that was run, up to what failed', async () => {
    const { evidence } = await check('schema/library', 'books', tables);
    expect(evidence).toMatchObject([{ shape: 'text', format: 'code' }]);
    expect(JSON.stringify(evidence)).toContain('-- Should be rejected: a book with no pages');
    expect(JSON.stringify(evidence)).not.toContain('SELECT isbn');
  });
});

describe('plan', () => {
  const query =
    'SELECT id, kind, happened_at FROM events WHERE user_id = 7 ORDER BY happened_at DESC, id DESC LIMIT 10';

  it('shows the plan before and after, with what is costly', async () => {
    const { evidence, message } = await check(
      'plan/latest-events',
      'unsorted',
      `CREATE INDEX i ON events (user_id);\n${query}`,
    );
    expect(message).toBe(
      'On data of size 1,000: the rows have to be sorted, and the task asks for a query that needs no sorting.',
    );
    expect(evidence).toMatchObject([
      {
        shape: 'plan',
        plans: [
          {
            label: 'What you began with',
            scanSteps: 999,
            nodes: [
              { detail: 'SCAN events', costly: true, scanSteps: 999 },
              { detail: 'USE TEMP B-TREE FOR ORDER BY', costly: true },
            ],
          },
          {
            label: 'What you have now',
            scanSteps: 0,
            nodes: [
              { detail: 'SEARCH events USING INDEX i (user_id=?)', costly: false },
              { detail: 'USE TEMP B-TREE FOR ORDER BY', costly: true },
            ],
          },
        ],
      },
    ]);
  });
});
