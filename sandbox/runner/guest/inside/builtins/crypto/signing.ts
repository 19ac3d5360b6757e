import type { Exports } from '../../builtins.ts';
import { askHost } from '../../host.ts';
import { type KeyClasses, wireOf } from './keys.ts';
import { joined, type Parts } from './parts.ts';
import { freshSeed } from './random.ts';

/** Signatures, RSA encryption and key agreement, done by the host. */
export function signing({ bytes, output, Buffer, error, later }: Parts, { wanted }: KeyClasses): Exports {
  const options = (given: unknown): Record<string, unknown> => {
    const { padding, saltLength, dsaEncoding, oaepHash, oaepLabel } = (given ?? {}) as Record<
      string,
      unknown
    >;
    const label = oaepLabel === undefined ? undefined : bytes(oaepLabel);
    return { padding, saltLength, dsaEncoding, oaepHash, oaepLabel: label };
  };
  const own = (given: unknown, kind: 'private' | 'public') => wireOf(wanted(given, kind));
  const keyOptions = (given: unknown) =>
    typeof given === 'object' && given !== null && 'key' in given ? options(given) : {};
  const sign = (digest: unknown, data: unknown, key: unknown) =>
    Buffer.from(
      askHost('key.sign', digest ?? null, own(key, 'private'), bytes(data), keyOptions(key), freshSeed()),
    );
  const verify = (digest: unknown, data: unknown, key: unknown, signature?: unknown) =>
    askHost(
      'key.verify',
      digest ?? null,
      own(key, 'public'),
      bytes(data),
      bytes(signature, undefined, 'signature'),
      keyOptions(key),
    );
  /** With a callback as the last argument, later; else at once. */
  const maybeLater =
    (run: (...args: unknown[]) => unknown, most: number) =>
    (...args: unknown[]) => {
      const callback = args[most];
      const value = run(...args.slice(0, most));
      if (typeof callback !== 'function') return value;
      later(() => callback(null, value));
      return undefined;
    };

  class Gathered {
    #parts: Uint8Array[] = [];
    readonly #digest: unknown;
    constructor(digest: unknown) {
      if (typeof digest !== 'string') throw error('ERR_INVALID_ARG_TYPE', 'algorithm', 'string', digest);
      this.#digest = digest;
    }
    update(data: unknown, encoding?: unknown): this {
      this.#parts.push(bytes(data, encoding));
      return this;
    }
    write(data: unknown, encoding?: unknown): boolean {
      this.update(data, encoding);
      return true;
    }
    end(data?: unknown, encoding?: unknown): this {
      return data === undefined ? this : this.update(data, encoding);
    }
    protected gathered(): [digest: unknown, data: Uint8Array] {
      return [this.#digest, joined(this.#parts)];
    }
  }
  class Sign extends Gathered {
    sign(key: unknown, encoding?: string) {
      return output(sign(...this.gathered(), key), encoding);
    }
  }
  class Verify extends Gathered {
    verify(key: unknown, signature: unknown, encoding?: unknown) {
      return verify(...this.gathered(), key, bytes(signature, encoding));
    }
  }
  return {
    Sign,
    Verify,
    createSign: (digest: unknown) => new Sign(digest),
    createVerify: (digest: unknown) => new Verify(digest),
    sign: maybeLater(sign as (...args: unknown[]) => unknown, 3),
    verify: maybeLater(verify as (...args: unknown[]) => unknown, 4),
    publicEncrypt: (key: unknown, data: unknown) =>
      Buffer.from(askHost('key.encrypt', own(key, 'public'), bytes(data), keyOptions(key), freshSeed())),
    privateDecrypt: (key: unknown, data: unknown) =>
      Buffer.from(askHost('key.decrypt', own(key, 'private'), bytes(data), keyOptions(key))),
    privateEncrypt: (key: unknown, data: unknown) =>
      Buffer.from(askHost('key.privateEncrypt', own(key, 'private'), bytes(data))),
    publicDecrypt: (key: unknown, data: unknown) =>
      Buffer.from(askHost('key.publicDecrypt', own(key, 'public'), bytes(data))),
    diffieHellman: ({ privateKey, publicKey }: { privateKey: unknown; publicKey: unknown }) =>
      Buffer.from(askHost('key.agree', own(privateKey, 'private'), own(publicKey, 'public'))),
  };
}
