import type { ExerciseWorld, WorldContext } from '../exercise-world.ts';
import type { Context } from './findings.ts';
import { shownDatabases } from './project-databases.ts';
import type { HttpExercise } from './schema.ts';

/** The program with the databases of the shown checks. */
export function httpWorld(context: WorldContext<HttpExercise>): ExerciseWorld {
  const { exercise } = context;
  const grading: Context = { ...context, files: {}, solution: {}, starter: {}, seed: 1, limits: {} };
  const shown = Object.entries(shownDatabases(grading));
  return {
    entry: exercise.entry,
    databases: Object.fromEntries(shown.map(([name]) => [name, `data/${name}.sql`])),
    data: Object.fromEntries(shown.map(([name, { text }]) => [`data/${name}.sql`, text])),
    env: exercise.env,
    startTime: exercise.startTime,
    script: null,
  };
}
