import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from '../../../sandbox/sandbox.ts';
import type { Sandbox } from '../../../sandbox/types.ts';
import { type LoadedExercise, readSubmissionFolder } from '../../format/load-exercise.ts';
import { findExercise, loadPacks } from '../../format/load-pack.ts';
import type { Locale } from '../../format/locale.ts';
import { type Check, type GradeReport, gradeReportSchema } from '../../format/report.ts';
import { gradeExercise } from '../../grade-exercise.ts';

const folder = fileURLToPath(new URL('../../../test/fixtures/packs/kinds', import.meta.url));
const { packs, problems } = await loadPacks([folder]);
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

function exerciseOf(name: string): LoadedExercise {
  const found = findExercise(packs, `kinds/http/${name}`);
  if (found === null) throw new Error(`http/${name} did not load: ${JSON.stringify(problems, null, 1)}`);
  return found.exercise;
}

async function grade(
  exercise: LoadedExercise,
  files: Readonly<Record<string, string>>,
  { seed = 1, locale = 'en' as Locale } = {},
): Promise<GradeReport> {
  const result = await gradeExercise({
    sandbox,
    exercise,
    packVersion: '1.0.0',
    appVersion: '0.0.0-test',
    files,
    mode: 'submit',
    seed,
    locale,
  });
  if (!result.ok) throw new Error(result.error.message);
  return gradeReportSchema.parse(result.report);
}

async function checkOf(name: string, wrong: string, id: string, locale: Locale = 'en'): Promise<Check> {
  const exercise = exerciseOf(name);
  const files = await readSubmissionFolder(exercise.folder, `wrong/${wrong}`, 'app.ts', []);
  const check = (await grade(exercise, files, { locale })).checks.find((each) => each.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  return check;
}

const fixtures = ['orders-with-items', 'product-search', 'transfers', 'guarded-files'];

describe.each(fixtures)('%s', (name) => {
  it.each([1, 2, 2 ** 31 - 1])('passes with its solution on seed %i', async (seed) => {
    const exercise = exerciseOf(name);
    const { checks } = await grade(exercise, exercise.solution, { seed });
    expect(checks.map(({ status, message }) => [status, message])).toEqual(checks.map(() => ['passed', '']));
  });

  it('does not pass with its starter, and gives the same bytes each time', async () => {
    const report = await grade(exerciseOf(name), exerciseOf(name).starter);
    expect(report.passed).toBe(false);
    expect(JSON.stringify(await grade(exerciseOf(name), exerciseOf(name).starter))).toBe(
      JSON.stringify(report),
    );
  });

  it.each(exerciseOf(name).wrong)('catches wrong/%s where it says', async (mistake) => {
    const { exercise, folder: own } = exerciseOf(name);
    const files = await readSubmissionFolder(own, `wrong/${mistake}`, exercise.entry, []);
    const { checks } = await grade(exerciseOf(name), files);
    const caughtBy = exercise.wrong[mistake]?.caughtBy;
    expect(checks.find(({ id }) => id === caughtBy)).toMatchObject({ status: 'failed' });
  });
});

it.each(['orders-with-items', 'product-search'])('the README shows %s to the letter', (name) => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const example = readFileSync(join(exerciseOf(name).folder, 'exercise.yaml'), 'utf8');
  expect(readme).toContain(`\`\`\`yaml\n${example}\`\`\``);
});

describe('a budget of statements', () => {
  it('says how many ran on how much data, which one repeats, where, and how it grows', async () => {
    const { message, location, evidence } = await checkOf(
      'orders-with-items',
      'one-by-one',
      'few-statements',
    );
    expect(message).toBe('With 1,000 orders your handler ran 1,001 statements. It may run 3.');
    expect(location).toMatchObject({ file: 'app.ts', line: 10 });
    const [statements, series] = evidence;
    expect(statements).toMatchObject({ shape: 'statements', budget: { allowed: 3, actual: 1001 } });
    expect(statements?.shape === 'statements' && statements.statements).toMatchObject([
      { runs: 1, rows: 1000, scanSteps: 999, costly: false },
      { runs: 1000, rows: 3000, scanSteps: 0, costly: true, location: { file: 'app.ts', line: 10 } },
    ]);
    expect(series?.shape === 'series' && series.series).toMatchObject([
      {
        role: 'measured',
        points: [
          [10, 11],
          [100, 101],
          [1000, 1001],
        ],
      },
      { role: 'allowed' },
    ]);
  });

  it('reads as one statement what differs only in values, and says it in Portuguese', async () => {
    const { message, evidence } = await checkOf(
      'orders-with-items',
      'glued-values',
      'few-statements',
      'pt-BR',
    );
    expect(message).toBe('Com 1.000 pedidos, seu handler executou 1.001 comandos. O máximo é 3.');
    expect(evidence[0]?.shape === 'statements' && evidence[0].statements.map(({ runs }) => runs)).toEqual([
      1, 1000,
    ]);
  });

  it('finds a number that grows slowly', async () => {
    expect((await checkOf('orders-with-items', 'fifty-at-a-time', 'steady')).message).toBe(
      'With 10 orders your handler ran 2 statements, and with 400 orders 9. More data must not need more statements.',
    );
  });

  it('counts the rows found through an index too, where the limit is on the whole work', async () => {
    const loaded = exerciseOf('orders-with-items');
    const limited = (check: (typeof loaded.exercise.checks)[number]) => ({
      ...check,
      budget: { ...('budget' in check ? check.budget : {}), statements: undefined, vmSteps: 60_000 },
    });
    const checks = loaded.exercise.checks.filter(({ id }) => id === 'few-statements').map(limited);
    const exercise = { ...loaded, exercise: { ...loaded.exercise, checks } as LoadedExercise['exercise'] };
    expect((await grade(exercise, loaded.solution)).passed).toBe(true);
    // The same rows by the same index, and each order's newest item again for every one of its items.
    const again =
      `import Database from 'better-sqlite3';
import express from 'express';
const db = new Database('shop.db');
const app = express();
app.get('/orders', (_req, res) => {
  const orders = new Map(db.prepare('SELECT id, customer FROM orders ORDER BY id').all().map((o) => [o.id, { ...o, items: [] }]));
  const items = db.prepare(` +
      '`SELECT order_id, product, quantity FROM items ORDER BY order_id, id`' +
      `).all();
  for (const { order_id, ...item } of items) orders.get(order_id).items.push(item);
  db.prepare('SELECT max((SELECT max(i.id) FROM items i WHERE i.order_id = items.order_id)) FROM items').get();
  res.json([...orders.values()]);
});
export default app;`;
    const { checks: found } = await grade(exercise, { 'app.ts': again });
    expect(found[0]).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/cost SQLite [\d,]+ steps/),
    });
    expect(found[0]?.evidence[0]).toMatchObject({
      budget: null,
      statements: [{ costly: false }, { costly: false }, { costly: true, runs: 1 }],
    });
  });

  it('does not take a cheap answer for a right one', async () => {
    const exercise = exerciseOf('orders-with-items');
    const empty = `import express from 'express';
const app = express();
app.get('/orders', (_req, res) => { res.json([]); });
export default app;`;
    const { checks } = await grade(exercise, { 'app.ts': empty });
    expect(checks.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed']);
    expect(checks[1]?.message).toMatch(/^With 10 orders: GET \/orders: \$\[0\] in the body is missing/);
  });
});

describe('attacks', () => {
  it('names the payload that got through and shows the exchange', async () => {
    const { message, evidence } = await checkOf('product-search', 'glued-sql', 'search-injection');
    expect(message).toBe(
      `The attack "Read the tokens of all users" succeeded with \`' UNION SELECT id, token FROM users --\`. GET /products?q='%20UNION%20SELECT%20id%2C%20token%20FROM%20users%20--: the body has what must not get out: tok-71c2.`,
    );
    const [http] = evidence;
    expect(http).toMatchObject({
      shape: 'http',
      exchanges: [{ response: { status: 200 }, differences: [{ part: 'body', expected: '‹not tok-71c2›' }] }],
    });
  });

  it('shows the rows that changed', async () => {
    const { message, evidence } = await checkOf('product-search', 'assigns-everything', 'mass-assignment');
    expect(message).toMatch(/POST \/users: the body has what must not get out: \{"role":"admin"\}\.$/);
    expect(evidence.map(({ shape }) => shape)).toEqual(['http', 'table', 'timeline']);
    expect(evidence[1]).toMatchObject({ totals: { same: 1, extra: 1, missing: 0, changed: 0 } });
  });

  it('finds that honest requests are refused', async () => {
    const { message } = await checkOf('product-search', 'refuses-quotes', 'search-injection', 'pt-BR');
    expect(message).toBe(
      'A requisição legítima "Um nome com apóstrofo" com `Mother\'s` deu errado. GET /products?q=Mother\'s: o status é 400; o esperado é 200. Abaixo há mais 1 diferença.',
    );
  });
});

describe('what a program may try', () => {
  const only = (name: string, id: string, change: object = {}): LoadedExercise => {
    const loaded = exerciseOf(name);
    const checks = loaded.exercise.checks
      .filter((check) => check.id === id)
      .map((check) => ({ ...check, ...change }));
    return { ...loaded, exercise: { ...loaded.exercise, checks } as LoadedExercise['exercise'] };
  };

  it('cannot hide statements by filling the record before the first request', async () => {
    const filled = `import Database from 'better-sqlite3';
import express from 'express';
const db = new Database('shop.db');
for (let n = 0; n < 50_001; n += 1) clearTimeout(setTimeout(() => {}, 1000));
const app = express();
app.get('/orders', (_req, res) => {
  res.json(db.prepare('SELECT id, customer FROM orders ORDER BY id').all().map((order) => ({
    ...order,
    items: db.prepare('SELECT product, quantity FROM items WHERE order_id = ? ORDER BY id').all(order.id),
  })));
});
export default app;`;
    const { checks } = await grade(only('orders-with-items', 'few-statements'), { 'app.ts': filled });
    expect(checks[0]).toMatchObject({ status: 'error', reason: 'output' });
    expect(checks[0]?.message).toBe(
      'The program did more than can be recorded, so its statements cannot be counted.',
    );
  });

  it('has not passed an attack that it never ends to answer', async () => {
    const { solution } = exerciseOf('product-search');
    const looping = (solution['app.ts'] ?? '').replace(
      '  res.json(search',
      "  while (String(req.query.q).includes('UNION')) ;\n  res.json(search",
    );
    const { checks } = await grade(only('product-search', 'search-injection'), { 'app.ts': looping });
    expect(checks[0]).toMatchObject({ status: 'error', reason: 'time' });
    expect(checks[0]?.message).toMatch(
      /^The attack "Read the tokens of all users" with `' UNION .*` stopped the program\./,
    );
  });

  it('sees what earlier attacks left where the world is shared, and nothing of it elsewhere', async () => {
    const benign = [
      {
        name: 'Sign up with a free address',
        request: { method: 'POST', path: '/users', headers: {}, json: { email: 'eve@shop.test' } },
        expect: { status: 201 },
      },
    ];
    const statusOf = async (shared: boolean) => {
      const exercise = only('product-search', 'mass-assignment', { benign, shared });
      return (await grade(exercise, exercise.solution)).checks.map(({ status }) => status);
    };
    expect([await statusOf(false), await statusOf(true)]).toEqual([['passed'], ['failed']]);
  });

  it('learns nothing of a hidden budget or of hidden attacks', async () => {
    for (const [name, id, wrong] of [
      ['orders-with-items', 'few-statements', 'one-by-one'],
      ['product-search', 'search-injection', 'glued-sql'],
    ] as const) {
      const exercise = only(name, id, { visibility: 'hidden' });
      const files = await readSubmissionFolder(exercise.folder, `wrong/${wrong}`, 'app.ts', []);
      expect((await grade(exercise, files)).checks).toMatchObject([
        {
          status: 'failed',
          message: 'This check is hidden: its data is not shown.',
          location: null,
          evidence: [],
        },
      ]);
    }
  });
});
