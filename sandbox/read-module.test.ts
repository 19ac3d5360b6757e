import { expect, it } from 'vitest';
import { readModule } from './read-module.ts';

it('gives what a module imports, whichever way it is written, and leaves types aside', () => {
  const source = `
    import express, { type Request } from 'express';
    import type { Context } from 'hono';
    import { Response } from 'graphql';
    export * from './other.js';
    export { z } from 'zod';
    // import 'cors';
    const text = "import 'jose'";
    const late = () => import('hono/cors');
    enum Colour { Red }
    let answer: Response;
    export default express();
  `;
  expect(readModule('app.ts', source)).toEqual({
    system: 'esm',
    specifiers: ['express', './other.js', 'zod', 'hono/cors'],
  });
});

it('tells the module systems apart', () => {
  const systemOf = (path: string, source: string) => readModule(path, source)?.system;
  expect(readModule('a.js', "const http = require('http');\nwith ({}) {}\n")).toEqual({
    system: 'cjs',
    specifiers: ['http'],
  });
  expect(systemOf('a.js', 'module.exports = 1;')).toBe('cjs');
  expect(systemOf('a.ts', 'exports.one = 1 as number;')).toBe('cjs');
  expect(systemOf('a.js', 'await 1;')).toBe('esm');
  expect(systemOf('a.js', 'let one = 1;')).toBe('either');
  expect(systemOf('a.cjs', 'let one = 1;')).toBe('cjs');
  expect(systemOf('a.mjs', 'let one = 1;')).toBe('esm');
});

it('gives null for what does not parse', () => {
  expect(readModule('a.ts', 'const = 1;')).toBeNull();
});
