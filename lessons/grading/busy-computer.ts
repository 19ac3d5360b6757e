import type { Failure, Limits } from '../../sandbox/types.ts';

/**
 * Time ran out on the clock, and nobody can say yet whose fault that is: the computer may have been busy
 * with other things. It ends a run of a check, which then runs again with more time.
 */
export class BusyComputer extends Error {
  override readonly name = 'BusyComputer';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super('the computer was too busy to tell');
    this.failure = failure;
  }
}

/** Throws a BusyComputer for a lack of time that a second, more patient run has to confirm. */
export function throwIfBusy(failure: Failure, limits: Partial<Limits>): void {
  const isPatient = limits.wallMs !== undefined;
  if (failure.kind === 'time' && failure.limit === 'wall' && !isPatient) throw new BusyComputer(failure);
}
