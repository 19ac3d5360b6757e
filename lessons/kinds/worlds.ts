import type { WorldOf } from './exercise-world.ts';
import { httpWorld } from './http/world.ts';
import { planWorld } from './plan/world.ts';
import { schemaWorld } from './schema/world.ts';
import type { Exercise, ExerciseKind, ExerciseOf } from './schemas.ts';
import { sqlWorld } from './sql/world.ts';

/** Kinds whose exercises have a world that can be opened in the playground. */
const worlds: { readonly [Kind in ExerciseKind]?: WorldOf<ExerciseOf<Kind>> } = {
  http: httpWorld,
  sql: sqlWorld,
  schema: schemaWorld,
  plan: planWorld,
};

/** How a kind's exercises give their world; undefined where they have none. */
export function worldOf(kind: ExerciseKind): WorldOf<Exercise> | undefined {
  // It takes its own kind's exercises only; the loader paired kind and exercise.
  return worlds[kind] as WorldOf<Exercise> | undefined;
}
