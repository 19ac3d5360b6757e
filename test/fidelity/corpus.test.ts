import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { corpus } from './corpus/corpus.ts';
import { coverageTable, coveredShare, readCoverage } from './coverage.ts';
import { compare } from './run-corpus.ts';

/** Every app of the corpus answers in the sandbox as it does in plain Node, byte for byte. */
const startTime = Date.UTC(2026, 0, 1);
let sandbox: Sandbox;
let coverage = '';

beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
  coverage = mkdtempSync(join(tmpdir(), 'backline-coverage-'));
});

afterAll(async () => {
  await sandbox.close();
  rmSync(coverage, { recursive: true, force: true });
});

for (const { family, apps } of corpus) {
  describe(family, () => {
    for (const app of apps) {
      test(app.name, async () => {
        const { inSandbox, inNode } = await compare(sandbox, app, { startTime, coverage });
        expect(inNode.length).toBe(app.requests.length);
        expect(inSandbox).toEqual(inNode);
      });
    }
  });
}

test('the corpus is as large as it is said to be, and runs the frameworks', () => {
  expect(corpus.flatMap(({ apps }) => apps).length).toBeGreaterThanOrEqual(60);
  for (const { family, apps } of corpus) expect([family, apps.length >= 3]).toEqual([family, true]);
  const packages = readCoverage(coverage);
  console.log(coverageTable(packages));
  expect(coveredShare(packages)).toBeGreaterThanOrEqual(0.85);
});
