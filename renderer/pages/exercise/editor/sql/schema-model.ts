import type { ColumnDefinition, CreateTableStmt, Name, Stmt } from 'sqlite3-parser';
import { type Columns, outputColumns } from './output-columns.ts';

export interface Column {
  readonly name: string;
  /** As it was declared, with what is said of it: `INTEGER`, `primary key`. Empty where nothing was. */
  readonly detail: string;
}

export interface Relation {
  readonly name: string;
  readonly kind: 'table' | 'view';
  /** Null where they cannot be known, as in a virtual table. */
  readonly columns: Columns;
}

/** Tables and views by their names in lower case. */
export type Schema = ReadonlyMap<string, Relation>;

/** The schema as it is after a statement. */
export function afterStatement(schema: Schema, statement: Stmt): Schema {
  switch (statement.type) {
    case 'CreateTableStmt':
      return withRelation(schema, {
        name: statement.tblName.objName.text,
        kind: 'table',
        columns: columnsOf(statement, schema),
      });
    case 'CreateViewStmt': {
      const named = statement.columns?.map(({ colName }) => plainColumn(colName));
      const columns = named ?? outputColumns(statement.select, schema);
      return withRelation(schema, { name: statement.viewName.objName.text, kind: 'view', columns });
    }
    case 'CreateVirtualTableStmt':
      return withRelation(schema, { name: statement.tblName.objName.text, kind: 'table', columns: null });
    case 'DropTableStmt':
      return without(schema, statement.tblName.objName);
    case 'DropViewStmt':
      return without(schema, statement.viewName.objName);
    case 'AlterTableStmt':
      return altered(schema, statement);
    default:
      return schema;
  }
}

export function plainColumn({ text }: Name): Column {
  return { name: text, detail: '' };
}

function withRelation(schema: Schema, relation: Relation): Schema {
  return new Map([...schema, [relation.name.toLowerCase(), relation]]);
}

function without(schema: Schema, { text }: Name): Schema {
  return new Map([...schema].filter(([name]) => name !== text.toLowerCase()));
}

function altered(schema: Schema, { tblName, body }: Extract<Stmt, { type: 'AlterTableStmt' }>): Schema {
  const known = schema.get(tblName.objName.text.toLowerCase());
  if (!known) return schema;
  switch (body.type) {
    case 'RenameToAlterTableBody':
      return withRelation(without(schema, tblName.objName), { ...known, name: body.name.text });
    case 'AddColumnAlterTableBody':
      return withRelation(schema, {
        ...known,
        columns: known.columns && [...known.columns, describe(body.column)],
      });
    default:
      // Columns that were renamed or dropped: rather nothing is said of them than something wrong.
      return body.type.includes('Constraint') || body.type.includes('NotNull')
        ? schema
        : withRelation(schema, { ...known, columns: null });
  }
}

function columnsOf({ body }: CreateTableStmt, schema: Schema): Columns {
  return body.type === 'AsSelectCreateTableBody'
    ? outputColumns(body.select, schema)
    : body.columns.map(describe);
}

function describe({ colName, colType, constraints }: ColumnDefinition): Column {
  const said = constraints.flatMap(({ constraint }) => words[constraint.type] ?? []);
  return { name: colName.text, detail: [colType?.name ?? '', ...said].filter(Boolean).join(' ') };
}

const words: Readonly<Record<string, string>> = {
  PrimaryKeyColumnConstraint: 'PRIMARY KEY',
  NotNullColumnConstraint: 'NOT NULL',
  UniqueColumnConstraint: 'UNIQUE',
};
