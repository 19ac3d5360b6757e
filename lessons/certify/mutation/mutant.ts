import type { LoadedExercise } from '../../format/load-exercise.ts';
import { mutatorOf } from '../../kinds/mutators.ts';
import { applied, type FileChange } from './change.ts';

/** A solution with one small mistake in it. */
export interface Mutant {
  /** Path within `solution/`, and the line where the mistake is. */
  readonly file: string;
  readonly line: number;
  readonly operator: string;
  /** What was replaced by what, on one line and shortened where it is long. */
  readonly before: string;
  readonly after: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Every mutant of an exercise's solution: its kind knows how it can be wrong. */
export function mutantsOf({
  kind,
  exercise,
  solution,
  starter,
  resources,
}: LoadedExercise): readonly Mutant[] {
  return mutatorOf(kind)(exercise, { solution, starter, resources }).map((change) =>
    mutantOf(solution, change),
  );
}

function mutantOf(solution: LoadedExercise['solution'], change: FileChange): Mutant {
  const source = solution[change.file] ?? '';
  const replaced = source.slice(change.start, change.end);
  const spaces = /^\s*/.exec(replaced)?.[0] ?? '';
  return {
    file: change.file,
    line: source.slice(0, change.start + spaces.length).split('\n').length,
    operator: change.operator,
    before: onOneLine(replaced),
    after: onOneLine(change.text),
    files: { ...solution, [change.file]: applied(source, change) },
  };
}

const longest = 80;

function onOneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
