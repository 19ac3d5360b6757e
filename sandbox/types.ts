import type { AppServer, ServerSpec } from './server-types.ts';
import type { ServiceRoute } from './service-types.ts';
import type { ModuleElsewhere, TestRun } from './test-run-types.ts';

/**
 * The shapes that cross between the sandbox and whoever uses it. Everything here is copied data:
 * no function, handle or object of an isolate ever leaves a runner.
 */

/** A place in a learner's file, in the coordinates of the source they wrote (1-based). */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Why a guest did not finish. A failure is data, never a thrown error: the learner's mistakes are
 * expected. `crash` alone means that a runner died for a reason of ours or of the system's.
 */
export type Failure =
  | { readonly kind: 'syntax'; readonly message: string; readonly location: SourceLocation | null }
  | {
      readonly kind: 'import';
      readonly message: string;
      readonly specifier: string;
      /** Names on the shelf, or files of the learner, that are spelled alike. */
      readonly nearest: readonly string[];
      readonly location: SourceLocation | null;
    }
  | {
      readonly kind: 'exception';
      /** The error's constructor name, or the type of whatever was thrown. */
      readonly name: string;
      /** The language's own classes that it extends beside Error, such as RangeError; left out where there are none. */
      readonly extends?: readonly string[];
      readonly message: string;
      /** The stack in the learner's own files and lines. */
      readonly stack: string;
      readonly location: SourceLocation | null;
    }
  /** `wall` also where the guest was stopped before it had most of its CPU time: the machine was busy. */
  | { readonly kind: 'time'; readonly limit: 'cpu' | 'wall' | 'statement'; readonly limitMs: number }
  /** Nothing is left that could settle what is being awaited: no timer, no microtask, no host operation. */
  | { readonly kind: 'stalled'; readonly waitingFor: string }
  | { readonly kind: 'memory'; readonly limitMiB: number }
  | { readonly kind: 'output'; readonly what: 'log' | 'body' | 'rows'; readonly limit: number }
  | {
      readonly kind: 'sql';
      /** SQLite's extended result code name, such as SQLITE_CONSTRAINT_UNIQUE. */
      readonly code: string;
      readonly message: string;
      /** The statement that failed, as written, where it is known. */
      readonly statement: string | null;
    }
  | { readonly kind: 'denied'; readonly message: string }
  | { readonly kind: 'no-app'; readonly message: string }
  | { readonly kind: 'crash'; readonly message: string };

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** A value of SQLite: INTEGER as number where exact and bigint beyond 2^53, BLOB as bytes. */
export type SqlValue = null | number | bigint | string | Uint8Array;

export interface Limits {
  /** CPU time of the guest's own code for one call into it (loading, one request, one advance). */
  readonly cpuMs: number;
  /** Real time for one call into the guest, awaits included. */
  readonly wallMs: number;
  /** Heap of the guest's isolate. The runner's resident memory is capped by its watchdog as well. */
  readonly memoryMiB: number;
  /** CPU time for one SQL statement; the real time of its call goes for it as well. */
  readonly statementMs: number;
  /** Largest size of one database of a world, in bytes. */
  readonly databaseBytes: number;
  /** Bytes of log kept per world; what follows is counted and labelled, not kept. */
  readonly logBytes: number;
  /** Largest response body, in bytes; a longer one is cut and labelled. */
  readonly bodyBytes: number;
  /** Rows kept of one result set; what follows is counted and labelled. */
  readonly resultRows: number;
}

export const defaultLimits = {
  cpuMs: 1_000,
  wallMs: 2_000,
  memoryMiB: 64,
  statementMs: 1_000,
  databaseBytes: 64 * 1024 * 1024,
  logBytes: 256 * 1024,
  bodyBytes: 1024 * 1024,
  resultRows: 10_000,
} as const satisfies Limits;

/** What a world is made of. The same spec and the same calls give the same record, always. */
export interface WorldSpec {
  /** Path (relative, forward slashes) to source text of every file of the submission. */
  readonly files: Readonly<Record<string, string>>;
  /** The module to load, e.g. `app.ts`. */
  readonly entry: string;
  /** Name of a database to the SQL script that makes it. `main` is what an unknown name opens. */
  readonly databases?: Readonly<Record<string, string>>;
  /** Seed of every random number of the world, SQLite's `random()` included. */
  readonly seed: number;
  /** The virtual clock's first instant, milliseconds since the epoch. */
  readonly startTime: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Host (with a port where it is not the scheme's own) to what answers there; no other host exists. */
  readonly services?: Readonly<Record<string, readonly ServiceRoute[]>>;
  /** Databases as a checkpoint left them, in place of what their scripts make. */
  readonly images?: Readonly<Record<string, Uint8Array>>;
  /** A module that `runTests` gives to the program. */
  readonly elsewhere?: ModuleElsewhere;
  /** Counts what the program does; see `World.steps`. It runs more slowly, and has no `eval`. */
  readonly countSteps?: boolean;
  readonly limits?: Partial<Limits>;
}

/** A request as it goes over the wire; header names keep their case and order. */
export interface WorldRequest {
  readonly method: string;
  /** Path with query, e.g. `/orders?limit=10`. */
  readonly path: string;
  readonly headers: ReadonlyArray<readonly [string, string]>;
  readonly body: Uint8Array | string | null;
}

export interface WorldResponse {
  readonly status: number;
  readonly statusText: string;
  /** As written by the app, in order, names in the case the app's framework sends. */
  readonly headers: ReadonlyArray<readonly [string, string]>;
  readonly body: Uint8Array;
  /** True where the body was longer than the limit and has been cut. */
  readonly truncated: boolean;
}

export type LogLevel = 'debug' | 'log' | 'info' | 'warn' | 'error';

/** One thing that happened in a world, in order; `at` is milliseconds of virtual time since its start. */
export type WorldEvent =
  | {
      readonly kind: 'request';
      readonly at: number;
      readonly request: number;
      readonly method: string;
      readonly path: string;
    }
  | { readonly kind: 'response'; readonly at: number; readonly request: number; readonly status: number }
  | {
      readonly kind: 'log';
      readonly at: number;
      /** Number of the request during which it was printed, or null while loading or between requests. */
      readonly request: number | null;
      readonly level: LogLevel;
      readonly text: string;
      readonly location: SourceLocation | null;
    }
  | {
      readonly kind: 'statement';
      readonly at: number;
      readonly request: number | null;
      readonly database: string;
      readonly sql: string;
      readonly counters: StatementCounters;
      readonly location: SourceLocation | null;
    }
  /** The guest opened a database by this name, or failed to; null where it is a private one in memory. */
  | {
      readonly kind: 'open';
      readonly at: number;
      readonly request: number | null;
      readonly name: string;
      readonly database: string | null;
    }
  | { readonly kind: 'timer'; readonly at: number; readonly request: number | null; readonly delayMs: number }
  | {
      readonly kind: 'call';
      readonly at: number;
      readonly request: number | null;
      readonly method: string;
      readonly url: string;
      readonly status: number | null;
    };

/** SQLite's own counters for one run of a statement (sqlite3_stmt_status), and the rows it gave. */
export interface StatementCounters {
  readonly rows: number;
  readonly changes: number;
  readonly fullscanStep: number;
  readonly vmStep: number;
  readonly sort: number;
  readonly autoindex: number;
}

export interface WorldRecord {
  readonly events: readonly WorldEvent[];
  /** Events that did not fit in the limits and were dropped. */
  readonly dropped: number;
}

export interface WorldCheckpoint {
  readonly record: WorldRecord;
  /** Of the virtual clock. */
  readonly now: number;
  /** Databases that changed, as files of SQLite. One in the midst of a transaction waits until that has ended. */
  readonly changed: Readonly<Record<string, Uint8Array>>;
}

/** One statement of a SQL script that was run, with what it gave. */
export interface StatementResult {
  readonly sql: string;
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<readonly SqlValue[]>;
  /** Rows beyond the limit, counted and not kept. */
  readonly rowsDropped: number;
  readonly counters: StatementCounters;
}

/** Author code (property tests, generators, checks), run in an isolate of its own. */
export interface AuthorSpec {
  readonly files: Readonly<Record<string, string>>;
  readonly entry: string;
  readonly seed: number;
  readonly startTime: number;
  readonly limits?: Partial<Limits>;
}

/** A value that can be copied between isolates: JSON's values, bigint, undefined and bytes. */
export type Copied =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly Copied[]
  | { readonly [key: string]: Copied };

/**
 * A learner's program in an isolate of its own, with its databases and its clock. Calls are made
 * one after another. After a failure of kind `time`, `memory` or `crash` the world is gone and
 * every further call gives that failure again.
 */
export interface World {
  /** Loads the entry module (and what it imports) and finds the app in it, if it has one. */
  load(): Promise<Outcome<{ readonly exports: readonly string[]; readonly hasApp: boolean }>>;
  /** Hands the app one request and waits, in virtual time, for the whole response. */
  request(request: WorldRequest): Promise<Outcome<WorldResponse>>;
  /** Calls an exported function of the entry module with copied arguments. */
  call(exportName: string, args: readonly Copied[]): Promise<Outcome<Copied>>;
  /** Moves the virtual clock on, running the timers that fall due. */
  advance(ms: number): Promise<Outcome<void>>;
  /** Loads the program instead of `load`, and runs its tests of the module elsewhere. Once, and nothing else after it. */
  runTests(): Promise<Outcome<TestRun>>;
  /**
   * Steps taken so far where `countSteps` asked for them: entries of functions, turns of loops, and elements
   * that JavaScript's own functions went through or copied. What packages and Node's modules do is not in it.
   */
  steps(): Promise<Outcome<number>>;
  /** Runs a script of one or more statements in a database of the world, as the grader. */
  sql(database: string, script: string): Promise<Outcome<readonly StatementResult[]>>;
  /** What has happened so far, in order. */
  record(): Promise<WorldRecord>;
  /**
   * For a world that is kept for long: gives what has happened since the last checkpoint and forgets it, and
   * the databases that changed since. Until the next call its runner rests.
   */
  checkpoint(): Promise<Outcome<WorldCheckpoint>>;
  close(): Promise<void>;
}

/** A database alone, for SQL exercises: no isolate is made for it. */
export interface SqlWorldSpec {
  /** The SQL script that makes the dataset. It is the author's and is not counted or recorded. */
  readonly dataset: string;
  readonly seed: number;
  readonly startTime: number;
  readonly limits?: Partial<Limits>;
}

export interface SqlWorld {
  /** Runs a script of one or more statements under the guest's authorizer and limits. */
  sql(script: string): Promise<Outcome<readonly StatementResult[]>>;
  /** Takes the dataset back to what it was when the world was opened. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface Author {
  /**
   * Calls an exported function of the author's entry. Where `world` is given, the author's code can
   * act in it by copied values: `learner.call(name, ...args)` reaches the learner's exports,
   * `world.request(…)`, `world.advance(ms)` and `world.sql(…)` do what a grader does.
   */
  call(exportName: string, args: readonly Copied[], world?: World | SqlWorld): Promise<Outcome<Copied>>;
  close(): Promise<void>;
}

/** One runner for the time of one job. Everything opened in it is gone when the job ends. */
export interface Job {
  /** Opening fails as data where a database script does not load (kind `sql`). */
  openWorld(spec: WorldSpec): Promise<Outcome<World>>;
  openSqlWorld(spec: SqlWorldSpec): Promise<Outcome<SqlWorld>>;
  openAuthor(spec: AuthorSpec): Promise<Outcome<Author>>;
  /** Opens an app to be served for as long as the job lasts; it begins to load at once. */
  openServer(spec: ServerSpec): Promise<Outcome<AppServer>>;
}

export interface SandboxVersions {
  readonly node: string;
  readonly sqlite: string;
  /** Version of each package on the shelf. */
  readonly shelf: Readonly<Record<string, string>>;
}

export interface SandboxOptions {
  /** Runners kept warm; at most this many jobs run at once. */
  readonly runners?: number;
  /** Path of the Node executable that runs the children; this process's own by default. */
  readonly nodePath?: string;
  /** Path of the program that each child runs; `runner/main.ts` by default. */
  readonly runnerPath?: string;
  /** Real time a whole job may take before its runner is killed; Infinity where jobs serve apps. */
  readonly jobMs?: number;
  /** Resident memory at which a runner kills itself. */
  readonly runnerMiB?: number;
}

export interface Sandbox {
  readonly versions: SandboxVersions;
  /** Process ids of the runners that live, for diagnostics. */
  readonly runnerPids: readonly number[];
  /**
   * Runs `use` with a runner of its own and gives what it gives. Waits for a free runner.
   * Aborting `signal` kills the runner and rejects with the signal's reason.
   */
  job<T>(use: (job: Job) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Ends every runner. Jobs under way see failures of kind `crash`. */
  close(): Promise<void>;
}
