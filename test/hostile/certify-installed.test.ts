import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { readCertifications } from '../../host/certification/certifications-file.ts';
import { certifyInstalled } from '../../host/certification/certify-installed.ts';
import { createPackCertifier } from '../../host/certification/pack-certifier.ts';
import { writeIndex } from '../../host/packs/index-file.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { packId, smallPack } from './small-pack.ts';

let sandbox: Sandbox;
let packsFolder: string;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  packsFolder = mkdtempSync(join(tmpdir(), 'backline-certify-installed-'));
});
afterEach(() => rmSync(packsFolder, { recursive: true }));

const entry = { id: packId, version: '1.0.0', folder: 'small', contentSum: 'a', signedBy: null };
const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;\n';

/** Puts a pack where installing would put it. */
function install(changes: Readonly<Record<string, string>> = {}): void {
  const files = smallPack();
  for (const [path, text] of Object.entries(changes)) files.set(path, Buffer.from(text));
  for (const [path, content] of files) {
    const file = join(packsFolder, entry.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  writeIndex(packsFolder, { format: 1, packs: [entry], keys: [] });
}

const certify = (longestMs: number, signal = new AbortController().signal) =>
  certifyInstalled(entry, { packsFolder, sandbox, appVersion: '1.2.3', signal, longestMs });

it('keeps what it finds by the content of the pack', async () => {
  install();
  const good = { contentSum: 'a', appVersion: '1.2.3', errors: 0, wasStopped: false };
  expect(await certify(60_000)).toEqual(good);
  expect(readCertifications(packsFolder)).toEqual([good]);
  install({ 'rows/count/starter/query.sql': 'SELECT count(*) FROM things\n' });
  expect(await certify(60_000)).toEqual({ ...good, errors: 1 });
  writeFileSync(join(packsFolder, 'certifications.json'), '{ "format": 2 }');
  expect(readCertifications(packsFolder)).toEqual([]);
});

it('stops a pack that does not come to an end, and does not certify it', async () => {
  install({ 'rows/count/solution/query.sql': endless, 'rows/count/starter/query.sql': endless });
  const started = performance.now();
  expect(await certify(300)).toMatchObject({ wasStopped: true });
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(await sandbox.job(async () => 'the next one')).toBe('the next one');
}, 60_000);

it('is broken off when the app closes, keeps nothing, and leaves no sandbox', async () => {
  install({ 'rows/count/solution/query.sql': endless });
  const log = { warn: () => {}, error: () => {} };
  let told = 0;
  let sandboxes = 0;
  const certifier = createPackCertifier({
    packsFolder,
    appVersion: '1.2.3',
    log,
    onChange: () => {
      told += 1;
    },
    startSandbox: async () => {
      sandboxes += 1;
      const started = await createSandbox({ runners: 1 });
      const close = async () => {
        await started.close();
        sandboxes -= 1;
      };
      return { versions: started.versions, runnerPids: started.runnerPids, job: started.job, close };
    },
  });
  expect(certifier.statusOf(entry)).toEqual({ status: 'not-checked' });
  certifier.lookSoon();
  await expect.poll(() => told, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(certifier.statusOf(entry)).toMatchObject({ status: 'checking' });
  const started = performance.now();
  await certifier.close();
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(sandboxes).toBe(0);
  expect(readCertifications(packsFolder)).toEqual([]);
}, 90_000);
