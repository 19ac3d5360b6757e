import { Worker } from 'node:worker_threads';
import { memoryHeadroomMiB, type RunnerOptions, watchdogGraceMs } from '../protocol.ts';
import type { Limits } from '../types.ts';
import { slots, watch } from './watchdog-thread.ts';

export interface Watchdog {
  /** From here the watchdog looks often; between jobs it only checks that the parent lives. */
  beginJob(): void;
  endJob(): void;
  /** Runs a call into a guest. The process is gone if the call outstays its limits. Calls may nest. */
  call<T>(limits: CallLimits, work: () => T): T;
  /** Runs one SQL statement. Its time is not the guest's own and does not count as CPU time. */
  statement<T>(limitMs: number, work: () => T): T;
}

export interface CallLimits extends Pick<Limits, 'wallMs'> {
  /** Null where the call is not into a guest's own code. */
  readonly cpuMs: number | null;
}

/**
 * Starts the thread that ends this process, whatever its main thread is doing, once memory or time
 * runs out or the parent is gone. What it goes by is written into shared memory.
 */
export function startWatchdog(options: RunnerOptions): Watchdog {
  const shared = new Int32Array(new SharedArrayBuffer(slots.count * Int32Array.BYTES_PER_ELEMENT));
  const epoch = process.hrtime.bigint();
  const worker = new Worker(`(${watch.toString()})(${JSON.stringify(slots)})`, {
    eval: true,
    stdout: false,
    stderr: false,
    env: {},
    execArgv: [],
    workerData: {
      shared,
      epoch,
      parentPid: options.parentPid,
      killAtMiB: options.runnerMiB - memoryHeadroomMiB,
      runnerMiB: options.runnerMiB,
    },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2, codeRangeSizeMb: 8 },
  });
  worker.unref();
  // Nothing untrusted may run before it watches.
  Atomics.wait(shared, slots.watching, 0, 10_000);
  if (shared[slots.watching] !== 1) throw new Error('the watchdog did not start');

  const now = (): number => Number((process.hrtime.bigint() - epoch) / 1_000_000n);
  const write = (slot: number, value: number): void => {
    Atomics.store(shared, slot, value);
  };

  return {
    beginJob() {
      write(slots.job, 1);
      Atomics.notify(shared, slots.job);
    },
    endJob() {
      write(slots.job, 0);
    },
    call({ wallMs, cpuMs }, work) {
      const outer = shared.slice();
      const began = now();
      const wallDeadline = began + wallMs + watchdogGraceMs;
      if (outer[slots.wallDeadline] === 0 || wallDeadline < (outer[slots.wallDeadline] as number)) {
        write(slots.wallLimit, wallMs);
        write(slots.wallDeadline, wallDeadline);
      }
      write(slots.cpuLimit, cpuMs ?? 0);
      write(slots.cpuDeadline, cpuMs === null ? 0 : began + cpuMs + watchdogGraceMs);
      Atomics.add(shared, slots.calls, 1);
      try {
        return work();
      } finally {
        const outerCpu = outer[slots.cpuDeadline] as number;
        // The outer call did not use the time that the inner one took.
        write(slots.cpuDeadline, outerCpu === 0 ? 0 : outerCpu + now() - began);
        write(slots.cpuLimit, outer[slots.cpuLimit] as number);
        write(slots.wallDeadline, outer[slots.wallDeadline] as number);
        write(slots.wallLimit, outer[slots.wallLimit] as number);
      }
    },
    statement(limitMs, work) {
      const began = now();
      const outer = shared[slots.statementDeadline] as number;
      const outerLimit = shared[slots.statementLimit] as number;
      write(slots.statementLimit, limitMs);
      Atomics.add(shared, slots.statements, 1);
      write(slots.statementDeadline, began + limitMs + 1);
      try {
        return work();
      } finally {
        // A function that SQL calls may run a statement of its own while the outer one is under way.
        write(slots.statementLimit, outerLimit);
        write(slots.statementDeadline, outer);
        const cpu = shared[slots.cpuDeadline] as number;
        if (cpu !== 0) write(slots.cpuDeadline, cpu + now() - began);
      }
    },
  };
}
