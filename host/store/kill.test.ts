import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrations } from './migrations/migrations.ts';
import { openStore } from './open-store.ts';

const deep = process.env.BACKLINE_DEEP !== undefined;
/** A thousand starts of a process take a busy machine a while. */
const timeout = deep ? 3_600_000 : 600_000;
const exerciseId = 'pack/lesson/exercise';
const storeModule = JSON.stringify(new URL('./open-store.ts', import.meta.url).href);
const migrationsModule = JSON.stringify(new URL('./migrations/migrations.ts', import.meta.url).href);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Saves drafts and attempts without end, and prints each number after its save was acknowledged. */
const savingProgram = `
  import { openStore } from ${storeModule};
  const store = openStore(process.argv[1]);
  const profileId = store.profiles.list().active;
  const exerciseId = ${JSON.stringify(exerciseId)};
  const reproduction = { seed: 1, contentHash: '', packVersion: '', appVersion: '', nodeVersion: '', sqliteVersion: '', shelf: {} };
  let basedOn = store.drafts.get(profileId, exerciseId)?.revision ?? 0;
  for (;;) {
    const files = { text: String(basedOn + 1).padStart(5000) };
    basedOn = store.drafts.save({ profileId, exerciseId, files, basedOn }).revision;
    const report = { exercise: exerciseId, passed: false, checks: [], reproduction };
    const { number } = store.attempts.add({ profileId, files, report, durationMs: 1 });
    process.stdout.write(basedOn + ' ' + number + '\\n');
  }
`;

it('keeps every acknowledged save, whenever the process is killed', { timeout }, async () => {
  for (let kill = 0; kill < (deep ? 1_000 : 25); kill += 1) {
    const acknowledged = await killAfterLines(savingProgram, 1 + Math.floor(Math.random() * 20));
    const [revision = 0, number = 0] = acknowledged.split(' ').map(Number);
    const store = openStore(folder);
    const profileId = store.profiles.list().active;
    const draft = store.drafts.get(profileId, exerciseId);
    const attempts = store.attempts.list(profileId, exerciseId);
    store.close();
    expect(store.notices).toEqual([]);
    expect(draft?.revision).toBeGreaterThanOrEqual(revision);
    expect(draft?.files).toEqual({ text: String(draft?.revision).padStart(5000) });
    expect(attempts.length).toBeGreaterThanOrEqual(number);
  }
});

it('has the old version or the new one after a kill during a migration, and a backup', {
  timeout,
}, async () => {
  const first = openStore(folder);
  const profileId = first.profiles.list().active;
  first.drafts.save({ profileId, exerciseId, files: { a: 'kept' }, basedOn: 0 });
  first.close();
  const slow =
    'CREATE TABLE extra (id INTEGER PRIMARY KEY, text TEXT) STRICT; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) INSERT INTO extra SELECT i, hex(randomblob(20)) FROM n';
  const program = `
    import { openStore } from ${storeModule};
    import { migrations } from ${migrationsModule};
    console.log('started');
    openStore(process.argv[1], { migrations: [...migrations, { version: migrations.length + 1, sql: ${JSON.stringify(slow)} }] });
    console.log('migrated');
    setInterval(() => {}, 1000);
  `;
  for (let kill = 0; kill < (deep ? 100 : 6); kill += 1) {
    await killAfterLines(program, 1, Math.random() * 400);
    const backups = readdirSync(join(folder, 'backups')).filter((name) => /^\d{6}/.test(name));
    expect(backups.length).toBeGreaterThan(0);
    try {
      const store = openStore(folder, { migrations });
      expect(store.drafts.get(profileId, exerciseId)?.files).toEqual({ a: 'kept' });
      expect(store.notices).toEqual([]);
      store.close();
    } catch (error) {
      expect(error).toMatchObject({ code: 'newer-data' });
      const store = openStore(folder, {
        migrations: [...migrations, { version: migrations.length + 1, sql: slow }],
      });
      expect(store.drafts.get(profileId, exerciseId)?.files).toEqual({ a: 'kept' });
      store.close();
      return;
    }
  }
});

/** Runs the program on the folder, kills it some time after its nth line, and gives the last whole line. */
async function killAfterLines(program: string, lines: number, thenMs = 0): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let seen = 0;
  let last = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    last = line;
    seen += 1;
    if (seen === lines) setTimeout(() => child.kill('SIGKILL'), thenMs);
  });
  await ended(child);
  return last;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.on('close', () => resolve()));
}
