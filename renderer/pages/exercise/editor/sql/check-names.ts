import {
  type AstNode,
  type FromClause,
  type OneSelect,
  type QualifiedName,
  type ResultColumn,
  type Select,
  type SelectTable,
  type Stmt,
  traverse,
  type With,
} from 'sqlite3-parser';
import {
  type Check,
  checkColumn,
  checkQualified,
  checkQualifier,
  checkTable,
  type Scope,
  type UnknownName,
} from './names-in-scope.ts';
import { outputColumns, type Source, sourcesOf, withTables } from './output-columns.ts';
import { afterStatement, type Schema } from './schema-model.ts';

/**
 * Tables and columns that a script names and that are not there when their statement runs. Where it is
 * not sure, it says nothing: in triggers and views, which SQLite reads later, and wherever a table's
 * columns are unknown.
 */
export function unknownNames(
  text: string,
  statements: readonly Stmt[],
  before: Schema,
): readonly UnknownName[] {
  const check: Check = { text, made: new Set(statements.flatMap(nameMade)), found: [] };
  let schema = before;
  for (const statement of statements) {
    checkStatement(statement, schema, check);
    schema = afterStatement(schema, statement);
  }
  return check.found;
}

function nameMade(statement: Stmt): string[] {
  switch (statement.type) {
    case 'CreateTableStmt':
    case 'CreateVirtualTableStmt':
      return [statement.tblName.objName.text.toLowerCase()];
    case 'CreateViewStmt':
      return [statement.viewName.objName.text.toLowerCase()];
    case 'AlterTableStmt':
      return statement.body.type === 'RenameToAlterTableBody' ? [statement.body.name.text.toLowerCase()] : [];
    default:
      return [];
  }
}

function checkStatement(statement: Stmt, schema: Schema, check: Check): void {
  switch (statement.type) {
    case 'SelectStmt':
      checkSelect(statement.body, schema, null, check);
      break;
    case 'ExplainStmt':
      checkStatement(statement.stmt, schema, check);
      break;
    case 'InsertStmt': {
      const visible = checkWith(statement.with, schema, null, check);
      const target = checkTarget(statement.tblName, schema, check);
      for (const name of statement.columns ?? []) checkColumn(name, name.text, scopeOf([target]), check);
      if (statement.body.type === 'SelectInsertBody') {
        checkSelect(statement.body.select, visible, null, check);
        const excluded = { name: 'excluded', columns: target.columns };
        checkParts([statement.body.upsert], visible, scopeOf([target, excluded]), check);
      }
      checkResults(statement.returning, visible, scopeOf([target]), check);
      break;
    }
    case 'UpdateStmt': {
      const visible = checkWith(statement.with, schema, null, check);
      const target = checkTarget(statement.tblName, schema, check);
      for (const { colNames } of statement.sets) {
        for (const name of colNames) checkColumn(name, name.text, scopeOf([target]), check);
      }
      const scope = scopeOf([target, ...sourcesOf(statement.from, visible)]);
      checkFrom(statement.from, visible, scope, check);
      checkParts(
        statement.sets.map(({ expr }) => expr),
        visible,
        scope,
        check,
      );
      checkParts([statement.whereClause], visible, scope, check);
      checkResults(statement.returning, visible, scope, check);
      break;
    }
    case 'DeleteStmt': {
      const visible = checkWith(statement.with, schema, null, check);
      const scope = scopeOf([checkTarget(statement.tblName, schema, check)]);
      checkParts([statement.whereClause], visible, scope, check);
      checkResults(statement.returning, visible, scope, check);
      break;
    }
    case 'CreateIndexStmt': {
      const table = { objName: statement.tblName, dbName: undefined, alias: undefined };
      const scope = scopeOf([checkTarget(table, schema, check)]);
      checkParts([...statement.columns, statement.whereClause], schema, scope, check);
      break;
    }
    case 'CreateTableStmt':
      if (statement.body.type === 'AsSelectCreateTableBody')
        checkSelect(statement.body.select, schema, null, check);
      break;
    case 'AlterTableStmt':
      checkTarget(statement.tblName, schema, check);
      break;
    case 'DropTableStmt':
      if (!statement.ifExists) checkTarget(statement.tblName, schema, check);
      break;
    case 'DropViewStmt':
      if (!statement.ifExists) checkTarget(statement.viewName, schema, check);
      break;
    default:
      break;
  }
}

function scopeOf(sources: readonly Source[]): Scope {
  return { sources, aliases: [], outer: null };
}

function checkTarget(
  { dbName, objName, alias }: Pick<QualifiedName, 'dbName' | 'objName' | 'alias'>,
  schema: Schema,
  check: Check,
): Source {
  checkTable({ dbName, objName }, schema, check);
  const columns = schema.get(objName.text.toLowerCase())?.columns ?? null;
  return { name: alias?.text ?? objName.text, columns };
}

function checkWith(clause: With | undefined, schema: Schema, outer: Scope | null, check: Check): Schema {
  const visible = withTables(clause, schema);
  // Each may read those before it and itself; one after it is an error that SQLite tells.
  for (const { select } of clause?.ctes ?? []) checkSelect(select, visible, outer, check);
  return visible;
}

function checkSelect(select: Select, schema: Schema, outer: Scope | null, check: Check): void {
  const visible = checkWith(select.with, schema, outer, check);
  const scope = checkOne(select.select, visible, outer, check);
  for (const { select: one } of select.compounds ?? []) checkOne(one, visible, outer, check);
  if (select.compounds === undefined || select.compounds.length === 0) {
    checkParts([...(select.orderBy ?? []), select.limit], visible, scope, check);
    return;
  }
  const output = { name: '', columns: outputColumns(select, schema) };
  const others = select.compounds.flatMap(({ select: one }) => namesOf(one));
  checkParts(
    select.orderBy ?? [],
    visible,
    { ...scope, sources: [...scope.sources, output], aliases: others },
    check,
  );
}

function namesOf(select: OneSelect): string[] {
  if (select.type === 'SelectValues') return [];
  return select.columns.flatMap((column) => {
    if (column.type !== 'ExprResultColumn') return [];
    if (column.alias) return [column.alias.name.text];
    return column.expr.type === 'Id' ? [column.expr.name] : [];
  });
}

function checkOne(select: OneSelect, schema: Schema, outer: Scope | null, check: Check): Scope {
  if (select.type === 'SelectValues') {
    const scope = { sources: [], aliases: [], outer };
    checkParts(select.values, schema, scope, check);
    return scope;
  }
  const sources = sourcesOf(select.from, schema);
  const aliases = select.columns.flatMap((column) =>
    column.type === 'ExprResultColumn' && column.alias ? [column.alias.name.text] : [],
  );
  const scope = { sources, aliases, outer };
  checkFrom(select.from, schema, scope, check);
  checkResults(select.columns, schema, scope, check);
  const { whereClause, groupBy, having, windowClause } = select;
  checkParts([whereClause, ...(groupBy ?? []), having, ...(windowClause ?? [])], schema, scope, check);
  return scope;
}

function checkFrom(from: FromClause | undefined, schema: Schema, scope: Scope, check: Check): void {
  if (from === undefined) return;
  const tables = [...(from.select ? [from.select] : []), ...(from.joins ?? []).map(({ table }) => table)];
  for (const table of tables) checkSource(table, schema, scope, check);
  for (const { constraint } of from.joins ?? []) {
    if (constraint?.type === 'OnJoinConstraint') checkParts([constraint.expr], schema, scope, check);
  }
}

function checkSource(table: SelectTable, schema: Schema, scope: Scope, check: Check): void {
  switch (table.type) {
    case 'TableSelectTable':
      checkTable(table.tblName, schema, check);
      break;
    case 'TableCallSelectTable':
      checkParts(table.args ?? [], schema, scope, check);
      break;
    case 'SelectSelectTable':
      checkSelect(table.select, schema, scope.outer, check);
      break;
    case 'SubSelectTable':
      checkFrom(table.from, schema, scope, check);
      break;
  }
}

function checkResults(
  columns: readonly ResultColumn[] | undefined,
  schema: Schema,
  scope: Scope,
  check: Check,
): void {
  for (const column of columns ?? []) {
    if (column.type === 'ExprResultColumn') checkParts([column.expr], schema, scope, check);
    if (column.type === 'TableStarResultColumn') checkQualifier(column.table, scope, check);
  }
}

/** Whatever holds expressions: each name in it is looked up, each query in it is checked within this scope. */
function checkParts(
  nodes: ReadonlyArray<AstNode | undefined>,
  schema: Schema,
  scope: Scope,
  check: Check,
): void {
  for (const root of nodes) {
    if (root === undefined) continue;
    traverse(root, {
      enter: (node, parent) => {
        switch (node.type) {
          case 'Select':
            checkSelect(node, schema, scope, check);
            return 'skip';
          case 'InTableExpr':
            if (node.args === undefined) checkTable(node.rhs, schema, check);
            return 'continue';
          case 'Id':
            if (parent && 'name' in parent && (parent.name as unknown) === node) return 'continue';
            checkColumn(node, node.name, scope, check);
            return 'continue';
          case 'QualifiedExpr':
            checkQualified(node.table, node.column, scope, check);
            return 'skip';
          default:
            return 'continue';
        }
      },
    });
  }
}
