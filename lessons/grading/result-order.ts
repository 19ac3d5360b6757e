import { z } from 'zod';

/**
 * `none`: rows are compared as a multiset. `all`: the whole order counts. A list of result
 * columns: rows must be sorted by them as the reference is, and ties may come in any order.
 */
export const resultOrderSchema = z
  .union([z.enum(['none', 'all']), z.array(z.string().min(1)).min(1)])
  .default('none');
export type ResultOrder = z.infer<typeof resultOrderSchema>;
