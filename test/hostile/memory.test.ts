import { describe, expect, it } from 'vitest';
import { isDeep } from '../deep.ts';
import { besiege, handler, largestRunnerMiB, sample } from './besieged.ts';

/** HOSTILE.md, row 4: what grows without end, by every way of growing that goes around a limit of the heap. */
const besieged = besiege();
/** Long enough that memory runs out before time does, on a busy machine too. */
const limits = isDeep ? { cpuMs: 8_000, wallMs: 16_000 } : { cpuMs: 2_500, wallMs: 5_000 };

const bombs: Readonly<Record<string, string>> = {
  objects: 'const all = []; for (;;) all.push({ a: 1, b: [1, 2, 3] });',
  arrays: 'const all = []; for (;;) all.push(new Array(1e5).fill(1));',
  'arrays of nothing': 'const all = []; for (;;) all.push(new Array(1e6));',
  'one array': 'const all = []; for (let i = 0; ; i++) all[i] = i + 0.5;',
  'a long array at once': 'new Array(2 ** 27).fill({}); for (;;);',
  'array buffers': 'const all = []; for (;;) all.push(new ArrayBuffer(1e8));',
  'filled bytes': 'const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1));',
  'one buffer of a gigabyte': 'const all = []; for (;;) all.push(new Uint8Array(2 ** 30).fill(7));',
  'resizable buffers':
    'const all = []; for (;;) { const b = new ArrayBuffer(1, { maxByteLength: 2 ** 28 }); b.resize(2 ** 28); new Uint8Array(b).fill(1); all.push(b); }',
  'node buffers':
    "const { Buffer } = await import('node:buffer'); const all = []; for (;;) all.push(Buffer.alloc(1e7, 'x'));",
  'buffers concatenated': 'let b = Buffer.alloc(1024, 1); for (;;) b = Buffer.concat([b, b]);',
  'a map': 'const m = new Map(); for (let i = 0; ; i++) m.set(i, { i });',
  'a set of strings': "const s = new Set(); for (let i = 0; ; i++) s.add('key number ' + i);",
  closures: 'const all = []; for (;;) { const a = [1, 2, 3, 4]; all.push(() => a); }',
  'doubled strings':
    "let s = 'ab'; const all = []; for (;;) { s += s; all.push(s); if (s.length > 2 ** 27) { all.push(s.split('a')); s = 'ab' + all.length; } }",
  'flattened strings':
    "const all = []; for (let i = 0; ; i++) { const s = (i + 'x').repeat(1e6); all.push(s + s, [...s].length, s.toUpperCase()); }",
  'two-byte strings':
    "const all = []; for (let i = 0; ; i++) all.push('\\u4e2d'.repeat(2e7 + i).normalize('NFD'));",
  padding: "const all = []; for (let i = 0; ; i++) all.push(JSON.stringify(''.padEnd(5e7 + i, '\\u0001')));",
  'JSON made':
    "const a = Array(1e4).fill('x'.repeat(1e4)); const all = []; for (;;) all.push(JSON.stringify(a));",
  'JSON read': "const t = '[' + '{},'.repeat(1e6) + '1]'; const all = []; for (;;) all.push(JSON.parse(t));",
  'number formats':
    "const all = []; for (let i = 0; ; i++) all.push(new Intl.NumberFormat('en', { minimumFractionDigits: i % 90 }));",
  'date formats':
    "const all = []; for (;;) all.push(new Intl.DateTimeFormat('ar-EG', { dateStyle: 'full', timeStyle: 'full' }));",
  'collators and segmenters':
    "const all = []; for (;;) all.push(new Intl.Collator('de'), new Intl.Segmenter('ja', { granularity: 'word' }).segment('x'.repeat(1e5)));",
  'big integers': 'const all = []; let b = 3n; for (;;) { all.push(b << 20000000n); }',
  'a power of big integers': 'const all = []; for (;;) all.push(7n ** 3000000n);',
  'regular expressions':
    "const all = []; for (let i = 0; ; i++) { const r = new RegExp('(' + 'a|'.repeat(1e4) + i + ')'); r.test('b'); all.push(r); }",
  matches: "const all = []; const s = 'ab'.repeat(1e6); for (;;) all.push([...s.matchAll(/a/g)]);",
  code: "const all = []; for (let i = 0; ; i++) all.push(new Function('return ' + i + ';' + 'x=1;'.repeat(1e4)));",
  symbols: 'const o = {}; for (let i = 0; ; i++) o[Symbol(i)] = i;',
  properties: 'const o = {}; for (let i = 0; ; i++) o["p" + i] = i;',
  promises: 'const all = []; for (;;) all.push(new Promise(() => {}).then(() => 1));',
  'promises each after the last': 'let p = Promise.resolve(); for (;;) p = p.then(() => new Array(100));',
  microtasks: 'for (;;) queueMicrotask(() => {});',
  timers: 'for (let i = 0; ; i++) setTimeout(() => {}, i);',
  ticks: 'for (;;) process.nextTick(() => {});',
  immediates: 'for (;;) setImmediate(() => {});',
  listeners:
    "const { EventEmitter } = await import('node:events'); const e = new EventEmitter(); e.setMaxListeners(0); for (;;) e.on('x', () => {});",
  clones:
    'const a = Array(1e5).fill({ a: 1 }).map((x) => ({ ...x })); const all = []; for (;;) all.push(structuredClone(a));',
  'errors with stacks':
    "const all = []; Error.stackTraceLimit = 200; const f = (n) => n ? f(n - 1) : new Error('x'.repeat(1e5) + all.length); for (;;) { const e = f(150); e.stack; all.push(e); }",
  URLs: "const all = []; for (let i = 0; ; i++) all.push(new URL('http://a/' + 'x'.repeat(1e4) + i));",
  generators:
    'const all = []; for (;;) { const g = (function* () { const a = new Array(1e3).fill(1); yield a; })(); g.next(); all.push(g); }',
  'typed copies': 'const all = []; const a = new Float64Array(1e6); for (;;) all.push(a.map((x) => x + 1));',
  'a response without end': "for (;;) res.write('x'.repeat(1e6));",
};

describe('a bomb', () => {
  it.each(sample(bombs, 1 / 5))('of %s', { timeout: 60_000 }, async (_, body) => {
    const { failure } = await besieged.attack({ files: handler(body), limits });
    expect(besieged.peakMiB()).toBeLessThanOrEqual(largestRunnerMiB);
    expect(failure, 'it was let go on').not.toBe(null);
    // What V8 refuses by itself (an array or a string too long) is the guest's own RangeError.
    if (failure?.kind === 'exception') expect(failure.name).toBe('RangeError');
    else expect(failure).toMatchObject({ kind: expect.stringMatching(/^(memory|time)$/) });
  });
});
