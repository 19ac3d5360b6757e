import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from '../../../sandbox/sandbox.ts';
import type { Sandbox } from '../../../sandbox/types.ts';
import { type LoadedExercise, readSubmissionFolder } from '../../format/load-exercise.ts';
import { findExercise, loadPacks } from '../../format/load-pack.ts';
import { type GradeResult, gradeExercise } from '../../grade-exercise.ts';
import { httpExerciseSchema } from './schema.ts';

/** Properties of an app, tried on generated inputs, and what its databases must be like afterwards. */
const folder = fileURLToPath(new URL('../../../test/fixtures/packs/kinds', import.meta.url));
const { packs } = await loadPacks([folder]);
const loaded = findExercise(packs, 'kinds/http/transfers')?.exercise as LoadedExercise;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());

interface Grading {
  readonly of?: LoadedExercise;
  readonly files?: LoadedExercise['solution'];
  readonly seed?: number;
}

function grade({ of = loaded, files = of.solution, seed = 1 }: Grading): Promise<GradeResult> {
  const versions = { packVersion: '1.0.0', appVersion: '0.0.0-test' };
  return gradeExercise({ sandbox, exercise: of, ...versions, files, mode: 'submit', seed, locale: 'en' });
}

async function checkOf(grading: Grading, id: string) {
  const result = await grade(grading);
  if (!result.ok) throw new Error(result.error.message);
  return result.report.checks.find((check) => check.id === id);
}

const wrong = (name: string) => readSubmissionFolder(loaded.folder, `wrong/${name}`, 'app.ts', []);

/** The exercise with one check. */
function only(check: object, module = ''): LoadedExercise {
  const exercise = httpExerciseSchema.parse({
    ...loaded.exercise,
    checks: [{ id: 'only', name: 'Only', ...check }],
    wrong: {},
  });
  return { ...loaded, exercise, resources: { ...loaded.resources, 'it.ts': module } };
}

const property = (body: string, more: object = {}) =>
  only({ property: { file: 'it.ts', name: 'it', cases: 5 }, ...more }, `export const it = { ${body} };`);

describe('a property', () => {
  it('holds for the solution on several seeds', async () => {
    for (const seed of [1, 2, 2 ** 31 - 1]) {
      expect(await checkOf({ seed }, 'any-order')).toMatchObject({ status: 'passed', message: '' });
    }
  });

  it('shows the smallest input that was found, with its exchanges and nothing of other cases', async () => {
    for (const seed of [1, 2, 3]) {
      const check = await checkOf({ files: await wrong('takes-back'), seed }, 'any-order');
      expect(check).toMatchObject({
        status: 'failed',
        message: expect.stringMatching(
          /^For an input .*: the transfer of 0 from \d to \d has another answer\.$/,
        ),
        evidence: [
          { shape: 'text', text: expect.stringMatching(/^Input:\n\[\{ from: \d, to: \d, amount: 0 \}\]/) },
          { shape: 'http', exchanges: [{ request: { path: '/transfers' }, response: { status: 201 } }] },
          { shape: 'timeline' },
        ],
      });
    }
  });

  it('gives the same bytes for the same seed', async () => {
    const files = await wrong('copies-money');
    const first = JSON.stringify(await grade({ files, seed: 7 }));
    expect(JSON.stringify(await grade({ files, seed: 7 }))).toBe(first);
  });

  it('begins each case in a world of its own, after the steps', async () => {
    const of = property(
      `generate: (draws) => draws.integer(1, 9),
      holds(amount) {
        world.request({ method: 'POST', path: '/transfers', json: { from: 2, to: 3, amount } });
        return { expected: [{ id: 1 }, { id: 2 }], actual: world.sql('SELECT id FROM transfers') };
      }`,
      { steps: [{ request: { method: 'POST', path: '/transfers', json: { from: 1, to: 2, amount: 1 } } }] },
    );
    expect(await checkOf({ of }, 'only')).toMatchObject({ status: 'passed' });
  });

  it('asks for rows and tables after each case, whatever the author let pass', async () => {
    const of = property(
      `generate: (draws) => draws.integer(0, 200),
      holds(amount) { world.request({ method: 'POST', path: '/transfers', json: { from: 1, to: 2, amount } }); return true; }`,
      { rows: [{ sql: 'SELECT id FROM accounts WHERE balance < 0', expect: [] }] },
    );
    expect(await checkOf({ of }, 'only')).toMatchObject({ status: 'passed' });
    const check = await checkOf({ of: { ...of }, files: await wrong('overdraws') }, 'only');
    expect(check).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/^With an input .*rows/),
    });
    expect(check?.evidence).toMatchObject([
      { shape: 'text', text: '101' },
      { shape: 'table', totals: { extra: 1 } },
      { shape: 'http', exchanges: [{ request: { body: { text: '{"from":1,"to":2,"amount":101}' } } }] },
      { shape: 'timeline' },
    ]);
  });

  it('ends at a program that hangs, even where the author takes that for an answer', async () => {
    const of = property(
      `generate: (draws) => draws.integer(0, 9),
      holds(amount) { try { world.request({ method: 'POST', path: '/transfers', json: { from: 1, to: 2, amount } }); } catch {} return true; }`,
    );
    const looping = (loaded.solution['app.ts'] ?? '').replace('if (isPossible) move', 'for (;;) ; move');
    expect(await checkOf({ of, files: { 'app.ts': looping } }, 'only')).toMatchObject({
      status: 'error',
      reason: 'time',
    });
  });

  it('says of a program that does not load just that', async () => {
    expect(await checkOf({ files: { 'app.ts': 'const = 5;' } }, 'any-order')).toMatchObject({
      status: 'error',
      reason: 'syntax',
      message: expect.not.stringContaining('at random'),
    });
  });
});

describe('what the documents show', () => {
  const block = (url: string, find: string): string => {
    const text = readFileSync(new URL(url, import.meta.url), 'utf8');
    const blocks = [...text.matchAll(/```(?:ts|yaml)\n([\s\S]*?)```/g)].map(([, code]) => code ?? '');
    const found = blocks.find((code) => code.includes(find));
    if (found === undefined) throw new Error(`${url} shows no ${find}`);
    return found;
  };

  it('is the fixture, and does what it says', async () => {
    const exercise = readFileSync(`${loaded.folder}/exercise.yaml`, 'utf8');
    expect(exercise).toContain(block('README.md', 'id: any-order'));
    expect(exercise).toContain(block('../../../docs/pack-format.md', 'verify: {'));
    const modules = [
      block('README.md', 'generate:'),
      block('../../../docs/pack-format.md', 'receiptsAreKept('),
    ];
    const of = { ...loaded, resources: { ...loaded.resources, 'check.ts': modules.join('\n') } };
    for (const [name, id] of [
      ['last-receipt', 'receipts'],
      ['copies-money', 'any-order'],
    ] as const) {
      expect(await checkOf({ of }, id)).toMatchObject({ status: 'passed' });
      expect(await checkOf({ of, files: await wrong(name) }, id)).toMatchObject({ status: 'failed' });
    }
  });
});

describe('tables that must be there', () => {
  const leaving = (tables: object[]) =>
    only({ steps: [{ request: { method: 'POST', path: '/transfers', json: {} } }], tables });

  it.each<readonly [string, object, string | null]>([
    ['columns, in any case', { table: 'Transfers', columns: ['AMOUNT', 'id'] }, null],
    ['an index that begins so', { table: 'transfers', indexes: [['from_id']] }, null],
    ['a key that is an order too', { table: 'transfers', indexes: [['id']], unique: [['id']] }, null],
    ['no such table', { table: 'logs' }, 'After the last request the database has no table logs.'],
    ['no such column', { table: 'transfers', columns: ['memo'] }, 'The table transfers has no column memo.'],
    [
      'an index in another order',
      { table: 'transfers', indexes: [['from_id', 'to_id']] },
      'The table transfers has no index that begins with from_id, to_id.',
    ],
    [
      'nothing that is unique',
      { table: 'transfers', unique: [['from_id']] },
      'Nothing keeps two rows of transfers from having the same from_id.',
    ],
    [
      'a table that should be gone',
      { table: 'accounts', absent: true },
      'After the last request the table accounts is still there.',
    ],
    ['a table that is gone', { table: 'old', absent: true }, null],
  ])('%s', async (_, table, message) => {
    const check = await checkOf({ of: leaving([table]) }, 'only');
    expect(check).toMatchObject({ status: message === null ? 'passed' : 'failed', message: message ?? '' });
    if (message === null) return;
    expect(check?.evidence).toMatchObject([
      {
        shape: 'text',
        text: 'accounts (id INTEGER PRIMARY KEY, balance INTEGER)\ntransfers (id INTEGER PRIMARY KEY, from_id, to_id, amount)\n  INDEX (from_id)',
      },
      { shape: 'http' },
    ]);
  });

  it('in a database that the world does not have are a mistake of the author', async () => {
    expect(await grade({ of: leaving([{ database: 'other', table: 'accounts' }]) })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('cannot look into the database "other"') },
    });
  });
});

describe('a mistake of the author', () => {
  const generate = 'generate: (draws) => draws.integer(0, 9)';
  it.each<readonly [string, string, string]>([
    [
      'a generator that never ends',
      'generate() { for (;;) ; }, holds: () => true',
      'no input could be made: it did not end',
    ],
    [
      'a generator that sends',
      'generate: () => world.request({ path: "/" }), holds: () => true',
      'no input could be made',
    ],
    ['a holds() that throws', `${generate},\nholds: (n) => n.x.y`, '(it.ts, line 2)'],
    [
      'a property that the solution breaks',
      `${generate}, holds: () => false`,
      'does not hold for its own solution/app.ts with 0',
    ],
    [
      'SQL that is wrong',
      `${generate}, holds: () => world.sql("SELECT nothing").length`,
      'does not hold for its own solution/app.ts',
    ],
  ])('%s is told to the author', async (_, body, message) => {
    expect(await grade({ of: property(body) })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining(message) },
    });
  });

  it('steps that the solution fails are told to the author', async () => {
    const of = property(`${generate}, holds: () => true`, {
      steps: [{ request: { method: 'GET', path: '/nowhere' }, expect: { status: 200 } }],
    });
    // The learner fails them too, and is told of the step: nothing was tried with an input.
    expect(await checkOf({ of }, 'only')).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/^GET \/nowhere/),
    });
  });

  it.each<readonly [string, object, RegExp]>([
    ['no cases', { property: { file: 'it.ts', name: 'it', cases: 0 } }, /0 cases try nothing/],
    ['too many cases', { property: { file: 'it.ts', name: 'it', cases: 201 } }, /at most 200 cases/],
    ['no request at all', { steps: [{ advanceMs: 5 }] }, /sends no request/],
    [
      'a property with a verify',
      { property: { file: 'it.ts', name: 'it' }, verify: { file: 'it.ts', name: 'look' } },
      /cannot stand beside property/,
    ],
    [
      'a table that is both',
      {
        steps: [{ request: { method: 'GET', path: '/' } }],
        tables: [{ table: 'a', absent: true, columns: ['b'] }],
      },
      /to be absent, and to have something/,
    ],
  ])('%s is refused when it is loaded', (_, check, message) => {
    expect(() => only(check)).toThrow(message);
  });
});
