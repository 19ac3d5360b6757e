import { z } from 'zod';

/** What a task may ask for or forbid, as its author names it. */
export const constructNames = [
  'aggregate',
  'alter-table',
  'case',
  'cast',
  'between',
  'coalesce',
  'create-index',
  'create-table',
  'create-trigger',
  'create-view',
  'cross-join',
  'cte',
  'delete',
  'distinct',
  'drop',
  'except',
  'exists',
  'glob',
  'group-by',
  'having',
  'in-list',
  'in-subquery',
  'insert',
  'intersect',
  'join',
  'left-join',
  'like',
  'limit',
  'natural-join',
  'or',
  'order-by',
  'pragma',
  'recursive-cte',
  'replace',
  'returning',
  'right-join',
  'full-join',
  'savepoint',
  'select',
  'select-star',
  'subquery',
  'transaction',
  'union',
  'union-all',
  'update',
  'update-from',
  'upsert',
  'using',
  'window-function',
] as const;

export type ConstructName = (typeof constructNames)[number];

/** A construct's name, or `function:` and the name of a function. */
export const constructSchema = z.union([
  z.enum(constructNames, 'must be a construct that the documentation of the kind sql lists'),
  z
    .string()
    .regex(/^function:[a-z_0-9]+$/, 'must be a construct that the documentation lists, or function:name')
    // A template type, so that a misspelled construct is not a function.
    .transform((name) => name as `function:${string}`),
]);
export type Construct = z.infer<typeof constructSchema>;
