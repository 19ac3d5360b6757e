import { describe, expect, test } from 'vitest';
import { loadedWorld } from './test-world.ts';

describe('virtual time', () => {
  test('a day of waiting takes no time, and the clocks agree', () => {
    const world = loadedWorld({
      'app.ts': `import { setTimeout as sleep } from 'node:timers/promises';
        export const wait = async () => { const a = Date.now(), b = performance.now(); await sleep(86_400_000);
          return [Date.now() - a, performance.now() - b, new Date().toISOString(), process.uptime()]; };`,
    });
    const started = performance.now();
    expect(world.guest.call('wait', [])).toEqual({
      ok: true,
      value: [86_400_000, 86_400_000, '2026-01-02T00:00:00.000Z', 86_400],
    });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test("ticks, microtasks, immediates and timers run in Node's order", () => {
    const source = `
      const seen = [];
      const note = (what) => () => seen.push(what);
      setTimeout(note('timeout 1'), 1); setTimeout(note('timeout 0'), 0);
      setImmediate(() => { seen.push('immediate'); process.nextTick(note('tick of immediate')); Promise.resolve().then(note('micro of immediate')); });
      setImmediate(note('second immediate'));
      Promise.resolve().then(() => { seen.push('micro'); process.nextTick(note('tick of micro')); }).then(note('micro 2'));
      queueMicrotask(note('queued'));
      process.nextTick(() => { seen.push('tick'); Promise.resolve().then(note('micro of tick')); });
      process.nextTick(note('tick 2'));
      (async () => { seen.push('async'); await null; seen.push('after await'); await new Promise((r) => setTimeout(r, 5)); seen.push('slept'); })();
      seen.push('sync');
      exports.seen = () => seen;`;
    const world = loadedWorld({ 'app.cjs': source });
    world.guest.advance(10);
    expect(world.guest.call('seen', [])).toEqual({
      ok: true,
      value: [
        ...[
          'async',
          'sync',
          'tick',
          'tick 2',
          'micro',
          'queued',
          'after await',
          'micro of tick',
          'micro 2',
          'tick of micro',
        ],
        ...[
          'immediate',
          'tick of immediate',
          'micro of immediate',
          'second immediate',
          'timeout 1',
          'timeout 0',
          'slept',
        ],
      ],
    });
  });

  test("intervals run until cleared, and timers that are not ref'd hold nothing up", () => {
    const world = loadedWorld({
      'app.ts': `let n = 0; let late = 0; const every = setInterval(() => { if (++n === 3) clearInterval(every); }, 100);
        setTimeout(() => { late += 1; }, 50).unref();
        export const count = () => [n, late]; export const never = () => new Promise(() => {});`,
    });
    world.guest.advance(1_000);
    expect(world.guest.call('count', [])).toEqual({ ok: true, value: [3, 1] });
    expect(world.timers).toEqual([100, 50]);
    expect(world.guest.call('never', [])).toMatchObject({ failure: { kind: 'stalled' } });
  });

  test('AsyncLocalStorage survives await, timers, ticks and lowered functions', () => {
    const world = loadedWorld({
      'app.ts': `import { AsyncLocalStorage } from 'node:async_hooks';
        const store = new AsyncLocalStorage<number>();
        const deep = async (n: number) => { await null; for (const _ of [1, 2]) await new Promise((r) => setTimeout(r, n)); return store.getStore(); };
        class Service { #x = 1; async get(a: number, b = a) { await null; return [this.#x, a, b, arguments.length, store.getStore()]; } }
        export const go = () => Promise.all([1, 2].map((n) => store.run(n, async () => [
          await deep(3 - n), await new Service().get(n), await new Promise((r) => process.nextTick(() => r(store.getStore()))),
          await new Promise((r) => setImmediate(() => r(store.getStore())))])));
        export const outside = async () => store.getStore() ?? 'none';`,
    });
    expect(world.guest.call('go', [])).toEqual({
      ok: true,
      value: [
        [1, [1, 1, 1, 1, 1], 1, 1],
        [2, [1, 2, 2, 1, 2], 2, 2],
      ],
    });
    expect(world.guest.call('outside', [])).toEqual({ ok: true, value: 'none' });
  });
});

describe('determinism', () => {
  const source = {
    'app.ts': `import { randomBytes, randomInt, randomUUID } from 'node:crypto';
      export const all = () => [Math.random(), crypto.randomUUID(), randomUUID(), randomBytes(4).toString('hex'), randomInt(100),
        [...crypto.getRandomValues(new Uint8Array(3))], new (new Date()).constructor().getTime(), new Intl.DateTimeFormat('en-US', { timeZone: 'UTC' }).format(),
        Temporal.Now.instant().toString(), Date().slice(0, 15), structuredClone(new Date()).getTime()];`,
  };
  test('the same seed gives the same chance, another seed another', () => {
    const [a, b, c] = [1, 1, 2].map((seed) => loadedWorld(source, { seed }).guest.call('all', []));
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
    expect(a).toMatchObject({
      ok: true,
      value: expect.arrayContaining([
        '1/1/2026',
        '2026-01-01T00:00:00Z',
        'Thu Jan 01 2026',
        Date.UTC(2026, 0, 1),
      ]),
    });
  });

  test('what would leave the limits or tell of the machine is absent', () => {
    const world = loadedWorld({
      'app.ts': `export const found = () => [typeof WebAssembly, typeof SharedArrayBuffer, typeof Atomics, process.platform, process.cwd(), process.env.HOME ?? 'none'];`,
    });
    expect(world.guest.call('found', [])).toEqual({
      ok: true,
      value: ['undefined', 'undefined', 'undefined', 'linux', '/app', 'none'],
    });
  });
});
