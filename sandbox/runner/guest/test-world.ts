import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { afterEach } from 'vitest';
import { ensureShelf } from '../../shelf/shelf.ts';
import {
  defaultLimits,
  type Limits,
  type LogLevel,
  type SourceLocation,
  type WorldRequest,
  type WorldResponse,
} from '../../types.ts';
import type { Guest, GuestDatabases, SqlParameters } from '../guest-contract.ts';
import { createGuest } from './guest.ts';
import { chooseShelf } from './isolates.ts';

/** A guest with a host of its own, for tests: what it logs is kept, its databases are real and in memory. */
export interface TestWorld {
  readonly guest: Guest;
  readonly log: { level: LogLevel; text: string; location: SourceLocation | null }[];
  readonly timers: number[];
  readonly statements: { sql: string; location: SourceLocation | null }[];
  elapsed(): number;
  get(path: string, headers?: readonly (readonly [string, string])[]): TestResponse;
  send(request: Partial<WorldRequest> & { readonly path: string }): TestResponse;
}

export interface TestResponse extends Omit<WorldResponse, 'body'> {
  readonly body: string;
  header(name: string): string | undefined;
}

chooseShelf(await ensureShelf());

/** Tests run beside each other on a busy machine; those about limits set their own. */
const patient = { cpuMs: 10_000, wallMs: 20_000 };

const open: Guest[] = [];
afterEach(() => {
  for (const guest of open.splice(0)) guest.dispose();
});

export function testWorld(
  files: Readonly<Record<string, string>>,
  options: {
    entry?: string;
    seed?: number;
    limits?: Partial<Limits>;
    env?: Record<string, string>;
    databases?: Record<string, string>;
  } = {},
): TestWorld {
  let elapsed = 0;
  const log: TestWorld['log'] = [];
  const timers: number[] = [];
  const statements: TestWorld['statements'] = [];
  const entry = options.entry ?? Object.keys(files)[0] ?? '';
  const guest = createGuest(
    {
      files,
      entry,
      seed: options.seed ?? 1,
      env: options.env ?? {},
      limits: { ...defaultLimits, ...patient, ...options.limits },
    },
    {
      clock: {
        now: () => Date.UTC(2026, 0, 1) + elapsed,
        elapsed: () => elapsed,
        moveTo: (to) => {
          elapsed = to;
        },
      },
      databases: testDatabases(options.databases ?? {}, statements),
      events: {
        log: (level, text, location) => void log.push({ level, text, location }),
        timer: (delay) => void timers.push(delay),
        call: () => {},
      },
      learner: null,
    },
  );
  open.push(guest);
  const send = (request: Partial<WorldRequest> & { readonly path: string }): TestResponse => {
    const outcome = guest.request({ method: 'GET', headers: [], body: null, ...request });
    if (!outcome.ok) throw new Error(`the request failed: ${JSON.stringify(outcome.failure)}`);
    const { headers } = outcome.value;
    return {
      ...outcome.value,
      body: new TextDecoder().decode(outcome.value.body),
      header: (name) => headers.find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1],
    };
  };
  return {
    guest,
    log,
    timers,
    statements,
    elapsed: () => elapsed,
    send,
    get: (path, headers = []) => send({ path, headers }),
  };
}

/** Loads, and throws where that fails. */
export function loadedWorld(...args: Parameters<typeof testWorld>): TestWorld {
  const world = testWorld(...args);
  const outcome = world.guest.load();
  if (!outcome.ok) throw new Error(`loading failed: ${JSON.stringify(outcome.failure)}`);
  return world;
}

function testDatabases(
  scripts: Readonly<Record<string, string>>,
  log: TestWorld['statements'],
): GuestDatabases {
  const open = new Map<string, DatabaseSync>();
  const connections = new Map<number, DatabaseSync>();
  const statements = new Map<number, StatementSync>();
  let ids = 0;
  const nativeError = <T>(run: () => T): T => {
    try {
      return run();
    } catch (error) {
      const { errcode, message } = error as { errcode?: number; message: string };
      throw Object.assign(new Error(message), { code: codes[errcode ?? 1] ?? 'SQLITE_ERROR' });
    }
  };
  const found = <T>(map: Map<number, T>, id: number): T => {
    const value = map.get(id);
    if (value === undefined) throw Object.assign(new Error('no such handle'), { code: 'SQLITE_MISUSE' });
    return value;
  };
  const spread = (parameters: SqlParameters): unknown[] =>
    'named' in parameters ? [parameters.named, ...(parameters.positional ?? [])] : [...parameters.positional];
  return {
    open(name) {
      let database = open.get(name);
      if (database === undefined) {
        database = new DatabaseSync(':memory:');
        database.exec(scripts[name] ?? scripts.main ?? '');
        open.set(name, database);
      }
      connections.set(++ids, database);
      return ids;
    },
    close: (connection) => void connections.delete(connection),
    exec(connection, sql, location) {
      log.push({ sql, location });
      nativeError(() => found(connections, connection).exec(sql));
    },
    prepare(connection, sql) {
      const statement = nativeError(() => found(connections, connection).prepare(sql));
      statement.setReturnArrays(true);
      statements.set(++ids, statement);
      const columns = statement.columns();
      return { id: ids, reader: columns.length > 0, readonly: columns.length > 0, columns };
    },
    run(id, parameters, location) {
      const statement = found(statements, id);
      log.push({ sql: statement.sourceSQL, location });
      const { changes, lastInsertRowid } = nativeError(() =>
        statement.run(...(spread(parameters) as never[])),
      );
      return { changes: Number(changes), lastInsertRowid };
    },
    all(id, parameters, location) {
      const statement = found(statements, id);
      log.push({ sql: statement.sourceSQL, location });
      return nativeError(() => statement.all(...(spread(parameters) as never[]))) as never;
    },
    get(id, parameters, location) {
      const statement = found(statements, id);
      log.push({ sql: statement.sourceSQL, location });
      return (nativeError(() => statement.get(...(spread(parameters) as never[]))) ?? null) as never;
    },
    finalize: (id) => void statements.delete(id),
    inTransaction: (connection) => found(connections, connection).isTransaction,
  };
}

const codes: Readonly<Record<number, string>> = {
  1: 'SQLITE_ERROR',
  19: 'SQLITE_CONSTRAINT',
  787: 'SQLITE_CONSTRAINT_FOREIGNKEY',
  1299: 'SQLITE_CONSTRAINT_NOTNULL',
  1555: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  2067: 'SQLITE_CONSTRAINT_UNIQUE',
};
