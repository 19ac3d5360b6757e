import { expect, test } from 'vitest';
import { loadedWorld } from './test-world.ts';

const app = `
  import { AsyncResource } from 'node:async_hooks';
  import express from 'express';
  const id = new AsyncResource('first').asyncId();
  const timer = setTimeout(() => {}, 1000);
  const app = express();
  app.get('/', (req, res) => { res.json({ id, next: +timer - id, now: performance.now(), port: req.socket.remotePort }); });
  export default app;
`;

test('what a realm practised is nowhere in the world that is made of it', () => {
  const world = loadedWorld({ 'app.ts': app });
  const first = world.get('/');
  // The realm's practice kept the date of its own responses for a second.
  expect(first.header('date')).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
  // 1 is the program itself, and Node's counter goes on from there.
  expect(JSON.parse(first.body)).toEqual({ id: 2, next: 1, now: 0, port: 50_001 });
  expect(world.timers).toEqual([1000]);
  expect(world.log).toEqual([]);
  expect(world.guest.advance(3_600_000)).toEqual({ ok: true, value: undefined });
  expect(world.statements()).toEqual([]);
});

test('a realm that is made in an isolate used before starts alike', () => {
  const bodies = Array.from({ length: 3 }, () => {
    const world = loadedWorld({ 'app.ts': app });
    const { body } = world.get('/');
    world.guest.dispose();
    return body;
  });
  expect(new Set(bodies).size).toBe(1);
});

test('a program that is no server, or has a file by any name, does not meet it', () => {
  const world = loadedWorld({
    'app.ts': `
      import { createServer } from 'node:http';
      export const look = () => [createServer().listening, process.env.PORT ?? null];
    `,
  });
  expect(world.guest.request({ method: 'GET', path: '/', headers: [], body: null })).toMatchObject({
    ok: false,
    failure: { kind: 'no-app' },
  });
  expect(world.guest.call('look', [])).toEqual({ ok: true, value: [false, null] });
});
