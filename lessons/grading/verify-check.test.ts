import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { type LoadedExercise, readSubmissionFolder } from '../format/load-exercise.ts';
import { findExercise, loadPacks } from '../format/load-pack.ts';
import { type GradeResult, gradeExercise } from '../grade-exercise.ts';
import { exerciseKinds } from '../kinds/schemas.ts';

/** A function of the author's on every kind, on the exercises that the other suites grade as well. */
const folder = fileURLToPath(new URL('../../test/fixtures/packs/kinds', import.meta.url));
const { packs } = await loadPacks([folder]);
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());

interface More {
  /** The exercise's other checks, which are left out otherwise. */
  readonly others?: 'kept';
  readonly [key: string]: unknown;
}

/** An exercise of the pack with one of its checks, at which the author looks with the body of `it`. */
function looking(
  id: string,
  checkId: string,
  body: string,
  { others, ...change }: More = {},
): LoadedExercise {
  const loaded = findExercise(packs, `kinds/${id}`)?.exercise;
  if (loaded === undefined) throw new Error(`${id} did not load`);
  const verify = { file: 'look.ts', name: 'it' };
  const checks = loaded.exercise.checks
    .filter((check) => check.id === checkId || others === 'kept')
    .map((check) => (check.id === checkId ? { ...check, verify, ...change } : check));
  const exercise = exerciseKinds[loaded.kind].schema.parse({ ...loaded.exercise, checks, wrong: {} });
  const module = `export function it(seen) {\n${body}\n}`;
  return { ...loaded, exercise, resources: { ...loaded.resources, 'look.ts': module } };
}

function grade(exercise: LoadedExercise, files = exercise.solution): Promise<GradeResult> {
  const versions = { packVersion: '1.0.0', appVersion: '0.0.0-test' };
  return gradeExercise({ sandbox, exercise, ...versions, files, mode: 'submit', seed: 1, locale: 'en' });
}

async function verdict(exercise: LoadedExercise, files?: LoadedExercise['solution']) {
  const result = await grade(exercise, files);
  if (!result.ok) throw new Error(result.error.message);
  return result.report.checks[0];
}

/** What the function is shown: it gives it back as a difference, which the solution's fault then repeats. */
async function shownTo(id: string, checkId: string, expression: string, more: More = {}): Promise<string> {
  const result = await grade(looking(id, checkId, `return { en: JSON.stringify(${expression}) };`, more));
  const message = result.ok ? ': no fault' : result.error.message;
  return message.slice(message.lastIndexOf('for its own')).replace(/^.*?: /s, '');
}

describe('what it is shown, and what it can do', () => {
  it('http: exchanges with parsed bodies, the log and the statements; requests, SQL and the clock', async () => {
    const seen = await shownTo(
      'http/transfers',
      'receipts',
      `[seen.exchanges.map(({ request, response }) => [request.method, request.json.amount, response.status, response.headers['content-type']]),
        seen.log.length, seen.statements.filter(({ sql }) => sql.startsWith('INSERT')).map(({ request, changes }) => [request, changes]),
        world.request({ method: 'POST', path: '/transfers', json: { from: 2, to: 1, amount: 5 } }).status,
        world.sql('SELECT count(*) AS kept FROM transfers')]`,
    );
    expect(JSON.parse(seen)).toEqual([
      [
        ['POST', 10, 201, 'text/plain; charset=utf-8'],
        ['POST', 500, 422, 'text/plain; charset=utf-8'],
        ['POST', 20, 201, 'text/plain; charset=utf-8'],
      ],
      0,
      [
        [1, 1],
        [3, 1],
      ],
      201,
      [{ kept: 3 }],
    ]);
  });

  it('sql: results and the tables left', async () => {
    const seen = await shownTo(
      'sql/close-accounts',
      'branch',
      `[seen.results.length, Object.keys(seen.tables), seen.tables.accounts[0], world.sql('SELECT count(*) AS n FROM accounts')]`,
    );
    expect(JSON.parse(seen)).toMatchObject([
      0,
      expect.arrayContaining(['accounts']),
      { id: 1 },
      [{ n: expect.any(Number) }],
    ]);
  });

  it('schema: the tables as SQLite describes them, and the probes', async () => {
    const seen = await shownTo(
      'schema/library',
      'books',
      `[seen.tables.find(({ name }) => name === 'loans').foreignKeys, seen.probes.map(({ status, cause }) => cause ?? status), world.sql('SELECT count(*) AS n FROM books')]`,
    );
    expect(JSON.parse(seen)).toEqual([
      expect.arrayContaining([expect.objectContaining({ table: 'books', columns: ['isbn'] })]),
      ['ran', 'unique', 'not-null', 'check', 'ran'],
      [{ n: 2 }],
    ]);
  });

  it('plan: the counters at each size, the plan and the rows at the largest', async () => {
    const seen = await shownTo(
      'plan/latest-events',
      'cheap',
      `[seen.sizes.map(({ size, sort }) => [size, sort]), seen.plan.raw, seen.rows.length > 0]`,
    );
    expect(JSON.parse(seen)).toEqual([
      [
        [1000, 0],
        [10000, 0],
      ],
      expect.stringContaining('SEARCH events'),
      true,
    ]);
  });

  it('function: calls of its own, in a world of their own', async () => {
    const seen = await shownTo(
      'function/busy-times',
      'examples',
      `learner.call('mergeBusy', [[1, 3], [2, 4]])`,
    );
    expect(JSON.parse(seen)).toEqual([[1, 4]]);
  });

  it('quiz: the answer, and all of them', async () => {
    const loaded = findExercise(packs, 'kinds/quiz/requests-warm-up')?.exercise as LoadedExercise;
    const first = loaded.exercise.checks[0]?.id ?? '';
    const seen = await shownTo(
      'quiz/requests-warm-up',
      first,
      `[seen.answer === seen.answers['${first}'], typeof seen.answer]`,
      {
        others: 'kept',
      },
    );
    expect(JSON.parse(seen)).toEqual([true, 'object']);
  });

  it('review: the marks, and which defects they find', async () => {
    const loaded = findExercise(packs, 'kinds/review/order-search')?.exercise as LoadedExercise;
    const first = loaded.exercise.checks[0]?.id ?? '';
    const seen = await shownTo(
      'review/order-search',
      first,
      `[seen.marks.every(({ line }) => line > 0), seen.found.length > 0]`,
      { others: 'kept' },
    );
    expect(JSON.parse(seen)).toEqual([true, true]);
  });

  it('tests: how each test ended, and the calls that they made', async () => {
    const loaded = findExercise(packs, 'kinds/tests/checkout')?.exercise as LoadedExercise;
    const first = loaded.exercise.checks[0]?.id ?? '';
    const seen = await shownTo(
      'tests/checkout',
      first,
      `[new Set(seen.tests.map(({ status }) => status)).size, seen.calls.length > 0]`,
    );
    expect(JSON.parse(seen)).toEqual([1, true]);
  });
});

describe('what it says', () => {
  const wrongOf = (loaded: LoadedExercise, name: string) =>
    readSubmissionFolder(loaded.folder, `wrong/${name}`, loaded.exercise.entry, []);

  it('shows what was expected, what came, and every exchange', async () => {
    const loaded = findExercise(packs, 'kinds/http/transfers')?.exercise as LoadedExercise;
    const result = await grade(loaded, await wrongOf(loaded, 'last-receipt'));
    const check = result.ok ? result.report.checks.find(({ id }) => id === 'receipts') : null;
    expect(check).toMatchObject({
      status: 'failed',
      message: 'What your submission did is not all that the task asks for.',
      evidence: [
        {
          shape: 'text',
          text: 'Expected:\n[{ from: 1, to: 2, amount: 10 }, { from: 1, to: 3, amount: 20 }]\n\nGot:\n[{ from: 1, to: 3, amount: 20 }]',
        },
        { shape: 'http', exchanges: [{}, {}, {}] },
        { shape: 'timeline' },
      ],
    });
  });

  const body = `const sent = world.request({ path: '/products?q=Mug' }); return sent.json.length === 1 || { en: 'A mug is missing.', 'pt-BR': 'Falta uma caneca.' };`;
  const alone = { attacks: undefined, benign: undefined };

  it('can be all that a check has, and its own exchanges are shown', async () => {
    const exercise = looking('http/product-search', 'search-injection', body, alone);
    expect(await verdict(exercise)).toMatchObject({ status: 'passed', message: '' });
    const none = (exercise.solution['app.ts'] ?? '').replace(
      'res.json(search',
      'console.log("none"); res.json([] ?? search',
    );
    expect(await verdict(exercise, { 'app.ts': none })).toMatchObject({
      status: 'failed',
      message: 'A mug is missing.',
      evidence: [
        { shape: 'http', exchanges: [{ request: { path: '/products?q=Mug' } }] },
        { shape: 'log', entries: [{ text: 'none' }] },
      ],
    });
  });

  it('puts a program that ends under it into the words of any other', async () => {
    const exercise = looking('http/product-search', 'search-injection', body, alone);
    const looping = (exercise.solution['app.ts'] ?? '').replace(
      'res.json(search',
      'for (;;) ; res.json(search',
    );
    expect(await verdict(exercise, { 'app.ts': looping })).toMatchObject({ status: 'error', reason: 'time' });
  });

  it('tells nothing of a hidden check', async () => {
    const exercise = looking('http/product-search', 'search-injection', body, {
      ...alone,
      visibility: 'hidden',
    });
    const none = (exercise.solution['app.ts'] ?? '').replace('res.json(search', 'res.json([] ?? search');
    expect(await verdict(exercise, { 'app.ts': none })).toMatchObject({
      status: 'failed',
      message: 'This check is hidden: its data is not shown.',
      evidence: [],
    });
  });

  it('is not asked where the kind itself finds a mistake', async () => {
    const exercise = looking('function/busy-times', 'examples', 'throw new Error("asked");');
    expect(await verdict(exercise, exercise.starter)).toMatchObject({ status: 'failed' });
  });
});

describe('a mistake of the author', () => {
  it.each<readonly [string, string, string]>([
    ['a module that cannot be read', 'return (;', 'look.ts does not load'],
    ['a function that throws', '  return seen.what.ever;', 'look.ts, it() failed by itself'],
    ['the line of it', '\n\n  throw new Error("oh");', '(look.ts, line 4)'],
    ['a function that never ends', 'for (;;) ;', 'The exercise kinds/function/busy-times is broken'],
    [
      'a function that says nothing',
      '',
      'it() must give true, false, a text, or { expected, actual }; it gave undefined',
    ],
    [
      'what the solution does not keep',
      'return false;',
      '"verify.it" does not hold for its own solution/busy-times.ts',
    ],
    [
      'SQL that is wrong',
      'return world.sql("SELEC 1").length > 0;',
      'does not hold for its own solution/busy-times.ts',
    ],
    ['a request that is none', 'world.request({}); return true;', 'failed by itself'],
  ])('%s is told to the author', async (_, text, message) => {
    const result = await grade(looking('function/busy-times', 'examples', text));
    expect(result).toMatchObject({ ok: false, error: { message: expect.stringContaining(message) } });
  });

  it('a name that the module does not export', async () => {
    const exercise = looking('function/busy-times', 'examples', 'return true;', {
      verify: { file: 'look.ts', name: 'that' },
    });
    expect(await grade(exercise)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('does not export a function "that"') },
    });
  });

  it.each<readonly [string, string, More, RegExp]>([
    ['http/product-search', 'search-injection', {}, /cannot stand beside attacks/],
    ['http/orders-with-items', 'few-statements', {}, /cannot stand beside budget/],
    ['sql/account-report', 'window', {}, /cannot stand beside constructs/],
    ['function/busy-times', 'examples', { verify: { file: 'look.sql', name: 'it' } }, /must be a module/],
  ])('%s %s is refused when it is loaded', (id, checkId, change, message) => {
    expect(() => looking(id, checkId, 'return true;', change)).toThrow(message);
  });
});
