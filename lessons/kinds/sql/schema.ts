import { z } from 'zod';
import { checkFields, exerciseFields, packPathSchema, startTimeSchema } from '../../format/exercise.ts';

export const sqlExerciseSchema = z.strictObject({
  ...exerciseFields,
  kind: z.literal('sql'),
  startTime: startTimeSchema,
  compare: z
    .strictObject({
      /**
       * `none`: rows are compared as a multiset. `all`: the whole order counts. A list of result
       * columns: rows must be sorted by them as the reference is, and ties may come in any order.
       */
      order: z.union([z.enum(['none', 'all']), z.array(z.string().min(1)).min(1)]).default('none'),
      /** Whether names of result columns must be the reference's. */
      columnNames: z.boolean().default(false),
      /** Largest difference between two numbers that still counts as equal. */
      tolerance: z.number().nonnegative().default(0),
    })
    .prefault({}),
  /** Each check runs the query on one dataset beside the reference, which is the solution. */
  checks: z
    .array(
      z.strictObject({
        ...checkFields,
        /** A SQL file, looked for in the exercise's folder, then in the pack's `data/`. */
        dataset: packPathSchema,
      }),
    )
    .min(1),
});

export type SqlExercise = z.infer<typeof sqlExerciseSchema>;

/** The SQL files of the datasets. */
export function sqlResources(exercise: SqlExercise): readonly string[] {
  return [...new Set(exercise.checks.map((check) => check.dataset))];
}
