import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../sandbox/types.ts';
import { besiege, handler } from './besieged.ts';

/** HOSTILE.md, rows 13 and 15a: runners that die, and runners whose host does. */
const besieged = besiege({ runners: 1 });
const patient = { cpuMs: 30_000, wallMs: 30_000, statementMs: 30_000 };

describe('a runner killed from outside', () => {
  const moments: Readonly<Record<string, string>> = {
    'while its guest loops': 'for (;;);',
    'while its guest waits': 'await new Promise((done) => setTimeout(done, 1)); for (;;) await null;',
    'while SQLite runs':
      "const { DatabaseSync } = await import('node:sqlite'); new DatabaseSync('x').prepare('WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT count(*) FROM r').get();",
  };
  it.each(Object.entries(moments))(
    '%s is a crash that is told, and there is another within 2 s',
    async (_, body) => {
      const [victim] = besieged.sandbox.runnerPids;
      const attacked = besieged.attack({ files: handler(body), limits: patient });
      await pause(400);
      process.kill(victim as number, 'SIGKILL');
      const { failure } = await attacked;
      expect(failure).toMatchObject({
        kind: 'crash',
        message: expect.stringMatching(/SIGKILL/),
      } satisfies Record<keyof Extract<Failure, { kind: 'crash' }>, unknown>);
      const began = performance.now();
      expect((await besieged.attackSql('SELECT 1')).ok).toBe(true);
      expect(performance.now() - began).toBeLessThan(2_000);
      expect(besieged.sandbox.runnerPids).not.toContain(victim);
    },
  );

  it('while idle is replaced before the next job', async () => {
    await besieged.attackSql('SELECT 1');
    for (const pid of besieged.sandbox.runnerPids) process.kill(pid, 'SIGKILL');
    expect((await besieged.attackSql('SELECT 1')).ok || (await besieged.attackSql('SELECT 1')).ok).toBe(true);
  });

  it('with SIGSTOP is ended by the parent', async () => {
    const [victim] = besieged.sandbox.runnerPids;
    const attacked = besieged.attack({ files: handler('for (;;);'), limits: { cpuMs: 800, wallMs: 1_000 } });
    await pause(300);
    process.kill(victim as number, 'SIGSTOP');
    expect((await attacked).failure?.kind).toBe('time');
  });
});

describe('a host that is killed', () => {
  it.each(['loop', 'query'])('while a runner does a %s leaves no process after 2 s', async (what) => {
    const parent = spawn(process.execPath, [fileURLToPath(new URL('parent.ts', import.meta.url)), what], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(parent.stdout.setEncoding('utf8'), 'data')) as [string];
    const runners = JSON.parse(line) as number[];
    expect(runners.filter(isAlive)).toEqual(runners);
    parent.kill('SIGKILL');
    await once(parent, 'close');
    await pause(2_000);
    expect(runners.filter(isAlive)).toEqual([]);
  });
});

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
