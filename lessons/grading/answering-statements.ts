import type { Stmt } from 'sqlite3-parser';
import { walk } from './parse-sql.ts';

/**
 * The statements that make a script's last result: the query itself, and whatever makes or fills
 * the tables and views that it reads. A construct in a query that nobody reads answers nothing.
 * Every statement where none gives a result.
 */
export function answeringStatements(statements: readonly Stmt[]): readonly Stmt[] {
  const last = statements.findLast(givesResult);
  if (last === undefined) return statements;
  const needed = new Set<Stmt>([last]);
  for (let wave: readonly Stmt[] = [last]; wave.length > 0; ) {
    const read = new Set(wave.flatMap(tablesRead));
    wave = statements.filter((statement) => !needed.has(statement) && read.has(tableMade(statement) ?? ''));
    for (const statement of wave) needed.add(statement);
  }
  return statements.filter((statement) => needed.has(statement));
}

export function givesResult(statement: Stmt): boolean {
  if (statement.type === 'SelectStmt') return true;
  return 'returning' in statement && statement.returning !== undefined;
}

function tablesRead(statement: Stmt): string[] {
  const names: string[] = [];
  walk(statement, (node) => {
    if (node.type === 'TableSelectTable') names.push(node.tblName.objName.text.toLowerCase());
    if (node.type === 'InTableExpr') names.push(node.rhs.objName.text.toLowerCase());
  });
  return names;
}

function tableMade(statement: Stmt): string | null {
  switch (statement.type) {
    case 'CreateViewStmt':
      return statement.viewName.objName.text.toLowerCase();
    case 'CreateTableStmt':
    case 'InsertStmt':
    case 'UpdateStmt':
    case 'DeleteStmt':
      return statement.tblName.objName.text.toLowerCase();
    default:
      return null;
  }
}
