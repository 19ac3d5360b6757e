import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPages } from '../../build/build.ts';

/** `npm start` as a person meets it, in browser mode. */
const program = fileURLToPath(new URL('../../build/start.ts', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backline-start-'));
  await buildPages();
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(...args: string[]): ChildProcess & { output: () => string } {
  const child = spawn(process.execPath, [program, '--browser', '--port', '0', '--data', ...args]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return Object.assign(child, { output: () => output });
}

function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('close', resolve));
}

it('prints its address, answers there, and ends cleanly on Ctrl+C', { timeout: 120_000 }, async () => {
  const first = start(join(folder, 'data'));
  await expect
    .poll(first.output, { timeout: 60_000 })
    .toMatch(/^Backline is at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+$/m);
  const [address = ''] = /http\S+/.exec(first.output()) ?? [];
  expect((await fetch(address, { redirect: 'manual' })).status).toBe(303);

  const second = start(join(folder, 'data'));
  expect(await exitCode(second)).toBe(2);
  expect(second.output()).toContain(
    `already running with the data in ${join(folder, 'data')}.\nIt is at ${address}`,
  );

  first.kill('SIGINT');
  expect(await exitCode(first)).toBe(0);
  expect(first.output()).not.toMatch(/error/i);
});

it('says what to do where the data folder cannot be made', { timeout: 120_000 }, async () => {
  const child = start('/dev/null/data');
  expect(await exitCode(child)).toBe(2);
  expect(child.output()).toMatch(/cannot write there \(\w+\)\.\nMake that folder writable/);
});
