import type { Exports } from '../../builtins.ts';
import { askHost } from '../../host.ts';
import { joined, type Parts } from './parts.ts';

type Transform = new (options?: object) => { push(chunk: unknown): void };

/** Hashes, HMACs and what is made of them. A digest keeps its input and asks the host once. */
export function digests(parts: Parts): Exports {
  const { require, error, bytes, output, both, Buffer } = parts;
  const { Transform } = require('node:stream') as unknown as { Transform: Transform };

  class Digest extends Transform {
    #parts: Uint8Array[] = [];
    #done = false;
    #finish: (data: Uint8Array) => unknown;
    constructor(finish: (data: Uint8Array) => unknown, options?: object) {
      super(options);
      this.#finish = finish;
    }
    update(data: unknown, encoding?: unknown) {
      if (this.#done) throw error('ERR_CRYPTO_HASH_FINALIZED');
      this.#parts.push(bytes(data, encoding));
      return this;
    }
    digest(encoding?: string) {
      if (this.#done) throw error('ERR_CRYPTO_HASH_FINALIZED');
      this.#done = true;
      return output(this.#finish(joined(this.#parts)), encoding);
    }
    copied(other: Digest): this {
      if (other.#done) throw error('ERR_CRYPTO_HASH_FINALIZED');
      this.#parts = other.#parts.slice();
      return this;
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
  const known = new Set<string>();
  class Hash extends Digest {
    #make: () => Hash;
    constructor(algorithm: unknown, options?: { outputLength?: number }) {
      if (typeof algorithm !== 'string')
        throw error('ERR_INVALID_ARG_TYPE', 'algorithm', 'string', algorithm);
      const length = options?.outputLength;
      // An algorithm that does not exist is refused before there is any data.
      if (length !== undefined || !known.has(algorithm)) {
        guarded(() => askHost('hash', algorithm, new Uint8Array(0), length), 'Digest method not supported');
        if (length === undefined) known.add(algorithm);
      }
      super((data) => askHost('hash', algorithm, data, length), options);
      this.#make = () => new Hash(algorithm, options);
    }
    copy() {
      return this.#make().copied(this);
    }
  }
  class Hmac extends Digest {
    constructor(algorithm: unknown, key: unknown, options?: { encoding?: string }) {
      if (typeof algorithm !== 'string') throw error('ERR_INVALID_ARG_TYPE', 'hmac', 'string', algorithm);
      const secret = bytes(key, options?.encoding, 'key');
      guarded(() => askHost('hmac', algorithm, secret, new Uint8Array(0)), `Invalid digest: ${algorithm}`);
      super((data) => askHost('hmac', algorithm, secret, data), options);
    }
  }
  const derived = (value: unknown) => Buffer.from(value);
  return {
    Hash,
    Hmac,
    createHash: (algorithm: unknown, options?: { outputLength?: number }) => new Hash(algorithm, options),
    createHmac: (algorithm: unknown, key: unknown, options?: { encoding?: string }) =>
      new Hmac(algorithm, key, options),
    hash: (algorithm: string, data: unknown, given: string | { outputEncoding?: string } = 'hex') =>
      new Hash(algorithm)
        .update(data)
        .digest(typeof given === 'string' ? given : (given.outputEncoding ?? 'hex')),
    timingSafeEqual: (a: unknown, b: unknown) => equal(a, b),
    ...both('scrypt', (password, salt, length, options) =>
      derived(
        askHost(
          'scrypt',
          bytes(password, undefined, 'password'),
          bytes(salt, undefined, 'salt'),
          length,
          plainNumbers(options),
        ),
      ),
    ),
    ...both('pbkdf2', (password, salt, iterations, length, digest) => {
      if (typeof digest !== 'string') throw error('ERR_INVALID_ARG_TYPE', 'digest', 'string', digest);
      return derived(
        askHost(
          'pbkdf2',
          bytes(password, undefined, 'password'),
          bytes(salt, undefined, 'salt'),
          iterations,
          length,
          digest,
        ),
      );
    }),
    ...both('hkdf', (digest, key, salt, info, length) => {
      const made = askHost('hkdf', digest, bytes(key), bytes(salt), bytes(info), length) as Uint8Array;
      return made.buffer;
    }),
    getHashes: () => [
      'RSA-MD5',
      'RSA-SHA1',
      'RSA-SHA256',
      'RSA-SHA512',
      'md5',
      'sha1',
      'sha224',
      'sha256',
      'sha384',
      'sha512',
      'sha512-256',
    ],
  };
}

/** Node says a wrong algorithm in words of its own. */
function guarded(run: () => unknown, message: string): void {
  try {
    run();
  } catch (error) {
    if (
      (error as { code?: unknown }).code === 'ERR_CRYPTO_INVALID_DIGEST' &&
      !message.startsWith('Invalid')
    ) {
      throw new Error(message);
    }
    throw error;
  }
}

function plainNumbers(options: unknown): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [name, value] of Object.entries((options ?? {}) as Record<string, unknown>))
    found[name] = Number(value);
  return found;
}

function equal(first: unknown, second: unknown): boolean {
  const view = (value: unknown, name: string) => {
    if (!ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer))
      throw Object.assign(
        new TypeError(
          `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`,
        ),
        { code: 'ERR_INVALID_ARG_TYPE' },
      );
    return ArrayBuffer.isView(value)
      ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      : new Uint8Array(value);
  };
  const [a, b] = [view(first, 'buf1'), view(second, 'buf2')];
  if (a.length !== b.length)
    throw Object.assign(new RangeError('Input buffers must have the same byte length'), {
      code: 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
    });
  let difference = 0;
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
}
