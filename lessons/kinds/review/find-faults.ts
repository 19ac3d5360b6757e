import type { Translations } from '../../format/locale.ts';
import type { ExerciseFault } from '../declaration.ts';
import { type ChangedFile, changedFiles, lineOn } from './changed-files.ts';
import { isMeant } from './match-marks.ts';
import { type Place, placesOf, type ReviewExercise } from './schema.ts';

const mostLines = 1_000;
const tooManyLines: Translations = {
  en: `has more than ${mostLines} lines, which nobody reviews at once`,
  'pt-BR': `tem mais de ${mostLines} linhas, o que ninguém revisa de uma vez`,
};

/** Places that are not there, and limits that marking every line would keep. */
export function reviewFaults(
  exercise: ReviewExercise,
  resources: Readonly<Record<string, string>>,
): readonly ExerciseFault[] {
  const tooLong = exercise.files.flatMap(({ before, after }, at) =>
    [before, after].some((name) => (resources[name ?? ''] ?? '').split('\n').length > mostLines)
      ? [{ path: ['files', at], message: tooManyLines }]
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
    return [{ path: [...path, 'lines'], message: noSuchLine(file, side, from ? last : first) }];
  });
}

function noSuchLine(file: string, side: Place['side'], line: number): Translations {
  const what =
    side === 'after'
      ? { en: `${file} has no line`, 'pt-BR': `${file} não tem a linha` }
      : { en: `${file} lost no line`, 'pt-BR': `${file} não perdeu a linha` };
  return {
    en: `${what.en} ${line}, so nobody can mark it`,
    'pt-BR': `${what['pt-BR']} ${line}, e por isso ninguém pode marcá-la`,
  };
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
    const message = {
      en: `allows ${falseAlarms}, and only ${harmless} lines have no defect: marking every line would pass`,
      'pt-BR': `permite ${falseAlarms}, e só ${harmless} linhas não têm defeito: bastaria marcar todas as linhas para passar`,
    };
    return [{ path: ['checks', at, 'falseAlarms'], message }];
  });
}
