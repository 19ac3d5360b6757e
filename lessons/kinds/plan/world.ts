import type { ExerciseWorld, WorldContext } from '../exercise-world.ts';
import { grownData } from './grown-world.ts';
import type { PlanExercise } from './schema.ts';

/** A script that is edited beside the program, and travels with it, must stay small. */
const longestScript = 500_000;

/** The data of the shown checks, at the largest of their sizes that still makes a script of a fair length. */
export function planWorld({ exercise, resources, locale }: WorldContext<PlanExercise>): ExerciseWorld {
  const shown = exercise.checks.filter((check) => check.visibility === 'shown');
  const sizes = shown.flatMap((check) => check.sizes).sort((a, b) => b - a);
  const source = { exercise, resources, seed: 1, locale };
  const scripts = sizes.values().map((size) => grownData(size, source).script.text);
  const file = 'data/main.sql';
  return {
    entry: null,
    databases: { main: file },
    data: {
      [file]: scripts.find((text) => text.length <= longestScript) ?? resources[exercise.data.base] ?? '',
    },
    env: {},
    startTime: exercise.startTime,
    requests: [],
    script: exercise.entry,
  };
}
