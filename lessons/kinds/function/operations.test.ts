import { describe, expect, it } from 'vitest';
import { fixtureExercise } from '../../fixture-exercise.ts';
import type { LoadedExercise } from '../../format/load-exercise.ts';
import { checkBudget, timesAllowed } from './operations-budget.ts';
import { type FunctionExercise, functionExerciseSchema } from './schema.ts';

const { loaded, problems, grade, checks, statuses, wrongFiles } = await fixtureExercise(
  'kinds/function/first-visits',
);
const exercise = loaded.exercise as FunctionExercise;
const visits = (text: string) => ({ 'first-visits.ts': text });

/** The exercise with one budget, and an author's module of its own. */
function withBudget(operations: object, module = loaded.resources['check.ts'] ?? ''): LoadedExercise {
  const check = {
    id: 'only',
    name: 'Only',
    operations: { file: 'check.ts', name: 'manyVisits', ...operations },
  };
  const parsed = functionExerciseSchema.parse({ ...exercise, checks: [check], wrong: {} });
  return { ...loaded, exercise: parsed, resources: { 'check.ts': module }, mistakes: {} };
}

describe('the fixture', () => {
  it('passes with its solution on several seeds, and not with its starter', async () => {
    expect(problems).toEqual([]);
    for (const seed of [1, 2, 2 ** 31 - 1]) {
      expect(await statuses({ seed })).toEqual({ examples: 'passed', growth: 'passed', steps: 'passed' });
    }
    expect(await statuses({ files: loaded.starter })).toMatchObject({ examples: 'failed', growth: 'failed' });
  });

  it.each(loaded.wrong)('catches wrong/%s where it says, to the same bytes each time', async (name) => {
    const files = await wrongFiles(name);
    const caughtBy = exercise.wrong[name]?.caughtBy ?? '';
    const first = await checks({ files });
    expect(first.find(({ id }) => id === caughtBy)?.status).toBe('failed');
    expect(JSON.stringify(await checks({ files }))).toBe(JSON.stringify(first));
    expect(await statuses({ files, seed: 2 })).toMatchObject({ [caughtBy]: 'failed' });
  });
});

describe('what a learner is told', () => {
  it('is how the work grew, in either language', async () => {
    const files = await wrongFiles('own-list');
    const told = async (locale: 'en' | 'pt-BR') => (await checks({ files, locale }))[1];
    const english = await told('en');
    expect([english?.message, english?.nextStep]).toMatchInlineSnapshot(`
      [
        "With twice as many visits your function did 3.8 times the work: 28,440 steps for 400, 109,163 for 800. About 2 times is allowed.",
        "Which collection knows at once whether it has something, however much is in it?",
      ]
    `);
    expect((await told('pt-BR'))?.message).toBe(
      'Com o dobro de visitas, sua função fez 3,8 vezes o trabalho: 28.440 passos para 400, 109.163 para 800. Cerca de 2 vezes é o permitido.',
    );
    expect(english?.evidence).toMatchObject([
      {
        shape: 'series',
        series: [
          {
            role: 'measured',
            points: [
              [100, 2_057],
              [200, 7_767],
              [400, 28_440],
              [800, 109_163],
            ],
          },
          {
            role: 'allowed',
            points: [
              [100, 2_057],
              [200, 4_114],
              [400, 8_228],
              [800, 16_456],
            ],
          },
        ],
      },
    ]);
  });

  it('is the cause, where time runs out on larger inputs', async () => {
    const files = visits(
      'export const firstVisits = (ids) => { if (ids.length > 500) for (;;); let n = 0; for (const a of ids) for (const b of ids) n++; return [...new Set(ids)]; };',
    );
    const [, growth] = await checks({ files });
    expect(growth?.message).toMatch(/^With twice as many visits your function did 4 times the work/);
  });

  it('is a wrong answer, a throw or a lack of time where that is what it is', async () => {
    const told = async (text: string) => (await checks({ files: visits(text) }))[1];
    expect(
      await told('export const firstVisits = (ids) => ids.length > 300 ? [] : [...new Set(ids)];'),
    ).toMatchObject({
      status: 'failed',
      message: 'With 400 visits: the answer is wrong.',
      nextStep: expect.stringContaining('has to be right before it can be fast'),
    });
    expect(
      await told(
        'export const firstVisits = (ids) => { if (ids.length > 50) throw new Error("no"); return [...new Set(ids)]; };',
      ),
    ).toMatchObject({
      status: 'error',
      message: 'With 100 visits: The program threw Error (first-visits.ts, line 1): no',
    });
    expect(
      await told(
        'export const firstVisits = (ids) => { if (ids.length > 50) for (;;); return [...new Set(ids)]; };',
      ),
    ).toMatchObject({
      status: 'error',
      reason: 'time',
    });
  });

  it('is nothing of a hidden budget', async () => {
    const [, , steps] = await checks({ files: await wrongFiles('own-list') });
    expect(steps).toMatchObject({
      status: 'failed',
      message: 'This check is hidden: its data is not shown.',
      evidence: [],
    });
  });
});

describe('an answer that would rather not be counted', () => {
  const seen = 'const seen = []; for (const id of ids) if (!seen.includes(id)) seen.push(id); return seen;';
  it.each([
    [
      'works when its answer is read',
      `export function firstVisits(ids) { let list = null; return new Proxy([], { get: (target, key) => { list ??= (() => { ${seen} })(); return Reflect.get(list, key); }, has: (target, key) => key in list, ownKeys: (target) => Reflect.ownKeys(list) }); }`,
    ],
    [
      'takes includes from elsewhere',
      `const { includes } = Array.prototype; export function firstVisits(ids) { const seen = []; for (const id of ids) if (!Reflect.apply(includes, seen, [id])) seen.push(id); return seen; }`,
    ],
    [
      'patches the language',
      `Math.max = Math.min = Math.trunc = () => 0; globalThis.Number = () => NaN; Array.prototype.indexOf = () => 0; export function firstVisits(ids) { ${seen} }`,
    ],
    [
      'spreads the work over promises',
      `export async function firstVisits(ids) { const seen = []; for (const id of ids) { await null; if (!seen.includes(id)) seen.push(id); } return seen; }`,
    ],
    [
      'hides it in sort',
      `export function firstVisits(ids) { const seen = []; ids.concat().sort((a, b) => { return 0; }); for (const id of ids) if (!seen.some((one) => one === id)) seen.push(id); return seen; }`,
    ],
  ])('%s, and is counted', async (_, text) => {
    expect((await checks({ files: visits(text), of: withBudget({ growth: 'linear' }) }))[0]).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(
        /^With twice as many elements your function did [34](\.\d)? times the work/,
      ),
    });
  });

  it('has no eval to hide behind', async () => {
    const text = `export function firstVisits(ids) { return new Function('ids', ${JSON.stringify(seen)})(ids); }`;
    expect((await checks({ files: visits(text), of: withBudget({ growth: 'linear' }) }))[0]).toMatchObject({
      status: 'error',
      message: expect.stringContaining('EvalError'),
    });
  });
});

describe('a budget', () => {
  const sizes = [100, 200];
  it.each([
    ['constant', 40, 55, false],
    ['constant', 400, 800, true],
    ['log n', 400, 460, false],
    ['linear', 400, 800, false],
    ['linear', 400, 920, false],
    ['linear', 400, 1_600, true],
    ['n log n', 700, 1_600, false],
    ['n log n', 700, 2_800, true],
    ['quadratic', 400, 1_600, false],
    ['quadratic', 400, 3_200, true],
  ] as const)('of growth %s from %d to %d steps', (growth, before, after, isBroken) => {
    const costs = [
      { size: 100, steps: before },
      { size: 200, steps: after },
    ];
    expect(checkBudget({ growth, most: undefined, sizes }, costs) !== null).toBe(isBroken);
  });

  it('of a fixed number holds for the largest size only', () => {
    const costs = [{ size: 100, steps: 900 }];
    expect(checkBudget({ growth: undefined, most: 500, sizes }, costs)).toBe(null);
    expect(
      checkBudget({ growth: undefined, most: 500, sizes }, [...costs, { size: 200, steps: 501 }]),
    ).toMatchObject({
      what: 'most',
      allowed: 500,
    });
    expect(timesAllowed('n log n', 400, 800)).toBeCloseTo(2.23, 2);
  });
});

describe('a mistake of the author', () => {
  const good = 'holds: (ids) => ({ expected: [...new Set(ids)], actual: learner.call("firstVisits", ids) })';
  const module = (text: string) => `export const manyVisits = { ${text} };`;
  it.each<readonly [string, object, string, string]>([
    [
      'a generator that never ends',
      {},
      module(`generate() { for (;;); }, ${good}`),
      'check.ts, "manyVisits": no input could be made: it did not end within',
    ],
    ['a generator that throws', {}, module(`\ngenerate() { null.x; }, ${good}`), '(check.ts, line 2)'],
    [
      'a generator that draws too much',
      {},
      module(
        `generate: (draws, size) => draws.array(size * 300, size * 300, () => 1 + draws.integer(0, 9)), ${good}`,
      ),
      'more than 20000 choices',
    ],
    [
      'a reference that breaks its budget',
      { growth: 'constant' },
      loaded.resources['check.ts'] ?? '',
      '"checks.only", "operations" is broken by its own solution/first-visits.ts: With twice as many elements your function did 2 times the work',
    ],
    [
      'a limit that the reference breaks',
      { most: 10 },
      loaded.resources['check.ts'] ?? '',
      'It may take 10.',
    ],
    [
      'a reference whose answer is wrong',
      {},
      module('generate: () => [1], holds: () => false'),
      '"checks.only" cannot be counted with its own solution/first-visits.ts: With 100 elements: the answer is wrong.',
    ],
    [
      'a module without such a name',
      {},
      'export const other = 1;',
      'does not export a property "manyVisits"',
    ],
  ])('%s is told to the author', async (_, budget, text, message) => {
    const result = await grade({ of: withBudget({ growth: 'linear', ...budget }, text) });
    expect(result).toMatchObject({ ok: false, error: { message: expect.stringContaining(message) } });
  });

  it.each<readonly [string, object, string]>([
    ['a budget of zero', { most: 0 }, 'a budget of 0 steps allows nothing'],
    ['no budget at all', {}, 'needs growth, most, or both'],
    [
      'sizes that do not double',
      { growth: 'linear', sizes: [100, 200, 300] },
      '300 is not twice 200; the sizes must double',
    ],
    ['sizes that show nothing', { growth: 'linear', sizes: [2, 4] }, 'a size of less than 8 shows no growth'],
    ['a growth that has no name', { growth: 'fast' }, 'Invalid option'],
  ])('%s is refused when it is loaded', (_, budget, message) => {
    expect(() => withBudget(budget)).toThrow(message);
  });
});
