import { createHash, createHmac, pbkdf2Sync, scryptSync } from 'node:crypto';
import * as zlib from 'node:zlib';
import type { LogLevel, SourceLocation, SqlValue } from '../../types.ts';
import type { GuestDatabases, GuestHost, SqlParameters } from '../guest-contract.ts';
import { domain, fileUrl, formatUrl, parseUrl, updateUrl, urlOrigin } from './url-parts.ts';

/** What a call from the guest may reach. Everything the guest gives is checked and capped here. */
export interface CallsDeps {
  readonly host: GuestHost;
  /** The learner's place of a position in the code that runs, or null where it is none of theirs. */
  readonly locate: (place: unknown) => SourceLocation | null;
  /** The text that stands for a frame's position, or null to leave it as it is. */
  readonly frame: (place: unknown) => string | null;
  readonly socketWrite: (connection: number, bytes: Uint8Array) => void;
  readonly socketEnd: (connection: number) => void;
  readonly exit: (code: number) => void;
  readonly importMissing: (specifier: string, from: string) => void;
  readonly importAsked: (token: number, specifier: string, from: string) => void;
  readonly requireModule: (path: string) => void;
}

export type HostCall = (operation: unknown, ...args: unknown[]) => readonly unknown[];

/** The one function of the host that a guest can reach: data in, data out, and never an error object. */
export function hostCalls(deps: CallsDeps): HostCall {
  const operations: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
    ...worldCalls(deps),
    ...pureCalls,
    ...databaseCalls(deps),
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
      const { code, message } = error as { code?: unknown; message?: unknown };
      return [false, typeof code === 'string' ? code : null, withoutPaths(String(message ?? 'failed'))];
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
    call: (method, url) => host.events.call(asText(method, 32), asText(url, 8192), null),
    'stack.map': (places) => (Array.isArray(places) ? places.slice(0, 200).map(deps.frame) : []),
    'socket.write': (connection, bytes) =>
      deps.socketWrite(finite(connection), asBytes(bytes, 64 * 1024 * 1024)),
    'socket.end': (connection) => deps.socketEnd(finite(connection)),
    exit: (code) => deps.exit(finite(code)),
    'import.missing': (specifier, from) => deps.importMissing(asText(specifier, 1024), asText(from, 1024)),
    import: (token, specifier, from) =>
      deps.importAsked(finite(token), asText(specifier, 1024), asText(from, 1024)),
    'require.esm': (path) => deps.requireModule(asText(path, 1024)),
    learner(name, args) {
      if (host.learner === null) throw new Error('There is no learner to call here.');
      return host.learner(asText(name, 256), Array.isArray(args) ? args : []);
    },
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
  hash: (algorithm, data) => plain(createHash(hashName(algorithm)).update(asBytes(data, largest)).digest()),
  hmac: (algorithm, key, data) =>
    plain(createHmac(hashName(algorithm), asBytes(key, largest)).update(asBytes(data, largest)).digest()),
  scrypt(password, salt, length, given) {
    const options = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
    const N = finite(options.N ?? options.cost ?? 16_384);
    const r = finite(options.r ?? options.blockSize ?? 8);
    const p = finite(options.p ?? options.parallelization ?? 1);
    if (N * r * p > 16_384 * 8 * 4)
      throw coded('ERR_CRYPTO_INVALID_SCRYPT_PARAMS', 'scrypt is limited to N·r·p of 524288 in a world');
    return plain(
      scryptSync(asBytes(password, 65_536), asBytes(salt, 65_536), size(length, 1024), {
        N,
        r,
        p,
        maxmem: 64 * 1024 * 1024,
      }),
    );
  },
  pbkdf2(password, salt, iterations, length, digest) {
    const rounds = finite(iterations);
    if (rounds > 1_000_000)
      throw coded('ERR_OUT_OF_RANGE', 'pbkdf2 is limited to 1000000 iterations in a world');
    return plain(
      pbkdf2Sync(
        asBytes(password, 65_536),
        asBytes(salt, 65_536),
        rounds,
        size(length, 1024),
        hashName(digest),
      ),
    );
  },
  zlib(kind, data) {
    const run =
      typeof kind === 'string' && Object.hasOwn(compressions, kind) ? compressions[kind] : undefined;
    if (run === undefined) throw new Error('There is no such compression.');
    return plain(run(asBytes(data, largest), { maxOutputLength: largest }));
  },
};

const largest = 16 * 1024 * 1024;

const compressions: Record<string, (data: Uint8Array, options: { maxOutputLength: number }) => Buffer> = {
  gzip: zlib.gzipSync,
  gunzip: zlib.gunzipSync,
  deflate: zlib.deflateSync,
  inflate: zlib.inflateSync,
  deflateRaw: zlib.deflateRawSync,
  inflateRaw: zlib.inflateRawSync,
  brotliCompress: zlib.brotliCompressSync,
  brotliDecompress: zlib.brotliDecompressSync,
  unzip: zlib.unzipSync,
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
    'db.inTransaction': (connection) => databases().inTransaction(finite(connection)),
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

function asText(value: unknown, most: number): string {
  if (typeof value !== 'string') throw coded('ERR_INVALID_ARG_TYPE', 'A string was expected.');
  if (value.length > most) {
    if (most === 1_048_576) return value.slice(0, most);
    throw coded('ERR_OUT_OF_RANGE', `A string of more than ${most} characters is not accepted here.`);
  }
  return value;
}

function asBytes(value: unknown, most: number): Uint8Array {
  if (!(value instanceof Uint8Array)) throw coded('ERR_INVALID_ARG_TYPE', 'Bytes were expected.');
  if (value.length > most) throw coded('ERR_OUT_OF_RANGE', `More than ${most} bytes are not accepted here.`);
  return value;
}

function finite(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw coded('ERR_INVALID_ARG_TYPE', 'A number was expected.');
  return value;
}

function size(value: unknown, most: number): number {
  const number = finite(value);
  if (!Number.isInteger(number) || number < 0 || number > most)
    throw coded('ERR_OUT_OF_RANGE', `The length must be between 0 and ${most}.`);
  return number;
}

function hashName(value: unknown): string {
  const name = asText(value, 32).toLowerCase().replace('sha-', 'sha');
  if (!hashes.has(name)) throw coded('ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);
  return name;
}

const hashes = new Set([
  'md5',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'sha512-256',
  'sha3-256',
  'sha3-512',
  'ripemd160',
]);

/** A copy that is a bare Uint8Array, which is what crosses. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/** Messages of Node's may name files of this machine. */
function withoutPaths(message: string): string {
  return message.replace(/(?:\/[\w.@-]+){2,}/g, '…').slice(0, 4096);
}
