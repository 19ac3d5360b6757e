import { expect, test } from 'vitest';
import { practiseAhead } from './isolates.ts';
import { loadedWorld, type TestWorld, testWorld } from './test-world.ts';

/** What the next world is made of: a realm in an isolate that was used, which practised or did not. */
function afterAnother(hasPractised: boolean): void {
  testWorld({ 'app.js': 'export const nothing = null;' }).guest.dispose();
  if (hasPractised) expect(practiseAhead()).toBeGreaterThan(0);
}

test.each([false, true])(
  'a program begins with what Node begins with, whether its realm practised: %s',
  (hasPractised) => {
    afterAnother(hasPractised);
    const world = loadedWorld({
      'app.ts': `
      import { AsyncResource } from 'node:async_hooks';
      import express from 'express';
      const id = new AsyncResource('first').asyncId();
      const timer = setTimeout(() => {}, 1000);
      const app = express();
      app.get('/', (req, res) => {
        res.json({ id, next: +timer - id, now: performance.now(), port: req.socket.remotePort });
      });
      export default app;`,
    });
    const first = world.get('/');
    // A practice keeps the date of its own responses for a second.
    expect(first.header('date')).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
    // 1 is the program itself, and Node's counter goes on from there.
    expect(JSON.parse(first.body)).toEqual({ id: 2, next: 1, now: 0, port: 50_001 });
    expect(world.timers).toEqual([1000]);
    expect(world.log).toEqual([]);
  },
);

test.each([false, true])(
  'no app is there before the program gives one, practice or not: %s',
  (hasPractised) => {
    afterAnother(hasPractised);
    const world = loadedWorld({
      'app.ts': `
      import { createServer } from 'node:http';
      export const look = () => [createServer().listening, process.env.PORT ?? null];`,
    });
    expect(world.guest.request({ method: 'GET', path: '/', headers: [], body: null })).toMatchObject({
      ok: false,
      failure: { kind: 'no-app' },
    });
    expect(world.guest.call('look', [])).toEqual({ ok: true, value: [false, null] });
  },
);

test('the names and classes that a program can reach are the same after practice', () => {
  const look = (): unknown => {
    const world: TestWorld = loadedWorld({
      'app.ts': `
        import * as express from 'express';
        import http from 'node:http';
        import util from 'node:util';
        const seen = new Set<unknown>();
        const lines: string[] = [];
        const walk = (value: unknown, path: string): void => {
          if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) {
            if (typeof value === 'number' || typeof value === 'boolean' || value === null) lines.push(path + '=' + String(value));
            return;
          }
          seen.add(value);
          for (const key of Reflect.ownKeys(value)) {
            const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
            lines.push(path + '.' + String(key) + (descriptor?.writable === false ? ' fixed' : ''));
            if (path.split('.').length < 6) walk(descriptor?.value, path + '.' + String(key));
          }
        };
        walk(globalThis, 'globalThis'); walk(process, 'process'); walk(http, 'http'); walk(express, 'express'); walk(util, 'util');
        export const look = () => lines.join('\\n');`,
    });
    const found = world.guest.call('look', []);
    world.guest.dispose();
    return found;
  };
  afterAnother(false);
  const without = look();
  expect(without).toMatchObject({ ok: true, value: expect.stringContaining('http.Server') });
  afterAnother(true);
  expect(look()).toEqual(without);
});
