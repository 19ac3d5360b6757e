import { defaultLimits, type StatementResult } from '../../sandbox/types.ts';
import type { TableEvidence } from '../format/evidence.ts';
import { AuthorFault } from './author-fault.ts';
import { compareRows, rowsAgree, tableEvidence } from './compare-rows.ts';
import { orderTiesLike } from './partial-order.ts';
import type { ResultOrder } from './result-order.ts';

export interface ResultsToCompare {
  readonly title: string;
  readonly expected: StatementResult;
  readonly actual: StatementResult;
  readonly order: ResultOrder;
  readonly columnNames: boolean;
  readonly tolerance: number;
}

/** How a result differs from what was expected; data, for whoever puts it into words. */
export type ResultDifference =
  | { readonly kind: 'too-many-rows'; readonly limit: number }
  | { readonly kind: 'column-count'; readonly evidence: TableEvidence }
  | {
      readonly kind: 'column-names';
      readonly evidence: TableEvidence;
      /** The same columns, in another order. */
      readonly onlyOrder: boolean;
    }
  /** Counted without regard to order, so that a row in the wrong place is not one missing and one extra. */
  | { readonly kind: 'rows'; readonly evidence: TableEvidence; readonly counts: TableEvidence['totals'] }
  /** Each row is there as often as it should be, and in the wrong place. */
  | { readonly kind: 'order'; readonly evidence: TableEvidence };

/** The first thing that keeps two results from being the same; null where nothing does. */
export function compareResults(input: ResultsToCompare): ResultDifference | null {
  const { expected, actual, columnNames, tolerance } = input;
  if (actual.rowsDropped > 0) return { kind: 'too-many-rows', limit: defaultLimits.resultRows };
  if (expected.columns.length !== actual.columns.length) {
    return { kind: 'column-count', evidence: evidenceOf(input, { ordered: false }) };
  }
  if (columnNames && !sameNames(expected.columns, actual.columns)) {
    const onlyOrder = sameNames(expected.columns.toSorted(), actual.columns.toSorted());
    return { kind: 'column-names', onlyOrder, evidence: evidenceOf(input, { ordered: false }) };
  }
  const anyOrder = compareRows({ expected: expected.rows, actual: actual.rows, ordered: false, tolerance });
  if (!rowsAgree(anyOrder)) {
    const { totals: counts } = evidenceOf(input, { ordered: false });
    return { kind: 'rows', counts, evidence: evidenceOf(input, { ordered: input.order !== 'none' }) };
  }
  if (input.order === 'none') return null;
  const inOrder = evidenceOf(input, { ordered: true });
  const { same, ...different } = inOrder.totals;
  return Object.values(different).every((count) => count === 0) ? null : { kind: 'order', evidence: inOrder };
}

/** A row that moved is one row in the wrong place: shown as missing where it should be and extra where it is. */
function evidenceOf(input: ResultsToCompare, { ordered }: { readonly ordered: boolean }): TableEvidence {
  const { title, expected, actual, columnNames, tolerance } = input;
  const rows = ordered ? expectedInOrder(input) : expected.rows;
  const pairs = compareRows({ expected: rows, actual: actual.rows, ordered, tolerance });
  const named =
    expected.columns.length === actual.columns.length &&
    (!columnNames || sameNames(expected.columns, actual.columns));
  return tableEvidence(pairs, {
    title,
    columns: actual.columns,
    expectedColumns: named ? null : expected.columns,
    ordered,
  });
}

function expectedInOrder({ expected, actual, order, tolerance }: ResultsToCompare): StatementResult['rows'] {
  if (!Array.isArray(order)) return expected.rows;
  const keys = order.map((name) => {
    const key = expected.columns.findIndex((column) => column.toLowerCase() === name.toLowerCase());
    if (key < 0) {
      throw new AuthorFault({
        en: `"order" names the column "${name}", which its solution does not give`,
        'pt-BR': `"order" cita a coluna "${name}", que a solução não devolve`,
      });
    }
    return key;
  });
  return orderTiesLike({ expected: expected.rows, actual: actual.rows, keys, tolerance });
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name.toLowerCase() === b[index]?.toLowerCase());
}
