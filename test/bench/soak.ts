import { readFileSync } from 'node:fs';
import type { Sandbox } from '../../sandbox/types.ts';
import { small } from './apps.ts';
import { submit } from './exercise.ts';
import type { BenchRow } from './measure.ts';

const hostile = [
  'for (;;);',
  'const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1));',
  'new Array(2 ** 27).fill({}); for (;;);',
  'process.exit(1);',
  'for (;;) queueMicrotask(() => {});',
];

/**
 * Many jobs, one in twenty of them hostile. Gives what the host grew by and what a runner holds at the end;
 * throws where a job was lost or a process was left over.
 */
export async function benchSoak(sandbox: Sandbox, jobs: number): Promise<BenchRow[]> {
  const before = hostMiB();
  const seen = new Set<number>();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let job = next++; job < jobs; job = next++) {
      for (const pid of sandbox.runnerPids) seen.add(pid);
      if (job % 20 === 19) await attack(sandbox, hostile[((job / 20) % hostile.length) | 0] ?? '');
      else await submit(sandbox, small.exercise, small.files);
    }
  };
  await Promise.all([worker(), worker()]);
  const growth = hostMiB() - before;
  const living = new Set(sandbox.runnerPids);
  const orphans = [...seen].filter((pid) => !living.has(pid) && residentMiB(pid) > 0);
  if (orphans.length > 0) throw new Error(`runners were left over: ${orphans.join(', ')}`);
  const runners = [...living].map(residentMiB);
  const memory = (name: string, mebibytes: number): BenchRow => ({
    name,
    unit: 'MiB',
    p50: mebibytes,
    p95: mebibytes,
    baseline: null,
    ratio: null,
  });
  return [
    memory(`soak-${jobs}-host-growth`, growth),
    memory('host-memory', hostMiB()),
    memory('runner-memory-after-soak', Math.max(...runners)),
  ];
}

/** Resident memory of a runner that has done nothing yet but warm up. */
export function idleRunner(sandbox: Sandbox): BenchRow {
  const mebibytes = Math.max(...sandbox.runnerPids.map(residentMiB));
  return {
    name: 'idle-runner-memory',
    unit: 'MiB',
    p50: mebibytes,
    p95: mebibytes,
    baseline: null,
    ratio: null,
  };
}

async function attack(sandbox: Sandbox, body: string): Promise<void> {
  const files = { 'app.mjs': body };
  const failed = await sandbox.job(async (job) => {
    const limits = { cpuMs: 100, wallMs: 300 };
    const opened = await job.openWorld({ files, entry: 'app.mjs', seed: 1, startTime: 0, limits });
    return !opened.ok || !(await opened.value.load()).ok;
  });
  if (!failed) throw new Error(`it was let through: ${body}`);
}

function hostMiB(): number {
  return process.memoryUsage.rss() / 1024 / 1024;
}

function residentMiB(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
