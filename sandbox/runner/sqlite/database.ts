import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SqlValue, StatementCounters } from '../../types.ts';
import type { UserFunctionShape } from '../guest-contract.ts';
import type { RandomSource } from '../random.ts';
import { type Authorization, createAuthorizer } from './authorizer.ts';
import { SqliteError, toSqliteError } from './errors.ts';
import { defineVirtualFunctions } from './virtual-functions.ts';

export interface DatabaseOptions {
  /** A serialized database to start from. Only ever one that a runner of ours made. */
  readonly image: Uint8Array | null;
  readonly largestBytes: number;
  readonly now: () => number;
  readonly random: RandomSource;
}

export interface PreparedStatement {
  /** The statement as written, without what surrounds it. */
  readonly sql: string;
  /** How much of the text given to `prepare` it took. */
  readonly length: number;
  readonly native: StatementSync;
  readonly writes: boolean;
  /** Frees what SQLite holds for it, now and not when memory runs short. Not while it runs. */
  close(): void;
}

/** A value that does not fit in `length` is refused before it is made. */
const longestValue = 16 * 1024 * 1024;
const longestStatement = 8 * 1024 * 1024;
const pageSize = 4096;

/**
 * A SQLite database in memory that untrusted SQL may be run in. It can reach no file and no other
 * database: no ATTACH by SQLite's own limit, an authorizer that allows what is known, defensive
 * mode, temporary storage in memory, and no more pages than `largestBytes` hold. What it cannot do
 * is end a statement that takes too long: that is the watchdog's.
 */
export class WorldDatabase {
  readonly #native: DatabaseSync;
  readonly #authorization: Authorization = { denied: null, writes: false };
  readonly #functions: Set<string>;
  readonly #changes: StatementSync;
  readonly #schemaVersion: StatementSync;
  /** True once a result depended on the clock or the seed. */
  dependsOnWorld = false;

  constructor(options: DatabaseOptions) {
    const native = new DatabaseSync(':memory:', {
      defensive: true,
      allowExtension: false,
      limits: {
        attach: 0,
        length: Math.min(longestValue, options.largestBytes),
        sqlLength: longestStatement,
      },
    });
    this.#native = native;
    if (options.image !== null) native.deserialize(options.image);
    // After deserialize, which makes a new pager with limits of its own.
    native.exec(
      `PRAGMA temp_store = 2; PRAGMA max_page_count = ${Math.max(1, Math.floor(options.largestBytes / pageSize))}`,
    );
    const chance = { now: options.now, random: options.random, used: () => this.#used() };
    defineVirtualFunctions(native, chance, longestValue);
    this.#changes = native.prepare('SELECT changes(), total_changes()');
    this.#changes.setReturnArrays(true);
    this.#schemaVersion = native.prepare('PRAGMA schema_version');
    this.#functions = new Set(callableFunctions(native));
    native.setAuthorizer(createAuthorizer(this.#functions, this.#authorization));
  }

  get inTransaction(): boolean {
    return this.#native.isTransaction;
  }

  /** Another text once its rows or its tables may have changed. */
  get version(): string {
    return JSON.stringify([this.#changes.get(), this.#schemaVersion.get()]);
  }

  /** Compiles the first statement of `sql`; null where there is none. Throws a SqliteError. */
  prepare(sql: string): PreparedStatement | null {
    this.#authorization.denied = null;
    this.#authorization.writes = false;
    try {
      const native = this.#native.prepare(sql);
      native.setReturnArrays(true);
      native.setReadBigInts(true);
      const source = native.sourceSQL;
      return {
        sql: source.replace(/^[\s;]+/, '').trimEnd(),
        length: source.length,
        native,
        writes: this.#authorization.writes,
        // Typed by hand: @types/node does not know `close` yet.
        close: () => (native as StatementSync & { close(): void }).close(),
      };
    } catch (error) {
      if (isEmpty(error)) return null;
      throw toSqliteError(error, this.#authorization.denied);
    }
  }

  /** Runs what touches the database and gives its errors SQLite's names. */
  guarded<T>(work: () => T): T {
    this.#authorization.denied = null;
    try {
      return work();
    } catch (error) {
      throw toSqliteError(error, this.#authorization.denied);
    }
  }

  /** Rows changed by whatever `work` ran, not counting those that triggers changed. */
  countChanges<T>(work: () => T): { readonly value: T; readonly changes: number } {
    const [, before] = this.#changes.get() as unknown as [number, number];
    const value = work();
    const [last, after] = this.#changes.get() as unknown as [number, number];
    // changes() still tells of an earlier statement when this one changed nothing.
    return { value, changes: after === before ? 0 : last };
  }

  /** Runs a whole script at full speed, keeping nothing. Throws a SqliteError. */
  exec(script: string): void {
    this.guarded(() => this.#native.exec(script));
  }

  /** Makes a function callable. SQLite's own cannot be replaced: whoever asks later would be answered by another. */
  defineFunction({ name, arity, deterministic, directOnly }: UserFunctionShape, call: NativeFunction): void {
    this.#nameFunction(name);
    const options = { deterministic, directOnly, useBigIntArguments: true };
    this.guarded(() =>
      this.#native.function(name, { ...options, varargs: arity < 0 }, withLength(call, arity)),
    );
  }

  /** The same for an aggregate, whose state is whatever `start` gave. */
  defineAggregate(
    { name, arity, deterministic, directOnly, inverse }: UserFunctionShape & { readonly inverse: boolean },
    parts: { readonly [Part in 'start' | 'step' | 'inverse' | 'result']: NativeFunction },
  ): void {
    this.#nameFunction(name);
    const length = arity < 0 ? arity : arity + 1;
    const options = {
      deterministic,
      directOnly,
      useBigIntArguments: true,
      varargs: arity < 0,
      start: parts.start,
      step: withLength(parts.step, length),
      result: parts.result,
      ...(inverse ? { inverse: withLength(parts.inverse, length) } : {}),
    };
    this.guarded(() => this.#native.aggregate(name, options as Parameters<DatabaseSync['aggregate']>[1]));
  }

  #nameFunction(given: string): void {
    const name = given.toLowerCase();
    if (callableFunctions(this.#native).has(name)) {
      throw new SqliteError('SQLITE_MISUSE', `SQLite's own function ${name}() cannot be replaced here`);
    }
    this.#functions.add(name);
  }

  serialize(): Uint8Array {
    return this.#native.serialize();
  }

  close(): void {
    this.#native.close();
  }

  #used(): void {
    this.dependsOnWorld = true;
  }
}

// Typed by hand: @types/node does not know `stat` yet.
type Counting = StatementSync & { stat(this: StatementSync, counter: string): number };

/** SQLite's counters of the statement's last run, after `resetStats`. */
export function readCounters(statement: StatementSync, rows: number, changes: number): StatementCounters {
  const { stat } = statement as Counting;
  return {
    rows,
    changes,
    fullscanStep: stat.call(statement, 'fullscanStep'),
    vmStep: stat.call(statement, 'vmStep'),
    sort: stat.call(statement, 'sort'),
    autoindex: stat.call(statement, 'autoindex'),
  };
}

/** Whether SQLite compiled the statement again in its last run, as it does once the schema has changed. */
export function wasRecompiled(statement: StatementSync): boolean {
  return (statement as Counting).stat('reprepare') > 0;
}

export function resetCounters(statement: StatementSync): void {
  (statement as StatementSync & { resetStats(): void }).resetStats();
}

/** Integers are read as bigint and given as number wherever that is exact. Changes the row in place. */
export function toValues(row: unknown): readonly SqlValue[] {
  const values = row as SqlValue[];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    if (typeof value === 'bigint' && value >= -9007199254740991n && value <= 9007199254740991n) {
      values[at] = Number(value);
    }
  }
  return values;
}

export type NativeFunction = (...args: SqlValue[]) => SqlValue;

/** node:sqlite reads the number of arguments off the function. */
function withLength(call: NativeFunction, arity: number): NativeFunction {
  if (arity < 0) return call;
  return Object.defineProperty((...args: SqlValue[]) => call(...args), 'length', { value: arity });
}

function isEmpty(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_INVALID_ARG_VALUE';
}

const deniedFunctions = new Set(['load_extension', 'fts3_tokenizer', 'readfile', 'writefile', 'edit']);
let functions: ReadonlySet<string> | null = null;

/** The functions this build of SQLite has, less those that reach outside. The same for every database. */
function callableFunctions(native: DatabaseSync): ReadonlySet<string> {
  if (functions === null) {
    const rows = native.prepare('SELECT DISTINCT lower(name) AS name FROM pragma_function_list').all();
    functions = new Set(rows.map((row) => String(row.name)).filter((name) => !deniedFunctions.has(name)));
  }
  return functions;
}
