import { type AstNode, type CmdList, parse, type Stmt, traverse } from 'sqlite3-parser';

export type ParsedSql =
  | { readonly ok: true; readonly statements: readonly Stmt[] }
  | { readonly ok: false; readonly reason: 'too-long' | 'not-understood' };

/**
 * The parser runs in our own process, and its time grows faster than the text: 400,000 characters
 * took it six seconds. No answer to a task is a tenth as long as this.
 */
const longestScript = 20_000;
/**
 * SQLite itself refuses expressions that nest deeper than 1,000 (SQLITE_MAX_EXPR_DEPTH); a statement
 * adds a few levels of its own. Walking a tree much deeper than this exhausts the stack.
 */
const deepest = 1_100;

/**
 * The statements of a script as SQLite's own grammar reads them. What is said of a script is said
 * of these, never of its text. A script that SQLite runs and the parser does not know is not the
 * learner's mistake: callers say that it could not be judged.
 */
export function parseSql(script: string): ParsedSql {
  if (script.length > longestScript) return { ok: false, reason: 'too-long' };
  try {
    const root = parseAll(script);
    if (root === null || nestsTooDeep(root)) return { ok: false, reason: 'not-understood' };
    return { ok: true, statements: root.cmds };
  } catch {
    return { ok: false, reason: 'not-understood' };
  }
}

/** SQLite reads 1_000 as 1000 since 3.46; the parser does not, and says where it stopped. */
function parseAll(script: string): CmdList | null {
  let text = script;
  for (;;) {
    const result = parse(text);
    if (result.status === 'ok') return result.root;
    const span = result.errors[0]?.span;
    const token = span === undefined ? '' : text.slice(span.offset, span.offset + span.length);
    if (span === undefined || !/^[0-9.][0-9A-Fa-f_.eE+-]*$/.test(token) || !token.includes('_')) return null;
    const plain = token.replaceAll('_', '').padEnd(token.length);
    text = text.slice(0, span.offset) + plain + text.slice(span.offset + span.length);
  }
}

/** Calls `see` with a node and all below it, and each with the node above it. */
export function walk(root: AstNode, see: (node: AstNode, parent: AstNode | undefined) => void): void {
  traverse(root, { enter: see });
}

function nestsTooDeep(root: AstNode): boolean {
  let depth = 0;
  let found = false;
  traverse(root, {
    enter() {
      depth += 1;
      found ||= depth > deepest;
      return found ? 'break' : 'continue';
    },
    leave() {
      depth -= 1;
    },
  });
  return found;
}
