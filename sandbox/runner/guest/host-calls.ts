import type { LogLevel, SourceLocation, SqlValue } from '../../types.ts';
import type {
  GuestDatabases,
  GuestHost,
  GuestSpec,
  SqlParameters,
  UserFunctionCall,
  UserFunctionShape,
} from '../guest-contract.ts';
import { type AcrossDeps, acrossCalls } from './across-calls.ts';
import { asBytes, asText, coded, finite, largestBytes as largest, members } from './checked.ts';
import { cryptoCalls } from './crypto-calls.ts';
import { learnerCalls } from './learner-calls.ts';
import { serviceCalls } from './services.ts';
import { domain, fileUrl, formatUrl, parseUrl, updateUrl, urlOrigin } from './url-parts.ts';
import { zlibCalls } from './zlib-calls.ts';

/** What a call from the guest may reach. Everything the guest gives is checked and capped here. */
export interface CallsDeps extends AcrossDeps {
  readonly spec: Pick<GuestSpec, 'services' | 'seed'>;
  readonly host: GuestHost;
  /** The learner's place of a position in the code that runs, or null where it is none of theirs. */
  readonly locate: (place: unknown) => SourceLocation | null;
  /** The text that stands for a frame's position, or null to leave it as it is. */
  readonly frame: (place: unknown) => string | null;
  /** The call that the learner wrote at a position, as far as it is on one line. */
  readonly expression: (place: unknown) => string | null;
  /** True where the other end has enough for now. */
  readonly socketWrite: (connection: number, bytes: Uint8Array) => boolean;
  /** The program has taken a piece of a request's body. */
  readonly socketTook: (connection: number) => void;
  readonly socketEnd: (connection: number) => void;
  readonly exit: (code: number) => void;
  readonly importMissing: (specifier: string, from: string) => void;
  readonly importAsked: (token: number, specifier: string, from: string) => void;
  readonly requireModule: (path: string) => void;
  /** Runs a part of a function that SQL calls: whether it ended well, and what it gave. */
  readonly callUserFunction: (
    id: number,
    part: string,
    state: number,
    args: readonly SqlValue[],
  ) => readonly [boolean, unknown];
}

export type HostCall = (operation: unknown, ...args: unknown[]) => readonly unknown[];

/** The one function of the host that a guest can reach: data in, data out, and never an error object. */
export function hostCalls(deps: CallsDeps): HostCall {
  const operations: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
    ...worldCalls(deps),
    ...pureCalls,
    ...cryptoCalls(),
    ...zlibCalls(),
    ...serviceCalls(deps.spec, deps.host),
    ...databaseCalls(deps),
    ...acrossCalls(deps),
  };
  return (operation, ...args) => {
    const run =
      typeof operation === 'string' && Object.hasOwn(operations, operation)
        ? operations[operation]
        : undefined;
    if (run === undefined) return [false, 'ERR_HOST', 'There is no such call.'];
    try {
      return [true, run(...args)];
    } catch (error) {
      const { code, message, name } = error as { code?: unknown; message?: unknown; name?: unknown };
      const text = withoutPaths(String(message ?? 'failed'));
      return [false, typeof code === 'string' ? code : null, text, String(name)];
    }
  };
}

function worldCalls(deps: CallsDeps): Record<string, (...args: unknown[]) => unknown> {
  const { host } = deps;
  return {
    log(level, text, place) {
      host.events.log(
        levels.find((one) => one === level) ?? 'log',
        asText(text, 1_048_576),
        deps.locate(place),
      );
    },
    timer: (delay) => host.events.timer(finite(delay)),
    'stack.map': (places) => (Array.isArray(places) ? places.slice(0, 200).map(deps.frame) : []),
    'source.expression': deps.expression,
    'socket.write': (connection, bytes) =>
      deps.socketWrite(finite(connection), asBytes(bytes, 64 * 1024 * 1024)),
    'socket.took': (connection) => deps.socketTook(finite(connection)),
    'socket.end': (connection) => deps.socketEnd(finite(connection)),
    clock: () => host.clock.elapsed(),
    exit: (code) => deps.exit(finite(code)),
    'import.missing': (specifier, from) => deps.importMissing(asText(specifier, 1024), asText(from, 1024)),
    import: (token, specifier, from) =>
      deps.importAsked(finite(token), asText(specifier, 1024), asText(from, 1024)),
    'require.esm': (path) => deps.requireModule(asText(path, 1024)),
    ...learnerCalls(host),
  };
}

const pureCalls: Record<string, (...args: unknown[]) => unknown> = {
  'url.parse': parseUrl,
  'url.update': updateUrl,
  'url.pathToFileURL': fileUrl,
  'url.origin': urlOrigin,
  'url.format': (href, hash, unicode, search, auth) =>
    formatUrl(href, {
      hash: hash !== false,
      unicode: unicode === true,
      search: search !== false,
      auth: auth !== false,
    }),
  domain,
};

function databaseCalls(deps: CallsDeps): Record<string, (...args: unknown[]) => unknown> {
  const databases = (): GuestDatabases => {
    if (deps.host.databases === null) throw coded('SQLITE_CANTOPEN', 'unable to open database file');
    return deps.host.databases;
  };
  return {
    'db.open'(name, given) {
      const options = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
      return databases().open(asText(name, 1024), {
        readonly: options.readonly === true,
        mustExist: options.mustExist === true,
      });
    },
    'db.close': (connection) => databases().close(finite(connection)),
    'db.exec': (connection, sql, place) =>
      databases().exec(finite(connection), asText(sql, largest), deps.locate(place)),
    'db.prepare': (connection, sql) => databases().prepare(finite(connection), asText(sql, largest)),
    'db.run': (statement, given, place) =>
      databases().run(finite(statement), parameters(given), deps.locate(place)),
    'db.all': (statement, given, place) =>
      databases().all(finite(statement), parameters(given), deps.locate(place)),
    'db.get': (statement, given, place) =>
      databases().get(finite(statement), parameters(given), deps.locate(place)),
    'db.finalize': (statement) => databases().finalize(finite(statement)),
    'db.function': (connection, shape, id) =>
      databases().defineFunction(finite(connection), functionShape(shape), userFunction(deps, id)),
    'db.aggregate'(connection, given, id) {
      const shape = { ...functionShape(given), inverse: members(given).inverse === true };
      databases().defineAggregate(finite(connection), shape, userFunction(deps, id));
    },
    'db.inTransaction': (connection) => databases().inTransaction(finite(connection)),
  };
}

function functionShape(given: unknown): UserFunctionShape {
  const { name, arity, deterministic, directOnly } = members(given);
  return {
    name: asText(name, 255),
    arity: finite(arity),
    deterministic: deterministic === true,
    directOnly: directOnly === true,
  };
}

function userFunction({ callUserFunction }: CallsDeps, id: unknown): UserFunctionCall {
  const which = finite(id);
  return (part, state, args) => {
    const [isDone, value] = callUserFunction(which, part, state, args);
    // The guest keeps what was thrown, and throws it again where the statement was run.
    if (isDone !== true) throw coded('SQLITE_ERROR', 'a function of the program failed');
    return sqlValue(value);
  };
}

function parameters(given: unknown): SqlParameters {
  const { positional, named } = (typeof given === 'object' && given !== null ? given : {}) as Record<
    string,
    unknown
  >;
  const list = Array.isArray(positional) ? positional.slice(0, 32_766).map(sqlValue) : [];
  if (typeof named !== 'object' || named === null) return { positional: list };
  return {
    positional: list,
    named: Object.fromEntries(Object.entries(named).map(([name, value]) => [name, sqlValue(value)])),
  };
}

function sqlValue(value: unknown): SqlValue {
  if (value === null || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string')
    return value;
  if (value instanceof Uint8Array) return value;
  throw coded('SQLITE_MISMATCH', 'This value cannot be bound to a parameter.');
}

const levels: readonly LogLevel[] = ['debug', 'log', 'info', 'warn', 'error'];

/** Messages of Node's may name files of this machine. */
function withoutPaths(message: string): string {
  return message.replace(/(?:\/[\w.@-]+){2,}/g, '…').slice(0, 4096);
}
