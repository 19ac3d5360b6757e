/** Something wrong with a pack, told to its author: where, and in one sentence what to do about it. */
export interface Problem {
  /** An error keeps the pack, lesson or exercise from loading; a warning does not. */
  readonly severity: 'error' | 'warning';
  /** Path of the file, as the author would open it. */
  readonly file: string;
  /** Counted from 1; null where the problem is the file itself, or its absence. */
  readonly line: number | null;
  readonly message: string;
}

/** `file:line: message`, as compilers print it. */
export function formatProblem(problem: Problem): string {
  const place = problem.line === null ? problem.file : `${problem.file}:${problem.line}`;
  return `${place}: ${problem.message}`;
}
