import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixtureExercise, type Grading } from '../../fixture-exercise.ts';
import type { Check } from '../../format/report.ts';
import type { TestsExercise } from './schema.ts';

const { loaded, problems, checks, statuses, wrongFiles } = await fixtureExercise('kinds/tests/checkout');
const exercise = loaded.exercise as TestsExercise;

async function checkOf(grading: Grading, id: string): Promise<Check> {
  const found = (await checks(grading)).find((check) => check.id === id);
  if (found === undefined) throw new Error(`no check ${id}`);
  return found;
}

describe('the example of the README', () => {
  it('is the fixture, to the letter', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    const [yaml] = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text);
    const [module, solution] = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text]) => text);
    const read = (name: string) => readFileSync(`${loaded.folder}/${name}`, 'utf8');
    expect([yaml, module, solution]).toEqual(
      ['exercise.yaml', 'checkout.ts', 'solution/checkout.test.ts'].map(read),
    );
  });

  it('loads and passes with its solution on several seeds', async () => {
    expect(problems).toEqual([]);
    for (const seed of [1, 2, 2 ** 31 - 1]) {
      expect(await statuses({ seed })).toEqual(
        Object.fromEntries(exercise.checks.map(({ id }) => [id, 'passed'])),
      );
    }
  });

  it('does not pass with its starter', async () => {
    expect(await statuses({ files: loaded.starter })).toEqual({
      correct: 'failed',
      'no-false-alarms': 'passed',
      sums: 'failed',
      refusals: 'failed',
      payment: 'failed',
    });
  });

  it.each(loaded.wrong)('catches wrong/%s where it says, to the same bytes each time', async (name) => {
    const files = await wrongFiles(name);
    const caughtBy = exercise.wrong[name]?.caughtBy ?? '';
    const first = await checks({ files });
    expect(first.find(({ id }) => id === caughtBy)).toMatchObject({ status: 'failed' });
    expect(JSON.stringify(await checks({ files }))).toBe(JSON.stringify(first));
    expect(await statuses({ files, seed: 2 })).toMatchObject({ [caughtBy]: 'failed' });
  });
});

describe('what a learner is told', () => {
  it('of tests that fail: what they printed', async () => {
    const text = `import assert from 'node:assert/strict';
import { it } from 'node:test';
import { priceOf } from './checkout.ts';
it('adds up', () => {
  const price = priceOf([{ name: 'tea', price: 500, quantity: 1 }]);
  console.log(price.total);
  assert.equal(price.total, 500);
});`;
    const { evidence } = await checkOf({ files: { 'checkout.test.ts': text } }, 'correct');
    expect(evidence.at(-1)).toMatchObject({
      shape: 'log',
      entries: [{ text: '1490', location: { line: 6 } }],
    });
  });

  it('of mistakes that go unnoticed: why, and where they are', async () => {
    const check = await checkOf({ files: await wrongFiles('asserts-nothing') }, 'sums');
    expect([check.message, check.nextStep]).toMatchInlineSnapshot(`
      [
        "5 of 5 planted mistakes go unnoticed. The first: the quantity is forgotten. "prices a cart" sees the difference at priceOf([{ name: "tea", price: 500, quantity: 3 }]) and does not check it.",
        "Compare what comes back with what the task promises, with an assertion.",
      ]
    `);
    const [diff, difference] = check.evidence;
    expect(diff).toMatchObject({ shape: 'diff', path: 'checkout.ts – the quantity is forgotten' });
    expect(diff?.shape === 'diff' && diff.lines.filter(({ mark }) => mark !== 'same')).toEqual([
      { mark: 'removed', text: '    goods += price * quantity;', before: 19, after: null },
      { mark: 'added', text: '    goods += price;', before: null, after: 19 },
    ]);
    expect(difference).toMatchObject({
      text: `Call:
priceOf([{ name: "tea", price: 500, quantity: 3 }])

The correct implementation:
{ goods: 1500, shipping: 990, total: 2490 }

With the mistake:
{ goods: 500, shipping: 990, total: 1490 }`,
    });
    expect(check.evidence.length).toBe(6);
  });

  it('of mistakes that no call shows', async () => {
    const { message, nextStep, evidence } = await checkOf(
      { files: await wrongFiles('happy-path') },
      'refusals',
    );
    expect([message, nextStep, evidence.map(({ shape }) => shape)]).toMatchInlineSnapshot(`
      [
        "2 of 2 planted mistakes go unnoticed. The first: an empty cart is priced. No call in your tests shows a difference.",
        "Find an input for which the changed lines below give another answer, and write a test with it.",
        [
          "diff",
          "diff",
        ],
      ]
    `);
  });

  it('of a false alarm', async () => {
    const check = await checkOf({ files: await wrongFiles('over-specified') }, 'no-false-alarms');
    expect([check.message, check.nextStep, check.location]).toMatchInlineSnapshot(`
      [
        ""refuses an empty cart" fails on another correct implementation: sums with reduce.",
        "The task does not promise what this test checks. Check only what every right answer must do.",
        {
          "column": 10,
          "file": "checkout.test.ts",
          "line": 16,
        },
      ]
    `);
    expect(check.evidence.at(-1)).toMatchInlineSnapshot(`
      {
        "format": "code",
        "shape": "text",
        "text": "Call:
      priceOf([])

      The correct implementation:
      threw EmptyCartError: the cart is empty

      The other correct implementation:
      threw EmptyCartError: no lines",
        "title": "Where they differ",
      }
    `);
  });

  it.each([
    [
      'en',
      '"a" fails on the correct implementation: The expression evaluated to a falsy value: assert.ok(false)',
    ],
    [
      'pt-BR',
      '"a" falha na implementação correta: The expression evaluated to a falsy value: assert.ok(false)',
    ],
  ] as const)('of tests that fail on the correct implementation, in %s', async (locale, message) => {
    const all = await checks({ files: await wrongFiles('fails-anyway'), locale });
    const place = { file: 'checkout.test.ts', line: 12, column: 12 };
    expect(all.map((check) => [check.message, check.location])).toEqual(all.map(() => [message, place]));
    expect(all[0]?.evidence.at(-1)).toMatchObject({ text: '✖ a\n✖ b\n✖ c\n✖ d' });
  });

  it("of a hidden check: nothing but the author's words", async () => {
    expect(await checkOf({ files: await wrongFiles('happy-path') }, 'payment')).toMatchObject({
      status: 'failed',
      message: 'This check is hidden: its data is not shown.',
      nextStep: expect.stringContaining('mock.fn()'),
      evidence: [],
    });
  });
});
