import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { createSandbox } from './sandbox.ts';
import type { Job, Outcome, Sandbox, SandboxOptions, SqlWorld } from './types.ts';

const endless = 'WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT count(*) FROM r';
const patient = { statementMs: 50_000, wallMs: 50_000 };

const opened: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((sandbox) => sandbox.close()));
});

async function start(options?: SandboxOptions): Promise<Sandbox> {
  const sandbox = await createSandbox(options);
  opened.push(sandbox);
  return sandbox;
}

async function openWorld(job: Job, limits = {}): Promise<SqlWorld> {
  const outcome = await job.openSqlWorld({ dataset: '', seed: 1, startTime: 0, limits });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}

function kindOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'ok' : outcome.failure.kind;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie has ended: only whoever adopted it has not asked yet.
    const stat = process.platform === 'linux' ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
    return !/\) Z /.test(stat);
  } catch {
    return false;
  }
}

async function until(condition: () => boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    if (condition()) return true;
    await pause(10);
  }
  return condition();
}

describe('a sandbox', () => {
  it('says what it runs on', async () => {
    const sandbox = await start({ runners: 1 });
    expect(sandbox.versions).toMatchObject({ node: process.versions.node, sqlite: process.versions.sqlite });
  });

  it('lends a runner to one job at a time, in the order of asking', async () => {
    const sandbox = await start({ runners: 2 });
    const both = Promise.withResolvers<void>();
    let waiting = 0;
    const meet = async (job: Job): Promise<void> => {
      // Past its warming up.
      await openWorld(job);
      waiting += 1;
      if (waiting === 2) both.resolve();
      await both.promise;
    };
    await Promise.all([sandbox.job(meet), sandbox.job(meet)]);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 9 }, (_, number) =>
        sandbox.job(async (job) => {
          order.push(number);
          running += 1;
          most = Math.max(most, running);
          const world = await openWorld(job);
          expect(kindOf(await world.sql('CREATE TABLE t (a); INSERT INTO t VALUES (1)'))).toBe('ok');
          running -= 1;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(sandbox.runnerPids.length).toBe(2);
  });

  it('gives what the job gives and throws what it throws', async () => {
    const sandbox = await start({ runners: 1 });
    expect(await sandbox.job(async () => 7)).toBe(7);
    await expect(sandbox.job(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
    expect(await sandbox.job(async () => 8)).toBe(8);
  });

  it('answers nothing more once the job has ended', async () => {
    const sandbox = await start({ runners: 1 });
    const world = await sandbox.job((job) => openWorld(job));
    expect(await world.sql('SELECT 1')).toMatchObject({
      ok: false,
      failure: { kind: 'crash', message: 'the job has ended' },
    });
  });

  it('refuses jobs once it is closed, and leaves no process', async () => {
    const sandbox = await start({ runners: 2 });
    const pids = [...sandbox.runnerPids];
    const open = Promise.withResolvers<void>();
    const under = sandbox.job(async (job) => {
      const world = await openWorld(job, patient);
      open.resolve();
      return world.sql(endless);
    });
    await open.promise;
    await sandbox.close();
    expect(kindOf(await under)).toBe('crash');
    await expect(sandbox.job(async () => 1)).rejects.toMatchObject({ code: 'SANDBOX_CLOSED' });
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('that cannot start a runner says so', async () => {
    await expect(createSandbox({ runnerPath: fileURLToPath(import.meta.url) })).rejects.toMatchObject({
      code: 'SANDBOX_START_FAILED',
    });
  });
});

describe('a runner', () => {
  it('that is killed from outside is a crash, and the next job works within 2 s', async () => {
    const sandbox = await start({ runners: 1 });
    const [victim] = sandbox.runnerPids;
    await sandbox.job(async (job) => {
      const world = await openWorld(job, patient);
      const pending = [world.sql(endless), world.sql('SELECT 1')];
      await pause(100);
      process.kill(victim as number, 'SIGKILL');
      expect((await Promise.all(pending)).map(kindOf)).toEqual(['crash', 'crash']);
      expect(kindOf(await world.sql('SELECT 1'))).toBe('crash');
      expect(kindOf(await job.openSqlWorld({ dataset: '', seed: 1, startTime: 0 }))).toBe('crash');
    });
    const began = performance.now();
    expect(await sandbox.job(async (job) => kindOf(await (await openWorld(job)).sql('SELECT 1')))).toBe('ok');
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(sandbox.runnerPids).not.toContain(victim);
  });

  it('that saw a limit is replaced; one that saw only an error is kept', async () => {
    const sandbox = await start({ runners: 1 });
    const first = sandbox.runnerPids;
    await sandbox.job(async (job) => (await openWorld(job)).sql('SELEC'));
    await sandbox.job(async (job) => (await openWorld(job)).sql('SELECT 1'));
    expect(sandbox.runnerPids).toEqual(first);
    await sandbox.job(async (job) => (await openWorld(job, { statementMs: 50 })).sql(endless));
    await sandbox.job(async (job) => (await openWorld(job)).sql('SELECT 1'));
    expect(sandbox.runnerPids).not.toEqual(first);
  });

  it('whose job outstays its time is stopped, and the job can open nothing more', async () => {
    const sandbox = await start({ runners: 1, jobMs: 2_500 });
    const verdict = { ok: false, failure: { kind: 'time', limit: 'wall', limitMs: 2_500 } };
    await sandbox.job(async (job) => {
      const world = await openWorld(job, patient);
      expect(await world.sql(endless)).toEqual(verdict);
      expect(await job.openSqlWorld({ dataset: '', seed: 1, startTime: 0 })).toEqual(verdict);
    });
    expect(await sandbox.job(async (job) => kindOf(await (await openWorld(job)).sql('SELECT 1')))).toBe('ok');
  });

  it('is stopped by the parent where its watchdog is stuck', async () => {
    const sandbox = await start({ runners: 1 });
    const [pid] = sandbox.runnerPids;
    await sandbox.job(async (job) => {
      const world = await openWorld(job, { wallMs: 200 });
      process.kill(pid as number, 'SIGSTOP');
      const began = performance.now();
      expect(await world.sql('SELECT 1')).toEqual({
        ok: false,
        failure: { kind: 'time', limit: 'wall', limitMs: 200 },
      });
      expect(performance.now() - began).toBeLessThan(200 + 250 + 100);
    });
  });

  it('has no descriptor but its channel and its last words', async () => {
    const sandbox = await start({ runners: 1 });
    const [pid] = sandbox.runnerPids;
    const open = readdirSync(`/proc/${pid}/fd`).map((name) => readlinkSync(`/proc/${pid}/fd/${name}`));
    const foreign = open.filter((target) => !/^(socket|pipe|anon_inode):|^\/dev\/null$/.test(target));
    expect(foreign).toEqual([]);
  });
});

describe('aborting', () => {
  it('kills the runner and rejects with the reason', async () => {
    const sandbox = await start({ runners: 1 });
    const [pid] = sandbox.runnerPids;
    const controller = new AbortController();
    const seen: string[] = [];
    const job = sandbox.job(async (given) => {
      const world = await openWorld(given, patient);
      setTimeout(() => controller.abort(new Error('enough')), 100);
      seen.push(kindOf(await world.sql(endless)));
    }, controller.signal);
    await expect(job).rejects.toThrow('enough');
    expect(await until(() => !isAlive(pid as number), 500)).toBe(true);
    expect(seen).toEqual(['crash']);
    expect(await sandbox.job(async (given) => kindOf(await (await openWorld(given)).sql('SELECT 1')))).toBe(
      'ok',
    );
  });

  it('a job that waits takes it out of the queue', async () => {
    const sandbox = await start({ runners: 1 });
    const controller = new AbortController();
    const first = sandbox.job(() => pause(100));
    let ran = false;
    const second = sandbox.job(async () => {
      ran = true;
    }, controller.signal);
    controller.abort(new Error('not now'));
    await expect(second).rejects.toThrow('not now');
    await first;
    expect(await sandbox.job(async () => 1)).toBe(1);
    expect(ran).toBe(false);
    await expect(sandbox.job(async () => 1, AbortSignal.abort(new Error('before')))).rejects.toThrow(
      'before',
    );
  });
});

describe('a parent that is killed', () => {
  it('leaves no runner behind, not even one that loops', async () => {
    const parent = spawn(
      process.execPath,
      [fileURLToPath(new URL('./fixtures/parent.ts', import.meta.url))],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pids = JSON.parse(line.toString()) as number[];
    await pause(300);
    expect(pids.map(isAlive)).toEqual([true, true]);
    parent.kill('SIGKILL');
    expect(await until(() => !pids.some(isAlive), 2_000)).toBe(true);
  });
});
