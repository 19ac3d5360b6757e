import type { FromClause, OneSelect, ResultColumn, Select, SelectTable, With } from 'sqlite3-parser';
import type { Column, Schema } from './schema-model.ts';

/** Null where they cannot be known. */
export type Columns = readonly Column[] | null;

/** What a part of FROM brings in: a name to qualify with, and columns. */
export interface Source {
  readonly name: string;
  readonly columns: Columns;
}

/** The columns of a query's rows, as far as their names can be known. */
export function outputColumns(select: Select, schema: Schema): Columns {
  const visible = withTables(select.with, schema);
  return columnsOfOne(select.select, visible);
}

/** The schema with what a WITH adds to it. */
export function withTables(clause: With | undefined, schema: Schema): Schema {
  let visible = schema;
  for (const { tblName, columns, select } of clause?.ctes ?? []) {
    const named = columns?.map(({ colName }) => ({ name: colName.text, detail: '' }));
    const name = tblName.text;
    // It may read itself.
    const inside = new Map(visible).set(name.toLowerCase(), {
      name,
      kind: 'view' as const,
      columns: named ?? null,
    });
    visible = new Map(visible).set(name.toLowerCase(), {
      name,
      kind: 'view',
      columns: named ?? outputColumns(select, inside),
    });
  }
  return visible;
}

/** Everything that FROM brings in, joins and what is in parentheses included. */
export function sourcesOf(from: FromClause | undefined, schema: Schema): readonly Source[] {
  if (from === undefined) return [];
  const tables = [...(from.select ? [from.select] : []), ...(from.joins ?? []).map(({ table }) => table)];
  return tables.flatMap((table) => sourcesOfTable(table, schema));
}

function sourcesOfTable(table: SelectTable, schema: Schema): readonly Source[] {
  const alias = table.alias?.name.text;
  switch (table.type) {
    case 'TableSelectTable': {
      const { dbName, objName } = table.tblName;
      const name = objName.text;
      const isOfMain = dbName === undefined || dbName.text.toLowerCase() === 'main';
      const columns = isOfMain ? relationColumns(name, schema) : null;
      return [{ name: alias ?? name, columns }];
    }
    case 'TableCallSelectTable':
      return [{ name: alias ?? table.tblName.objName.text, columns: null }];
    case 'SelectSelectTable':
      return [{ name: alias ?? '', columns: outputColumns(table.select, schema) }];
    case 'SubSelectTable':
      return sourcesOf(table.from, schema);
  }
}

function relationColumns(name: string, schema: Schema): Columns {
  return schema.get(name.toLowerCase())?.columns ?? null;
}

function columnsOfOne(select: OneSelect, schema: Schema): Columns {
  if (select.type === 'SelectValues') {
    const width = select.values[0]?.values.length ?? 0;
    return Array.from({ length: width }, (_, at) => ({ name: `column${at + 1}`, detail: '' }));
  }
  const sources = sourcesOf(select.from, schema);
  const columns: Column[] = [];
  for (const column of select.columns) {
    const some = columnsOfResult(column, sources);
    if (some === null) return null;
    columns.push(...some);
  }
  return columns;
}

function columnsOfResult(column: ResultColumn, sources: readonly Source[]): Columns {
  if (column.type === 'ExprResultColumn') {
    const { alias, expr } = column;
    if (alias) return [{ name: alias.name.text, detail: '' }];
    if (expr.type === 'Id') return [{ name: expr.name, detail: '' }];
    if (expr.type === 'QualifiedExpr') return [{ name: expr.column.text, detail: '' }];
    return [{ name: '', detail: '' }];
  }
  const wanted = column.type === 'TableStarResultColumn' ? column.table.text.toLowerCase() : null;
  const starred = sources.filter(({ name }) => wanted === null || name.toLowerCase() === wanted);
  const columns: Column[] = [];
  for (const source of starred) {
    if (source.columns === null) return null;
    columns.push(...source.columns);
  }
  return columns;
}
