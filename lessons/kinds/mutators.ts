import type { Mutator } from '../certify/mutation/change.ts';
import { mutateCode } from '../certify/mutation/mutate-files.ts';
import { mutateQuiz } from './quiz/mutate.ts';
import { mutateReview } from './review/mutate.ts';
import type { Exercise, ExerciseKind, ExerciseOf } from './schemas.ts';
import { mutateTests } from './tests/mutate.ts';

/** How the solution of each kind can be wrong. */
const mutators: { readonly [Kind in ExerciseKind]: Mutator<ExerciseOf<Kind>> } = {
  http: mutateCode,
  sql: mutateCode,
  schema: mutateCode,
  plan: mutateCode,
  function: mutateCode,
  quiz: mutateQuiz,
  review: mutateReview,
  tests: mutateTests,
};

/** The mutator of a kind. It must only be given exercises of that kind. */
export function mutatorOf(kind: ExerciseKind): Mutator<Exercise> {
  // A mutator takes its own kind's exercises only; the loader paired kind and exercise.
  return mutators[kind] as Mutator<Exercise>;
}
