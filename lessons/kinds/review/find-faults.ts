import type { ExerciseFault } from '../declaration.ts';
import { type ChangedFile, changedFiles, lineOn } from './changed-files.ts';
import { isMeant } from './match-marks.ts';
import { type Place, placesOf, type ReviewExercise } from './schema.ts';

const mostLines = 1_000;

/** Places that are not there, and limits that marking every line would keep. */
export function reviewFaults(
  exercise: ReviewExercise,
  resources: Readonly<Record<string, string>>,
): readonly ExerciseFault[] {
  const tooLong = exercise.files.flatMap(({ before, after }, at) =>
    [before, after].some((name) => (resources[name ?? ''] ?? '').split('\n').length > mostLines)
      ? [{ path: ['files', at], message: `has more than ${mostLines} lines, which nobody reviews at once` }]
      : [],
  );
  if (tooLong.length > 0) return tooLong;
  const files = changedFiles(exercise, resources);
  return [
    ...exercise.defects.flatMap((defect, at) => placesNotThere(['defects', at], placesOf(defect), files)),
    ...exercise.fine.flatMap((place, at) => placesNotThere(['fine', at], [place], files)),
    ...limitsTooWide(exercise, files),
  ];
}

function placesNotThere(
  path: readonly PropertyKey[],
  places: readonly Place[],
  files: readonly ChangedFile[],
): ExerciseFault[] {
  return places.flatMap(({ file, lines: [first, last], side }) => {
    const numbers = numbersOn(
      side,
      files.find(({ path }) => path === file),
    );
    const [from, to] = [numbers.has(first), numbers.has(last)];
    if (from && to) return [];
    const what = side === 'after' ? `${file} has no line` : `${file} lost no line`;
    return [{ path: [...path, 'lines'], message: `${what} ${from ? last : first}, so nobody can mark it` }];
  });
}

function numbersOn(side: Place['side'], file: ChangedFile | undefined): ReadonlySet<number> {
  return new Set((file?.lines ?? []).map((line) => lineOn(side, line)).filter((number) => number !== null));
}

function limitsTooWide(exercise: ReviewExercise, files: readonly ChangedFile[]): ExerciseFault[] {
  const harmless = files.flatMap(({ path: file, lines }) =>
    lines.filter((line) => {
      const side = line.mark === 'removed' ? 'before' : 'after';
      const mark = { file, side, line: lineOn(side, line) ?? 0 } as const;
      return !exercise.defects.some((defect) => isMeant(defect, mark, exercise.near));
    }),
  ).length;
  return exercise.checks.flatMap(({ falseAlarms }, at) => {
    if (falseAlarms === undefined || falseAlarms < harmless) return [];
    const message = `allows ${falseAlarms}, and only ${harmless} lines have no defect: marking every line would pass`;
    return [{ path: ['checks', at, 'falseAlarms'], message }];
  });
}
