import { parse } from 'acorn';
import { describe, expect, test } from 'vitest';
import { lowerAsync } from './lower-async.ts';
import { editSource } from './source-edits.ts';
import { loadedWorld } from './test-world.ts';

function lower(source: string): string {
  return editSource(
    source,
    lowerAsync(parse(source, { ecmaVersion: 'latest', sourceType: 'module' }), source),
  ).code;
}

describe('lowering', () => {
  test('what is lowered parses, keeps its lines and has no await left', () => {
    const sources = [
      'async function f(a, { b } = {}, ...c) {\n  await a\n  return (await b).x + await c[0]\n}',
      'const f = async () => await 1, g = async x => ({ x }), h = async (a, b = () => 2) => { await a };',
      'class A {\n  x = 1\n  async ["m" + 1](a) { await a }\n  static async s() {}\n  async #p() {}\n}',
      'const o = { async m() { await this.x }, async "quoted key"() {}, async 1() {} };',
      'x\nasync () => { await 1 }\nfoo\nawait_()\nasync function g() { foo\nawait a || b\nif (a) await b; else await c }',
      'export default async function () { await null }',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: source text
      'async function f() { for (const x of await y) { label: while (await z) continue label } return `${await a}` }',
      'const f = async (/* => */ a) /* => */ => /* => */ a;',
    ];
    for (const source of sources) {
      const code = lower(source);
      expect(() => parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), code).not.toThrow();
      expect(code).not.toMatch(/\bawait\b(?!_)|\basync\b/);
      expect(code.split('\n').length).toBe(source.split('\n').length);
    }
  });

  test('what a generator cannot stand for stays native', () => {
    const kept = [
      'class B extends A { async m() { await super.m(); } }',
      'async function f() { for await (const x of y); }',
      'function f() { return async () => { await arguments[0]; }; }',
      'async function* g() { await 1; yield 2; }',
    ];
    for (const source of kept) expect(lower(source)).toBe(source);
  });

  test('places are where they were', () => {
    const source = 'const f = async (a) => {\n  const b = await a; throw new Error(b);\n};';
    const edited = editSource(
      source,
      lowerAsync(parse(source, { ecmaVersion: 'latest', sourceType: 'module' }), source),
    );
    const lines = edited.code.split('\n');
    const column = lines[1]?.indexOf('new Error') ?? -1;
    expect(edited.original(2, column)).toEqual({ line: 2, column: 27 });
  });

  test('lowered functions behave as async functions do', () => {
    const world = loadedWorld({
      'app.mjs': `
        class Base { constructor() { this.n = 2; } async twice(by = this.n) { await null; return by * 2; } }
        class Derived extends Base { async twice() { return 1 + await super.twice(); } }
        const rejects = (run) => { try { return run().then(() => 'resolved', (error) => 'rejected ' + error.constructor.name); } catch { return 'threw'; } };
        export const all = async () => {
          const order = [];
          const native = new Function('order', 'return (async () => { order.push("n1"); await null; order.push("n2"); await 0; order.push("n3"); return Promise.resolve(); })()');
          const mine = async () => { order.push('m1'); await null; order.push('m2'); await 0; order.push('m3'); return Promise.resolve(); };
          await Promise.all([native(order).then(() => order.push('n4')), mine().then(() => order.push('m4'))]);
          const f = async (a, b = 1, ...c) => [a, b, c];
          const g = async function named(a, b) { return [arguments.length, named.length, a, b]; };
          return [order.join(), f.length, f.name, await f(1), await f(1, 2, 3, 4), await g(1), await new Derived().twice(),
            await rejects(async ({ a }) => a), await rejects(async () => { throw new TypeError(); }), await rejects(async (a = nope) => a)];
        };`,
    });
    expect(world.guest.call('all', [])).toEqual({
      ok: true,
      value: [
        'n1,m1,n2,m2,n3,m3,n4,m4',
        1,
        'f',
        [1, 1, []],
        [1, 2, [3, 4]],
        [1, 2, 1, undefined],
        5,
        'rejected TypeError',
        'rejected TypeError',
        'rejected ReferenceError',
      ],
    });
  });
});
