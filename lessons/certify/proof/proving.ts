import { join } from 'node:path';
import type { Sandbox } from '../../../sandbox/types.ts';
import type { LoadedExercise } from '../../format/load-exercise.ts';
import type { Locale, Translations } from '../../format/locale.ts';
import type { Problem } from '../../format/problem.ts';
import type { GradeReport } from '../../format/report.ts';
import { type GradeRequest, gradeExercise } from '../../grade-exercise.ts';

export type Files = Readonly<Record<string, string>>;

/** One exercise on its way to being certified, with what is needed to grade answers to it. */
export interface Proving {
  readonly sandbox: Sandbox;
  readonly exercise: LoadedExercise;
  readonly packVersion: string;
  readonly appVersion: string;
  /** The language of grades. */
  readonly locale: Locale;
  /** The line of `exercise.yaml` where a key stands. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
  readonly signal?: AbortSignal | undefined;
}

export type Attempt =
  | { readonly ok: true; readonly report: GradeReport }
  | { readonly ok: false; readonly problem: Problem };

/** Grades files as a learner's submission. An author's fault comes back as a problem of `exercise.yaml`. */
export async function attempt(
  { lineOf, ...given }: Proving,
  files: Files,
  how: Pick<GradeRequest, 'seed'> & Partial<Pick<GradeRequest, 'limits'>>,
): Promise<Attempt> {
  const result = await gradeExercise({ ...given, ...how, files, mode: 'submit' });
  if (result.ok) return result;
  const { message } = result.error;
  // It has been said in the language of the grade already, and there is no other to show.
  const problem = problemAt({ lineOf, ...given }, ['checks'], { en: message, 'pt-BR': message });
  return { ok: false, problem };
}

/** A problem with what stands at a key of `exercise.yaml`. */
export function problemAt(
  { exercise, lineOf }: Pick<Proving, 'exercise' | 'lineOf'>,
  path: readonly PropertyKey[],
  message: Translations,
): Problem {
  return { severity: 'error', file: join(exercise.folder, 'exercise.yaml'), line: lineOf(path), message };
}
