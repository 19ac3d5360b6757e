import { describe, expect, it } from 'vitest';
import type { Failure } from '../../sandbox/types.ts';
import { besiege, largestRunnerMiB } from './besieged.ts';

/** HOSTILE.md, rows 5 and 12: programs that are an attack before they run, and imports of what is not there. */
const besieged = besiege();
const limits = { cpuMs: 3_000, wallMs: 6_000 };

const nested = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;

const sources: Readonly<Record<string, string>> = {
  'brackets, deep': `const a = ${nested('[', ']', 100_000)};`,
  'parentheses, deep': `const a = ${nested('(', ')', 100_000)};`,
  'braces, deep': nested('{', '}', 100_000),
  'functions, deep': nested('(function () {', '})', 20_000),
  'arrows, deep': `const a = ${'() => '.repeat(50_000)}1;`,
  'templates, deep': `const a = ${nested('`${', '}`', 20_000)};`,
  'not, not, not': `const a = ${'!'.repeat(200_000)}1;`,
  'minus with spaces': `const a = ${'- '.repeat(100_000)}1;`,
  'typeof, many times': `const a = ${'typeof '.repeat(50_000)}1;`,
  'new, many times': `${'new '.repeat(50_000)}x;`,
  'await, many times': `${'await '.repeat(50_000)}1;`,
  'else if, many times': `if (0) {} ${'else if (0) {} '.repeat(50_000)}`,
  'a long chain of members': `const a = {}; a${'.b'.repeat(100_000)};`,
  'a long chain of calls': `f${'()'.repeat(100_000)};`,
  'a long sum': `const a = ${'1+'.repeat(200_000)}1;`,
  'a long choice': `const a = ${'0?1:'.repeat(50_000)}1;`,
  'a long assignment': `let a; ${'a='.repeat(50_000)}1;`,
  'powers, many': `const a = ${'2**'.repeat(50_000)}1;`,
  'a type, deep': `type A = ${nested('Array<', '>', 20_000)};`,
  'a type of choices': `type A = ${'1 extends 2 ? 3 : '.repeat(20_000)}1;`,
  'labels, many': `${'a: '.repeat(50_000)};`,
  'a class in a class': nested('(class { x = ', '})', 10_000),
  'a pattern, deep': `const r = /${nested('(', ')', 30_000)}/;`,
  'a comment of 50 MB': `//${'x'.repeat(50_000_000)}`,
  'a string of 50 MB': `const a = '${'x'.repeat(50_000_000)}';`,
  'bytes that are no text': '\0\uFFFE\uD800'.repeat(1_000),
};

describe('a source', () => {
  it.each(Object.entries(sources))('%s', async (_, source) => {
    const { failure } = await besieged.attack({ files: { 'app.ts': source }, limits });
    // Whatever can be compiled at all has no app to serve; what cannot is told so.
    expect(failure?.kind, JSON.stringify(failure)).toMatch(/^(syntax|no-app|exception|time|memory)$/);
    expect(besieged.peakMiB()).toBeLessThanOrEqual(largestRunnerMiB);
  });

  it('of ten thousand files', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, at) => [
        `f${at}.mjs`,
        at < 9_999 ? `import './f${at + 1}.mjs';` : '',
      ]),
    );
    const { failure } = await besieged.attack({ files, limits });
    expect(failure?.kind, JSON.stringify(failure)?.slice(0, 300)).toMatch(
      /^(syntax|no-app|exception|time|memory)$/,
    );
    expect(besieged.peakMiB()).toBeLessThanOrEqual(largestRunnerMiB);
  });

  it('that imports itself, and modules in a ring', async () => {
    const files = {
      'a.mjs': "import './a.mjs'; import './b.mjs';",
      'b.mjs': "export * from './a.mjs'; export * from './b.mjs';",
    };
    expect((await besieged.attack({ files, limits })).failure?.kind).toBe('no-app');
  });

  it('named to be found elsewhere', async () => {
    for (const name of [
      '../app.mjs',
      '/etc/passwd',
      '__proto__',
      'constructor',
      'a\0b.mjs',
      'C:\\x.mjs',
      'x'.repeat(10_000),
    ]) {
      const { failure } = await besieged.attack({ files: { [name]: 'export const a = 1;' }, limits });
      expect(
        failure === null || failure.kind !== 'crash',
        `${name.slice(0, 20)} ${JSON.stringify(failure)}`,
      ).toBe(true);
    }
  });
});

describe('an import of what is not on the shelf', () => {
  const specifiers = [
    'isolated-vm',
    'node:vm2',
    'inspector',
    'node:inspector',
    'v8',
    'node:v8',
    'wasi',
    'node:wasi',
    'repl',
    'trace_events',
    'node:sea',
    'internal/bootstrap/realm',
    'node:internal/modules/cjs/loader',
    '/etc/passwd',
    'file:///etc/passwd',
    '../../../etc/passwd',
    './nowhere.mjs',
    'http://127.0.0.1/a.mjs',
    'https://example.com/a.mjs',
    'data:text/javascript,1',
    'blob:x',
    'backline:inside',
    'backline:shelf',
    'backline:meta2',
    '#internal',
    'lodash',
    'left-pad',
    '__proto__',
    'constructor',
    '',
  ];

  it.each(specifiers)('%j is denied with a message', async (specifier) => {
    const text = JSON.stringify(specifier);
    const asked: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
      [{ 'app.mjs': `import ${text};` }, /^import$/],
      [{ 'app.mjs': `await import(${text});` }, /^(import|exception)$/],
      [{ 'app.cjs': `require(${text});` }, /^(import|exception)$/],
      [{ 'app.mjs': `const name = ${text}; await import(name);` }, /^(import|exception)$/],
    ];
    for (const [files, kind] of asked) {
      const { failure } = await besieged.attack({ files, limits });
      expect(failure?.kind, JSON.stringify([files, failure])).toMatch(kind);
      expect(messageOf(failure)).not.toMatch(/\/work|node_modules\/isolated|sandbox\/runner/);
    }
  });

  it('what blocks a thread or makes machine code is not there', async () => {
    const { value } = await besieged.attack({
      files: {
        'app.cjs': `exports.look = () => ['WebAssembly', 'SharedArrayBuffer', 'Atomics'].map((name) => typeof globalThis[name]).concat(
        (() => { try { return typeof new Function('return Atomics.wait')(); } catch (error) { return error.name; } })(),
        Object.getOwnPropertyNames(globalThis).includes('WebAssembly'));`,
      },
      call: 'look',
      limits,
    });
    expect(value).toEqual(['undefined', 'undefined', 'undefined', 'ReferenceError', false]);
  });
});

function messageOf(failure: Failure | null): string {
  return failure !== null && 'message' in failure ? failure.message : '';
}
