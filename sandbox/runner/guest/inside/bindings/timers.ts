import { world } from '../world.ts';

/** Counters that Node's lib/internal/timers.js shares with C++; our event loop reads them instead. */
export const timersBinding = {
  /** `kCount`, `kRefCount`, `kHasOutstanding`. */
  immediateInfo: new Uint32Array(3),
  /** Timers that keep the program alive. */
  timeoutInfo: new Int32Array(1),
  getLibuvNow: () => Math.floor(world.elapsed),
  scheduleTimer: () => {},
  toggleTimerRef: () => {},
  toggleImmediateRef: () => {},
  setupTimers: () => {},
};
