import type { ExerciseWorld, WorldContext } from '../exercise-world.ts';
import { datasetOf } from './dataset.ts';
import type { SqlExercise } from './schema.ts';

/** The dataset of the first shown check that has one. */
export function sqlWorld({ exercise, resources, locale }: WorldContext<SqlExercise>): ExerciseWorld {
  const shown = exercise.checks.find(
    (check) => check.visibility === 'shown' && check.constructs === undefined,
  );
  const file = 'data/main.sql';
  return {
    entry: null,
    databases: { main: file },
    data: { [file]: shown === undefined ? '' : datasetOf(shown, { resources, seed: 1, locale }).text },
    env: {},
    startTime: exercise.startTime,
    requests: [],
    script: exercise.entry,
  };
}
