import { setTimeout } from 'node:timers/promises';

/** Times in milliseconds over many runs, as the middle and the slow end. */
export interface Timing {
  readonly p50: number;
  readonly p95: number;
}

/** One line of the bench: what was measured beside its baseline of the same run. */
export interface BenchRow extends Timing {
  readonly name: string;
  readonly unit: 'ms' | 'MiB' | 'KiB';
  readonly baseline: { readonly name: string; readonly p50: number } | null;
  /** p50 over the baseline's; null without one. */
  readonly ratio: number | null;
}

/** Nobody submits within a tenth of a second of their last verdict: a pool that waits for a person has rested. */
export const personsPauseMs = 100;

/** Runs both sides in turns, so that a noisy moment of the machine falls on both; each after a pause, if any. */
export async function measureBeside(
  rounds: number,
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
  pauseMs = 0,
): Promise<{ readonly ours: Timing; readonly theirs: Timing }> {
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    await setTimeout(pauseMs);
    times.ours.push(await timeOf(ours));
    await setTimeout(pauseMs);
    times.theirs.push(await timeOf(theirs));
  }
  return { ours: summarize(times.ours), theirs: summarize(times.theirs) };
}

export async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

export function summarize(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

export function row(name: string, ours: Timing, baselineName: string, theirs: Timing): BenchRow {
  return {
    name,
    unit: 'ms',
    ...ours,
    baseline: { name: baselineName, p50: theirs.p50 },
    ratio: theirs.p50 === 0 ? null : ours.p50 / theirs.p50,
  };
}
