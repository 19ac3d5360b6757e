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

describe('a program of tests that is up to something', () => {
  const secret = `
    const planted = 'no-discount-at-all';
    export function total(list) { /* planted-comment */ if (planted === list) return planted; return list.length * 2; }
    export class Cart { add(n) { /* planted-comment */ return n; } async save() { throw new Error('full'); } }
    export const make = () => new Cart();`;
  const looks = (body: string) =>
    passed(
      secret,
      `const seen = []; const note = (read) => { try { seen.push(String(read())); } catch (error) { seen.push(error.stack, error.message); } };
      ${body}
      for (const text of seen) assert.doesNotMatch(text, /planted-|no-discount|list.length/);
      assert.ok(seen.length > 0);`,
    );

  it('finds no source in functions, files, stacks or what they are made of', () =>
    looks(`
      const fs = await import('node:fs');
      const cart = shop.make();
      for (const made of [shop.total, shop.Cart, shop.make, cart.add, shop.Cart.prototype.add, cart.save]) {
        note(() => made.toString());
        note(() => Function.prototype.toString.call(made));
        note(() => Object.getOwnPropertyNames(made).map((name) => made[name]));
        note(() => made.constructor('return planted')());
        note(() => made.caller);
      }
      note(() => fs.readFileSync('/app/shop.ts', 'utf8'));
      note(() => fs.readFileSync(new URL('./shop.ts', import.meta.url), 'utf8'));
      note(() => fs.readdirSync('/app'));
      note(() => shop.total(null));
      note(() => shop.total({ get length() { throw new Error(new Error().stack); } }));
      note(() => globalThis.planted);
      await cart.save().catch((error) => seen.push(error.stack, JSON.stringify(error), Object.getOwnPropertyNames(error).join()));
      await import('./shop.ts?raw').catch((error) => seen.push(error.stack));
      note(() => { Error.prepareStackTrace = (_, sites) => sites.map((site) => [site.getFunction(), site.getThis(), site.getFileName()]).join(); return new Error('x').stack; });`));

  it('reaches nothing of an object but what was told of it', () =>
    looks(`
      const iterate = Array.prototype[Symbol.iterator];
      const forged = (change) => {
        Array.prototype[Symbol.iterator] = function* () {
          for (let at = 0; at < this.length; at += 1) {
            const one = this[at];
            yield one !== null && typeof one === 'object' && 'target' in one ? { ...one, ...change } : one;
          }
        };
        try { return shop.total([1]); } finally { Array.prototype[Symbol.iterator] = iterate; }
      };
      for (const change of [
        { kind: 'get', member: 'toString' }, { kind: 'call', member: 'toString' }, { kind: 'get', member: 'constructor' },
        { kind: 'get', member: 'prototype' }, { kind: 'set', member: '__proto__' }, { kind: 'get', member: '__proto__' },
        { kind: 'eval' }, { target: 99 }, { target: -1 }, { target: 'x' }, { member: Symbol.iterator }, { kind: 'call', member: 'call' },
      ]) {
        let message = 'answered';
        try { note(() => forged(change)); } catch (error) { message = error.message; }
        assert.match(seen.at(-1), /There is no|such act|number was expected|string was expected|could not be cloned/i);
      }`));

  it('does not change the module by what it passes or patches', () =>
    passed(
      `export const plain = (given) => [({}).hacked, Object.keys(given).length, Array.isArray([]), [1, 2].includes(2)];`,
      `Object.prototype.hacked = 'yes';
       Array.prototype.includes = () => false;
       const given = JSON.parse('{"__proto__": {"hacked": "yes"}, "constructor": {"prototype": {"hacked": 1}}}');
       assert.equal(shop.plain(given)[0], undefined);
       assert.deepEqual(shop.plain(given), [undefined, 2, true, true]);
       delete Object.prototype.hacked;`,
    ));

  it('cannot keep its calls off the record, nor tell one module from another but by what they answer', async () => {
    const module = (n: number) => `export const f = (x) => x > 2 ? ${n} : x; export const g = (x) => x;`;
    const tests = `import { f, g } from './shop.ts';
      const nothing = () => {};
      test('x', () => {
        const seen = [Date.now(), performance.now(), process.memoryUsage().heapUsed, Math.random(), process.uptime()].join();
        Array.prototype.push = nothing; Map.prototype.set = nothing; JSON.stringify = () => '{}'; Reflect.apply = nothing;
        Promise.prototype.then = nothing; WeakMap.prototype.get = nothing;
        f(1); g(seen); f(3);
      });`;
    const digests = async (n: number) =>
      (await runTests(sandbox, { module: module(n), tests })).exchanges.map(
        ({ from, digest }) => from + digest,
      );
    const [first, again, other] = [await digests(3), await digests(3), await digests(4)];
    expect(first).toEqual(again);
    // What it exports, and three calls with their answers; only the last answer is another.
    expect(first.length).toBe(7);
    expect(other.slice(0, 6)).toEqual(first.slice(0, 6));
    expect(other[6]).not.toBe(first[6]);
  });

  it('is stopped where it calls without end, in either direction', async () => {
    const module = `export const f = (x) => x; export const deep = (run) => run();`;
    expect(
      await resultsOf(sandbox, {
        module,
        tests: `import { f } from './shop.ts'; test('x', () => { for (;;) f(1); });`,
      }),
    ).toEqual(['failed: x (Error: The tests may call the module 5000 times.)']);
    expect(
      await resultsOf(sandbox, {
        module,
        tests: `import { deep } from './shop.ts'; const again = () => deep(again); test('x', again);`,
      }),
    ).toEqual(['failed: x (Error: Tests and module call each other too deeply.)']);
    expect(
      await resultsOf(sandbox, {
        module,
        tests: `import { f } from './shop.ts'; test('x', () => { f(Symbol('s')); });`,
      }),
    ).toEqual([
      'failed: x (TypeError: A symbol cannot be passed between the tests and the module they test.)',
    ]);
  });

  it('is told apart from its module when it runs out of time', async () => {
    const limits = { cpuMs: 300, wallMs: 10_000 };
    const { failure, moduleFailure } = await runTests(sandbox, {
      limits,
      module: 'export const f = 1;',
      tests: `import { f } from './shop.ts'; test('x', () => { while (f) ; });`,
    });
    expect([failure, moduleFailure]).toMatchObject([{ kind: 'time' }, null]);
  });
});
