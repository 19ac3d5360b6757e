import type { Verdict } from '../protocol.ts';

/** Where each number is in the memory shared with the main thread. Times are milliseconds since its epoch; 0 is none. */
export const slots = {
  watching: 0,
  job: 1,
  calls: 2,
  wallDeadline: 3,
  wallLimit: 4,
  cpuDeadline: 5,
  cpuLimit: 6,
  statementDeadline: 7,
  statementLimit: 8,
  statements: 9,
  count: 10,
} as const;

/**
 * The watchdog's thread. It is started from this function's own source text, so that a runner is
 * one file wherever it is bundled: it must not use anything from outside itself.
 */
export function watch(at: typeof slots): void {
  const builtin = process.getBuiltinModule;
  const { writeSync } = builtin('node:fs');
  const { shared, epoch, parentPid, killAtMiB, runnerMiB } = builtin('node:worker_threads').workerData as {
    shared: Int32Array;
    epoch: bigint;
    parentPid: number;
    killAtMiB: number;
    runnerMiB: number;
  };
  const activeMs = 4;
  const idleMs = 250;
  /** Share of a limit that was really used, below which it was the machine that was slow. */
  const enough = 0.9;
  const mebibyte = 1024 * 1024;

  const end = (verdict: Verdict | null): never => {
    try {
      if (verdict !== null) writeSync(2, `\n${JSON.stringify(verdict)}\n`);
    } finally {
      process.kill(process.pid, 'SIGKILL');
    }
    // On Windows the end may take a moment; nothing may happen in it.
    for (;;) Atomics.wait(shared, at.count - 1, shared[at.count - 1] as number, 1_000);
  };

  const parentIsGone = (): boolean => {
    if (process.platform !== 'win32') return process.ppid !== parentPid;
    try {
      process.kill(parentPid, 0);
      return false;
    } catch {
      return true;
    }
  };

  let before = process.memoryUsage.rss();
  const checkMemory = (): void => {
    const resident = process.memoryUsage.rss();
    const growth = resident - before;
    before = resident;
    // Growing fast, it would be past the limit by the next look.
    if (resident > killAtMiB * mebibyte || resident + 2 * growth > runnerMiB * mebibyte) {
      end({ verdict: 'memory', residentMiB: Math.round(resident / mebibyte) });
    }
  };

  let seenCall = -1;
  let cpuAtCall = 0;
  let seenStatement = -1;
  let cpuAtStatement = 0;
  const usedCpuMs = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  };
  const checkTime = (): void => {
    const now = Number((process.hrtime.bigint() - epoch) / 1_000_000n);
    const call = Atomics.load(shared, at.calls);
    if (call !== seenCall) {
      seenCall = call;
      cpuAtCall = usedCpuMs();
    }
    const statement = Atomics.load(shared, at.statements);
    if (statement !== seenStatement) {
      seenStatement = statement;
      cpuAtStatement = usedCpuMs();
    }
    // On a busy machine much time may pass while the guest has hardly run.
    const deadline = Atomics.load(shared, at.statementDeadline);
    if (deadline !== 0) {
      const limitMs = Atomics.load(shared, at.statementLimit);
      if (now > deadline && usedCpuMs() - cpuAtStatement >= limitMs * enough)
        end({ verdict: 'time', limit: 'statement', limitMs });
    } else {
      const cpu = Atomics.load(shared, at.cpuDeadline);
      const limitMs = Atomics.load(shared, at.cpuLimit);
      if (cpu !== 0 && now > cpu && usedCpuMs() - cpuAtCall >= limitMs)
        end({ verdict: 'time', limit: 'cpu', limitMs });
    }
    const wall = Atomics.load(shared, at.wallDeadline);
    if (wall !== 0 && now > wall)
      end({ verdict: 'time', limit: 'wall', limitMs: Atomics.load(shared, at.wallLimit) });
  };

  let sinceParent = 0;
  Atomics.store(shared, at.watching, 1);
  Atomics.notify(shared, at.watching);
  for (;;) {
    const active = Atomics.load(shared, at.job) === 1;
    Atomics.wait(shared, at.job, active ? 1 : 0, active ? activeMs : idleMs);
    checkMemory();
    checkTime();
    sinceParent += active ? activeMs : idleMs;
    if (sinceParent >= idleMs) {
      sinceParent = 0;
      if (parentIsGone()) end(null);
    }
  }
}
