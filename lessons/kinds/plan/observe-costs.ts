import type { Copied, SqlWorld } from '../../../sandbox/types.ts';
import type { Observed } from '../../grading/grader.ts';
import { resultObjects } from '../../grading/result-objects.ts';
import type { Cost } from './check-budget.ts';
import type { Measured } from './measure.ts';

/** What an author's function is shown of a query: its cost at each size, its plan and rows at the largest. */
export function observeCosts(costs: readonly Cost[], world: SqlWorld, { result, plan }: Measured): Observed {
  const observation = {
    sizes: costs.map(({ size, counters }) => ({ size, ...counters })),
    columns: result.columns,
    rows: resultObjects(result),
    // Interfaces have no index signature, and these are plain data.
    plan: plan as unknown as Copied,
  };
  return { observation, world, evidence: [] };
}
