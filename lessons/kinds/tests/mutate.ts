import type { Mutator } from '../../certify/mutation/change.ts';
import { mutateCode } from '../../certify/mutation/mutate-files.ts';
import type { TestsExercise } from './schema.ts';

/**
 * Tests with a wrong number in them fail on the reference, which says nothing of the planted mistakes. What
 * says something is tests that look at less: each statement left out, an assertion or a whole test.
 */
export const mutateTests: Mutator<TestsExercise> = (exercise, given) =>
  mutateCode(exercise, given).filter(({ operator }) => operator === 'statement');
