import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultsOf, resultsOfTest, runTests } from './fixtures/tested-module.ts';
import { createSandbox } from './sandbox.ts';
import type { Sandbox } from './types.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());

const passed = async (module: string, body: string) =>
  expect(await resultsOfTest(sandbox, module, body)).toEqual(['passed: it']);

describe('what a test sees of a module elsewhere', () => {
  it('calls functions, sync and async', () =>
    passed(
      `export const rate = 0.2; export const list = [1, { a: [2] }];
       export function total(items) { return items.reduce((sum, { price }) => sum + price, 0); }
       export async function later(n) { await new Promise((done) => setTimeout(done, 1_000)); return n * 2; }
       export default (a, b) => [b, a];`,
      `assert.equal(shop.total([{ price: 1.5 }, { price: 2 }]), 3.5);
       assert.equal(shop.rate, 0.2);
       assert.deepEqual(shop.list, [1, { a: [2] }]);
       const before = Date.now();
       const promise = shop.later(21);
       assert.ok(promise instanceof Promise);
       assert.equal(await promise, 42);
       assert.equal(Date.now() - before, 1_000);
       assert.deepEqual(await Promise.all([shop.later(1), shop.later(2)]), [2, 4]);
       assert.equal(Date.now() - before, 2_000);
       assert.deepEqual(shop.default(1, 2), [2, 1]);
       assert.deepEqual(Object.keys(shop), ['default', 'later', 'list', 'rate', 'total']);`,
    ));

  it('catches what they throw, by class', () =>
    passed(
      `export class Empty extends RangeError { constructor() { super('nothing there'); this.code = 'EMPTY'; } get name() { return 'Empty'; } }
       export function take(kind) { if (kind === 'own') throw new Empty(); if (kind === 'text') throw 'no'; throw new TypeError('bad kind'); }
       export async function takeLater(kind) { take(kind); }`,
      `assert.throws(() => shop.take('own'), shop.Empty);
       assert.throws(() => shop.take('own'), RangeError);
       assert.throws(() => shop.take('own'), { name: 'Empty', message: 'nothing there', code: 'EMPTY' });
       assert.throws(() => shop.take('x'), TypeError);
       assert.throws(() => shop.take('text'), (error) => error === 'no');
       await assert.rejects(shop.takeLater('own'), shop.Empty);
       await assert.rejects(() => shop.takeLater('x'), /bad kind/);`,
    ));

  it('makes and uses objects that stay there', () =>
    passed(
      `export class Cart { #items = []; static none = 0; label = 'mine';
         static of(...names) { const cart = new Cart(); for (const name of names) cart.add(name); return cart; }
         add(name, price = 1) { this.#items.push({ name, price }); return this; }
         get total() { return this.#items.reduce((sum, { price }) => sum + price, 0); }
         merge(other) { for (const { name, price } of other.#items) this.add(name, price); }
         async save() { await null; return { saved: this.#items.length }; }
         *[Symbol.iterator]() { yield* this.#items; } }
       export class Big extends Cart { get big() { return true; } }
       export function counter() { let n = 0; return { next: () => ++n, get value() { return n; } }; }
       export const add = (a) => (b) => a + b;`,
      `const cart = new shop.Cart();
       assert.ok(cart instanceof shop.Cart);
       assert.equal(cart.add('tea', 3), cart);
       cart.add('jam', 4);
       assert.equal(cart.total, 7);
       assert.equal(cart.label, 'mine');
       cart.label = 'yours';
       assert.equal(cart.label, 'yours');
       const other = shop.Cart.of('a', 'b');
       cart.merge(other);
       assert.equal(cart.total, 9);
       assert.deepEqual(await cart.save(), { saved: 4 });
       assert.deepEqual([...other], [{ name: 'a', price: 1 }, { name: 'b', price: 1 }]);
       const big = new shop.Big();
       assert.ok(big instanceof shop.Cart && big.big && big.add('x').total === 1);
       assert.throws(() => shop.Cart(), TypeError);
       const { next } = shop.counter();
       assert.deepEqual([next(), next()], [1, 2]);
       assert.equal(shop.add(1)(2), 3);`,
    ));

  it('is called back, and passes doubles', () =>
    passed(
      `export function each(list, visit) { list.forEach((one, at) => visit(one, at)); }
       export async function pay(amount, gateway) { const receipt = await gateway.charge(amount); return { ...receipt, by: gateway.name }; }
       export function safely(run) { try { return run(); } catch (error) { return [error instanceof RangeError, error.message]; } }
       export class Shop { constructor(deps) { this.deps = deps; } open() { return this.deps.clock.now() > 5; } }`,
      `const seen = mock.fn();
       shop.each(['a', 'b'], seen);
       assert.deepEqual(seen.mock.calls.map((call) => call.arguments), [['a', 0], ['b', 1]]);
       const gateway = { name: 'fake', charge: mock.fn(async (amount) => { await null; return { amount, id: 7 }; }) };
       assert.deepEqual(await shop.pay(12, gateway), { amount: 12, id: 7, by: 'fake' });
       assert.equal(gateway.charge.mock.callCount(), 1);
       await assert.rejects(shop.pay(1, { charge: async () => { throw new Error('declined'); } }), /declined/);
       assert.deepEqual(shop.safely(() => { throw new RangeError('far'); }), [true, 'far']);
       assert.equal(new shop.Shop({ clock: { now: () => 6 } }).open(), true);`,
    ));

  it('sees an argument that was changed, and one that was not', () =>
    passed(
      `export function sortAll(list) { return list.sort((a, b) => a.n - b.n); }
       export function fill(order) { order.lines.push({ n: 1 }); delete order.draft; order.when = new Date(0); }
       export async function later(list) { await null; list.pop(); }
       export const same = (value) => value;`,
      `const one = { n: 1 }, two = { n: 2 }, list = [two, one];
       assert.equal(shop.sortAll(list), list);
       assert.ok(list[0] === one && list[1] === two);
       const order = { lines: [], draft: true };
       shop.fill(order);
       assert.deepEqual(order, { lines: [{ n: 1 }], when: new Date(0) });
       await shop.later(list);
       assert.deepEqual(list, [{ n: 1 }]);
       assert.throws(() => shop.sortAll(Object.freeze([two, one])), TypeError);
       const loop = { a: new Map([['x', new Set([1n])]]), b: Uint8Array.of(1, 2), c: /x/gi, d: -0, e: NaN, f: undefined };
       loop.self = loop;
       assert.equal(shop.same(loop), loop);
       assert.deepEqual([...loop.a.get('x')], [1n]);
       assert.ok(Object.is(loop.d, -0) && Number.isNaN(loop.e) && 'f' in loop);
       const map = { get: shop.same }; assert.equal(shop.same(map), map);`,
    ));

  it('reaches it by require, by import() and by a name without its ending', async () => {
    const module = 'export const n = 1; export default 2;';
    const tests = `import first from './shop'; import { createRequire } from 'node:module';
      test('it', async () => {
        const second = await import('./shop.js');
        const third = createRequire(import.meta.url)('./shop.ts');
        assert.deepEqual([first, second.n, third.n, second.fake], [2, 1, 1, undefined]);
      });`;
    expect(await resultsOf(sandbox, { module, tests })).toEqual(['passed: it']);
  });
});

describe('what is said of a run', () => {
  it("is how each test ended, with the learner's line", async () => {
    const tests = `import { two } from './shop.ts';
      describe('sums', () => {
        it('fails', () => { assert.equal(two(), 3, 'no two'); });
        it('skips', { skip: true }, () => {});
        it('skips itself', (t) => { t.skip(); });
        it('todo', { todo: true }, () => { throw new Error('later'); });
        it('has parts', async (t) => { await t.test('part', () => {}); });
      });
      describe('hooks', () => { before(() => { throw new Error('no table'); }); it('never runs', () => {}); });
      test('passes', () => {});`;
    expect(await resultsOf(sandbox, { module: 'export const two = () => 2;', tests })).toEqual([
      'failed: sums > fails (AssertionError: no two)',
      'skipped: sums > skips',
      'skipped: sums > skips itself',
      'todo: sums > todo (Error: later)',
      'passed: sums > has parts > part',
      'passed: sums > has parts',
      'failed: hooks > never runs (Error: no table)',
      'passed: passes',
    ]);
    const {
      tests: [first],
    } = await runTests(sandbox, { module: 'export const two = () => 2;', tests });
    expect(first?.failure).toMatchObject({ location: { file: 'shop.test.ts', line: 5 } });
    expect(first?.after).toBe(3);
  });

  it.each([
    [
      'a test that waits for ever',
      `test('waits', () => new Promise(() => {}));`,
      ['ended: waits for the test "waits"'],
    ],
    [
      'an import that is not there',
      `import { nothing } from './shop.ts'; test('x', () => nothing());`,
      ['ended: syntax'],
    ],
    [
      'a program that exits',
      `process.exit(0);`,
      ['ended: ProcessExit: process.exit(0) was called, which ends the program.'],
    ],
    ['an error while loading', `null.x;`, ["ended: TypeError: Cannot read properties of null (reading 'x')"]],
    ['no tests at all', `export const one = 1;`, []],
    [
      'a rejection that nobody handles',
      `test('x', async () => { Promise.reject(new Error('lost')); await new Promise((done) => setTimeout(done, 1)); });`,
      ['ended: Error: lost'],
    ],
  ])('is why it ended early: %s', async (_, tests, expected) => {
    expect(await resultsOf(sandbox, { module: 'export const one = 1;', tests })).toEqual(expected);
  });

  it('is why the module ended', async () => {
    const limits = { moduleLimits: { cpuMs: 200, wallMs: 5_000 } };
    const loop = await runTests(sandbox, {
      ...limits,
      module: 'export const spin = () => { for (;;); };',
      tests: `import { spin } from './shop.ts'; test('x', () => { spin(); });`,
    });
    expect(loop).toMatchObject({
      moduleFailure: { kind: 'time' },
      tests: [{ status: 'failed' }],
    });
    const crash = await runTests(sandbox, {
      module: 'export const late = () => { setTimeout(() => { throw new Error("boom"); }, 5); };',
      tests: `import { late } from './shop.ts'; test('x', async () => { late(); await new Promise((done) => setTimeout(done, 9)); });`,
    });
    expect(crash).toMatchObject({
      moduleFailure: { kind: 'exception', message: 'boom' },
      failure: { message: 'boom' },
    });
  });
});
