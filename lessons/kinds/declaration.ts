import type { z } from 'zod';
import type { EditorContext } from '../format/editor-context.ts';
import type { Locale, Translations } from '../format/locale.ts';

/** What a kind says of itself to whoever loads and shows exercises; how it grades is its grader's. */
export interface KindDeclaration<E> {
  /** What `exercise.yaml` may say. */
  readonly schema: z.ZodType<E>;
  /** The pack's files that grading needs, as `exercise.yaml` names them. */
  readonly resources: (exercise: E) => readonly string[];
  /** What is wrong with an exercise beside its files, which its schema alone cannot see. */
  readonly findFaults?: (
    exercise: E,
    resources: Readonly<Record<string, string>>,
  ) => readonly ExerciseFault[];
  /** What the kind's own view draws. It goes to the window before anything is answered, so no answer may be in it. */
  readonly viewData?: (exercise: E, given: ViewDataGiven) => ViewData;
  /** What the editor is told so that it can complete and check answers. The window gets it, so no answer may be in it. */
  readonly editorContext?: (
    exercise: E,
    given: { readonly resources: Readonly<Record<string, string>> },
  ) => EditorContext;
}

export interface ExerciseFault {
  /** The keys of `exercise.yaml` that lead to it. */
  readonly path: readonly PropertyKey[];
  readonly message: Translations;
}

export interface ViewDataGiven {
  readonly resources: Readonly<Record<string, string>>;
  readonly locale: Locale;
}

/** Plain data, as JSON carries it. */
export type ViewData = z.core.util.JSONType;
