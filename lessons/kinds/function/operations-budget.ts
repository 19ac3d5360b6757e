import type { Growth, Operations } from './operations-schema.ts';

/** What the inputs of one size cost together, in steps. */
export interface Cost {
  readonly size: number;
  readonly steps: number;
}

export type Overrun =
  | {
      readonly what: 'growth';
      readonly before: Cost;
      readonly cost: Cost;
      /** How many times the steps may grow from one size to the next, and how many times they did. */
      readonly allowed: number;
      readonly times: number;
    }
  | { readonly what: 'most'; readonly cost: Cost; readonly allowed: number };

/** What grows more slowly than it may counts as well on the way: some room, and a few steps for small inputs. */
const room = 1.25;
const steps = 30;

/** The limit that was broken; null where all were kept, as far as was measured. */
export function checkBudget(
  { growth, most, sizes }: Pick<Operations, 'growth' | 'most' | 'sizes'>,
  costs: readonly Cost[],
): Overrun | null {
  const cost = costs.at(-1);
  const before = costs.at(-2);
  if (cost === undefined) return null;
  // The last doubling: there what grows fastest outweighs the rest most.
  if (growth !== undefined && before !== undefined) {
    const allowed = timesAllowed(growth, before.size, cost.size);
    if (cost.steps > before.steps * allowed * room + steps)
      return { what: 'growth', before, cost, allowed, times: cost.steps / Math.max(1, before.steps) };
  }
  const isLargest = cost.size === sizes.at(-1);
  return most !== undefined && isLargest && cost.steps > most ? { what: 'most', cost, allowed: most } : null;
}

/** How many times more steps something of that growth takes. */
export function timesAllowed(growth: Growth, from: number, to: number): number {
  const logarithms = Math.log(to) / Math.log(from);
  switch (growth) {
    case 'constant':
      return 1;
    case 'log n':
      return logarithms;
    case 'linear':
      return to / from;
    case 'n log n':
      return (to / from) * logarithms;
    case 'quadratic':
      return (to / from) ** 2;
  }
}
