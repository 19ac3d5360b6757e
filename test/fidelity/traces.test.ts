import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { traces } from './traces.ts';

/**
 * Ticks, microtasks, immediates, timers and streams run in a world in the order in which Node runs them.
 *
 * Plain Node reads a real clock, so on a busy machine two timers of one time may there fall into different
 * milliseconds and change places. Its order is therefore asked again where it differs: an order that Node never
 * gives still fails.
 */
let sandbox: Sandbox;
let folder = '';

beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
  folder = mkdtempSync(join(tmpdir(), 'backline-traces-'));
});

afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const [name, body] of Object.entries(traces)) {
  test(name, async () => {
    const traced = await inSandbox(body);
    let plain = await inNode(body);
    for (let again = 0; again < 4 && !isDeepStrictEqual(plain, traced); again += 1) {
      plain = await inNode(body);
    }
    expect(traced).toEqual(plain);
  });
}

test('there are as many as there are said to be', () => {
  expect(Object.keys(traces).length).toBeGreaterThanOrEqual(20);
});

async function inSandbox(body: string): Promise<unknown> {
  return sandbox.job(async (job) => {
    const world = await job.openWorld({
      files: {
        'app.cjs': `const notes = []; const note = (what) => notes.push(String(what));\n${body}\nexports.notes = () => notes;`,
      },
      entry: 'app.cjs',
      seed: 1,
      startTime: 0,
    });
    if (!world.ok) return world;
    const loaded = await world.value.load();
    if (!loaded.ok) return loaded;
    const advanced = await world.value.advance(1_000);
    if (!advanced.ok) return advanced;
    const called = await world.value.call('notes', []);
    return called.ok ? called.value : called;
  });
}

async function inNode(body: string): Promise<unknown> {
  const file = join(folder, 'app.cjs');
  writeFileSync(
    file,
    `const notes = []; const note = (what) => notes.push(String(what));\n${body}\nprocess.on('exit', () => process._rawDebug(JSON.stringify(notes)));`,
  );
  const { stderr } = await promisify(execFile)(process.execPath, [file]);
  return JSON.parse(stderr);
}
