import type { Exports } from '../builtins.ts';
import { database, type Parameters, type Prepared, type SqlValue } from '../database.ts';
import { isHostError } from '../host.ts';
import { hideFrames } from '../stack.ts';
import { defineAggregate, defineFunction } from '../user-functions.ts';
import { aggregateOf, functionOf } from './node-sqlite-functions.ts';

/** `node:sqlite` (https://nodejs.org/api/sqlite.html) over a database of the world. */
export function nodeSqlite(): Exports {
  return { DatabaseSync, StatementSync, constants: {}, backup: () => unavailable('backup()') };
}

const made = Symbol('made by prepare()');

/** Node's errors of SQLite all have one code, and SQLite's number and words beside it. */
function guarded<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!isHostError(error)) throw error;
    const { code, message } = error;
    if (typeof code !== 'string' || !code.startsWith('SQLITE_')) throw error;
    const own = Object.assign(new Error(message), {
      code: 'ERR_SQLITE_ERROR',
      errcode: resultCodes[code] ?? resultCodes[code.split('_').slice(0, 2).join('_')] ?? 1,
      errstr: message,
    });
    hideFrames(own, guarded);
    throw own;
  }
}

class StatementSync {
  #prepared: Prepared;
  #isOpen: () => boolean;
  #arrays = false;
  #bigInts = false;
  #bare = true;
  #closed = false;
  readonly sourceSQL: string;

  constructor(key: symbol, sql: string, prepared: Prepared, isOpen: () => boolean) {
    if (key !== made)
      throw Object.assign(new TypeError('Illegal constructor'), { code: 'ERR_ILLEGAL_CONSTRUCTOR' });
    this.sourceSQL = sql;
    this.#prepared = prepared;
    this.#isOpen = isOpen;
  }
  get expandedSQL() {
    return this.sourceSQL;
  }
  run(...given: unknown[]) {
    const result = this.#asked(() => database.run(this.#prepared, parametersOf(given, this.#bare)));
    const number = (value: number | bigint) => (this.#bigInts ? BigInt(value) : Number(value));
    return { lastInsertRowid: number(result.lastInsertRowid), changes: number(result.changes) };
  }
  get(...given: unknown[]) {
    const row = this.#asked(() => database.get(this.#prepared, parametersOf(given, this.#bare)));
    return row === null ? undefined : this.#row(row);
  }
  all(...given: unknown[]) {
    return this.#asked(() => database.all(this.#prepared, parametersOf(given, this.#bare))).map((row) =>
      this.#row(row),
    );
  }
  *iterate(...given: unknown[]) {
    for (const row of this.#asked(() => database.all(this.#prepared, parametersOf(given, this.#bare))))
      yield this.#row(row);
  }
  columns() {
    this.#mustBeOpen();
    return this.#prepared.shape.columns.map(({ name, column, table, database: source, type }) => ({
      column,
      database: source,
      name,
      table,
      type,
    }));
  }
  setReturnArrays(on: boolean) {
    this.#arrays = on;
  }
  setReadBigInts(on: boolean) {
    this.#bigInts = on;
  }
  setAllowBareNamedParameters(on: boolean) {
    this.#bare = on;
  }
  setAllowUnknownNamedParameters(_on: boolean) {}
  close() {
    this.#asked(() => database.finalize(this.#prepared));
    this.#closed = true;
  }
  [Symbol.dispose]() {
    if (!this.#closed && this.#isOpen()) this.close();
  }
  #asked<T>(run: () => T): T {
    this.#mustBeOpen();
    return guarded(run);
  }
  #mustBeOpen() {
    if (!this.#closed && this.#isOpen()) return;
    throw Object.assign(new Error('statement has been finalized'), { code: 'ERR_INVALID_STATE' });
  }
  #row(values: readonly SqlValue[]): unknown {
    const cells = values.map((value) => this.#cell(value));
    if (this.#arrays) return cells;
    const row: Record<string, unknown> = Object.create(null);
    this.#prepared.shape.columns.forEach(({ name }, at) => {
      row[name] = cells[at];
    });
    return row;
  }
  #cell(value: SqlValue): SqlValue {
    if (this.#bigInts)
      return typeof value === 'number' && Number.isInteger(value) && this.#isInteger(value)
        ? BigInt(value)
        : value;
    if (typeof value !== 'bigint') return value;
    throw Object.assign(
      new RangeError(`Value is too large to be represented as a JavaScript number: ${value}`),
      {
        code: 'ERR_OUT_OF_RANGE',
      },
    );
  }
  #isInteger(value: number): boolean {
    return Number.isSafeInteger(value);
  }
}

class DatabaseSync {
  #name: string;
  #options: { readOnly?: boolean; open?: boolean };
  #connection: number | null = null;

  constructor(path: unknown, options: { readOnly?: boolean; open?: boolean } = {}) {
    if (typeof path !== 'string') {
      throw Object.assign(
        new TypeError('The "path" argument must be a string, Uint8Array, or URL without null bytes.'),
        {
          code: 'ERR_INVALID_ARG_TYPE',
        },
      );
    }
    this.#name = path;
    this.#options = options;
    if (options.open !== false) this.open();
  }
  get isOpen() {
    return this.#connection !== null;
  }
  get isTransaction() {
    return database.inTransaction(this.#opened());
  }
  open() {
    if (this.#connection !== null)
      throw Object.assign(new Error('database is already open'), { code: 'ERR_INVALID_STATE' });
    this.#connection = guarded(() =>
      database.open(this.#name, {
        readonly: this.#options.readOnly === true,
        mustExist: this.#options.readOnly === true,
      }),
    );
  }
  close() {
    database.close(this.#opened());
    this.#connection = null;
  }
  exec(sql: unknown) {
    const connection = this.#opened();
    guarded(() => database.exec(connection, text(sql)));
  }
  prepare(sql: unknown) {
    const connection = this.#opened();
    const source = text(sql);
    const prepared = guarded(() => database.prepare(connection, source));
    return new StatementSync(made, source, prepared, () => this.#connection === connection);
  }
  location() {
    return null;
  }
  function(...given: unknown[]) {
    const connection = this.#opened();
    const { shape, call } = functionOf(given);
    guarded(() => defineFunction(connection, shape, call));
  }
  aggregate(...given: unknown[]) {
    const connection = this.#opened();
    const { shape, parts } = aggregateOf(given);
    guarded(() => defineAggregate(connection, shape, parts));
  }
  createSession(): never {
    return unavailable('createSession()');
  }
  loadExtension(): never {
    return unavailable('loadExtension()');
  }
  enableLoadExtension(): never {
    return unavailable('enableLoadExtension()');
  }
  [Symbol.dispose]() {
    if (this.#connection !== null) this.close();
  }
  #opened(): number {
    if (this.#connection === null)
      throw Object.assign(new Error('database is not open'), { code: 'ERR_INVALID_STATE' });
    return this.#connection;
  }
}

function parametersOf(given: readonly unknown[], bare: boolean): Parameters {
  const [first, ...rest] = given;
  if (typeof first !== 'object' || first === null || ArrayBuffer.isView(first))
    return { positional: given.map(sqlValue) };
  const named: Record<string, SqlValue> = {};
  for (const [name, value] of Object.entries(first)) {
    if (!bare && !/^[:@$]/.test(name)) {
      throw Object.assign(new Error(`Unknown named parameter '${name}'`), { code: 'ERR_INVALID_STATE' });
    }
    named[name] = sqlValue(value);
  }
  return { named, positional: rest.map(sqlValue) };
}

function sqlValue(value: unknown, at: number | string): SqlValue;
function sqlValue(value: unknown): SqlValue;
function sqlValue(value: unknown, at?: number | string): SqlValue {
  if (value === null || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string')
    return value;
  if (ArrayBuffer.isView(value))
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  const where = typeof at === 'number' ? at + 1 : 1;
  throw Object.assign(new TypeError(`Provided value cannot be bound to SQLite parameter ${where}.`), {
    code: 'ERR_INVALID_ARG_TYPE',
  });
}

function text(sql: unknown): string {
  if (typeof sql === 'string') return sql;
  throw Object.assign(new TypeError('The "sql" argument must be a string.'), {
    code: 'ERR_INVALID_ARG_TYPE',
  });
}

function unavailable(what: string): never {
  throw Object.assign(new Error(`${what} is not available in this world`), { code: 'ERR_NOT_IN_THIS_WORLD' });
}

/** SQLite's result codes (https://sqlite.org/rescode.html). */
const resultCodes: Readonly<Record<string, number>> = {
  SQLITE_ERROR: 1,
  SQLITE_INTERNAL: 2,
  SQLITE_PERM: 3,
  SQLITE_ABORT: 4,
  SQLITE_BUSY: 5,
  SQLITE_LOCKED: 6,
  SQLITE_NOMEM: 7,
  SQLITE_READONLY: 8,
  SQLITE_INTERRUPT: 9,
  SQLITE_IOERR: 10,
  SQLITE_CORRUPT: 11,
  SQLITE_FULL: 13,
  SQLITE_CANTOPEN: 14,
  SQLITE_SCHEMA: 17,
  SQLITE_TOOBIG: 18,
  SQLITE_CONSTRAINT: 19,
  SQLITE_MISMATCH: 20,
  SQLITE_MISUSE: 21,
  SQLITE_AUTH: 23,
  SQLITE_RANGE: 25,
  SQLITE_CONSTRAINT_CHECK: 275,
  SQLITE_CONSTRAINT_FOREIGNKEY: 787,
  SQLITE_CONSTRAINT_NOTNULL: 1299,
  SQLITE_CONSTRAINT_PRIMARYKEY: 1555,
  SQLITE_CONSTRAINT_TRIGGER: 1811,
  SQLITE_CONSTRAINT_UNIQUE: 2067,
  SQLITE_CONSTRAINT_ROWID: 2579,
  SQLITE_CONSTRAINT_DATATYPE: 3091,
};
