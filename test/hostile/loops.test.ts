import { describe, expect, it } from 'vitest';
import { besiege, handler, sample } from './besieged.ts';

/** HOSTILE.md, rows 1 to 3: guests that never end or never settle. */
const besieged = besiege();
const limits = { cpuMs: 150, wallMs: 300 };

const loops: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'an endless loop': handler('for (;;) {}'),
  'an endless loop that allocates a little': handler('for (;;) ({}).x = [];'),
  'a loop that an isolate does not interrupt': handler('for (;;) new Array(1000).fill({});'),
  'a loop of sorting': handler('const a = Array.from({ length: 1e5 }, (_, i) => -i); for (;;) a.toSorted();'),
  'a loop of big integers': handler('let b = 3n; for (;;) b = (b * b) % (2n ** 5000n) + 3n;'),
  'one long operation on big integers': handler(
    'const b = 2n ** 9000000n - 1n; res.end(String(b * b % 7n) + String(b).length);',
  ),
  'a loop of parsing': handler("const text = '[' + '1,'.repeat(1e5) + '1]'; for (;;) JSON.parse(text);"),
  'a loop of joining': handler("const a = Array(1e5).fill('x'); for (;;) a.join('-').indexOf('y');"),
  'a loop in a catch': handler('const again = () => { try { again(); } finally { again(); } }; again();'),
  'a loop in a generator': handler('const g = (function* () { for (;;) yield; })(); for (const _ of g);'),
  'a loop in a getter': handler('const o = { get x() { for (;;); } }; res.end(String(o.x));'),
  'a loop in toJSON': handler('res.end(JSON.stringify({ toJSON() { for (;;); } }));'),
  'a loop in a comparison': handler('[3, 1, 2].sort(() => { for (;;); }); res.end();'),
  'a loop in a proxy': handler('const p = new Proxy({}, { get() { for (;;); } }); res.end(p.x);'),
  'a loop in what is logged': handler(
    "console.log({ [Symbol.for('nodejs.util.inspect.custom')]() { for (;;); } });",
  ),
  'a loop in a thrown value': handler('throw { get message() { for (;;); } };'),
  'a loop in code made from text': handler("new Function('for (;;);')();"),
  'a loop after an await': handler('await null; for (;;) {}'),
  'a loop in a timer': handler('setTimeout(() => { for (;;); }, 60_000);'),
  'a loop while loading': { 'app.ts': 'for (;;) {}' },
  'a loop while a module is loaded at the top': { 'app.mjs': 'await null; for (;;);' },
  'a loop in a module that is imported later': {
    'app.mjs': "await import('./b.mjs');",
    'b.mjs': 'for (;;);',
  },
  'endless microtasks': handler('const again = () => Promise.resolve().then(again); await again();'),
  'endless microtasks by queueMicrotask': handler('const again = () => queueMicrotask(again); again();'),
  'endless async calls': handler('const again = async () => { await null; return again(); }; await again();'),
  'endless async iteration': handler('for await (const _ of (async function* () { for (;;) yield 1; })());'),
  'a thenable without end': handler('const t = { then(done) { done(t); } }; await t;'),
  'endless ticks': handler('const again = () => process.nextTick(again); again();'),
  'endless immediates': handler('const again = () => setImmediate(again); again();'),
  'endless intervals': handler('setInterval(() => {}, 1);'),
  'endless timeouts of no time': handler('const again = () => setTimeout(again, 0); again();'),
  'an endless stream': handler(
    "const { Readable } = await import('node:stream'); for await (const _ of Readable.from((function* () { for (;;) yield 'x'; })()));",
  ),
  'endless events': handler(
    "const { EventEmitter } = await import('node:events'); const e = new EventEmitter(); e.on('x', () => queueMicrotask(() => e.emit('x'))); e.emit('x');",
  ),
};

const patterns: Readonly<Record<string, string>> = {
  'nested quantifiers': "/^(a+)+$/.test('a'.repeat(40) + 'b')",
  'an alternation of the same': "/^(a|a)*$/.test('a'.repeat(40) + 'b')",
  'a look-behind': "/(?<=^(a+)+)c$/.test('b' + 'a'.repeat(40) + 'c')",
  'a back reference': "/^(.*)*\\\\1$/.test('a'.repeat(36) + 'b')",
  'many stars': "/^.*.*.*.*.*.*.*.*x$/s.test('a'.repeat(3000))",
  'a split': "('a'.repeat(40) + 'b').split(/(a+)+$/)",
  'a replacement': "('a'.repeat(40) + 'b').replace(/(a*)*c/g, '')",
};

describe('a guest that never ends', () => {
  it.each(sample(loops, 1 / 3))('%s', async (_, files) => {
    await stopsInTime(files, /^time$/);
  });
});

describe('a catastrophic pattern', () => {
  it.each(sample(patterns, 1 / 3))('%s', async (_, code) => {
    await stopsInTime(handler(`res.end(String(${code}));`), /^time$/);
  });
});

describe('a guest that never settles', () => {
  const stalls: Readonly<Record<string, string>> = {
    'a promise without end': 'await new Promise(() => {}); res.end();',
    'a response that is never sent': '',
    'half a response': "res.writeHead(200, { 'Content-Length': '10' }); res.write('half');",
    'two that wait for each other':
      'let a, b; a = (async () => { await null; await b; })(); b = a.then(() => a); await new Promise(() => {});',
    'a timer that keeps nothing alive': 'setTimeout(() => res.end(), 10).unref();',
  };
  it.each(Object.entries(stalls))('%s', async (_, body) => {
    await stopsInTime(handler(body), /^stalled$/);
  });
});

/** At most 250 ms past its limit. A busy machine is given three tries. */
async function stopsInTime(files: Readonly<Record<string, string>>, kind: RegExp): Promise<void> {
  let fastest = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 && fastest > limits.wallMs + 250; tries += 1) {
    const { failure, ms } = await besieged.attack({ files, limits });
    expect(failure?.kind, JSON.stringify(failure)).toMatch(kind);
    fastest = Math.min(fastest, ms);
  }
  expect(fastest).toBeLessThan(limits.wallMs + 250);
}
