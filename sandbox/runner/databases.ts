import type { Failure, Limits, Outcome, SourceLocation, SqlValue, StatementResult } from '../types.ts';
import type { GuestDatabases, Rows, SqlParameters, StatementShape, VirtualClock } from './guest-contract.ts';
import { createRandom } from './random.ts';
import type { Recorder } from './recorder.ts';
import {
  type PreparedStatement,
  readCounters,
  resetCounters,
  toValues,
  WorldDatabase,
  wasRecompiled,
} from './sqlite/database.ts';
import { SqliteError } from './sqlite/errors.ts';
import { nextStatement, runScript } from './sqlite/script.ts';
import { type Connection, KeptStatements, type OpenStatement } from './statements.ts';
import type { Watchdog } from './watchdog.ts';

export interface WorldDatabasesOptions {
  /** Each declared database's image, null for an empty one. */
  readonly images: ReadonlyMap<string, Uint8Array | null>;
  readonly seed: number;
  readonly clock: VirtualClock;
  readonly limits: Limits;
  readonly recorder: Pick<Recorder, 'statement' | 'opened'>;
  readonly watchdog: Watchdog;
}

/** Connections a guest may hold; a loop that opens without closing ends here. */
const mostConnections = 100;

/**
 * The databases of one world. Every connection to one name shares one SQLite connection, so a
 * transaction begun through one is seen by the others; two connections that lock each other out
 * are not to be had in memory.
 */
export class WorldDatabases {
  readonly #options: WorldDatabasesOptions;
  readonly #databases = new Map<string, WorldDatabase>();
  readonly #connections = new Map<number, Connection>();
  readonly #statements = new KeptStatements();
  /** By database: its version when its image was last taken. */
  readonly #taken = new Map<string, string>();
  #nextId = 1;
  /** Statements of the guest's that run: more than one where a function that SQL calls runs another. */
  #running = 0;

  constructor(options: WorldDatabasesOptions) {
    this.#options = options;
  }

  /** Runs a script as the grader: under the same limits, and not recorded. */
  runScript(name: string, script: string): Outcome<readonly StatementResult[]> {
    if (name !== 'main' && !this.#options.images.has(name)) {
      const message = `the world has no database named ${name}`;
      return failed({ kind: 'sql', code: 'SQLITE_CANTOPEN', message, statement: null });
    }
    const { limits, watchdog } = this.#options;
    return runScript(this.#database(name), script, {
      resultRows: limits.resultRows,
      timed: (work) => watchdog.statement(limits.statementMs, work),
    });
  }

  /** Each database that differs from what it was when this was last asked. */
  takeChanged(): Readonly<Record<string, Uint8Array>> {
    const changed: Record<string, Uint8Array> = {};
    for (const [name, database] of this.#databases) {
      const { version } = database;
      if (database.inTransaction || version === this.#taken.get(name)) continue;
      this.#taken.set(name, version);
      changed[name] = database.serialize();
    }
    return changed;
  }

  dispose(): void {
    for (const connection of this.#connections.values()) if (connection.own) connection.database.close();
    for (const database of this.#databases.values()) database.close();
    this.#connections.clear();
    this.#databases.clear();
  }

  /** What the guest half is given. */
  readonly forGuest: GuestDatabases = {
    open: (name, { readonly, mustExist }) => {
      if (this.#connections.size >= mostConnections) {
        throw new SqliteError('SQLITE_CANTOPEN', `more than ${mostConnections} databases are open`);
      }
      const world = worldName(name, this.#options.images);
      this.#options.recorder.opened(name, world);
      const own = world === null;
      if (own && mustExist) throw new SqliteError('SQLITE_CANTOPEN', 'unable to open database file');
      const database = own ? this.#create(null, `private ${this.#nextId}`) : this.#database(world);
      const id = this.#nextId;
      this.#nextId += 1;
      this.#connections.set(id, { name: world ?? ':memory:', database, readonly, own });
      return id;
    },
    close: (id) => {
      const connection = this.#connection(id);
      this.#connections.delete(id);
      this.#statements.dropAllOf(connection);
      if (connection.own) connection.database.close();
      // As closing a real connection would.
      else if (connection.database.inTransaction) connection.database.exec('ROLLBACK');
    },
    exec: (id, sql, location) => {
      const connection = this.#connection(id);
      for (let rest = sql; ; ) {
        const prepared = this.#prepare(connection, rest);
        if (prepared === null) return;
        rest = rest.slice(prepared.length);
        try {
          this.#measured({ connection, prepared }, location, () => drain(prepared));
        } finally {
          prepared.close();
        }
      }
    },
    prepare: (id, sql) => {
      const connection = this.#connection(id);
      const prepared = this.#prepare(connection, sql);
      if (prepared === null)
        throw new SqliteError('SQLITE_MISUSE', 'The supplied SQL string contains no statements');
      return shapeOf(this.#statements.keep({ connection, prepared }), prepared);
    },
    run: (id, parameters, location) =>
      this.#statements.use(id, (open) =>
        this.#measured(
          open,
          location,
          () => {
            const { lastInsertRowid } = open.prepared.native.run(...bindings(parameters));
            return { rows: 0, value: lastInsertRowid };
          },
          (value, changes) => ({ changes, lastInsertRowid: toValues([value])[0] as number | bigint }),
        ),
      ),
    all: (id, parameters, location) =>
      this.#statements.use(id, (open) =>
        this.#measured(open, location, () => {
          const rows = open.prepared.native.all(...bindings(parameters)).map(toValues);
          return { rows: rows.length, value: withColumns(open.prepared, rows) };
        }),
      ),
    get: (id, parameters, location) =>
      this.#statements.use(id, (open) =>
        this.#measured(open, location, () => {
          const row = open.prepared.native.get(...bindings(parameters));
          const rows = row === undefined ? [] : [toValues(row)];
          return { rows: rows.length, value: withColumns(open.prepared, rows) };
        }),
      ),
    finalize: (id) => this.#statements.drop(id),
    inTransaction: (id) => this.#connection(id).database.inTransaction,
    defineFunction: (id, shape, call) => {
      const { database } = this.#connection(id);
      database.defineFunction(shape, (...args) => this.#fromStatement(() => call('call', 0, args)));
    },
    defineAggregate: (id, shape, call) => {
      const { database } = this.#connection(id);
      database.defineAggregate(shape, {
        start: () => this.#fromStatement(() => call('start', 0, [])),
        step: (state, ...args) => this.#fromStatement(() => call('step', Number(state), args)),
        inverse: (state, ...args) => this.#fromStatement(() => call('inverse', Number(state), args)),
        result: (state) => this.#fromStatement(() => call('result', Number(state), [])),
      });
    },
  };

  /** The guest may be entered only from its own statements: the grader's never run its code. */
  #fromStatement(call: () => SqlValue): SqlValue {
    if (this.#running === 0) {
      throw new SqliteError('SQLITE_ERROR', 'a function of the program can be called by the program only');
    }
    return call();
  }

  #prepare(connection: Connection, sql: string): PreparedStatement | null {
    const { limits, watchdog } = this.#options;
    return watchdog.statement(limits.statementMs, () => nextStatement(connection.database, sql));
  }

  /** Runs one statement within its time and writes it down, with its counters, whether or not it fails. */
  #measured<T, R = T>(
    { connection, prepared }: OpenStatement,
    location: SourceLocation | null,
    work: () => { readonly rows: number; readonly value: T },
    give: (value: T, changes: number) => R = (value) => value as unknown as R,
  ): R {
    if (connection.readonly && prepared.writes) {
      throw new SqliteError('SQLITE_READONLY', 'attempt to write a readonly database');
    }
    const { limits, watchdog, recorder } = this.#options;
    const { database, name } = connection;
    let rows = 0;
    let changes = 0;
    resetCounters(prepared.native);
    this.#running += 1;
    try {
      const done = watchdog.statement(limits.statementMs, () =>
        database.guarded(() =>
          prepared.writes ? database.countChanges(work) : { value: work(), changes: 0 },
        ),
      );
      rows = done.value.rows;
      changes = done.changes;
      return give(done.value.value, changes);
    } finally {
      this.#running -= 1;
      const counters = readCounters(prepared.native, rows, changes);
      recorder.statement({ database: name, sql: prepared.sql, counters, location });
    }
  }

  #database(name: string): WorldDatabase {
    let database = this.#databases.get(name);
    if (database === undefined) {
      database = this.#create(this.#options.images.get(name) ?? null, name);
      this.#databases.set(name, database);
    }
    return database;
  }

  #create(image: Uint8Array | null, name: string): WorldDatabase {
    const { clock, limits, seed } = this.#options;
    const random = createRandom(seed, `database ${name}`);
    return new WorldDatabase({ image, largestBytes: limits.databaseBytes, now: () => clock.now(), random });
  }

  #connection(id: number): Connection {
    const connection = this.#connections.get(id);
    if (connection === undefined) throw new SqliteError('SQLITE_MISUSE', 'database is not open');
    return connection;
  }
}

/**
 * The world's database that a guest's name stands for, or null for a private one. A name is never
 * a path: folders and the ending are taken off, a declared database of that name is meant, and
 * otherwise `main` (or the only one there is).
 */
export function worldName(name: string, declared: ReadonlyMap<string, unknown>): string | null {
  const path = name.replace(/^file:(\/\/[^/]*)?/, '').replace(/\?.*$/, '');
  if (path === '' || path === ':memory:' || /[?&]mode=memory\b/.test(name)) return null;
  if (declared.has(path)) return path;
  const base =
    path
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\.(db|db3|sqlite|sqlite3|s3db)$/i, '') ?? '';
  if (declared.has(base)) return base;
  const [only] = declared.keys();
  return declared.size === 1 && only !== undefined ? only : 'main';
}

function drain(prepared: PreparedStatement): { rows: number; value: null } {
  let rows = 0;
  if (prepared.native.columns().length === 0) prepared.native.run();
  else for (const _ of prepared.native.iterate()) rows += 1;
  return { rows, value: null };
}

type Native = PreparedStatement['native'];

function bindings(parameters: SqlParameters): Parameters<Native['run']> {
  const positional = (parameters.positional ?? []) as SqlValue[];
  return 'named' in parameters
    ? [parameters.named, ...positional]
    : (positional as Parameters<Native['run']>);
}

function shapeOf(id: number, prepared: PreparedStatement): StatementShape {
  const columns = columnsOf(prepared);
  return { id, reader: columns.length > 0, readonly: !prepared.writes, columns };
}

function withColumns(prepared: PreparedStatement, rows: Rows['rows']): Rows {
  return { rows, columns: wasRecompiled(prepared.native) ? columnsOf(prepared) : null };
}

function columnsOf({ native }: PreparedStatement): StatementShape['columns'] {
  return native.columns().map(({ name, column, table, database, type }) => ({
    name,
    column,
    table,
    database,
    type,
  }));
}

function failed(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}
