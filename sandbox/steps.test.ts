import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from './sandbox.ts';
import type { Copied, Sandbox } from './types.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());

const patient = { cpuMs: 10_000, wallMs: 30_000 };

interface Counted {
  readonly value: Copied;
  readonly steps: number;
}

/** What `f` gives for each list of arguments, and how many steps each call took. */
async function count(
  files: string | Readonly<Record<string, string>>,
  calls: readonly (readonly Copied[])[],
  countSteps = true,
): Promise<readonly Counted[]> {
  return sandbox.job(async (job) => {
    const all = typeof files === 'string' ? { 'f.js': files } : files;
    const entry = Object.keys(all)[0] ?? '';
    const opened = await job.openWorld({
      files: all,
      entry,
      seed: 1,
      startTime: 0,
      countSteps,
      limits: patient,
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    const world = opened.value;
    const loaded = await world.load();
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.failure));
    const found: Counted[] = [];
    for (const args of calls) {
      const before = await world.steps();
      const called = await world.call('f', args);
      const after = await world.steps();
      if (!called.ok || !before.ok || !after.ok) throw new Error(JSON.stringify([called, before, after]));
      found.push({ value: called.value, steps: after.value - before.value });
    }
    return found;
  });
}

const list = (size: number) => Array.from({ length: size }, (_, at) => (at * 7919) % (size * 3));

/** How many times the steps grow from one size to its double. */
async function growth(body: string): Promise<number> {
  const [small, large] = await count(`export function f(xs) { ${body} }`, [[list(400)], [list(800)]]);
  return Math.round(((large?.steps ?? 0) / (small?.steps ?? 1)) * 10) / 10;
}

describe('how the work grows, however it is written', () => {
  it.each([
    ['an index', 'return xs[5]'],
    ['the first that fits', 'return xs.find((x) => x >= 0)'],
    ['a search that ends at once', 'return xs.includes(xs[0])'],
    ['text that is cut', 'return xs.length > 0 ? "abc".slice(1) : ""'],
    ['the end of a list', 'xs.push(1, 2); xs.pop(); return xs.at(-1)'],
    ['a splice at the end', 'xs.splice(xs.length - 1, 1, 3); return 1'],
  ])('not at all: %s', async (_, body) => expect(await growth(body)).toBe(1));

  it.each([
    ['a loop', 'let s = 0; for (const x of xs) s += x; return s'],
    ['a loop of another form', 'let i = 0; while (i < xs.length) i++; return i'],
    ['a loop without a body', 'let i = 0; for (; i < xs.length; i++); return i'],
    ['a method', 'return xs.map((x) => x + 1).filter(Boolean).length'],
    ['recursion', 'const go = (i) => i < xs.length ? 1 + go(i + 1) : 0; return go(0)'],
    ['a Set', 'return new Set(xs).size'],
    ['spreading', 'return Math.max(...xs)'],
    ['apply', 'return Math.max.apply(null, xs)'],
    ['JSON', 'return JSON.parse(JSON.stringify(xs)).length'],
    ['a search for what is not there', 'return xs.includes(-1)'],
    ['text', 'return xs.map(() => "a").join("").replace(/a/g, "b").length'],
    [
      'a regular expression, match by match',
      'const t = "a".repeat(xs.length); let n = 0; for (const m of t.matchAll(/a/g)) n++; return n',
    ],
    ['a generator', 'function* g() { yield* xs; } return [...g()].length'],
    ['lazy iterators', 'return xs.values().map((x) => x).take(1e6).toArray().length'],
    ['an object', 'return Object.keys(Object.fromEntries(xs.map((x) => [x, 1]))).length'],
    ['structuredClone', 'return structuredClone(xs).length'],
  ])('as the data: %s', async (_, body) => {
    const times = await growth(body);
    expect(times).toBeGreaterThanOrEqual(1.9);
    expect(times).toBeLessThanOrEqual(2.3);
  });

  it.each([
    ['sort', 'return xs.sort((a, b) => a - b)[0]'],
    ['sort without a comparison', 'return xs.toSorted()[0]'],
    [
      'halving',
      'const go = (l) => l.length < 2 ? l.length : go(l.slice(0, l.length / 2)) + go(l.slice(l.length / 2)); return go(xs)',
    ],
  ])('a little more than the data: %s', async (_, body) => {
    const times = await growth(body);
    expect(times).toBeGreaterThanOrEqual(2.1);
    expect(times).toBeLessThanOrEqual(2.5);
  });

  it.each([
    ['a loop in a loop', 'let s = 0; for (const x of xs) for (const y of xs) s += x * y; return s'],
    ['a method in a loop', 'let n = 0; for (const x of xs) n += xs.filter((y) => y === x).length; return n'],
    ['indexOf in filter', 'return xs.filter((x, at) => xs.indexOf(x) === at).length'],
    [
      'includes in an own copy',
      'const seen = []; for (const x of xs) if (!seen.includes(x)) seen.push(x); return seen.length',
    ],
    ['a list that is copied to grow', 'return xs.reduce((all, x) => [...all, x], []).length'],
    [
      'an object that is copied to grow',
      'return Object.keys(xs.reduce((all, x) => ({ ...all, [x]: 1 }), {})).length',
    ],
    ['concat', 'return xs.reduce((all, x) => all.concat(x), []).length'],
    [
      'head and tail',
      'const go = (l) => { const [, ...tail] = l; return l.length === 0 ? 0 : 1 + go(tail); }; return go(xs)',
    ],
    [
      'head and tail as parameters',
      'const go = ([head, ...tail]) => head === undefined ? 0 : 1 + go(tail); return go(xs)',
    ],
    [
      'head and tail, assigned',
      'let l = xs, n = 0, head; while (l.length > 0) { [head, ...l] = l; n++; } return n',
    ],
    ['shift', 'let n = 0; while (xs.length > 0) { xs.shift(); n++; } return n'],
    ['splice from the front', 'let n = 0; while (xs.length > 0) { xs.splice(0, 1); n++; } return n'],
    [
      'apply to a growing list',
      'const all = []; for (const x of xs) { all.push(x); Math.max.apply(null, all); } return all.length',
    ],
    ['a new Set each time', 'let n = 0; for (const x of xs) n += new Set(xs).has(x); return n'],
    [
      'text that is searched',
      'const t = xs.join(); let n = 0; for (const x of xs) n += t.includes("q" + x); return n',
    ],
    [
      'a regular expression from the start',
      'const t = xs.join(); let n = 0; for (const x of xs) n += /q/.test(t); return n',
    ],
    ['JSON each time', 'let n = 0; for (const x of xs) n += JSON.stringify(xs).length; return n'],
    [
      'sorting by insertion',
      'const s = []; for (const x of xs) { let i = s.findIndex((y) => y > x); s.splice(i < 0 ? s.length : i, 0, x); } return s.length',
    ],
    [
      'a typed array',
      'const t = Int32Array.from(xs); let n = 0; for (const x of xs) n += t.includes(-1); return n',
    ],
    [
      'a map of lists',
      'const m = new Map([[1, xs]]); let n = 0; for (const x of xs) n += [...m.get(1)].length; return n',
    ],
    [
      'drop',
      'let n = 0; for (let i = 0; i < xs.length; i++) n += xs.values().drop(i).next().value; return n',
    ],
    [
      'an iterator of a Map, spread',
      'const m = new Map(xs.map((x) => [x, x])); let n = 0; for (const x of xs) n += [...m.keys()].length; return n',
    ],
    [
      'async',
      'return (async () => { let n = 0; for (const x of xs) for await (const y of xs) n++; return n; })()',
    ],
    [
      'a getter',
      'const o = { get all() { let n = 0; for (const x of xs) n++; return n; } }; let n = 0; for (const x of xs) n += o.all; return n',
    ],
  ])('as its square: %s', async (_, body) => {
    const times = await growth(body);
    expect(times).toBeGreaterThanOrEqual(3.5);
    expect(times).toBeLessThanOrEqual(4.5);
  });
});

describe('code that counts', () => {
  it('does what it does without counting', async () => {
    const programs = [
      `'use strict'\nexport function f() { 'use strict'\n return (() => this)(); }`,
      `export const f = () => ({ a: 1 }).a;`,
      `export const f = async () => await Promise.all([1, 2].map(async (x) => await x * 2));`,
      `export function f() { outer: for (const a of [1, 2]) for (const b of [1, 2]) { if (b === 2) continue outer; if (a === 2) break outer; } return 1; }`,
      `export function f() { let n = 0; do n++; while (n < 5); if (n) for (;;) if (n++ > 8) break; else continue; return n; }`,
      `export function f() { const a = [], g = x => y => [...a, x, ...[y]], h = g(1)\n for (const k in { p: 1, q: 2 }) a.push(k)\n while (a.length < 4) a.push(0)\n return [h(2), a]; }`,
      `export function f() { const [a, ...[b, ...c]] = [1, 2, 3, 4], { d, ...e } = { d: 5, x: 6 }; let g, h; [g, ...h] = [7, 8]; ({ d: g, ...h } = { d: 9, y: 1 }); return [a, b, c, d, e, g, h]; }`,
      `export function f() { const out = []; for (const [a, ...b] of [[1, 2, 3]]) out.push(a, b); for (var { length } = [1, 2], i = 0; i < length; i++) out.push(i); return out; }`,
      `class A { #p = [1]; static s = [...'ab']; get p() { return [...this.#p, ...new Set([2]), ...'c', ...new Map([[1, 2]]).values()]; } *[Symbol.iterator]() { yield* this.p; } } export const f = () => [...new A(), ...A.s, Math.max(...[1, 5])];`,
      `export function f() { const m = new Map([[1, 2]]), s = new Set([1]); class M extends Map {} return [m instanceof Map, m.constructor === Map, new M([[1, 2]]).size, M.name, new M() instanceof M, s.union(new Set([2])).size, Map.groupBy([1, 2], (x) => x % 2).get(1), [...m][0]]; }`,
      `export function f() { return [[3, 1, 2].sort(), [3, 1, 2].sort(undefined), [1, 2].reduce((a, b) => a + b), [1, 2, 3].includes(NaN), [NaN].includes(NaN), [1, 2, 1].lastIndexOf(1), [1, , 3].map((x) => x).length, Array.from({ length: 2 }, (_, i) => i), [1, 2].map(String), ['1', '2', '3'].map(parseInt)]; }`,
      `export function f() { return ['aXbX'.replace(/X/g, (x) => x.toLowerCase()), 'a,b'.split(','), 'a1b2'.split(/\\d/), [...'a1b2'.matchAll(/\\d/g)].map((m) => m.index), /a(?<n>b)/.exec('ab').groups.n, 'x'.padStart(3, 'ab'), Array.prototype.sort.name, [].push.length, JSON.stringify({ a: [1] }, null, 1)]; }`,
      `export function f() { try { [1].map(); } catch (error) { return error.message; } }`,
      `export function f(...args) { return [args.length, f.length, ((a, b = 1) => {}).length, (function named() { return named.name; })()]; }`,
      `const f = function (a) { return arguments.length + a; }; module.exports = { f: () => f(1, 2) };`,
      `export const f = () => { const it = [1, 2, 3].values(); for (const x of it) { if (x === 2) break; } return [...it]; };`,
      `export const f = () => { const log = []; const it = { [Symbol.iterator]() { return { n: 0, next() { return { done: this.n > 1, value: this.n++ }; }, return() { log.push('closed'); return {}; } }; } }; const [a] = it; return [a, log, [...it]]; };`,
    ];
    for (const program of programs) {
      const [counted] = await count(program, [[]]);
      const [plain] = await count(program, [[]], false);
      expect([program, counted?.value]).toEqual([program, plain?.value]);
      expect(plain?.steps).toBe(0);
    }
  });

  it('counts the same each time, and says the place of an error as it was written', async () => {
    const program = `export function f(xs) { return xs.sort((a, b) => a - b).filter((x) => Math.random() < 0.5).length; }`;
    const [first] = await count(program, [[list(100)]]);
    expect((await count(program, [[list(100)]]))[0]).toEqual(first);
    const failing = {
      'f.ts':
        'interface A { a: number }\nexport const f = async (x: A) => {\n  for (const y of [1])   boom(...[y]);\n};',
    };
    await expect(count(failing, [[{ a: 1 }]])).rejects.toThrow('"line":3,"column":26');
  });
});

describe('a program that would rather not be counted', () => {
  const quadratic = 'let n = 0; for (const x of xs) for (const y of xs) n++; return n;';
  const own = async (files: string | Readonly<Record<string, string>>) => {
    const [small, large] = await count(files, [[list(100)], [list(200)]]);
    return Math.round((large?.steps ?? 0) / (small?.steps ?? 1));
  };

  it.each<readonly [string, string | Readonly<Record<string, string>>]>([
    [
      'names things like the counter',
      `const __backlineSteps = () => {}, __backlineSteps_ = 1; globalThis.__backlineSteps = 1; export function f(xs) { const __backline = {}; ${quadratic} }`,
    ],
    [
      'replaces globalThis',
      {
        'f.js': `import { createRequire } from 'node:module'; const real = globalThis; real.globalThis = { __backline: { ...real.__backline, steps: Object.assign(Math.abs.bind(null), { items: Object, copied: Object }) } }; const require = createRequire('file:///app/f.js'); export const f = (xs) => require('./g.cjs')(xs);`,
        'g.cjs': `module.exports = (xs) => { ${quadratic} };`,
      },
    ],
    [
      'tries to change the counter',
      `try { globalThis.__backline.steps.items = 1; } catch {} try { globalThis.__backline = {}; } catch {} try { Object.defineProperty(globalThis, '__backline', { value: {} }); } catch {} export function f(xs) { ${quadratic} }`,
    ],
    [
      'replaces what a counter might use',
      `Math.max = () => 0; Math.ceil = () => 0; Math.min = () => 0; globalThis.Number = () => 0; Reflect.apply = () => 0; Object.keys = () => []; Array.isArray = () => false; Array.prototype.indexOf = () => 0; Set.prototype.has = () => true; export function f(xs) { const queue = xs.slice(); while (queue.length > 0) queue.splice(0, 1); return 1; }`,
    ],
    [
      'hides what an object has',
      `Object.keys = () => []; export function f(xs) { let all = {}; for (const x of xs) all = { ...all, [x]: 1 }; return 1; }`,
    ],
    [
      'looks for the uncounted function',
      `const { value } = Object.getOwnPropertyDescriptor(Array.prototype, 'includes'); export function f(xs) { let n = 0; for (const x of xs) n += value.call(xs, -1); return n; }`,
    ],
    ['works when its answer is read', `export function f(xs) { return { get all() { ${quadratic} } }; }`],
    [
      'works in a trap',
      `export function f(xs) { const p = new Proxy({}, { ownKeys() { for (const x of xs) for (const y of xs); return []; } }); Object.keys(p); return { ...p }; }`,
    ],
    [
      'works in an iterator of its own',
      `Array.prototype[Symbol.iterator] = function* () { for (let i = 0; i < this.length; i++) for (let j = 0; j < this.length; j++) if (i === j) yield this[i]; }; export function f(xs) { return [...xs].length; }`,
    ],
    [
      'works later',
      `export function f(xs) { return new Promise((done) => setTimeout(() => { done((() => { ${quadratic} })()); })); }`,
    ],
  ])('%s', async (_, files) => expect(await own(files)).toBe(4));

  it.each([
    ['eval', `export function f(xs) { try { return (0, eval)('1'); } catch (error) { return error.name; } }`],
    [
      'Function',
      `export function f(xs) { try { return new Function("return 1")(); } catch (error) { return error.name; } }`,
    ],
    [
      'the constructor of a function',
      `export function f(xs) { try { return (() => {}).constructor('return 1')(); } catch (error) { return error.name; } }`,
    ],
    [
      'the constructor of a generator',
      `export function f(xs) { try { return (function* () {}).constructor('yield 1')(); } catch (error) { return error.name; } }`,
    ],
    [
      'the constructor of an async function',
      `export function f(xs) { try { return Object.getPrototypeOf(async () => {}).constructor('return 1')(); } catch (error) { return error.name; } }`,
    ],
  ])('has no code from text by %s', async (_, program) => {
    expect((await count(program, [[[]]]))[0]?.value).toBe('EvalError');
  });

  it('has no with, behind which a name may be another', async () => {
    const files = {
      'f.cjs': `exports.f = (xs) => { with ({ [['__backline', 'Steps'].join('')]: () => {} }) { for (const x of xs); } };`,
    };
    await expect(count(files, [[[1]]])).rejects.toThrow('not available where steps are counted');
  });
});
