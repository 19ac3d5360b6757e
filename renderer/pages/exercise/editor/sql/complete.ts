import { keywordDefs, parseStmt, type Token, tokenize } from 'sqlite3-parser';
import { sqliteFunctions } from './functions.ts';
import { afterStatement, type Column, type Relation, type Schema } from './schema-model.ts';

export interface SqlSuggestion {
  readonly label: string;
  readonly kind: 'column' | 'table' | 'view' | 'function' | 'keyword';
  /** A column's type, a table's columns, what a function takes. */
  readonly detail: string;
}

/** What may stand at an offset of a script, the likeliest first. */
export function completeSql(text: string, offset: number, before: Schema): readonly SqlSuggestion[] {
  const { tokens, at } = statementAround(text, offset);
  if (isInsideText(tokens[at], offset)) return [];
  const schema = withOwnTables(text, before);
  const typed = tokens[at];
  const isWord =
    typed !== undefined && /^[\w"[`]/.test(typed.text) && offset <= typed.span.offset + typed.span.length;
  const previous = tokens[isWord ? at - 1 : at];
  const sources = sourcesIn(tokens, schema);
  if (previous?.text === '.') {
    const qualifier = nameOf(tokens[(isWord ? at - 1 : at) - 1]);
    const source = sources.find(({ name }) => name.toLowerCase() === qualifier.toLowerCase());
    return (source?.columns ?? []).map((column) => columnSuggestion(column, source?.table ?? ''));
  }
  const tables = [...schema.values(), ...commonTables(tokens, schema)].map(tableSuggestion);
  const word = previous?.text.toUpperCase() ?? ';';
  if (beforeTable.has(word) || (word === ',' && isInFrom(tokens, isWord ? at - 1 : at))) return tables;
  const keywords = [...keywordNames].map((label) => ({ label, kind: 'keyword' as const, detail: '' }));
  if (word === ';') return keywords;
  const near = sources.length > 0 ? sources : [...schema.values()].map(asSource);
  return [
    ...near.flatMap(({ columns, table }) => columns.map((column) => columnSuggestion(column, table))),
    ...sources
      .filter(({ name }) => name !== '')
      .map(({ name, table }) => ({ label: name, kind: 'table' as const, detail: table })),
    ...sqliteFunctions.map((signature) => ({
      label: signature.slice(0, signature.indexOf('(')),
      kind: 'function' as const,
      detail: signature,
    })),
    ...keywords,
    ...tables,
  ];
}

const beforeTable = new Set(['FROM', 'JOIN', 'INTO', 'UPDATE', 'TABLE', 'REFERENCES']);
const keywordNames = new Set(keywordDefs.keywords.map(({ name }) => name));

interface NamedSource {
  /** What a column can be qualified with. */
  readonly name: string;
  readonly table: string;
  readonly columns: readonly Column[];
}

/** The words of the statement that an offset is in, and which of them ends or holds it; -1 before the first. */
function statementAround(
  text: string,
  offset: number,
): { readonly tokens: readonly Token[]; readonly at: number } {
  const all = [...tokenize(text)];
  const isEnd = (token: Token) => token.text === ';';
  const start = all.findLastIndex((token) => isEnd(token) && token.span.offset < offset) + 1;
  const end = all.findIndex((token, index) => index >= start && isEnd(token));
  const tokens = all.slice(start, end === -1 ? undefined : end);
  return { tokens, at: tokens.findLastIndex(({ span }) => span.offset < offset) };
}

function isInsideText(token: Token | undefined, offset: number): boolean {
  if (token?.text[0] !== "'") return false;
  return offset < token.span.offset + token.span.length || !/^'(?:[^']|'')*'$/.test(token.text);
}

/** The tables before the script, and those that it makes itself, as far as it can be read. */
function withOwnTables(text: string, before: Schema): Schema {
  let schema = before;
  for (const match of text.matchAll(/\bCREATE\s+(?:TEMP\w*\s+)?(?:TABLE|VIEW|VIRTUAL)\b/gi)) {
    const result = parseStmt(text.slice(match.index), { allowTrailing: true });
    if (result.status === 'ok' && result.root) schema = afterStatement(schema, result.root);
  }
  return schema;
}

/** What FROM, JOIN, UPDATE and INTO name in a statement that may not be finished, by its words. */
function sourcesIn(tokens: readonly Token[], schema: Schema): readonly NamedSource[] {
  const known = new Map(schema);
  for (const table of commonTables(tokens, schema)) known.set(table.name.toLowerCase(), table);
  const found: NamedSource[] = [];
  for (const [index, { text }] of tokens.entries()) {
    const isPlace = beforeTable.has(text.toUpperCase()) || (text === ',' && isInFrom(tokens, index));
    const table = isPlace ? known.get(nameOf(tokens[index + 1]).toLowerCase()) : undefined;
    if (table === undefined) continue;
    const next = tokens[index + 2]?.text.toUpperCase();
    const alias = nameOf(tokens[index + (next === 'AS' ? 3 : 2)]);
    const isAlias = /^[\w"[`]/.test(alias) && !keywordNames.has(alias.toUpperCase());
    found.push({ ...asSource(table), name: isAlias ? alias : table.name });
  }
  return found;
}

/** Whether a comma separates tables: FROM was the last word of its kind before it, at the same depth. */
function isInFrom(tokens: readonly Token[], comma: number): boolean {
  let depth = 0;
  for (let at = comma - 1; at >= 0; at -= 1) {
    const word = tokens[at]?.text.toUpperCase() ?? '';
    if (word === ')') depth += 1;
    if (word === '(') depth -= 1;
    if (depth < 0) return false;
    if (depth === 0 && clauses.has(word)) return word === 'FROM' || word === 'JOIN';
  }
  return false;
}

const clauses = new Set([
  'FROM',
  'JOIN',
  'SELECT',
  'WHERE',
  'ON',
  'GROUP',
  'ORDER',
  'HAVING',
  'SET',
  'VALUES',
  'BY',
  'LIMIT',
]);

/** The tables that a WITH makes, with the columns that are written after their names. */
function commonTables(tokens: readonly Token[], schema: Schema): readonly Relation[] {
  if (tokens[0]?.text.toUpperCase() !== 'WITH') return [];
  const text = tokens.map((token) => token.text);
  return text.flatMap((word, index) => {
    if (word.toUpperCase() !== 'AS' || text[index + 1] !== '(') return [];
    const made = parseStmt(`CREATE VIEW v AS ${inParentheses(text.slice(index + 2))}`, {
      allowTrailing: true,
    });
    if (made.status !== 'ok' || !made.root) return [];
    const columns = afterStatement(schema, made.root).get('v')?.columns ?? null;
    const name = nameOf(tokens[index - 1]);
    return /^\w/.test(name) ? [{ name, kind: 'view' as const, columns }] : [];
  });
}

function inParentheses(words: readonly string[]): string {
  let depth = 1;
  const end = words.findIndex((word) => {
    depth += word === '(' ? 1 : word === ')' ? -1 : 0;
    return depth === 0;
  });
  return words.slice(0, end === -1 ? undefined : end).join(' ');
}

function asSource({ name, columns }: Relation): NamedSource {
  return { name, table: name, columns: (columns ?? []).filter((column) => column.name !== '') };
}

function columnSuggestion({ name, detail }: Column, table: string): SqlSuggestion {
  return { label: name, kind: 'column', detail: [table, detail].filter(Boolean).join(' · ') };
}

function tableSuggestion({ name, kind, columns }: Relation): SqlSuggestion {
  return { label: name, kind, detail: (columns ?? []).map((column) => column.name).join(', ') };
}

/** A name without its quotation marks. */
function nameOf(token: Token | undefined): string {
  return (token?.text ?? '').replace(/^["[`](.*)["\]`]$/, '$1');
}
