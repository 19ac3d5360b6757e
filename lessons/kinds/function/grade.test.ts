import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixtureExercise } from '../../fixture-exercise.ts';
import type { LoadedExercise } from '../../format/load-exercise.ts';
import { type FunctionCheck, type FunctionExercise, functionExerciseSchema } from './schema.ts';

const { loaded, problems, grade, statuses, wrongFiles } = await fixtureExercise('kinds/function/busy-times');
const exercise = loaded.exercise as FunctionExercise;

/** The exercise with one check, and an author's module of its own. */
function withCheck(check: object, module = ''): LoadedExercise {
  const whole = { id: 'only', name: 'Only', ...check };
  const { starter: _, ...rest } = { starter: null, ...exercise };
  const parsed = functionExerciseSchema.parse({ ...rest, checks: [whole], wrong: {} });
  return { ...loaded, exercise: parsed, resources: { 'check.ts': module } };
}

const property = (body: string, more: Partial<NonNullable<FunctionCheck['property']>> = {}) =>
  withCheck({ property: { file: 'check.ts', name: 'it', ...more } }, body);

const module = (name: string, text: string) => ({ [name]: text });
const busy = (text: string) => module('busy-times.ts', text);

describe('the example of the README', () => {
  it('is the fixture, to the letter', () => {
    const examples = [
      ...readFileSync(new URL('README.md', import.meta.url), 'utf8').matchAll(
        /```(?:yaml|ts)\n([\s\S]*?)```/g,
      ),
    ].map(([, text]) => text);
    const files = ['busy-times', 'first-visits'].flatMap((name) =>
      ['exercise.yaml', 'check.ts'].map((file) =>
        readFileSync(`${loaded.folder}/../${name}/${file}`, 'utf8'),
      ),
    );
    expect(examples).toEqual(files);
  });

  it('loads and passes with its solution on several seeds', async () => {
    expect(problems).toEqual([]);
    for (const seed of [1, 2, 2 ** 31 - 1]) {
      expect(new Set(Object.values(await statuses({ seed })))).toEqual(new Set(['passed']));
    }
  });

  it('fails with its starter', async () => {
    expect(await statuses({ files: loaded.starter })).toMatchObject({ examples: 'failed', apart: 'failed' });
  });

  it.each(loaded.wrong)('catches wrong/%s where it says', async (name) => {
    const files = await wrongFiles(name);
    for (const seed of [1, 2, 3]) {
      const caughtBy = exercise.wrong[name]?.caughtBy ?? '';
      expect(await statuses({ files, seed })).toMatchObject({ [caughtBy]: 'failed' });
    }
  });
});

describe('a property', () => {
  const lastEnd = () => wrongFiles('last-end');

  it('shows the smallest case that was found', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const result = await grade({ files: await lastEnd(), seed });
      const check = result.ok ? result.report.checks.find(({ id }) => id === 'same-hours') : undefined;
      const text = check?.evidence.map((one) => ('text' in one ? one.text : one.shape)).join();
      // Two times are the fewest that can show it; either pair is as small as it gets by single steps.
      expect([
        'Input:\n[[0, 2], [0, 1]]\n\nExpected:\n[0, 1]\n\nGot:\n[0]',
        'Input:\n[[1, 2], [0, 3]]\n\nExpected:\n[0, 1, 2]\n\nGot:\n[0, 1]',
      ]).toContain(text);
    }
  });

  it('shows what the program printed for that case alone, and for the examples', async () => {
    const [text = ''] = Object.values(await lastEnd());
    const files = busy(text.replace('const merged', 'console.log(times.length); const merged'));
    const result = await grade({ files, seed: 1 });
    const checks = result.ok ? result.report.checks : [];
    const logOf = (id: string) =>
      checks
        .find((check) => check.id === id)
        ?.evidence.flatMap((one) => (one.shape === 'log' ? one.entries.map((entry) => entry.text) : []));
    expect(logOf('same-hours')).toEqual(['2']);
    const none = await grade({
      files: busy(text.replace('const merged', 'console.log("here"); return []; const merged')),
    });
    const examples = none.ok ? none.report.checks.find(({ id }) => id === 'examples') : undefined;
    expect(examples).toMatchObject({
      status: 'failed',
      evidence: [{ shape: 'text' }, { shape: 'log', entries: [{ text: 'here' }] }],
    });
  });

  it('says nothing of what a program did that ran out of memory, since that may be lost with it', async () => {
    // Stopped by the guest's own limit, in a runner that lives on, once, and by the runner's the other time.
    for (const mebibytes of [200, 2_000]) {
      const files = busy(
        `export function mergeBusy() { console.log('here'); const kept = []; while (kept.length < ${mebibytes}) kept.push(new Array(131_072).fill(1.5)); for (;;); }`,
      );
      const result = await grade({ files });
      const examples = result.ok ? result.report.checks.find(({ id }) => id === 'examples') : undefined;
      expect(examples).toMatchObject({ status: 'error', reason: 'memory', evidence: [] });
    }
  });

  it('gives the same bytes for the same seed, in either language', async () => {
    for (const locale of ['en', 'pt-BR'] as const) {
      const files = await lastEnd();
      const first = JSON.stringify(await grade({ files, seed: 7, locale }));
      expect(JSON.stringify(await grade({ files, seed: 7, locale }))).toBe(first);
    }
  });

  it('tells nothing of a hidden case', async () => {
    const files = await wrongFiles('touching');
    const result = await grade({ files });
    expect(result.ok && result.report.checks.find(({ id }) => id === 'apart')).toMatchObject({
      message: 'This check is hidden: its data is not shown.',
      location: null,
      evidence: [],
    });
  });

  it('can compare with the solution', async () => {
    const of = property(`
      import { mergeBusy } from './solution/busy-times.ts';
      export const it = {
        generate: (draws) => draws.array(0, 5, () => [draws.integer(0, 9), draws.integer(10, 19)]),
        holds: (times) => ({ expected: mergeBusy(times), actual: learner.call('mergeBusy', times) }),
      };`);
    expect(await statuses({ of })).toEqual({ only: 'passed' });
    expect(await statuses({ of, files: await lastEnd() })).toEqual({ only: 'failed' });
  });

  it('shrinks an input that throws to the smallest that throws the same', async () => {
    const files = busy(
      'export const mergeBusy = (n) => { if (n >= 17) throw new RangeError("big"); return n; };',
    );
    const of = {
      ...property(
        'export const it = { generate: (d) => d.integer(-100, 100), holds: (n) => learner.call("mergeBusy", n) === n };',
      ),
      solution: busy('export const mergeBusy = (n) => n;'),
    };
    const result = await grade({ of, files });
    expect(result.ok && result.report.checks[0]).toMatchObject({ status: 'error', reason: 'exception' });
    expect(result.ok && result.report.checks[0]?.evidence[0]).toMatchObject({ shape: 'text', text: '17' });
  });

  it('is not fooled by a program that is gone, where the author swallows every failure', async () => {
    const of = property(
      'export const it = { generate: (d) => d.integer(0, 9), holds(n) { try { learner.call("mergeBusy", []); } catch {} return true; } };',
      { cases: 3 },
    );
    const result = await grade({ of, files: busy('export const mergeBusy = () => { for (;;); };') });
    expect(result.ok && result.report.checks[0]).toMatchObject({ status: 'error', reason: 'time' });
  });
});

describe('a mistake of the author', () => {
  const good = 'generate: (d) => d.integer(0, 9)';
  it.each<readonly [string, string, string]>([
    ['a module that cannot be read', 'export const it = {', 'check.ts does not load'],
    [
      'a property that is not there',
      'export const that = 1;',
      'does not export a property "it" with generate() and holds()',
    ],
    [
      'a generator that throws',
      'export const it = {\n  generate() {\n    throw new Error("oh"); }, holds: () => true };',
      'no input could be made: oh (check.ts, line 3)',
    ],
    [
      'a generator that never ends',
      'export const it = { generate() { for (;;); }, holds: () => true };',
      'no input could be made: it did not end within',
    ],
    [
      'a generator that draws for ever',
      'export const it = { generate(d) { for (;;) d.boolean(); }, holds: () => true };',
      'more than 20000 choices',
    ],
    [
      'bounds the wrong way round',
      'export const it = { generate: (d) => d.integer(9, 0), holds: () => true };',
      'integer(9, 0) needs two whole numbers, the smaller first',
    ],
    [
      'a holds() that throws',
      `export const it = { ${good},\n holds: (n) => n.length.x };`,
      '(check.ts, line 2)',
    ],
    [
      'a holds() that never ends',
      `export const it = { ${good}, holds() { for (;;); } };`,
      'The exercise kinds/function/busy-times is broken',
    ],
    [
      'a holds() that gives nothing',
      `export const it = { ${good}, holds() {} };`,
      'must give true, false, a text, or { expected, actual }; it gave undefined',
    ],
    [
      'a holds() that calls what is not there',
      `export const it = { ${good}, holds: () => learner.call("merge") };`,
      'does not hold for its own solution/busy-times.ts',
    ],
    [
      'a property that the solution breaks',
      `export const it = { ${good}, holds: () => false };`,
      'does not hold for its own solution/busy-times.ts with 0 (seed 1)',
    ],
  ])('%s is told to the author', async (_, text, message) => {
    const result = await grade({ of: property(text) });
    expect(result).toMatchObject({ ok: false, error: { message: expect.stringContaining(message) } });
  });

  it('an example that the solution does not keep is told to the author', async () => {
    const of = withCheck({ examples: [{ args: [[]], returns: 1 }] });
    expect(await grade({ of, files: loaded.starter })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('"checks.only", "examples.0" does not hold for its own') },
    });
  });

  it.each<readonly [string, object, string]>([
    [
      'no way to check',
      {},
      'needs exactly one of examples, property, operations, or verify alone; it has none',
    ],
    [
      'two ways',
      { examples: [{ returns: 1 }], property: { file: 'a.ts', name: 'b' } },
      'it has examples and property',
    ],
    ['no cases', { property: { file: 'a.ts', name: 'b', cases: 0 } }, '0 cases try nothing'],
    [
      'too many cases',
      { property: { file: 'a.ts', name: 'b', cases: 1001 } },
      'at most 1000 cases can be tried',
    ],
    [
      'an unknown mark',
      { examples: [{ args: [[{ $date: 'now' }]], returns: 1 }] },
      'is not a mark; the marks are',
    ],
  ])('%s is refused when it is loaded', (_, check, message) => {
    expect(() => withCheck(check)).toThrow(message);
  });
});
