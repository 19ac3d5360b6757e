import type { Failure, SqlValue, StatementCounters, StatementResult } from '../../types.ts';
import {
  type PreparedStatement,
  readCounters,
  resetCounters,
  toValues,
  type WorldDatabase,
} from './database.ts';
import { toSqlFailure } from './errors.ts';

export interface ScriptOptions {
  readonly resultRows: number;
  /** Wraps the running of each statement: the time limit is set here. */
  readonly timed: <T>(work: () => T) => T;
}

export type ScriptOutcome =
  | { readonly ok: true; readonly value: readonly StatementResult[] }
  | { readonly ok: false; readonly failure: Failure };

/** What the rows kept of one script may take, so that a result always fits on the channel. */
const resultBytes = 16 * 1024 * 1024;

/** Runs a script statement by statement and gives what each gave; stops at the first that fails. */
export function runScript(database: WorldDatabase, script: string, options: ScriptOptions): ScriptOutcome {
  const results: StatementResult[] = [];
  let rest = script;
  let current: string | null = null;
  let room = resultBytes;
  try {
    for (;;) {
      current = null;
      const statement = options.timed(() => nextStatement(database, rest));
      if (statement === null) return { ok: true, value: results };
      rest = rest.slice(statement.length);
      current = statement.sql;
      const result = options.timed(() => runStatement(database, statement, options.resultRows, room));
      room -= result.bytes;
      results.push(result.result);
    }
  } catch (error) {
    return { ok: false, failure: toSqlFailure(error, current ?? firstStatement(rest)) };
  }
}

/**
 * Compiles the first statement of a script. SQLite itself says where the statement ends, but it
 * copies all it is given, so a long script is shown to it through a window that is widened until a
 * statement ends inside.
 */
export function nextStatement(database: WorldDatabase, script: string): PreparedStatement | null {
  for (let width = 4_096; width < script.length; width *= 8) {
    try {
      const statement = database.prepare(script.slice(0, width));
      if (statement !== null && statement.length < width) return statement;
    } catch {
      // Cut off in the middle, or really wrong: the whole text decides.
    }
  }
  return database.prepare(script);
}

interface MeasuredResult {
  readonly result: StatementResult;
  readonly bytes: number;
}

function runStatement(
  database: WorldDatabase,
  statement: PreparedStatement,
  limit: number,
  room: number,
): MeasuredResult {
  const { native } = statement;
  const columns = native.columns().map((column) => column.name);
  const rows: Array<readonly SqlValue[]> = [];
  let count = 0;
  let bytes = 0;
  resetCounters(native);
  const { changes } = database.guarded(() =>
    database.countChanges(() => {
      if (columns.length === 0) {
        native.run();
        return;
      }
      for (const row of native.iterate()) {
        count += 1;
        if (rows.length >= limit || bytes > room) continue;
        const values = toValues(row);
        bytes += sizeOf(values);
        rows.push(values);
      }
    }),
  );
  const counters: StatementCounters = readCounters(native, count, changes);
  return { result: { sql: statement.sql, columns, rows, rowsDropped: count - rows.length, counters }, bytes };
}

/** Roughly what a row takes on the channel. */
export function sizeOf(values: readonly SqlValue[]): number {
  let size = 8;
  for (const value of values) {
    size += 9;
    if (typeof value === 'string' || value instanceof Uint8Array) size += value.length;
  }
  return size;
}

const longestShown = 16_384;

/**
 * The text up to the first semicolon outside of strings, names and comments. Only for showing a
 * statement that SQLite could not compile, so a trigger's body may be cut short.
 */
function firstStatement(script: string): string {
  const token =
    /'(?:[^']|'')*'?|"(?:[^"]|"")*"?|`(?:[^`]|``)*`?|\[[^\]]*\]?|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|;|[^'"`[;/-]+|[\s\S]/g;
  let text = '';
  // A pattern backtracks by recursion, and nobody is shown megabytes.
  for (const [piece] of script.slice(0, longestShown).matchAll(token)) {
    if (piece === ';' && text.trim() !== '') return `${text.trim()};`;
    if (piece !== ';') text += piece;
  }
  return text.trim();
}
