import type { Exports } from '../builtins.ts';
import { type Column, database, type Parameters, type Prepared, type SqlValue } from '../database.ts';
import { isHostError } from '../host.ts';
import { hideFrames } from '../stack.ts';
import { defineAggregate, defineFunction } from '../user-functions.ts';
import { aggregateOf, functionOf } from './better-sqlite3-functions.ts';
import { cell, parametersOf } from './better-sqlite3-values.ts';

type Require = (id: string) => Exports;
type Row = Record<string, unknown>;

/** The API of the better-sqlite3 package (docs/api.md, version 12 and on) over a database of the world. */
export function betterSqlite3(require: Require): unknown {
  const { Buffer } = require('node:buffer') as { Buffer: { from(bytes: unknown): unknown } };

  class SqliteError extends Error {
    code: string;
    constructor(message: string, code: string) {
      super(message);
      this.code = code;
    }
  }
  Object.defineProperty(SqliteError.prototype, 'name', {
    value: 'SqliteError',
    writable: true,
    configurable: true,
  });

  /** The host's errors carry SQLite's code; a learner sees them as the package's own. */
  const guarded = <T>(run: () => T): T => {
    try {
      return run();
    } catch (error) {
      if (!isHostError(error)) throw error;
      const { code, message } = error;
      if (typeof code !== 'string' || !code.startsWith('SQLITE_')) throw error;
      const own = new SqliteError(message, code);
      hideFrames(own, guarded);
      throw own;
    }
  };

  const toJs = (value: SqlValue, safeIntegers: boolean) => cell(value, safeIntegers, Buffer);

  class Statement {
    #prepared: Prepared;
    #database: Database;
    #bound: Parameters | null = null;
    #mode: 'object' | 'pluck' | 'raw' | 'expand' = 'object';
    #safeIntegers: boolean;
    readonly source: string;
    readonly reader: boolean;
    readonly readonly: boolean;
    busy = false;

    constructor(owner: Database, source: string, prepared: Prepared, safeIntegers: boolean) {
      this.#database = owner;
      this.#prepared = prepared;
      this.#safeIntegers = safeIntegers;
      this.source = source;
      this.reader = prepared.shape.reader;
      this.readonly = prepared.shape.readonly;
    }
    get database() {
      return this.#database;
    }
    run(...given: unknown[]) {
      this.#ready();
      if (this.reader)
        throw new TypeError('This statement returns data. Use get(), all(), or iterate() instead');
      const { changes, lastInsertRowid } = guarded(() =>
        database.run(this.#prepared, this.#parameters(given)),
      );
      return {
        changes,
        lastInsertRowid: this.#safeIntegers ? BigInt(lastInsertRowid) : Number(lastInsertRowid),
      };
    }
    get(...given: unknown[]) {
      this.#ready();
      this.#mustRead();
      const row = guarded(() => database.get(this.#prepared, this.#parameters(given)));
      return row === null ? undefined : this.#row(row);
    }
    all(...given: unknown[]) {
      this.#ready();
      this.#mustRead();
      return guarded(() => database.all(this.#prepared, this.#parameters(given))).map((row) =>
        this.#row(row),
      );
    }
    *iterate(...given: unknown[]) {
      this.#ready();
      this.#mustRead();
      const rows = guarded(() => database.all(this.#prepared, this.#parameters(given)));
      this.busy = true;
      try {
        for (const row of rows) yield this.#row(row);
      } finally {
        this.busy = false;
      }
    }
    bind(...given: unknown[]) {
      this.#ready();
      if (this.#bound !== null)
        throw new TypeError('The bind() method can only be invoked once per statement object');
      this.#bound = parametersOf(given);
      return this;
    }
    pluck(on = true) {
      return this.#shaped('pluck', on);
    }
    raw(on = true) {
      return this.#shaped('raw', on);
    }
    expand(on = true) {
      return this.#shaped('expand', on);
    }
    safeIntegers(on = true) {
      this.#safeIntegers = on;
      return this;
    }
    columns(): Column[] {
      this.#mustRead();
      return this.#prepared.shape.columns.map(({ name, column, table, database: source, type }) => ({
        name,
        column,
        table,
        database: source,
        type,
      }));
    }
    #ready() {
      if (!this.#database.open) throw new TypeError('The database connection is not open');
    }
    #mustRead() {
      if (!this.reader) throw new TypeError('This statement does not return data. Use run() instead');
    }
    #shaped(mode: 'pluck' | 'raw' | 'expand', on: boolean) {
      this.#mustRead();
      if (on) this.#mode = mode;
      else if (this.#mode === mode) this.#mode = 'object';
      return this;
    }
    #parameters(given: readonly unknown[]): Parameters {
      if (this.#bound === null) return parametersOf(given);
      if (given.length > 0) throw new TypeError('This statement already has bound parameters');
      return this.#bound;
    }
    #row(values: readonly SqlValue[]): unknown {
      const { columns } = this.#prepared.shape;
      const cells = values.map((value) => cell(value, this.#safeIntegers, Buffer));
      if (this.#mode === 'pluck') return cells[0];
      if (this.#mode === 'raw') return cells;
      const row: Row = {};
      columns.forEach(({ name, table }, at) => {
        if (this.#mode === 'object') row[name] = cells[at];
        else {
          const of = table ?? '$';
          row[of] ??= {};
          (row[of] as Row)[name] = cells[at];
        }
      });
      return row;
    }
  }

  class Database {
    #connection: number;
    #safeIntegers = false;
    readonly name: string;
    readonly memory: boolean;
    readonly readonly: boolean;
    open = true;

    constructor(
      filename: unknown = ':memory:',
      options: { readonly?: boolean; fileMustExist?: boolean } = {},
    ) {
      if (typeof filename !== 'string') throw new TypeError('Expected first argument to be a string');
      if (typeof options !== 'object' || options === null)
        throw new TypeError('Expected second argument to be an options object');
      this.name = filename;
      this.memory = filename === '' || filename === ':memory:';
      this.readonly = options.readonly === true;
      this.#connection = guarded(() =>
        database.open(filename, { readonly: this.readonly, mustExist: options.fileMustExist === true }),
      );
    }
    get inTransaction() {
      return this.open && database.inTransaction(this.#connection);
    }
    prepare(source: unknown) {
      if (typeof source !== 'string') throw new TypeError('Expected first argument to be a string');
      this.#mustBeOpen();
      const prepared = guarded(() => database.prepare(this.#connection, source));
      return new Statement(this, source, prepared, this.#safeIntegers);
    }
    exec(source: unknown) {
      if (typeof source !== 'string') throw new TypeError('Expected first argument to be a string');
      this.#mustBeOpen();
      guarded(() => database.exec(this.#connection, source));
      return this;
    }
    pragma(source: unknown, options: { simple?: boolean } = {}) {
      if (typeof source !== 'string') throw new TypeError('Expected first argument to be a string');
      const statement = this.prepare(`PRAGMA ${source}`);
      if (!statement.reader) {
        statement.run();
        return [];
      }
      if (options.simple === true) return statement.pluck().get();
      return statement.all();
    }
    transaction(run: (...args: unknown[]) => unknown) {
      if (typeof run !== 'function') throw new TypeError('Expected first argument to be a function');
      const owner = this;
      const variant = (begin: string) =>
        function transaction(this: unknown, ...args: unknown[]) {
          const nested = owner.inTransaction;
          owner.exec(nested ? 'SAVEPOINT `\t_bs3.\t`' : begin);
          let result: unknown;
          try {
            result = Reflect.apply(run, this, args);
            if (result !== null && typeof (result as { then?: unknown } | undefined)?.then === 'function') {
              throw new TypeError('Transaction function cannot return a promise');
            }
          } catch (error) {
            if (owner.inTransaction) {
              owner.exec(nested ? 'ROLLBACK TO `\t_bs3.\t`' : 'ROLLBACK');
              if (nested) owner.exec('RELEASE `\t_bs3.\t`');
            }
            throw error;
          }
          owner.exec(nested ? 'RELEASE `\t_bs3.\t`' : 'COMMIT');
          return result;
        };
      const variants = {
        default: variant('BEGIN'),
        deferred: variant('BEGIN DEFERRED'),
        immediate: variant('BEGIN IMMEDIATE'),
        exclusive: variant('BEGIN EXCLUSIVE'),
      };
      for (const one of Object.values(variants)) Object.assign(one, variants, { database: owner });
      return variants.default;
    }
    defaultSafeIntegers(on = true) {
      this.#safeIntegers = on;
      return this;
    }
    close() {
      if (this.open) database.close(this.#connection);
      this.open = false;
      return this;
    }
    function(...given: unknown[]) {
      this.#mustBeOpen();
      const { shape, call } = functionOf(given, this.#safeIntegers, toJs);
      guarded(() => defineFunction(this.#connection, shape, call));
      return this;
    }
    aggregate(...given: unknown[]) {
      this.#mustBeOpen();
      const { shape, parts } = aggregateOf(given, this.#safeIntegers, toJs);
      guarded(() => defineAggregate(this.#connection, shape, parts));
      return this;
    }
    table(): never {
      return unavailable('table()');
    }
    loadExtension(): never {
      return unavailable('loadExtension()');
    }
    backup(): never {
      return unavailable('backup()');
    }
    serialize(): never {
      return unavailable('serialize()');
    }
    unsafeMode(): never {
      return unavailable('unsafeMode()');
    }
    #mustBeOpen() {
      if (!this.open) throw new TypeError('The database connection is not open');
    }
  }

  // The package's Database can be called with and without `new`, and is its own default export.
  const callable = function (this: unknown, filename?: unknown, options?: object) {
    return Reflect.construct(Database, [filename, options], new.target ?? Database);
  };
  Object.defineProperty(callable, 'name', { value: 'Database' });
  callable.prototype = Database.prototype;
  Object.defineProperty(Database.prototype, 'constructor', {
    value: callable,
    writable: true,
    configurable: true,
  });
  return Object.assign(callable, { SqliteError, default: callable });
}

function unavailable(what: string): never {
  throw Object.assign(new Error(`${what} is not available in this world`), { code: 'ERR_NOT_IN_THIS_WORLD' });
}
