import type { VirtualClock } from './guest-contract.ts';

/** A clock that starts at `startTime` (milliseconds since the epoch) and stands still until moved. */
export function createClock(startTime: number): VirtualClock {
  let elapsed = 0;
  return {
    now: () => startTime + elapsed,
    elapsed: () => elapsed,
    moveTo(elapsedMs) {
      elapsed = Math.max(elapsed, elapsedMs);
    },
  };
}
