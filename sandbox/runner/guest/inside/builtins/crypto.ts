import { bytesOf } from '../bindings/buffer.ts';
import type { Exports } from '../builtins.ts';
import { askHost } from '../host.ts';
import type { Random } from '../random.ts';

type Require = (id: string) => Exports;

let random: Random | null = null;

/** Given once by the bootstrap: every random byte of a world comes from its seed. */
export function setCryptoRandom(source: Random): void {
  random = source;
}

export function randomFill(bytes: Uint8Array): void {
  random?.fill(bytes);
}

export function randomUUID(): string {
  const bytes = new Uint8Array(16);
  randomFill(bytes);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** `node:crypto`: hashing by the host's OpenSSL on copied, capped bytes; randomness by the world's seed. */
export function crypto(require: Require): Exports {
  const { Buffer } = require('buffer') as {
    Buffer: {
      from(value: unknown, encoding?: unknown): Uint8Array & { toString(encoding?: string): string };
      alloc(size: number): Uint8Array;
    };
  };
  const { nextTick } = require('node:process') as { nextTick(run: () => void): void };
  const { codes } = require('internal/errors') as {
    codes: Record<string, new (...args: unknown[]) => Error>;
  };
  const { Transform } = require('node:stream') as {
    Transform: new (options?: object) => { push(chunk: unknown): void };
  };
  const { timingSafeEqual } = { timingSafeEqual: equal };

  const bytes = (value: unknown, encoding?: unknown): Uint8Array => {
    if (typeof value === 'string') return bytesOf(Buffer.from(value, encoding));
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return bytesOf(value as Uint8Array);
    if (value instanceof SecretKey) return value.bytes;
    throw new (codes.ERR_INVALID_ARG_TYPE as new (...args: unknown[]) => Error)(
      'data',
      ['string', 'Buffer', 'TypedArray', 'DataView'],
      value,
    );
  };
  const output = (value: unknown, encoding?: string): unknown => {
    const buffer = Buffer.from(value);
    return encoding === undefined || encoding === 'buffer' ? buffer : buffer.toString(encoding);
  };

  class SecretKey {
    readonly type = 'secret';
    readonly bytes: Uint8Array;
    constructor(from: Uint8Array) {
      this.bytes = from;
    }
    get symmetricKeySize() {
      return this.bytes.length;
    }
    export() {
      return Buffer.from(this.bytes);
    }
  }

  class Digest extends Transform {
    #parts: Uint8Array[] = [];
    #done = false;
    #finish: (data: Uint8Array) => unknown;
    constructor(finish: (data: Uint8Array) => unknown) {
      super();
      this.#finish = finish;
    }
    update(data: unknown, encoding?: unknown) {
      if (this.#done) throw new (codes.ERR_CRYPTO_HASH_FINALIZED as new () => Error)();
      this.#parts.push(new Uint8Array(bytes(data, encoding)));
      return this;
    }
    digest(encoding?: string) {
      if (this.#done) throw new (codes.ERR_CRYPTO_HASH_FINALIZED as new () => Error)();
      this.#done = true;
      return output(this.#finish(joined(this.#parts)), encoding);
    }
    copy() {
      const other = new Digest(this.#finish);
      other.#parts = this.#parts.slice();
      return other;
    }
    _transform(chunk: unknown, encoding: unknown, done: () => void) {
      this.update(chunk, encoding);
      done();
    }
    _flush(done: () => void) {
      this.push(this.digest());
      done();
    }
  }

  const createHash = (algorithm: string) => new Digest((data) => askHost('hash', algorithm, data));
  const createHmac = (algorithm: string, key: unknown) => {
    const secret = new Uint8Array(bytes(key));
    return new Digest((data) => askHost('hmac', algorithm, secret, data));
  };
  const randomBytes = (size: number, callback?: (error: null, value: unknown) => void) => {
    if (!Number.isInteger(size) || size < 0 || size > 1_048_576) {
      throw new (codes.ERR_OUT_OF_RANGE as new (...args: unknown[]) => Error)(
        'size',
        '>= 0 && <= 1048576 in this world',
        size,
      );
    }
    const made = Buffer.alloc(size);
    randomFill(made);
    if (callback === undefined) return made;
    nextTick(() => callback(null, made));
    return undefined;
  };
  const randomInt = (...args: unknown[]) => {
    const callback =
      typeof args.at(-1) === 'function' ? (args.pop() as (error: null, value: number) => void) : undefined;
    const [min, max] = (args.length > 1 ? args : [0, args[0]]) as [number, number];
    if (!(Number.isSafeInteger(min) && Number.isSafeInteger(max) && max > min && max - min < 2 ** 48)) {
      throw new (codes.ERR_OUT_OF_RANGE as new (...args: unknown[]) => Error)(
        'max',
        `greater than the value of "min" (${min})`,
        max,
      );
    }
    const value = min + Math.floor((random?.float() ?? 0) * (max - min));
    if (callback === undefined) return value;
    nextTick(() => callback(null, value));
    return undefined;
  };
  /** Both forms of a slow function: `nameSync(...)`, and `name(..., callback)`. */
  const both = (name: string, run: (...args: unknown[]) => unknown) => ({
    [`${name}Sync`]: run,
    [name]: (...args: unknown[]) => {
      const callback = args.pop() as (error: unknown, value?: unknown) => void;
      nextTick(() => {
        let value: unknown;
        try {
          value = run(...args);
        } catch (error) {
          return callback(error);
        }
        callback(null, value);
      });
    },
  });
  const getRandomValues = (target: ArrayBufferView) => {
    if (target.byteLength > 65_536) throw quotaExceeded(require);
    randomFill(new Uint8Array(target.buffer, target.byteOffset, target.byteLength));
    return target;
  };
  const subtle = {
    async digest(algorithm: string | { name: string }, data: ArrayBufferView | ArrayBuffer) {
      const name = typeof algorithm === 'string' ? algorithm : algorithm.name;
      return new Uint8Array(
        askHost('hash', name.replace('-', '').toLowerCase(), new Uint8Array(bytesOf(data))) as Uint8Array,
      ).buffer;
    },
  };
  return {
    createHash,
    createHmac,
    hash: (algorithm: string, data: unknown, encoding = 'hex') =>
      createHash(algorithm).update(data).digest(encoding),
    createSecretKey: (key: unknown, encoding?: unknown) =>
      new SecretKey(new Uint8Array(bytes(key, encoding))),
    KeyObject: SecretKey,
    randomBytes,
    pseudoRandomBytes: randomBytes,
    randomInt,
    randomUUID,
    randomFillSync: (target: ArrayBufferView) => {
      randomFill(new Uint8Array(target.buffer, target.byteOffset, target.byteLength));
      return target;
    },
    timingSafeEqual: (a: unknown, b: unknown) => timingSafeEqual(bytes(a), bytes(b), codes),
    ...both('scrypt', (password, salt, length, options) =>
      Buffer.from(
        askHost(
          'scrypt',
          new Uint8Array(bytes(password)),
          new Uint8Array(bytes(salt)),
          length,
          plainNumbers(options),
        ),
      ),
    ),
    ...both('pbkdf2', (password, salt, iterations, length, digest) =>
      Buffer.from(
        askHost(
          'pbkdf2',
          new Uint8Array(bytes(password)),
          new Uint8Array(bytes(salt)),
          iterations,
          length,
          digest,
        ),
      ),
    ),
    getHashes: () => ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'],
    getRandomValues,
    subtle,
    webcrypto: { getRandomValues, randomUUID, subtle },
    constants: {},
  };
}

function plainNumbers(options: unknown): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [name, value] of Object.entries((options ?? {}) as Record<string, unknown>))
    found[name] = Number(value);
  return found;
}

function equal(
  a: Uint8Array,
  b: Uint8Array,
  codes: Record<string, new (...args: unknown[]) => Error>,
): boolean {
  if (a.length !== b.length) throw new (codes.ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH as new () => Error)();
  let difference = 0;
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
}

function quotaExceeded(require: Require): Error {
  const { lazyDOMException } = require('internal/util') as {
    lazyDOMException(message: string, name: string): Error;
  };
  return lazyDOMException('The requested length exceeds 65,536 bytes', 'QuotaExceededError');
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
