import type { StatementCount } from '../../grading/count-statements.ts';
import type { HttpBudget } from './budget-schema.ts';

/** What the steps cost in one world. */
export interface Cost extends StatementCount {
  readonly size: number;
  /** How many of what grows there were, such as orders. */
  readonly grown: number;
  readonly requests: number;
}

export interface Overrun {
  readonly what: 'statements' | 'scanSteps' | 'vmSteps' | 'growth';
  readonly allowed: number;
  readonly actual: number;
  readonly smallest: Cost;
  /** Where it shows most: the largest data that broke the limit. */
  readonly cost: Cost;
}

/** The first limit that was broken, the number of statements before their steps; null where all were kept. */
export function checkBudget(budget: HttpBudget, costs: readonly Cost[]): Overrun | null {
  const smallest = costs[0];
  if (smallest === undefined) return null;
  const limits = [
    { what: 'statements', allowed: budget.statements, of: (cost: Cost) => cost.statements },
    {
      what: 'growth',
      allowed: budget.growth === undefined ? undefined : smallest.statements,
      of: (cost: Cost) => cost.statements,
    },
    { what: 'scanSteps', allowed: budget.scanSteps, of: (cost: Cost) => cost.scanSteps },
    { what: 'vmSteps', allowed: budget.vmSteps, of: (cost: Cost) => cost.vmSteps },
  ] as const;
  for (const { what, allowed, of } of limits) {
    if (allowed === undefined) continue;
    const cost = costs.findLast((each) => of(each) > allowed);
    if (cost !== undefined) return { what, allowed, actual: of(cost), smallest, cost };
  }
  return null;
}
