import type { Change, FileChange } from './change.ts';
import { mutateJavaScript } from './mutate-javascript.ts';
import { mutateSql } from './mutate-sql.ts';

type Files = Readonly<Record<string, string>>;

/**
 * The small mistakes that can be made in a solution written in JavaScript, TypeScript or SQL. Files that
 * a learner is given as they are to stay, no learner can get wrong.
 */
export function mutateCode(
  _: unknown,
  { solution, starter }: { readonly solution: Files; readonly starter: Files },
): readonly FileChange[] {
  return Object.entries(solution)
    .filter(([file, source]) => starter[file] !== source)
    .flatMap(([file, source]) => changesOf(file, source).map((change) => ({ ...change, file })));
}

function changesOf(file: string, source: string): readonly Change[] {
  if (/\.[cm]?[jt]s$/.test(file)) return mutateJavaScript(file, source);
  return file.endsWith('.sql') ? (mutateSql(source) ?? []) : [];
}

/** What is different between two texts, in whole lines. */
export function changeBetween(operator: string, before: string, after: string): Change {
  const [old, made] = [before.split(/(?<=\n)/), after.split(/(?<=\n)/)];
  const shortest = Math.min(old.length, made.length);
  let head = 0;
  while (head < shortest && old[head] === made[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && old.at(-1 - tail) === made.at(-1 - tail)) tail += 1;
  const start = old.slice(0, head).join('').length;
  const end = before.length - old.slice(old.length - tail).join('').length;
  return { operator, start, end, text: made.slice(head, made.length - tail).join('') };
}
