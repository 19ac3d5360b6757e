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

/** A machine that slept wakes up in its own time; what is less is the monotonic clock's own drift. */
const leapMs = 1_000;

/** The machine's clock. Nobody moves it, and it never goes back. */
export function realClock(): VirtualClock {
  const startTime = Date.now();
  let began = performance.now();
  const elapsed = (): number => {
    const passed = performance.now() - began;
    const missed = Date.now() - startTime - passed;
    if (missed <= leapMs) return passed;
    began -= missed;
    return passed + missed;
  };
  return { now: () => startTime + Math.floor(elapsed()), elapsed, moveTo() {} };
}
