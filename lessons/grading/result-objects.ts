import type { Copied, StatementResult } from '../../sandbox/types.ts';

/** Rows as author code is given them everywhere: each an object by column. */
export function resultObjects({
  columns,
  rows,
}: Pick<StatementResult, 'columns' | 'rows'>): readonly Readonly<Record<string, Copied>>[] {
  return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null])));
}
