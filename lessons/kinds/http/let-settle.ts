import type { World } from '../../../sandbox/types.ts';
import { describeFailure } from '../../grading/describe-failure.ts';
import type { Finding } from '../../grading/grader.ts';
import type { Context } from './findings.ts';

/** Of the world's clock: long enough for what a handler leaves to be done once it has answered. */
const settleMs = 1_000;

/** Lets a program do what it put off until after its answer, so that it counts as well. Null where it did. */
export async function letSettle(world: World, { locale }: Context): Promise<Finding | null> {
  const outcome = await world.advance(settleMs);
  return outcome.ok ? null : describeFailure(outcome.failure, locale);
}
