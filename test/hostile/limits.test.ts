import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Failure, Sandbox, WorldSpec } from '../../sandbox/types.ts';

/** Guests that never end, never settle or never stop growing: each gets its own verdict, and the app lives. */
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());

const get = { method: 'GET', path: '/', headers: [['Host', 'localhost']], body: null } as const;

function world(body: string): WorldSpec {
  const source = `import { createServer } from 'node:http';\nexport default createServer(async (req, res) => {\n${body}\n});\n`;
  return {
    files: { 'app.ts': source },
    entry: 'app.ts',
    seed: 1,
    startTime: 0,
    limits: { cpuMs: 300, wallMs: 600 },
  };
}

/** Loads the program and sends it one request; gives how it failed, or null where it answered. */
async function failureOf(spec: WorldSpec): Promise<Failure | null> {
  return sandbox.job(async (job) => {
    const opened = await job.openWorld(spec);
    if (!opened.ok) return opened.failure;
    const loaded = await opened.value.load();
    if (!loaded.ok) return loaded.failure;
    const answer = await opened.value.request(get);
    return answer.ok ? null : answer.failure;
  });
}

const guests: readonly (readonly [string, WorldSpec, Partial<Failure>])[] = [
  ['an endless loop', world('for (;;) {}'), { kind: 'time' }],
  ['a loop after an await', world('await null; for (;;) {}'), { kind: 'time' }],
  [
    'endless microtasks',
    world('const again = () => Promise.resolve().then(again); await again();'),
    { kind: 'time' },
  ],
  ['endless ticks', world('const again = () => process.nextTick(again); again();'), { kind: 'time' }],
  ['endless immediates', world('const again = () => setImmediate(again); again();'), { kind: 'time' }],
  ['a promise that never settles', world('await new Promise(() => {}); res.end();'), { kind: 'stalled' }],
  ['a response that is never sent', world(''), { kind: 'stalled' }],
  ['a loop while loading', { ...world(''), files: { 'app.ts': 'for (;;) {}' } }, { kind: 'time' }],
  ['a catastrophic pattern', world("/^(a+)+$/.test('a'.repeat(40) + 'b'); res.end();"), { kind: 'time' }],
  [
    'a growing array',
    world('const all = []; for (;;) all.push(new Array(1e5).fill(1));'),
    { kind: 'memory' },
  ],
  [
    'growing buffers',
    world('const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1));'),
    { kind: 'memory' },
  ],
];

describe('a guest at its limits', () => {
  it.each(guests)('%s', async (_, spec, expected) => {
    const started = performance.now();
    expect(await failureOf(spec)).toMatchObject(expected);
    // Past the wall limit of 600 ms a guest is stopped within 250 ms; the rest is for a busy machine.
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(await failureOf(world("res.end('alive');"))).toBe(null);
  });
});
