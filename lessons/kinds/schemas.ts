import type { z } from 'zod';
import { type FunctionExercise, functionExerciseSchema, functionResources } from './function/schema.ts';
import { type HttpExercise, httpExerciseSchema, httpResources } from './http/schema.ts';
import { type PlanExercise, planExerciseSchema, planResources } from './plan/schema.ts';
import { type SchemaExercise, schemaExerciseSchema, schemaResources } from './schema/schema.ts';
import { type SqlExercise, sqlExerciseSchema, sqlResources } from './sql/schema.ts';

interface KindDeclaration<E> {
  /** What `exercise.yaml` may say. */
  readonly schema: z.ZodType<E>;
  /** The pack's files that grading needs, as `exercise.yaml` names them. */
  readonly resources: (exercise: E) => readonly string[];
}

interface Exercises {
  readonly http: HttpExercise;
  readonly sql: SqlExercise;
  readonly schema: SchemaExercise;
  readonly plan: PlanExercise;
  readonly function: FunctionExercise;
}

/** The exercise kinds: a new one is a line here (and its type above), in `graders.ts` and in `views.ts`. */
export const exerciseKinds: { readonly [Kind in keyof Exercises]: KindDeclaration<Exercises[Kind]> } = {
  http: { schema: httpExerciseSchema, resources: httpResources },
  sql: { schema: sqlExerciseSchema, resources: sqlResources },
  schema: { schema: schemaExerciseSchema, resources: schemaResources },
  plan: { schema: planExerciseSchema, resources: planResources },
  function: { schema: functionExerciseSchema, resources: functionResources },
};

export type ExerciseKind = keyof Exercises;
export type ExerciseOf<Kind extends ExerciseKind> = Exercises[Kind];
export type Exercise = Exercises[ExerciseKind];
