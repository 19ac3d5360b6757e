import type { Stmt } from 'sqlite3-parser';
import { parseSql } from '../../grading/parse-sql.ts';
import { firstWordFrom } from '../../grading/statement-place.ts';

export type Allowed =
  | { readonly ok: true }
  /** A statement that is neither a query nor about indexes, by its keywords. */
  | { readonly ok: false; readonly reason: 'statement'; readonly statement: string; readonly offset: number }
  | { readonly ok: false; readonly reason: 'too-long' | 'not-understood' };

/**
 * Only queries and what helps them may be in a script whose cost is measured: an answer that was
 * copied to a table beforehand, or data that was thrown away, would make any query cheap.
 */
export function checkStatements(script: string): Allowed {
  const parsed = parseSql(script);
  if (!parsed.ok) return parsed;
  const other = parsed.statements.find((statement) => !allowed.has(statement.type));
  if (other === undefined) return { ok: true };
  const offset = firstWordFrom(script, other.span.offset);
  return { ok: false, reason: 'statement', statement: wordsOf(other), offset };
}

const allowed = new Set<Stmt['type']>([
  'SelectStmt',
  'CreateIndexStmt',
  'DropIndexStmt',
  'ReindexStmt',
  'CreateViewStmt',
  'DropViewStmt',
  'AnalyzeStmt',
]);

/** CreateTableStmt is CREATE TABLE. */
function wordsOf({ type }: Stmt): string {
  return type
    .replace(/Stmt$/, '')
    .replace(/(?!^)([A-Z])/g, ' $1')
    .toUpperCase();
}
