import { type Stmt, withOptions } from 'sqlite3-parser';
import { unknownNames } from './check-names.ts';
import type { UnknownName } from './names-in-scope.ts';
import { afterStatement, type Schema } from './schema-model.ts';

/** What is wrong with a script, by offsets in it; the window words it. */
export type SqlProblem =
  | UnknownName
  | {
      readonly kind: 'syntax' | 'trailing-comma' | 'unclosed' | 'unfinished' | 'unterminated';
      /** What stands there. */
      readonly name: string;
      readonly offset: number;
      readonly length: number;
    };

// SQLite reads 1_000 as 1000 since 3.46.
const { parse } = withOptions({ digitSeparator: '_' });

/** A script's time to be read grows faster than its length; nobody's answer is a tenth as long. */
const longestScript = 60_000;

/** The tables and views that a script makes. Empty where it cannot be read. */
export function schemaOf(script: string): Schema {
  const result = parse(script);
  const statements: readonly Stmt[] = result.status === 'ok' ? result.root.cmds : [];
  return statements.reduce(afterStatement, new Map() as Schema);
}

/** What is wrong with a script by SQLite's own grammar, and else by the names in it. */
export function checkScript(text: string, schema: Schema): readonly SqlProblem[] {
  if (text.length > longestScript) return [];
  const result = parse(text);
  if (result.status === 'ok') return namesIn(text, result.root.cmds, schema);
  const [error] = result.errors;
  if (error === undefined) return [];
  const hint = error.hints?.[0]?.message ?? '';
  const { offset, length } = error.span;
  return [{ kind: kindOf(error.message, hint), name: text.slice(offset, offset + length), offset, length }];
}

function namesIn(text: string, statements: readonly Stmt[], schema: Schema): readonly SqlProblem[] {
  try {
    return unknownNames(text, statements, schema);
  } catch (error) {
    // Expressions that nest by the thousand.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function kindOf(message: string, hint: string): Exclude<SqlProblem, UnknownName>['kind'] {
  if (message === 'incomplete input') return 'unfinished';
  if (hint.startsWith('unterminated')) return 'unterminated';
  if (hint.startsWith('remove the trailing comma')) return 'trailing-comma';
  if (hint.startsWith('missing ")"')) return 'unclosed';
  return 'syntax';
}
