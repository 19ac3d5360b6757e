import type { Locale } from '../../format/locale.ts';
import { type ChangedFile, lineOn } from './changed-files.ts';
import type { Mark, Marks } from './marks.ts';
import type { ReviewExercise } from './schema.ts';
import { reviewTexts } from './texts.ts';

export interface Stray {
  readonly at: number;
  readonly message: string;
  readonly nextStep: string;
}

interface Reviewed {
  readonly exercise: ReviewExercise;
  readonly reviewed: readonly ChangedFile[];
  readonly locale: Locale;
}

/** The first mark that is on nothing that can be marked. */
export function strayMark({ list }: Marks, { exercise, reviewed, locale }: Reviewed): Stray | null {
  const texts = reviewTexts[locale];
  const seen = new Set<string>();
  for (const [at, mark] of list.entries()) {
    const file = reviewed.find(({ path }) => path === mark.file);
    if (file === undefined) {
      const nextStep = texts.filesAre(reviewed.map(({ path }) => path).join(', '));
      return { at, message: texts.noFile(mark.file), nextStep };
    }
    if (!isThere(mark, file)) {
      const message = mark.side === 'after' ? texts.noLine(mark) : texts.noRemovedLine(mark);
      return { at, message, nextStep: texts.noLineNext };
    }
    const place = `${mark.file} ${mark.side} ${mark.line}`;
    if (seen.has(place)) {
      return { at, message: texts.twice(mark), nextStep: texts.twiceNext };
    }
    seen.add(place);
    const { category } = mark;
    if (category !== undefined && !exercise.categories.some(({ id }) => id === category)) {
      const nextStep = texts.categoriesAre(exercise.categories.map(({ id }) => id).join(', '));
      return { at, message: texts.noCategory(category), nextStep };
    }
  }
  return null;
}

function isThere({ side, line }: Mark, { lines }: ChangedFile): boolean {
  return lines.some((one) => lineOn(side, one) === line);
}
