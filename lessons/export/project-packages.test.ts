import { expect, it } from 'vitest';
import { packagesOf } from './project-packages.ts';

const shelf = { express: '5.0.0', hono: '4.0.0', '@hono/node-server': '2.0.0', zod: '4.0.0' };
const of = (files: Readonly<Record<string, string>>, packages: readonly string[] = []) =>
  packagesOf({ files, packages, shelf });

it('names what the files import, in exact versions, and what a world does not have', () => {
  const files = {
    'app.js': "import 'express'; import { cors } from 'hono/cors'; import 'node:http'; import fs from 'fs';",
    'lib/a.mjs': "import './b.js'; import '@some/thing/deep'; import('left-pad');",
    'notes.md': "import 'zod'",
    'broken.js': "import 'zod'; const = 1;",
  };
  expect(of(files)).toEqual({
    dependencies: { express: '5.0.0', hono: '4.0.0' },
    unknown: ['@some/thing', 'left-pad'],
    type: 'module',
    usesTypeScript: false,
  });
});

it('adds tsx for TypeScript, and to the server of fetch apps its peer', () => {
  const { dependencies, usesTypeScript } = of({ 'app.ts': 'export default {};' }, ['@hono/node-server']);
  expect(Object.keys(dependencies)).toEqual(['@hono/node-server', 'hono', 'tsx']);
  expect(usesTypeScript).toBe(true);
  expect(of({ 'types.d.ts': 'declare const a: 1;' }).usesTypeScript).toBe(false);
});

it('says which module system the files are of, or neither where they are mixed', () => {
  const esm = 'export default 1;';
  const common = 'module.exports = 1;';
  expect(of({ 'a.js': esm, 'b.cjs': common }).type).toBe('module');
  expect(of({ 'a.js': common, 'b.mjs': esm, 'c.js': 'let a;' }).type).toBe('commonjs');
  expect(of({ 'a.js': common, 'b.js': esm }).type).toBeNull();
});
