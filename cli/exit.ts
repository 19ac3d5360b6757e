/** What the process ends with, exactly. */
export const exitCodes = { passed: 0, notPassed: 1, fault: 2 } as const;

/** Wrong usage or a broken pack: one sentence for the person at the terminal, and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
