import type { ExerciseWorld, WorldContext } from '../exercise-world.ts';
import type { SchemaExercise } from './schema.ts';

/** What is there before the learner's script, which makes or changes the tables and is run there. */
export function schemaWorld({ exercise, resources }: WorldContext<SchemaExercise>): ExerciseWorld {
  const file = 'data/main.sql';
  const { dataset } = exercise;
  return {
    entry: null,
    // Without a dataset the learner's own script is what makes the database.
    databases: { main: dataset === undefined ? exercise.entry : file },
    data: dataset === undefined ? {} : { [file]: resources[dataset] ?? '' },
    env: {},
    startTime: exercise.startTime,
    requests: [],
    script: dataset === undefined ? null : exercise.entry,
  };
}
