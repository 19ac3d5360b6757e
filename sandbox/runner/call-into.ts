import type { Failure, Outcome } from '../types.ts';
import type { OpenWorld } from './openings.ts';
import type { Watchdog } from './watchdog.ts';

/** One call into a world's guest, within its limits. A world that died of a call stays dead. */
export function callInto<T>(world: OpenWorld, watchdog: Watchdog, work: () => Outcome<T>): Outcome<T> {
  if (world.failure !== null) return { ok: false, failure: world.failure };
  const outcome = watchdog.call(world.limits, work);
  if (!outcome.ok && isFatal(outcome.failure)) world.failure = outcome.failure;
  return outcome;
}

/** True of a failure after which nothing more can be asked of whatever gave it. */
export function isFatal(failure: Failure): boolean {
  return failure.kind === 'time' || failure.kind === 'memory' || failure.kind === 'crash';
}
