import { breaksAt, type Corpus, failsAt, type Labelled, openAt, passes } from '../labelled.ts';

const every = ['correct', 'no-false-alarms', 'sums', 'refusals', 'payment'] as const;
const notices = ['sums', 'refusals', 'payment'] as const;

const imports = `import assert from 'node:assert/strict';
import { describe, it, mock, test } from 'node:test';
import { EmptyCartError, pay, priceOf } from './checkout.ts';
const tea = { name: 'tea', price: 500, quantity: 3 };
const pot = { name: 'pot', price: 10_000, quantity: 1 };
`;

/** Right tests, one for each thing that the task promises. */
const right = {
  sums: `test('sums', () => assert.deepEqual(priceOf([tea]), { goods: 1500, shipping: 990, total: 2490 }));`,
  free: `test('free', () => { assert.equal(priceOf([pot]).shipping, 0); assert.equal(priceOf([{ ...pot, price: 9999 }]).shipping, 990); });`,
  empty: `test('empty', () => assert.throws(() => priceOf([]), EmptyCartError));`,
  quantity: `test('quantity', () => { for (const quantity of [0, -2, 2.5]) assert.throws(() => priceOf([{ ...tea, quantity }]), RangeError); });`,
  kept: `test('kept', () => { const lines = [pot, tea]; priceOf(lines); assert.deepEqual(lines, [pot, tea]); });`,
  once: `test('once', async () => { const charge = mock.fn(async () => 7); assert.deepEqual(await pay([tea], charge), { paid: 2490, receipt: 7 }); assert.deepEqual(charge.mock.calls.map((call) => call.arguments), [[2490]]); });`,
  never: `test('never', async () => { const charge = mock.fn(async () => 7); await assert.rejects(pay([], charge), EmptyCartError); assert.equal(charge.mock.callCount(), 0); });`,
  passed: `test('passed on', () => assert.rejects(pay([tea], async () => { throw new Error('declined'); }), /declined/));`,
};

function file(changes: Partial<typeof right> = {}, more = ''): string {
  return `${imports}${Object.values({ ...right, ...changes }).join('\n')}\n${more}`;
}

function tests(submission: Omit<Labelled, 'files'> & { readonly text: string }): Labelled {
  const { text, ...label } = submission;
  return { ...label, files: { 'checkout.test.ts': text } };
}

const submissions: readonly Labelled[] = [
  tests({ name: 'one test for each promise', sort: 'right-unusual', failsAt: passes, text: file() }),
  tests({
    name: 'CommonJS, assert.strict and nested suites with hooks',
    sort: 'right-unusual',
    failsAt: passes,
    text: `const { strict: assert } = require('assert');
const { suite, test, before, afterEach, mock } = require('node:test');
const { EmptyCartError, pay, priceOf } = require('./checkout.ts');
let tea, pot;
suite('checkout', { concurrency: true }, () => {
  before(async () => { await null; tea = { name: 'tea', price: 500, quantity: 3 }; pot = { name: 'pot', price: 10_000, quantity: 1 }; });
  afterEach(() => mock.restoreAll());
  suite('all of it', () => {
${Object.values(right).join('\n')}
  });
});`,
  }),
  tests({
    name: 'subtests, and tests after an hour',
    sort: 'right-unusual',
    failsAt: passes,
    text: `${imports}
test('everything', async (t) => {
  await new Promise((go) => setTimeout(go, 3_600_000));
${Object.values(right)
  .map((each) => each.replace(/^test/, '  await t.test'))
  .join('\n')}
});`,
  }),
  tests({
    name: 'errors are looked at by hand',
    sort: 'right-unusual',
    failsAt: passes,
    text: file({
      empty: `test('empty', () => { let caught; try { priceOf([]); } catch (error) { caught = error; } assert.ok(caught instanceof EmptyCartError); assert.ok(caught instanceof Error); });`,
      quantity: `test('quantity', () => { const kinds = [0, -1, 1.5].map((quantity) => { try { return priceOf([{ ...tea, quantity }]); } catch (error) { return error.constructor; } }); assert.deepEqual(kinds, [RangeError, RangeError, RangeError]); });`,
      passed: `test('passed on', async () => { const declined = new Error('declined'); const caught = await pay([tea], () => Promise.reject(declined)).catch((error) => error); assert.equal(caught.message, 'declined'); });`,
    }),
  }),
  tests({
    name: 'many carts, compared with a sum of its own',
    sort: 'right-unusual',
    failsAt: passes,
    text: file({
      sums: `for (let n = 1; n <= 40; n += 1) test('cart ' + n, () => {
  const lines = Array.from({ length: 1 + (n % 4) }, (_, at) => ({ name: 'p' + at, price: n * 97 + at, quantity: 1 + ((n + at) % 5) }));
  const goods = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const shipping = goods < 10_000 ? 990 : 0;
  assert.deepEqual({ ...priceOf(lines) }, { goods, shipping, total: goods + shipping });
});`,
    }),
  }),
  tests({
    name: 'free shipping is tested far from its limit',
    sort: 'wrong-subtle',
    failsAt: failsAt('sums'),
    text: file({
      free: `test('free', () => { assert.equal(priceOf([{ ...pot, price: 20_000 }]).shipping, 0); });`,
    }),
  }),
  tests({
    name: 'only a quantity of 1 is priced',
    sort: 'wrong-subtle',
    failsAt: failsAt('sums'),
    text: file({
      sums: `test('sums', () => assert.deepEqual(priceOf([{ ...tea, quantity: 1 }]), { goods: 500, shipping: 990, total: 1490 }));`,
      once: right.once.replace('[tea]', '[{ ...tea, price: 1500, quantity: 1 }]'),
    }),
  }),
  tests({
    name: 'quantities below 0 and no 0',
    sort: 'wrong-subtle',
    failsAt: failsAt('refusals'),
    text: file({ quantity: right.quantity.replace('[0, -2, 2.5]', '[-2, 2.5]') }),
  }),
  tests({
    name: 'an assertion that nobody calls',
    sort: 'wrong-subtle',
    failsAt: failsAt('refusals', 'payment'),
    text: file({
      empty: `test('empty', () => { () => assert.throws(() => priceOf([]), EmptyCartError); });`,
      never: `test('never', () => { async () => assert.rejects(pay([], mock.fn()), EmptyCartError); });`,
    }),
  }),
  tests({
    name: 'a promise that nobody awaits, and any error will do',
    sort: 'wrong-subtle',
    failsAt: failsAt('payment'),
    text: file({
      passed: `test('passed on', () => { pay([tea], async () => { throw new Error('declined'); }).then(() => assert.fail(), () => {}).catch(() => {}); });`,
    }),
  }),
  tests({
    name: 'the number of charges is not counted',
    sort: 'wrong-subtle',
    failsAt: failsAt('payment'),
    text: file({
      once: `test('once', async () => assert.equal((await pay([tea], async () => 7)).paid, 2490));`,
    }),
  }),
  tests({
    name: 'the list has one line, so that no order is lost',
    sort: 'wrong-subtle',
    failsAt: failsAt('payment'),
    text: file({ kept: right.kept.replaceAll('[pot, tea]', '[tea]') }),
  }),
  tests({
    name: 'the order of keys is asked for',
    sort: 'wrong-subtle',
    failsAt: failsAt('no-false-alarms'),
    text: file({
      sums: `test('sums', () => assert.equal(JSON.stringify(priceOf([tea])), '{"goods":1500,"shipping":990,"total":2490}'));`,
    }),
  }),
  tests({
    name: 'the words of an error are asked for',
    sort: 'wrong-subtle',
    failsAt: failsAt('no-false-alarms'),
    text: file({
      quantity: `test('quantity', () => assert.throws(() => priceOf([{ ...tea, quantity: 0 }]), { message: 'tea: 0' }));`,
    }),
  }),
  tests({
    name: 'a task misread: shipping is free above 10,000 only',
    sort: 'wrong-subtle',
    failsAt: failsAt(...every),
    text: file({ free: `test('free', () => assert.equal(priceOf([pot]).shipping, 990));` }),
  }),
  tests({
    name: 'three tests, where each promise has one assertion',
    sort: 'right-unusual',
    failsAt: { ...failsAt('correct'), ...openAt('no-false-alarms', ...notices) },
    text: `${imports}
test('priceOf', () => { ${[right.sums, right.free, right.kept].map(bodyOf).join('\n')} });
test('refuses', () => { ${[right.empty, right.quantity].map(bodyOf).join('\n')} });
test('pay', async () => { ${[right.once, right.never, right.passed].map((each) => `await (${functionOf(each)})();`).join('\n')} });`,
  }),
  tests({
    name: 'all tests are skipped or to do',
    sort: 'wrong-subtle',
    failsAt: failsAt('correct', ...notices, 'no-false-alarms'),
    text: file().replaceAll(/^test\(/gm, 'test.skip('),
  }),
  tests({
    name: 'the rules written down, and no call',
    sort: 'hard-coded',
    failsAt: failsAt(...every),
    text: `${imports}for (const n of [1, 2, 3, 4, 5]) test('rule ' + n, () => assert.equal(500 * 3 + 990, 2490));`,
  }),
  tests({
    name: 'fails by a coin',
    sort: 'hostile',
    failsAt: failsAt(...every),
    text: file({}, `test('coin', () => { priceOf([tea]); assert.ok(Math.random() < 0.5); });`),
  }),
  tests({
    name: 'counts its runs in a file and in a database',
    sort: 'hostile',
    failsAt: failsAt('sums', 'refusals', 'payment'),
    text: `${imports}
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
const runs = existsSync('./runs.txt') ? Number(readFileSync('./runs.txt', 'utf8')) : 0;
writeFileSync('./runs.txt', String(runs + 1));
globalThis.process.env.RUNS = String(Number(process.env.RUNS ?? 0) + 1);
for (const n of [1, 2, 3, 4]) test('run ' + n, () => { priceOf([tea]); assert.ok(runs < 3 && Number(process.env.RUNS) < 3); });`,
  }),
  tests({
    name: 'measures how long an answer takes',
    sort: 'hostile',
    failsAt: failsAt('sums', 'refusals', 'payment'),
    text: `${imports}
const from = performance.now();
for (let n = 0; n < 300; n += 1) priceOf([tea]);
const took = performance.now() - from;
for (const n of [1, 2, 3, 4]) test('time ' + n, () => { priceOf([tea]); assert.ok(took < 1 && Date.now() > 0); });`,
  }),
  tests({
    name: 'asserts that agree with everything',
    sort: 'hostile',
    failsAt: failsAt('sums', 'refusals', 'payment'),
    text: `${imports}
for (const name of Object.keys(assert)) { try { assert[name] = () => {}; } catch {} }
Object.is = () => true;
${Object.values({ ...right, never: '', passed: '' }).join('\n')}`,
  }),
  {
    name: 'a checkout of its own beside the tests',
    sort: 'hostile',
    failsAt: passes,
    files: {
      'checkout.test.ts': file(),
      'checkout.ts':
        'export const priceOf = () => ({}); export const pay = priceOf; export class EmptyCartError {}',
    },
  },
  tests({
    name: 'a syntax error',
    sort: 'odd-format',
    failsAt: breaksAt(...every),
    text: `${imports}test('sums', () => {`,
  }),
  tests({
    name: 'ends the process when all has passed',
    sort: 'hostile',
    failsAt: { ...openAt('no-false-alarms'), ...breaksAt('correct', ...notices) },
    text: `${imports}priceOf([tea]); console.log('# pass 9'); process.exit(0);`,
  }),
];

/** The function of a test, as text. */
function functionOf(test: string): string {
  return test.slice(test.indexOf(', ') + 2, -2);
}

function bodyOf(test: string): string {
  return `(${functionOf(test)})();`;
}

export const checkout: Corpus = {
  exercise: 'kinds/tests/checkout',
  unnamed: 'passed',
  isCostly: true,
  submissions,
  afterwards: [
    tests({
      name: 'answers are compared with answers',
      sort: 'wrong-subtle',
      failsAt: failsAt('sums'),
      text: file({
        sums: `test('sums', () => assert.deepEqual(priceOf([tea]), priceOf([tea])));`,
        once: right.once
          .replace('paid: 2490', 'paid: priceOf([tea]).total')
          .replace('[[2490]]', '[[priceOf([tea]).total]]'),
      }),
    }),
    tests({
      name: 'the length of an answer is enough',
      sort: 'wrong-subtle',
      failsAt: failsAt('sums'),
      text: file({
        sums: `test('sums', () => assert.equal(JSON.stringify(priceOf([tea])).length, 42));`,
        once: right.once
          .replace('{ paid: 2490, receipt: 7 }', '{ paid: priceOf([tea]).total, receipt: 7 }')
          .replace('[[2490]]', '[[priceOf([tea]).total]]'),
      }),
    }),
    tests({
      name: 'a failure that is reported before the module has said anything',
      sort: 'hostile',
      failsAt: failsAt(...every),
      text: `${imports}test('first', () => assert.fail());\n${Object.values(right).join('\n')}`,
    }),
    tests({
      name: 'a failed test that is caught and forgotten',
      sort: 'wrong-subtle',
      failsAt: failsAt('sums'),
      text: file({
        sums: `test('sums', () => { try { assert.equal(priceOf([tea]).goods, 1500); assert.equal(priceOf([tea]).total, 2490); } catch (error) { console.error(error); } });`,
        once: right.once
          .replace('{ paid: 2490, receipt: 7 }', '{ paid: priceOf([tea]).total, receipt: 7 }')
          .replace('[[2490]]', '[[priceOf([tea]).total]]'),
      }),
    }),
  ],
};
