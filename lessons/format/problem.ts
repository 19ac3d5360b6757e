import type { Locale, Translations } from './locale.ts';

/** Something wrong with a pack, told to its author: where, and in one sentence what to do about it. */
export interface Problem {
  /** An error keeps the pack, lesson or exercise from loading; a warning does not. */
  readonly severity: 'error' | 'warning';
  /** Path of the file, as the author would open it. */
  readonly file: string;
  /** Counted from 1; null where the problem is the file itself, or its absence. */
  readonly line: number | null;
  readonly message: Translations;
}

/** `file:line: message`, as compilers print it. */
export function formatProblem({ file, line, message }: Problem, locale: Locale): string {
  const place = line === null ? file : `${file}:${line}`;
  return `${place}: ${message[locale]}`;
}
