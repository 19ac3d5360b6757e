import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from './sandbox.ts';
import type { Sandbox, World, WorldSpec } from './types.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());

const source = `import express from 'express';
  const app = express(); const hooks = [];
  const shown = async (run) => { const at = performance.now(); try { const r = await run(); return { status: r.status, body: await r.text(), ok: r.ok, url: r.url, type: r.headers.get('content-type'), after: r.headers.get('retry-after'), ms: performance.now() - at }; } catch (error) { return { error: error.name, code: error.cause?.code, why: error.cause?.message, ms: performance.now() - at }; } };
  export const ask = (url, init) => shown(() => fetch(url, init));
  export const impatient = (url, ms) => shown(() => fetch(url, { signal: AbortSignal.timeout(ms) }));
  export const many = async (url, n) => { const out = []; for (let i = 0; i < n; i++) { try { out.push((await fetch(url)).status); } catch (error) { out.push(error.cause.code); } } return out; };
  export const received = () => hooks;
  app.post('/hook', express.json(), (req, res) => { hooks.push([req.body, req.get('x-from'), performance.now()]); res.sendStatus(204); });
  export default app;`;

const services: NonNullable<WorldSpec['services']> = {
  'pay.example': [
    {
      method: 'POST',
      path: '/charges/:id',
      status: 201,
      latencyMs: 250,
      body: { id: '{id}', paid: true },
      webhook: { path: '/hook', afterMs: 5_000, headers: { 'X-From': 'pay' }, body: { charge: '{id}' } },
    },
    { path: '/text', body: 'plain {x}', headers: { 'X-A': '1' } },
    { path: '/spread', latencyMs: { min: 10, max: 20 } },
    { path: '/flaky', failureRate: 0.5 },
    { path: '/cut', failureRate: 1, failure: 'reset', latencyMs: 30 },
    { path: '/teapot', failureRate: 1, failure: { status: 418, body: { tea: true } } },
    { path: '/limited', rateLimit: { requests: 2, perMs: 10_000 } },
    { path: '/never', hang: true },
    { path: '/moved', status: 302, headers: { Location: '/text' } },
    { path: '/any/*', body: [1] },
  ],
};

async function inWorld<T>(
  use: (world: World, call: (name: string, ...args: unknown[]) => Promise<unknown>) => Promise<T>,
  seed = 1,
): Promise<T> {
  return sandbox.job(async (job) => {
    const world = await job.openWorld({
      files: { 'app.mjs': source },
      entry: 'app.mjs',
      seed,
      startTime: 0,
      services,
    });
    if (!world.ok) throw new Error(JSON.stringify(world));
    const loaded = await world.value.load();
    if (!loaded.ok) throw new Error(JSON.stringify(loaded));
    return use(world.value, async (name, ...args) => {
      const outcome = await world.value.call(name, args as never);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
      return outcome.value;
    });
  });
}

test('routes, bodies, latency and what is not offered', async () => {
  await inWorld(async (world, call) => {
    expect(
      await call('ask', 'https://pay.example/charges/7?x=1', { method: 'POST', body: '{}' }),
    ).toMatchObject({
      status: 201,
      body: '{"id":"7","paid":true}',
      type: 'application/json',
      ms: 250,
    });
    expect(await call('ask', 'https://pay.example/text')).toMatchObject({
      status: 200,
      body: 'plain {x}',
      ms: 0,
    });
    expect(await call('ask', 'https://pay.example/any/a/b')).toMatchObject({ body: '[1]' });
    expect(await call('ask', 'https://pay.example/none')).toMatchObject({ status: 404, ok: false });
    expect(await call('ask', 'https://pay.example/moved')).toMatchObject({
      status: 200,
      url: 'https://pay.example/text',
    });
    expect(await call('ask', 'https://pay.example/teapot')).toMatchObject({
      status: 418,
      body: '{"tea":true}',
    });
    const { ms } = (await call('ask', 'https://pay.example/spread')) as { ms: number };
    expect(ms).toBeGreaterThanOrEqual(10);
    expect(ms).toBeLessThan(21);
    expect(await call('ask', 'https://nowhere.example/')).toMatchObject({
      error: 'TypeError',
      code: 'ENOTFOUND',
      why: 'getaddrinfo ENOTFOUND nowhere.example (there is no such service in this world. It has: pay.example.)',
    });
    const { events } = await world.record();
    expect(events.filter(({ kind }) => kind === 'call')[0]).toEqual({
      kind: 'call',
      at: 0,
      request: null,
      method: 'POST',
      url: 'https://pay.example/charges/7?x=1',
      status: 201,
    });
    expect(events.findLast(({ kind }) => kind === 'call')).toMatchObject({
      url: 'https://nowhere.example/',
      status: null,
    });
  });
});

test('what hangs, is cut or is aborted, in virtual time', async () => {
  await inWorld(async (_world, call) => {
    expect(await call('impatient', 'https://pay.example/never', 1_500)).toMatchObject({
      error: 'TimeoutError',
      ms: 1_500,
    });
    expect(await call('impatient', 'https://pay.example/text', 1_500)).toMatchObject({ status: 200 });
    expect(await call('ask', 'https://pay.example/never')).toMatchObject({
      code: 'UND_ERR_HEADERS_TIMEOUT',
      ms: 300_000,
    });
    expect(await call('ask', 'https://pay.example/cut')).toMatchObject({
      error: 'TypeError',
      code: 'ECONNRESET',
      ms: 30,
    });
  });
});

test('rates of failure come from the seed, and limits pass with time', async () => {
  const flaky = (seed: number) =>
    inWorld((_world, call) => call('many', 'https://pay.example/flaky', 40), seed);
  const [first, again, other] = [await flaky(1), await flaky(1), await flaky(2)] as number[][];
  expect(first).toEqual(again);
  expect(first).not.toEqual(other);
  const failed = (first ?? []).filter((status) => status === 503).length;
  expect(failed).toBeGreaterThan(8);
  expect(failed).toBeLessThan(32);
  await inWorld(async (world, call) => {
    expect(await call('many', 'https://pay.example/limited', 3)).toEqual([200, 200, 429]);
    expect(await call('ask', 'https://pay.example/limited')).toMatchObject({ status: 429, after: '10' });
    await world.advance(10_001);
    expect(await call('many', 'https://pay.example/limited', 1)).toEqual([200]);
  });
});

test('a webhook calls the app when its time has come', async () => {
  await inWorld(async (world, call) => {
    await call('ask', 'https://pay.example/charges/9', { method: 'POST' });
    expect(await call('received')).toEqual([]);
    await world.advance(4_999);
    expect(await call('received')).toEqual([]);
    await world.advance(1);
    expect(await call('received')).toEqual([[{ charge: '9' }, 'pay', 5_250]]);
  });
});
