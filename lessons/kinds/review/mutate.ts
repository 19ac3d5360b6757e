import type { FileChange, Mutator } from '../../certify/mutation/change.ts';
import { changeBetween } from '../../certify/mutation/mutate-files.ts';
import { type Mark, readMarks, withMark } from './marks.ts';
import { type Place, placesOf, type ReviewExercise } from './schema.ts';

/** Each mark left out, moved to a line without a defect, and called something else; then every line marked. */
export const mutateReview: Mutator<ReviewExercise> = (exercise, { solution, resources }) => {
  const { entry } = exercise;
  const source = solution[entry] ?? '';
  const marks = readMarks(entry, source);
  if ('reason' in marks) return [];
  const made = (operator: string, text: string): FileChange => ({
    file: entry,
    ...changeBetween(operator, source, text),
  });
  return [
    ...marks.list.flatMap((mark) => [
      made('mark left out', withMark(source, mark, null)),
      made('mark moved', withMark(source, mark, { ...mark, line: harmlessLine(exercise, mark) })),
      ...exercise.categories
        .filter(({ id }) => id !== mark.category)
        .map(({ id }) => made('category', withMark(source, mark, { ...mark, category: id }))),
    ]),
    made('every line marked', `${source.trimEnd()}\n${everyLine(exercise, resources)}`),
  ];
};

function harmlessLine({ defects, near }: ReviewExercise, mark: Mark): number {
  const own = defects.flatMap(placesOf).filter(({ file, side }) => file === mark.file && side === mark.side);
  const isMeant = ({ lines: [first, last] }: Place, line: number) =>
    line >= first - near && line <= last + near;
  let line = 1;
  while (own.some((place) => isMeant(place, line))) line += 1;
  return line;
}

function everyLine({ files }: ReviewExercise, resources: Readonly<Record<string, string>>): string {
  return files
    .flatMap(({ path, after }) =>
      (resources[after] ?? '')
        .trimEnd()
        .split('\n')
        .map((_, at) => `- { file: ${JSON.stringify(path)}, line: ${at + 1} }\n`),
    )
    .join('');
}
