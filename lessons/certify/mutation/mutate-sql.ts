import type { AstNode, Stmt } from 'sqlite3-parser';
import { parseSql, walk } from '../../grading/parse-sql.ts';
import { applied, type Change, tidied } from './change.ts';
import { definitionChanges } from './sql-definitions.ts';
import { expressionChanges } from './sql-expressions.ts';
import { queryChanges } from './sql-queries.ts';

/**
 * The small mistakes that can be made in SQL: another kind of join, a condition left out, DISTINCT,
 * another aggregate, another order or none, a bound one too far, a constraint left out, a statement
 * left out. Null where the script does not parse.
 */
export function mutateSql(source: string): readonly Change[] | null {
  const parsed = parseSql(source);
  if (!parsed.ok) return null;
  const changes = [...removals(parsed.statements)];
  for (const statement of parsed.statements) {
    walk(statement, (node: AstNode, parent) => {
      const site = { node, parent, source };
      changes.push(...queryChanges(site), ...expressionChanges(site), ...definitionChanges(site));
    });
  }
  return tidied(source, changes).filter((change) => parseSql(applied(source, change)).ok);
}

/** Each statement left out; the only one of a script would leave nothing. */
function removals(statements: readonly Stmt[]): readonly Change[] {
  if (statements.length < 2) return [];
  return statements.map(({ span }) => ({
    operator: 'statement',
    start: span.offset,
    end: span.offset + span.length,
    text: '',
  }));
}
