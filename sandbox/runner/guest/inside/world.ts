/** What this world was made with, and its clock as the host last told it. Set by the bootstrap. */
export const world = {
  env: {} as Record<string, string>,
  startTime: 0,
  /** Milliseconds of virtual time since the world began. */
  elapsed: 0,
};
