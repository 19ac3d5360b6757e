import type { Grader } from '../grading/grader.ts';
import { gradeFunction } from './function/grade.ts';
import { gradeHttp } from './http/grade.ts';
import { gradePlan } from './plan/grade.ts';
import { gradeQuiz } from './quiz/grade.ts';
import { gradeReview } from './review/grade.ts';
import { gradeSchema } from './schema/grade.ts';
import type { Exercise, ExerciseKind, ExerciseOf } from './schemas.ts';
import { gradeSql } from './sql/grade.ts';
import { gradeTests } from './tests/grade.ts';

const graders: { readonly [Kind in ExerciseKind]: Grader<ExerciseOf<Kind>> } = {
  http: gradeHttp,
  sql: gradeSql,
  schema: gradeSchema,
  plan: gradePlan,
  function: gradeFunction,
  quiz: gradeQuiz,
  review: gradeReview,
  tests: gradeTests,
};

/** The grader of a kind. It must only be given exercises of that kind. */
export function graderOf(kind: ExerciseKind): Grader<Exercise> {
  // A grader takes its own kind's exercises only; the loader paired kind and exercise.
  return graders[kind] as Grader<Exercise>;
}
