import type { Locale } from '../format/locale.ts';
import type { ResultDifference } from './compare-results.ts';
import { resultTexts } from './result-texts.ts';

export interface ResultWords {
  readonly message: string;
  readonly nextStep: string;
  /** Whether the advice says more than an author could have known. */
  readonly exact: boolean;
}

export interface ResultWording {
  /** Whether the rows are a query's result, or what a script left in the database. */
  readonly of: 'result' | 'state';
  /** The columns that were asked for. */
  readonly wanted: readonly string[];
  readonly locale: Locale;
}

/** Says in a sentence how a result differs from the expected one, and what to look at. */
export function describeResult(
  difference: ResultDifference,
  { of, wanted, locale }: ResultWording,
): ResultWords {
  const texts = resultTexts[locale];
  const { columnCount, rowsDiffer, missingNext, extraNext, changedNext } = texts[of];
  // A column without a name of its own is named by its expression, which is the answer itself.
  const named = wanted.every((name) => /^\w+$/.test(name));
  const columnsNext = named ? texts.columnsNext(wanted.join(', ')) : texts.columnsAgain;
  switch (difference.kind) {
    case 'too-many-rows':
      return { message: texts.tooManyRows(difference.limit), nextStep: texts.result.extraNext, exact: false };
    case 'column-count': {
      const message = columnCount(wanted.length, difference.evidence.columns.length);
      return { message, nextStep: columnsNext, exact: true };
    }
    case 'column-names': {
      const message = difference.onlyOrder ? texts.columnOrder : texts.columnNames;
      return { message, nextStep: columnsNext, exact: true };
    }
    case 'order':
      return { message: texts.orderDiffers, nextStep: texts.orderNext, exact: false };
    case 'rows': {
      const { missing, extra } = difference.counts;
      const nextStep = missing > 0 ? missingNext : extra > 0 ? extraNext : changedNext;
      return { message: rowsDiffer(difference.counts), nextStep, exact: false };
    }
  }
}
