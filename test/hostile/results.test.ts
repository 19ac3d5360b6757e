import { describe, expect, it } from 'vitest';
import { besiege, largestRunnerMiB } from './besieged.ts';

/** HOSTILE.md, row 9: whatever a guest gives as its result, only copied data crosses. */
const besieged = besiege();
const limits = { cpuMs: 1_500, wallMs: 3_000 };

const results: Readonly<Record<string, string>> = {
  'a proxy of everything':
    'new Proxy({}, { get: () => probe, ownKeys: () => ["a"], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }) })',
  'a proxy that throws': 'new Proxy({}, { ownKeys() { throw new Error("no"); } })',
  'a proxy without end': 'new Proxy([], { get: (t, k) => k === "length" ? 2 ** 32 : 1 })',
  'a proxy of proxies':
    '(function p() { return new Proxy({}, { get: p, ownKeys: () => ["x"], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) }); })()',
  'a revoked proxy': '(() => { const r = Proxy.revocable({}, {}); r.revoke(); return r.proxy; })()',
  'a revoked function': '(() => { const r = Proxy.revocable(() => {}, {}); r.revoke(); return r.proxy; })()',
  'a thenable': '({ then(done) { done({ fine: 1 }); } })',
  'a thenable that never settles': '({ then() {} })',
  'a thenable that throws': '({ then() { throw new Error("no"); } })',
  'a thenable that loops': '({ then() { for (;;); } })',
  'a getter that throws': '({ get a() { throw new Error("no"); } })',
  'a getter that loops': '({ get a() { for (;;); } })',
  'a getter that changes its mind':
    '(() => { let n = 0; return { get a() { return n++ ? probe : 1; } }; })()',
  symbols: '({ [Symbol.iterator]: 1, a: Symbol("x"), b: Symbol.for("y") })',
  functions: '({ a: () => {}, b: class {}, c: async function* () {}, d: Function })',
  'an error with a cause': 'new Error("no", { cause: { probe } })',
  'its own prototype': '({ __proto__: { hidden: 1 }, own: 2 })',
  'a key named __proto__':
    'JSON.parse(\'{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}\')',
  'a ring': '(() => { const a = {}; a.a = a; return a; })()',
  'a deep one': '(() => { let a = {}; for (let i = 0; i < 1e6; i++) a = { a }; return a; })()',
  'a wide one': 'Array.from({ length: 1e6 }, (_, i) => i)',
  'a long text': '"x".repeat(1e8)',
  'a long buffer': 'new Uint8Array(3e7)',
  'a resizable buffer': 'new Uint8Array(new ArrayBuffer(8, { maxByteLength: 64 }))',
  'a detached buffer':
    '(() => { const b = new ArrayBuffer(8); const a = new Uint8Array(b); b.transfer(); return a; })()',
  'a huge integer': '2n ** 1000000n',
  'not numbers': '[NaN, -0, Infinity, undefined, null]',
  'a weak thing': '[new WeakMap(), new WeakRef({}), new FinalizationRegistry(() => {})]',
  'a date that lies': 'Object.assign(new Date(0), { toISOString: () => probe })',
  'a map that lies':
    '(() => { const m = new Map([[{ toString() { return "k"; } }, 1]]); m.entries = m[Symbol.iterator] = function* () { yield [probe, probe]; }; return m; })()',
  'an array that lies':
    '(() => { const a = [1]; a.map = a[Symbol.iterator] = () => probe; a.constructor = { [Symbol.species]: () => probe }; return a; })()',
  'the global': 'globalThis',
  'the process': 'process',
  'a module': 'module',
  'a generator': '(function* () { yield 1; })()',
  arguments: '(function () { return arguments; })(1, probe)',
  'a boxed text': 'Object("text")',
  'lone surrogates': '"\\ud800"',
};

describe('as a result', () => {
  it.each(Object.entries(results))('%s gives copied data or a failure', async (_, expression) => {
    const files = { 'app.cjs': `const probe = function probe() {}; exports.give = () => (${expression});` };
    const { failure, value } = await besieged.attack({ files, call: 'give', limits });
    if (failure === null) expect(isCopied(value)).toBe(true);
    else expect(failure.kind, JSON.stringify(failure)).toMatch(/^(exception|time|memory|stalled|output)$/);
    expect(besieged.peakMiB()).toBeLessThanOrEqual(largestRunnerMiB);
  });
});

/** Plain data only: no function, no accessor, no prototype that is not the host's own. */
function isCopied(value: unknown): boolean {
  if (value === null || ['undefined', 'boolean', 'number', 'bigint', 'string'].includes(typeof value))
    return true;
  if (typeof value !== 'object') return false;
  if (value instanceof Uint8Array) return true;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype) return false;
  const descriptors = Object.values(Object.getOwnPropertyDescriptors(value));
  return descriptors.every((one) => 'value' in one && isCopied(one.value));
}
