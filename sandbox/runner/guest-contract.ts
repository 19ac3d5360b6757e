import type { ServiceRoute } from '../service-types.ts';
import type { TestRun } from '../test-run-types.ts';
import type { Arrival, Happening, Turned } from '../turns.ts';
import type {
  Copied,
  Limits,
  LogLevel,
  Outcome,
  SourceLocation,
  SqlValue,
  WorldRequest,
  WorldResponse,
} from '../types.ts';

/**
 * Inside a runner, two halves meet here. `databases.ts` (SQLite, the recorder, the main loop) is the
 * host half; `guest/` (the isolate, modules, shims, the event loop of virtual time) is the guest half.
 */

/** The clock that everything in a world reads. Only the guest's event loop moves it. */
export interface VirtualClock {
  /** Milliseconds since the epoch, virtual. */
  now(): number;
  /** Milliseconds since the world began, virtual. */
  elapsed(): number;
  moveTo(elapsedMs: number): void;
}

/** What node:sqlite or better-sqlite3 would report of a prepared statement. */
export interface StatementShape {
  readonly id: number;
  /** True where the statement gives rows. */
  readonly reader: boolean;
  readonly readonly: boolean;
  readonly columns: ReadonlyArray<{
    readonly name: string;
    readonly column: string | null;
    readonly table: string | null;
    readonly database: string | null;
    readonly type: string | null;
  }>;
}

/** What a statement gave, and its columns where they are others than those it was prepared with. */
export interface Rows {
  readonly rows: ReadonlyArray<readonly SqlValue[]>;
  readonly columns: StatementShape['columns'] | null;
}

export type SqlParameters =
  | { readonly positional: readonly SqlValue[] }
  | { readonly named: Readonly<Record<string, SqlValue>>; readonly positional?: readonly SqlValue[] };

/** How SQL sees a function of the guest's. */
export interface UserFunctionShape {
  readonly name: string;
  /** Number of arguments; -1 for any. */
  readonly arity: number;
  readonly deterministic: boolean;
  readonly directOnly: boolean;
}

/** Calls into the guest: its part of the function, the state's number (0 where there is none), the arguments. Throws a SqliteError. */
export type UserFunctionCall = (
  part: 'call' | 'start' | 'step' | 'inverse' | 'result',
  state: number,
  args: readonly SqlValue[],
) => SqlValue;

/** Every failure of these calls is an Error with `code` (SQLite's name, e.g. SQLITE_ERROR) and `message`. */
export interface GuestDatabases {
  /** Opens the world's database that this name stands for; never a path. Gives a connection's id. */
  open(name: string, options: { readonly readonly: boolean; readonly mustExist: boolean }): number;
  close(connection: number): void;
  exec(connection: number, sql: string, location: SourceLocation | null): void;
  prepare(connection: number, sql: string): StatementShape;
  /** `run`, `all` and `get` give undefined where the statement is no longer kept: then it is to be prepared again. */
  run(
    statement: number,
    parameters: SqlParameters,
    location: SourceLocation | null,
  ): { readonly changes: number; readonly lastInsertRowid: number | bigint } | undefined;
  all(statement: number, parameters: SqlParameters, location: SourceLocation | null): Rows | undefined;
  /** At most one row. */
  get(statement: number, parameters: SqlParameters, location: SourceLocation | null): Rows | undefined;
  finalize(statement: number): void;
  inTransaction(connection: number): boolean;
  /** Lets SQL on this connection call the guest, while a statement of the guest's runs and at no other time. */
  defineFunction(connection: number, shape: UserFunctionShape, call: UserFunctionCall): void;
  /** The same for an aggregate or window function. */
  defineAggregate(
    connection: number,
    shape: UserFunctionShape & { readonly inverse: boolean },
    call: UserFunctionCall,
  ): void;
}

/** Where the guest half reports what happens; the host half keeps it within the limits. */
export interface GuestEvents {
  log(level: LogLevel, text: string, location: SourceLocation | null): void;
  timer(delayMs: number): void;
  statementLocation?(location: SourceLocation | null): void;
  call(method: string, url: string, status: number | null): void;
}

export interface GuestSpec {
  readonly files: Readonly<Record<string, string>>;
  readonly entry: string;
  readonly seed: number;
  readonly env: Readonly<Record<string, string>>;
  /** Simulated services by host; none where it is left out. */
  readonly services?: Readonly<Record<string, readonly ServiceRoute[]>>;
  readonly limits: Limits;
  /** The code counts its steps. */
  readonly countSteps?: boolean;
  /** The clock is the machine's; virtual where it is left out. */
  readonly realTime?: boolean;
}

export interface GuestHost {
  readonly clock: VirtualClock;
  /** Null in an author's isolate, which has no databases. */
  readonly databases: GuestDatabases | null;
  readonly events: GuestEvents;
  /** Present in an author's isolate while it is given a world to test. */
  readonly learner: TestedWorld | null;
  /** The program that `path` is a module of; see `ModuleElsewhere`. */
  readonly elsewhere?: { readonly path: string; readonly guest: Guest };
}

/** What author code can do in the world it is given. */
export interface TestedWorld {
  call(exportName: string, args: readonly Copied[]): Outcome<Copied>;
  request(request: WorldRequest): Outcome<Copied>;
  advance(ms: number): Outcome<Copied>;
  sql(database: string, script: string): Outcome<Copied>;
}

export interface Guest {
  load(): Outcome<{ readonly exports: readonly string[]; readonly hasApp: boolean }>;
  request(request: WorldRequest): Outcome<WorldResponse>;
  call(exportName: string, args: readonly Copied[]): Outcome<Copied>;
  advance(ms: number): Outcome<void>;
  /** Steps counted so far. */
  steps(): Outcome<number>;
  /** Loads the program and runs its tests of the module elsewhere. */
  runTests(): Outcome<TestRun>;
  /** Serves the program in turns instead: nothing above may be called then. */
  serve(tell: (happenings: readonly Happening[]) => void): ServedGuest;
  dispose(): void;
}

export interface ServedGuest {
  /** Loads the program in the first turn. After a failure the program has stopped. */
  turn(arrivals: readonly Arrival[]): Outcome<Turned>;
}

/** `guest/guest.ts` exports this function. Calls are synchronous: virtual time needs no waiting. */
export type CreateGuest = (spec: GuestSpec, host: GuestHost) => Guest;
