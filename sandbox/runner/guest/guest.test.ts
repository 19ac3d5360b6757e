import { describe, expect, test } from 'vitest';
import { loadedWorld, testWorld } from './test-world.ts';

describe('apps', () => {
  test('Express answers', () => {
    const world = loadedWorld({
      'app.ts': `
        import express, { type Request, type Response } from 'express';
        const app = express();
        app.use(express.json());
        app.get('/users/:id', (req: Request, res: Response) => { res.json({ id: req.params.id, q: req.query.a }); });
        app.post('/echo', async (req, res) => { await null; res.status(201).set('X-Kind', 'echo').send(req.body); });
        app.get('/boom', async () => { throw Object.assign(new Error('no'), { status: 418 }); });
        app.get('/redirect', (req, res) => res.redirect('/elsewhere'));
        export default app;
      `,
    });
    expect(world.get('/users/7?a=1')).toMatchObject({ status: 200, body: '{"id":"7","q":"1"}' });
    const echoed = world.send({
      method: 'POST',
      path: '/echo',
      headers: [['content-type', 'application/json']],
      body: '{"a":[1,2]}',
    });
    expect(echoed).toMatchObject({ status: 201, body: '{"a":[1,2]}' });
    expect(echoed.header('x-kind')).toBe('echo');
    expect(world.get('/boom').status).toBe(418);
    expect(world.get('/nowhere')).toMatchObject({ status: 404, statusText: 'Not Found' });
    expect(world.get('/redirect').header('location')).toBe('/elsewhere');
    expect(
      world.send({
        method: 'POST',
        path: '/echo',
        headers: [['content-type', 'application/json']],
        body: '{',
      }).status,
    ).toBe(400);
    expect(world.send({ method: 'HEAD', path: '/users/7' })).toMatchObject({ status: 200, body: '' });
  });

  test('Hono answers, exported or served', () => {
    const source = (end: string) => `
      import { Hono } from 'hono';
      import { cors } from 'hono/cors';
      import { serve } from '@hono/node-server';
      const app = new Hono();
      app.use(cors());
      app.get('/json', (c) => c.json({ ok: true }));
      app.post('/echo', async (c) => c.text((await c.req.text()).toUpperCase(), 201));
      app.onError((error, c) => c.text('failed: ' + error.message, 500));
      app.get('/boom', () => { throw new Error('no'); });
      ${end}`;
    for (const end of ['export default app;', 'serve({ fetch: app.fetch, port: 3000 });']) {
      const world = loadedWorld({ 'app.ts': source(end) });
      expect(world.get('/json')).toMatchObject({ status: 200, body: '{"ok":true}' });
      expect(world.get('/json').header('access-control-allow-origin')).toBe('*');
      expect(world.send({ method: 'POST', path: '/echo', body: 'loud' })).toMatchObject({
        status: 201,
        body: 'LOUD',
      });
      expect(world.get('/boom')).toMatchObject({ status: 500, body: 'failed: no' });
      expect(world.get('/nowhere').status).toBe(404);
    }
  });

  test('node:http answers through listen()', () => {
    const world = loadedWorld({
      'server.js': `
        const http = require('node:http');
        const server = http.createServer((req, res) => {
          let body = '';
          req.setEncoding('utf8');
          req.on('data', (part) => { body += part; });
          req.on('end', () => {
            res.writeHead(200, { 'content-type': 'text/plain' });
            res.write(req.method + ' ');
            res.end(req.url + ' ' + body);
          });
        });
        server.listen(3000, () => console.log('listening on', server.address().port));
      `,
    });
    expect(world.log.map(({ text }) => text)).toEqual(['listening on 3000']);
    const response = world.send({ method: 'PUT', path: '/a?b', body: 'é' });
    expect(response).toMatchObject({ status: 200, body: 'PUT /a?b é' });
    expect(response.header('transfer-encoding')).toBe('chunked');
  });

  test('what exports no app and does not listen is said so', () => {
    const world = loadedWorld({ 'app.ts': 'export const x = 1;' });
    expect(world.guest.request({ method: 'GET', path: '/', headers: [], body: null })).toMatchObject({
      ok: false,
      failure: { kind: 'no-app' },
    });
  });

  test('zod validates', () => {
    const world = loadedWorld({
      'app.ts': `import { z } from 'zod';
        const User = z.object({ name: z.string().min(2), age: z.number().int().optional() });
        export const parse = (value: unknown) => { const r = User.safeParse(value); return r.success ? r.data : r.error.issues.map((i) => i.path.join('.')); };`,
    });
    expect(world.guest.call('parse', [{ name: 'Ada' }])).toEqual({ ok: true, value: { name: 'Ada' } });
    expect(world.guest.call('parse', [{ name: 'A', age: 1.5 }])).toEqual({
      ok: true,
      value: ['name', 'age'],
    });
  });
});

describe('modules', () => {
  test('TypeScript, JavaScript, JSON, CommonJS and folders together', () => {
    const world = loadedWorld(
      {
        'src/main.ts': `
          import data from './data.json' with { type: 'json' };
          import { Color, twice } from './lib/math.js';
          import common, { named } from '../common.cjs';
          import * as all from './lib/math.ts';
          export const answer = () => [data.n, twice(4), Color.Blue, common.whole, named, Object.keys(all).sort().join()];
          export const later = async () => (await import('./lib/later.js')).value;
          export const where = () => [import.meta.url, import.meta.filename, import.meta.dirname];
          export const top = await Promise.resolve('awaited');
          export const read = () => top;`,
        'src/data.json': '{"n":1}',
        'src/lib/math.ts': `export enum Color { Red, Blue = 5 }
          export function twice(n: number): number { return n * 2; }`,
        'src/lib/later.ts': 'export const value: string = "later";',
        'common.cjs': `const { twice } = require('./other'); exports.whole = twice(10); exports.named = __filename;`,
        'other/index.js': 'exports.twice = (n) => n * 2;',
      },
      { entry: 'src/main.ts' },
    );
    const called = (name: string) => world.guest.call(name, []);
    expect(called('answer')).toEqual({ ok: true, value: [1, 8, 5, 20, '/app/common.cjs', 'Color,twice'] });
    expect(called('later')).toEqual({ ok: true, value: 'later' });
    expect(called('where')).toEqual({
      ok: true,
      value: ['file:///app/src/main.ts', '/app/src/main.ts', '/app/src'],
    });
    expect(called('read')).toEqual({ ok: true, value: 'awaited' });
  });

  test('cyclic imports see live bindings', () => {
    const world = loadedWorld({
      'a.ts': `import { b } from './b.ts'; export let a = 1; export const set = () => { a = 2; return b(); };`,
      'b.ts': `import { a } from './a.ts'; export const b = () => a;`,
    });
    expect(world.guest.call('set', [])).toEqual({ ok: true, value: 2 });
  });

  test('require of an ES module gives its namespace', () => {
    const world = loadedWorld({
      'main.cjs': `exports.get = () => require('./lib.mjs').value;`,
      'lib.mjs': 'export const value = 3;',
    });
    expect(world.guest.call('get', [])).toEqual({ ok: true, value: 3 });
  });

  test('a missing package names the nearest, with its place', () => {
    const outcome = testWorld({
      'app.ts': `import a from 'path';\nimport express from 'expres';\nexpress(a);`,
    }).guest.load();
    expect(outcome).toEqual({
      ok: false,
      failure: {
        kind: 'import',
        specifier: 'expres',
        nearest: ['express'],
        location: { file: 'app.ts', line: 2, column: 21 },
        message: 'expres is not on the shelf. Did you mean express?',
      },
    });
  });

  test('a missing file, a missing export and a failed require are told apart', () => {
    expect(testWorld({ 'app.ts': `import './utlis.js';`, 'utils.ts': '' }).guest.load()).toMatchObject({
      failure: { kind: 'import', nearest: ['utils.ts'] },
    });
    expect(
      testWorld({
        'app.ts': `import { nope } from './b.ts'; nope();`,
        'b.ts': 'export const yes = 1;',
      }).guest.load(),
    ).toMatchObject({
      failure: {
        kind: 'syntax',
        message: expect.stringContaining("does not provide an export named 'nope'"),
        location: { file: 'app.ts', line: 1 },
      },
    });
    expect(testWorld({ 'app.cjs': `require('lodash')` }).guest.load()).toMatchObject({
      failure: { kind: 'import', specifier: 'lodash' },
    });
  });

  test('syntax errors have their place', () => {
    expect(testWorld({ 'app.ts': 'const a = 1;\nconst b: number = ;\n' }).guest.load()).toMatchObject({
      failure: { kind: 'syntax', location: { file: 'app.ts', line: 2, column: 19 } },
    });
    expect(testWorld({ 'app.js': 'import "./b.js";', 'b.js': 'let x = {;\n' }).guest.load()).toMatchObject({
      failure: { kind: 'syntax', location: { file: 'b.js', line: 1, column: 10 } },
    });
  });

  test('a dynamic import of what is missing rejects', () => {
    const world = loadedWorld({
      'app.ts': `export const go = () => import('nothing').catch((error) => [error.code, error.message]);`,
    });
    expect(world.guest.call('go', [])).toMatchObject({
      ok: true,
      value: ['ERR_MODULE_NOT_FOUND', expect.stringContaining('nothing is not on the shelf')],
    });
  });

  test('a dynamic import reaches the shelf and ES modules', () => {
    const world = loadedWorld({
      'app.ts': `export const go = async () => { const { default: express } = await import('express'); const { Hono } = await import('hono'); return [typeof express, typeof Hono]; };`,
    });
    expect(world.guest.call('go', [])).toEqual({ ok: true, value: ['function', 'function'] });
  });
});

describe('errors', () => {
  test("an exception has the learner's stack and place", () => {
    const outcome = testWorld({
      'app.ts': `interface Unused { a: string }\nenum E { A }\nfunction inner(x: number): never {\n  throw new RangeError('too ' + x + E.A);\n}\nconst outer = async () => { await null; inner(1); };\nawait outer();`,
    }).guest.load();
    expect(outcome).toMatchObject({
      ok: false,
      failure: {
        kind: 'exception',
        name: 'RangeError',
        message: 'too 10',
        location: { file: 'app.ts', line: 4, column: 9 },
      },
    });
    expect(outcome.ok ? '' : (outcome.failure as { stack: string }).stack).toMatch(
      /^RangeError: too 10\n {4}at inner \(app\.ts:4:9\)\n {4}at app\.ts:6:41/,
    );
  });

  test('an uncaught error of a timer and an unhandled rejection fail the call', () => {
    const world = loadedWorld({
      'app.ts': `import http from 'node:http';
        http.createServer((req, res) => {
          if (req.url === '/timer') setTimeout(() => { throw new TypeError('in a timer'); }, 10);
          else if (req.url === '/reject') Promise.reject(new Error('rejected'));
          else throw new Error('in the handler');
        }).listen(80);`,
    });
    const failure = (path: string) => world.guest.request({ method: 'GET', path, headers: [], body: null });
    expect(failure('/timer')).toMatchObject({
      failure: { kind: 'exception', name: 'TypeError', message: 'in a timer', location: { line: 3 } },
    });
    expect(failure('/reject')).toMatchObject({
      failure: { kind: 'exception', name: 'Error', message: 'rejected', location: { line: 4 } },
    });
    expect(failure('/')).toMatchObject({
      failure: { kind: 'exception', name: 'Error', message: 'in the handler' },
    });
  });

  test('a response that never comes is stalled', () => {
    const world = loadedWorld({ 'app.js': `module.exports = (req, res) => {};` });
    expect(world.guest.request({ method: 'GET', path: '/x', headers: [], body: null })).toEqual({
      ok: false,
      failure: { kind: 'stalled', waitingFor: 'the response to GET /x' },
    });
  });

  test('process.exit() is a failure that cannot be caught', () => {
    const outcome = testWorld({
      'app.ts': `try { process.exit(3); } catch {}\nconsole.log('still here');`,
    }).guest.load();
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'exception', name: 'ProcessExit' } });
  });
});
