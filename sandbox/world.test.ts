import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followCpuTime } from './fixtures/cpu-time.ts';
import { createSandbox } from './sandbox.ts';
import type { Limits, Outcome, Sandbox, World, WorldRequest } from './types.ts';

const startTime = Date.UTC(2024, 0, 1);
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ runners: 2 });
}, 60_000);
afterAll(() => sandbox.close());

const app = `
  import express from 'express';
  import { DatabaseSync } from 'node:sqlite';
  const db = new DatabaseSync('shop.db');
  const app = express();
  app.get('/count', (request, response) => {
    console.log('counting');
    response.json(db.prepare('SELECT count(*) AS n FROM items').get());
  });
  app.get('/loop', () => { for (;;); });
  app.get('/query', () => db.exec('WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT count(*) FROM r'));
  export const add = (a, b) => a + b;
  export const grow = () => { const kept = []; for (;;) kept.push({ more: [1, 2, 3] }); };
  export const hoard = (mebibytes) => { const kept = []; while (kept.length < mebibytes) kept.push(new Array(131072).fill(kept.length)); return kept.length; };
  export const hoardAndLoop = (mebibytes) => { globalThis.kept = []; while (kept.length < mebibytes) kept.push(new Array(131072).fill(kept.length)); for (;;); };
  export const split = () => 'a'.repeat(1 << 28).split('');
  export default app;
`;

function spec(limits: Partial<Limits> = {}) {
  const databases = { shop: 'CREATE TABLE items (a); INSERT INTO items VALUES (1), (2)' };
  return { files: { 'app.js': app }, entry: 'app.js', databases, seed: 1, startTime, limits };
}

function get(path: string): WorldRequest {
  return { method: 'GET', path, headers: [['Host', 'localhost']], body: null };
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}

function inWorld<T>(limits: Partial<Limits>, use: (world: World) => Promise<T>): Promise<T> {
  return sandbox.job(async (job) => {
    const world = value(await job.openWorld(spec(limits)));
    value(await world.load());
    return use(world);
  });
}

describe('a world', () => {
  it('serves requests, keeps its database and writes down what happened', async () => {
    await inWorld({}, async (world) => {
      const response = value(await world.request(get('/count')));
      expect([response.status, Buffer.from(response.body).toString()]).toEqual([200, '{"n":2}']);
      value(await world.sql('shop', 'DELETE FROM items WHERE a = 1'));
      expect(Buffer.from(value(await world.request(get('/count'))).body).toString()).toBe('{"n":1}');
      expect(value(await world.call('add', [2, 3]))).toBe(5);
      const { events } = await world.record();
      expect(events.map((event) => [event.kind, event.request])).toEqual([
        ['open', null],
        ['request', 1],
        ['log', 1],
        ['statement', 1],
        ['response', 1],
        ['request', 2],
        ['log', 2],
        ['statement', 2],
        ['response', 2],
      ]);
      await world.close();
    });
  });

  it('that loops is stopped in time, stays stopped, and leaves the others of its job', async () => {
    const pids = sandbox.runnerPids;
    await sandbox.job(async (job) => {
      const world = value(await job.openWorld(spec({ cpuMs: 300 })));
      value(await world.load());
      const cpu = followCpuTime(sandbox.runnerPids);
      const verdict = await world.request(get('/loop'));
      expect(cpu.stop()).toBeLessThan(300 + 250);
      // On a busy machine the clock runs out before the computing does, and the verdict says so.
      expect(verdict).toMatchObject({ ok: false, failure: { kind: 'time' } });
      expect(await world.call('add', [1, 2])).toEqual(verdict);
      const next = value(await job.openWorld(spec()));
      value(await next.load());
      expect(value(await next.call('add', [1, 2]))).toBe(3);
    });
    // Whether the guest half stopped it or the watchdog, a runner that saw a limit is replaced.
    await expect.poll(() => sandbox.runnerPids, { timeout: 2_000 }).not.toEqual(pids);
  });

  it('whose statement does not end is stopped by the limit of a statement', async () => {
    const verdict = await inWorld({ statementMs: 200 }, (world) => world.request(get('/query')));
    expect(verdict).toEqual({ ok: false, failure: { kind: 'time', limit: 'statement', limitMs: 200 } });
  });

  it.each(['grow', 'split'])('that takes all memory is told so: %s', async (name) => {
    const verdict = await inWorld({ cpuMs: 10_000, wallMs: 10_000 }, (world) => world.call(name, []));
    expect(verdict).toMatchObject({ ok: false, failure: { kind: 'memory' } });
  });

  it('that has eaten its memory leaves the next world of the job with all of its own', async () => {
    await sandbox.job(async (job) => {
      const hoarder = value(await job.openWorld(spec({ cpuMs: 2_000 })));
      value(await hoarder.load());
      const verdict = await hoarder.call('hoardAndLoop', [250]);
      expect(verdict).toEqual({ ok: false, failure: { kind: 'memory', limitMiB: 64 } });
      const next = value(await job.openWorld(spec()));
      value(await next.load());
      expect(value(await next.call('hoard', [100]))).toBe(100);
      expect(await hoarder.call('add', [1, 2])).toEqual(verdict);
    });
  });

  it('whose database does not load is a failure of opening it', async () => {
    const broken = { ...spec(), databases: { main: 'CREATE TABEL t (a)' } };
    expect(await sandbox.job((job) => job.openWorld(broken))).toMatchObject({
      ok: false,
      failure: { kind: 'sql', statement: 'CREATE TABEL t (a)' },
    });
  });
});

describe("an author's code", () => {
  const files = {
    'check.js':
      'export const sum = (n) => { let s = 0; for (let i = 0; i < n; i += 1) s = learner.call("add", s, i); return s; };',
  };

  it('reaches the exports of the world it is given', async () => {
    await sandbox.job(async (job) => {
      const world = value(await job.openWorld(spec()));
      value(await world.load());
      const author = value(await job.openAuthor({ files, entry: 'check.js', seed: 1, startTime }));
      expect(value(await author.call('sum', [100], world))).toBe(4950);
      expect(await author.call('sum', [1])).toMatchObject({ ok: false });
    });
  });

  it('that does not load is a failure of opening it', async () => {
    const opened = await sandbox.job((job) =>
      job.openAuthor({ files: { 'check.js': 'export const' }, entry: 'check.js', seed: 1, startTime }),
    );
    expect(opened).toMatchObject({ ok: false, failure: { kind: 'syntax' } });
  });
});
