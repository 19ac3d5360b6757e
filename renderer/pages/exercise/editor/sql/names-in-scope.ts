import type { AstNode, Name, QualifiedName } from 'sqlite3-parser';
import { closest } from './closest.ts';
import type { Source } from './output-columns.ts';
import type { Schema } from './schema-model.ts';

/** A name that nothing in sight has. */
export interface UnknownName {
  readonly kind: 'table' | 'column';
  readonly name: string;
  /** The table whose column it is not, where the name was qualified. */
  readonly of: string | null;
  readonly suggestion: string | null;
  readonly offset: number;
  readonly length: number;
}

export interface Scope {
  readonly sources: readonly Source[];
  /** Names of result columns, which SQLite lets be used almost everywhere. */
  readonly aliases: readonly string[];
  readonly outer: Scope | null;
}

export interface Check {
  readonly text: string;
  /** Tables that the script makes somewhere; until then their columns are not known. */
  readonly made: ReadonlySet<string>;
  readonly found: UnknownName[];
}

const systemTable = /^(sqlite_|pragma_|json_|fts|dbstat|generate_series|bytecode|tables_used)/i;

/** Reports a table that is neither there nor made by the script. */
export function checkTable(
  { dbName, objName }: Pick<QualifiedName, 'dbName' | 'objName'>,
  schema: Schema,
  check: Check,
): void {
  const name = objName.text.toLowerCase();
  if (dbName !== undefined && dbName.text.toLowerCase() !== 'main') return;
  if (schema.has(name) || check.made.has(name) || systemTable.test(name)) return;
  const names = [...schema.values()].map((relation) => relation.name);
  report(
    { kind: 'table', name: objName.text, of: null, suggestion: closest(objName.text, names) },
    objName,
    check,
  );
}

const everywhere = new Set(['rowid', 'oid', '_rowid_', 'true', 'false', 'rank']);

/** Reports a column that no table in sight has; nothing where one of them is not known. */
export function checkColumn(node: AstNode, name: string, scope: Scope, check: Check): void {
  // In double quotes, what is no column is a text.
  if (everywhere.has(name.toLowerCase()) || check.text[node.span.offset] === '"') return;
  const candidates: string[] = [];
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    for (const { name: table, columns } of at.sources) {
      if (columns === null || isSame(table, name)) return;
      candidates.push(...columns.map((column) => column.name));
    }
    candidates.push(...at.aliases);
  }
  if (candidates.some((candidate) => isSame(candidate, name))) return;
  report({ kind: 'column', name, of: null, suggestion: closest(name, candidates) }, node, check);
}

/** Reports a column that its table does not have. */
export function checkQualified(table: Name, column: Name, scope: Scope, check: Check): void {
  const source = checkQualifier(table, scope, check);
  if (source?.columns == null || everywhere.has(column.text.toLowerCase())) return;
  const names = source.columns.map(({ name }) => name);
  if (names.some((name) => isSame(name, column.text))) return;
  const suggestion = closest(column.text, names);
  report({ kind: 'column', name: column.text, of: source.name, suggestion }, column, check);
}

/** The source of that name, or null, which has been told. */
export function checkQualifier(table: Name, scope: Scope, check: Check): Source | null {
  const names: string[] = [];
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    const source = at.sources.find(({ name }) => isSame(name, table.text));
    if (source) return source;
    names.push(...at.sources.map(({ name }) => name).filter(Boolean));
  }
  report({ kind: 'table', name: table.text, of: null, suggestion: closest(table.text, names) }, table, check);
  return null;
}

function report(
  found: Omit<UnknownName, 'offset' | 'length'>,
  { span }: { readonly span: { readonly offset: number; readonly length: number } },
  { found: all }: Check,
): void {
  all.push({ ...found, offset: span.offset, length: span.length });
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
