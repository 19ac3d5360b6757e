import type { Evidence, MarksEvidence } from '../../format/evidence.ts';
import type { Locale } from '../../format/locale.ts';
import type { ChangedFile } from './changed-files.ts';
import type { Side } from './schema.ts';
import { reviewTexts } from './texts.ts';

export interface Shown {
  readonly file: string;
  readonly side: Side;
  readonly lines: readonly [number, number];
  readonly outcome: MarksEvidence['marks'][number]['outcome'];
  readonly explanation: string;
}

/** One piece for each text that has a mark: a file as it is, and as it was. */
export function marksEvidence(
  shown: readonly Shown[],
  { reviewed, locale }: { readonly reviewed: readonly ChangedFile[]; readonly locale: Locale },
): Evidence[] {
  return reviewed.flatMap(({ path, texts }) =>
    (['after', 'before'] as const).flatMap((side): Evidence[] => {
      const marks = shown
        .filter((mark) => mark.file === path && mark.side === side)
        .toSorted((a, b) => a.lines[0] - b.lines[0])
        .map(({ lines: [line, endLine], outcome, explanation }) => ({ line, endLine, outcome, explanation }));
      const file = side === 'after' ? path : reviewTexts[locale].asItWas(path);
      return marks.length === 0 ? [] : [{ shape: 'marks', file, text: texts[side], marks }];
    }),
  );
}
