import type { KindDeclaration } from './declaration.ts';
import { type FunctionExercise, functionExerciseSchema, functionResources } from './function/schema.ts';
import { httpEditorContext } from './http/editor-context.ts';
import { type HttpExercise, httpExerciseSchema, httpResources } from './http/schema.ts';
import { planEditorContext } from './plan/editor-context.ts';
import { type PlanExercise, planExerciseSchema, planResources } from './plan/schema.ts';
import { type QuizExercise, quizExerciseSchema, quizFaults, quizResources } from './quiz/schema.ts';
import { quizViewData } from './quiz/view-data.ts';
import { reviewFaults } from './review/find-faults.ts';
import { type ReviewExercise, reviewExerciseSchema, reviewResources } from './review/schema.ts';
import { reviewViewData } from './review/view-data.ts';
import { schemaEditorContext } from './schema/editor-context.ts';
import { type SchemaExercise, schemaExerciseSchema, schemaResources } from './schema/schema.ts';
import { sqlEditorContext } from './sql/editor-context.ts';
import { type SqlExercise, sqlExerciseSchema, sqlResources } from './sql/schema.ts';
import { testsFaults } from './tests/implementations.ts';
import { testsEditorContext } from './tests/module-declarations.ts';
import { type TestsExercise, testsExerciseSchema, testsResources } from './tests/schema.ts';

interface Exercises {
  readonly http: HttpExercise;
  readonly sql: SqlExercise;
  readonly schema: SchemaExercise;
  readonly plan: PlanExercise;
  readonly function: FunctionExercise;
  readonly quiz: QuizExercise;
  readonly review: ReviewExercise;
  readonly tests: TestsExercise;
}

/** The exercise kinds: a new one is a line here (and its type above), in `graders.ts` and in `views.tsx`. */
export const exerciseKinds: { readonly [Kind in keyof Exercises]: KindDeclaration<Exercises[Kind]> } = {
  http: { schema: httpExerciseSchema, resources: httpResources, editorContext: httpEditorContext },
  sql: { schema: sqlExerciseSchema, resources: sqlResources, editorContext: sqlEditorContext },
  schema: { schema: schemaExerciseSchema, resources: schemaResources, editorContext: schemaEditorContext },
  plan: { schema: planExerciseSchema, resources: planResources, editorContext: planEditorContext },
  function: { schema: functionExerciseSchema, resources: functionResources },
  quiz: {
    schema: quizExerciseSchema,
    resources: quizResources,
    findFaults: quizFaults,
    viewData: quizViewData,
  },
  review: {
    schema: reviewExerciseSchema,
    resources: reviewResources,
    findFaults: reviewFaults,
    viewData: reviewViewData,
  },
  tests: {
    schema: testsExerciseSchema,
    resources: testsResources,
    findFaults: testsFaults,
    editorContext: testsEditorContext,
  },
};

export type ExerciseKind = keyof Exercises;
export type ExerciseOf<Kind extends ExerciseKind> = Exercises[Kind];
export type Exercise = Exercises[ExerciseKind];
