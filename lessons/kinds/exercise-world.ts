import type { Locale } from '../format/locale.ts';
import type { Exercise } from './schemas.ts';

/** What a learner may take into the playground: of the data only what shown checks work with. */
export interface ExerciseWorld {
  /** The module with the app; null where there is a database and no program. */
  readonly entry: string | null;
  /** Name of a database to the file that makes it: one of `data`, or of the learner's own files. */
  readonly databases: Readonly<Record<string, string>>;
  /** Path to text of files that stand beside the learner's. */
  readonly data: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** The world's first instant, ISO 8601. */
  readonly startTime: string;
  /** Requests to try the program with, as shown checks send them. */
  readonly requests: readonly NamedRequest[];
  /** The learner's file that is SQL to be run in the database; null where there is none. */
  readonly script: string | null;
}

export interface NamedRequest {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | null;
}

export interface WorldContext<E extends Exercise> {
  readonly exercise: E;
  readonly resources: Readonly<Record<string, string>>;
  readonly locale: Locale;
}

/** One kind's way to its world. Throws an AuthorFault where the exercise is broken. */
export type WorldOf<E extends Exercise> = (context: WorldContext<E>) => ExerciseWorld;
