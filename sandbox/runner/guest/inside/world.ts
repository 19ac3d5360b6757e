/** What this world was made with, and its clock as the host last told it. Set by the bootstrap. */
export const world = {
  env: {} as Record<string, string>,
  startTime: 0,
  /** Milliseconds of virtual time since the world began. */
  elapsed: 0,
};

/** Where the clock is the machine's it goes on between two entries too, so it is asked each time. */
export function followClock(elapsed: () => number): void {
  Object.defineProperty(world, 'elapsed', { get: elapsed, set() {} });
}
