import type { StatementCounters } from '../../../sandbox/types.ts';
import type { PlanBudget } from './schema.ts';

/** What one run cost, at one size of the data. */
export interface Cost {
  readonly size: number;
  readonly counters: StatementCounters;
}

export interface Overrun {
  readonly what: 'scanSteps' | 'vmSteps' | 'sorts' | 'automaticIndexes' | 'growth';
  readonly allowed: number;
  /** What it was; for growth, how many times dearer. */
  readonly actual: number;
}

/** The first limit that a query broke, the most telling first; null where it kept them all. */
export function checkBudget(budget: PlanBudget, costs: readonly Cost[]): Overrun | null {
  const last = costs.at(-1)?.counters;
  const first = costs[0]?.counters;
  if (last === undefined || first === undefined) return null;
  const spent: readonly (readonly [Overrun['what'], number])[] = [
    ['automaticIndexes', last.autoindex],
    ['scanSteps', last.fullscanStep],
    ['sorts', last.sort],
    ['vmSteps', last.vmStep],
    ['growth', Math.round((last.vmStep / Math.max(1, first.vmStep)) * 10) / 10],
  ];
  for (const [what, actual] of spent) {
    const allowed = budget[what];
    if (allowed !== undefined && actual > allowed) return { what, allowed, actual };
  }
  return null;
}
