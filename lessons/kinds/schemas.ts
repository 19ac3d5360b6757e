import type { z } from 'zod';
import { httpExerciseSchema } from './http/schema.ts';
import { sqlExerciseSchema } from './sql/schema.ts';

/** The exercise kinds and their schemas: a new kind is one line here, in `graders.ts` and in `views.ts`. */
export const exerciseSchemas = {
  http: httpExerciseSchema,
  sql: sqlExerciseSchema,
} as const satisfies Record<string, z.ZodType>;

export type ExerciseKind = keyof typeof exerciseSchemas;
export type Exercise = { [Kind in ExerciseKind]: z.infer<(typeof exerciseSchemas)[Kind]> }[ExerciseKind];
