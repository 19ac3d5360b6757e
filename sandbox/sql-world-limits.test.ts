import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { followCpuTime } from './fixtures/cpu-time.ts';
import { sqlWorlds, startTime, value } from './fixtures/sql-worlds.ts';

const { sandbox, inWorld, rows, failure } = sqlWorlds();

describe('a statement that would not end', () => {
  const endless = 'WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT count(*) FROM r';

  it.each([
    ['recursive', endless],
    [
      'a cross join',
      `CREATE TABLE t (a); WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r LIMIT 20000) INSERT INTO t SELECT x FROM r;
       SELECT count(*) FROM t a, t b, t c WHERE a.a + b.a + c.a < 0`,
    ],
    ['a huge pattern', `SELECT replace(hex(zeroblob(4000000)), '0', 'a') LIKE '%${'a'.repeat(20_000)}b'`],
  ])('is stopped by its own limit: %s', async (_, script) => {
    await inWorld({ limits: { statementMs: 300 } }, async (world) => {
      const cpu = followCpuTime(sandbox().runnerPids);
      expect(await world.sql(script)).toEqual({
        ok: false,
        failure: { kind: 'time', limit: 'statement', limitMs: 300 },
      });
      // What comes before the last statement takes a moment of its own.
      expect(cpu.stop()).toBeLessThan(300 + 250 + 200);
    });
  });

  it('takes only its own world with it', async () => {
    await sandbox().job(async (job) => {
      const spec = { dataset: 'CREATE TABLE t (a)', seed: 1, startTime, limits: { statementMs: 100 } };
      const looping = value(await job.openSqlWorld(spec));
      const neighbour = value(await job.openSqlWorld(spec));
      const verdict = { ok: false, failure: { kind: 'time', limit: 'statement', limitMs: 100 } };
      expect(await looping.sql(endless)).toEqual(verdict);
      expect(await looping.sql('SELECT 1')).toEqual(verdict);
      expect(await neighbour.sql('SELECT 1')).toMatchObject({ ok: false, failure: { kind: 'crash' } });
      const next = value(await job.openSqlWorld(spec));
      expect(value(await next.sql('SELECT 1'))[0]?.rows).toEqual([[1]]);
    });
  });

  it('a script of short statements ends at the limit of the call', async () => {
    const script = 'SELECT count(*) FROM t a, t b WHERE a.a + b.a < 0;'.repeat(2_000);
    const dataset =
      'CREATE TABLE t (a); WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r LIMIT 1000) INSERT INTO t SELECT x FROM r';
    expect(await failure(script, { dataset, limits: { wallMs: 400 } })).toEqual({
      kind: 'time',
      limit: 'wall',
      limitMs: 400,
    });
  });
});

describe('a statement that takes all memory', () => {
  it('is stopped before the limit, and the host lives', async () => {
    const script = `WITH RECURSIVE r(x, y) AS (SELECT 1, '' UNION ALL SELECT x + 1, hex(zeroblob(400000)) || x FROM r)
      SELECT count(*) FROM (SELECT * FROM r ORDER BY y LIMIT 100000000)`;
    const peaks = new Map<number, number>();
    const sampling = setInterval(() => {
      for (const pid of sandbox().runnerPids) peaks.set(pid, Math.max(peaks.get(pid) ?? 0, peakMiB(pid)));
    }, 1);
    const verdict = await failure(script, { limits: { statementMs: 20_000, wallMs: 20_000 } });
    clearInterval(sampling);
    expect(verdict).toEqual({ kind: 'memory', limitMiB: 512 });
    const peak = Math.max(...peaks.values());
    expect(peak).toBeGreaterThan(200);
    expect(peak).toBeLessThanOrEqual(512);
    expect(await rows('SELECT 1')).toEqual([[1]]);
  });

  it('in one value is refused', async () => {
    expect(await failure('SELECT zeroblob(1000000000)')).toMatchObject({
      kind: 'sql',
      code: 'SQLITE_TOOBIG',
    });
    expect(await failure('SELECT randomblob(1000000000)')).toMatchObject({
      kind: 'sql',
      code: 'SQLITE_TOOBIG',
    });
  });
});

/** The most a process has had resident, as Linux tells; 0 elsewhere and once it is gone. */
function peakMiB(pid: number): number {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return 0;
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
