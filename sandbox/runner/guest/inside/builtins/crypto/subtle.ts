import { encode } from '../../bindings/buffer.ts';
import { utf8Decode } from '../../bindings/utf8.ts';
import { askHost } from '../../host.ts';
import { CryptoKey, secretOf, wireOfKey } from './crypto-key.ts';
import type { KeyClasses } from './keys.ts';
import type { Parts } from './parts.ts';
import { freshSeed } from './random.ts';
import { type Algorithm, hashOf, normal, subtleKeys } from './subtle-keys.ts';

const pkcs1Pss = 6;

/** `crypto.subtle` (https://w3c.github.io/webcrypto/): each answer comes when the event loop next turns, as in Node. */
export function subtleCrypto(parts: Parts, classes: KeyClasses): object {
  const { bytes, later, require } = parts;
  const { lazyDOMException } = require('internal/util') as {
    lazyDOMException(message: string, name: string): Error;
  };
  const keys = subtleKeys(parts, classes, lazyDOMException);
  const job = <T>(run: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      let value: T;
      try {
        value = run();
      } catch (error) {
        reject(error);
        return;
      }
      later(() => resolve(value));
    });
  const failing = <T>(run: () => T): T => {
    try {
      return run();
    } catch (error) {
      if ((error as Error).name !== 'Error') throw error;
      throw Object.assign(
        lazyDOMException('The operation failed for an operation-specific reason', 'OperationError'),
        { cause: error },
      );
    }
  };
  const check = (key: CryptoKey, algorithm: Algorithm, usage: string) => {
    if (!(key instanceof CryptoKey)) throw new TypeError('The key is not a CryptoKey.');
    if (!key.usages.includes(usage))
      throw lazyDOMException(`Unable to use this key to ${usage}`, 'InvalidAccessError');
    if (key.algorithm.name !== algorithm.name)
      throw lazyDOMException('Key algorithm mismatch', 'InvalidAccessError');
  };
  const digestOf = (algorithm: Algorithm, key: CryptoKey): string | null => {
    if (/^Ed/.test(algorithm.name)) return null;
    return (algorithm.name === 'ECDSA' ? hashOf(algorithm) : hashOf(key.algorithm)).replace('-', '');
  };
  const signOptions = (algorithm: Algorithm) => {
    if (algorithm.name === 'ECDSA') return { dsaEncoding: 'ieee-p1363' };
    if (algorithm.name === 'RSA-PSS') return { padding: pkcs1Pss, saltLength: algorithm.saltLength };
    return {};
  };
  const buffer = (made: unknown) => (made as Uint8Array).slice().buffer;

  const digest = (given: unknown, data: unknown) => {
    const { name } = normal(given);
    if (!/^SHA-(1|256|384|512)$/.test(name))
      throw lazyDOMException('Unrecognized algorithm name', 'NotSupportedError');
    return buffer(askHost('hash', name.replace('-', ''), bytes(data)));
  };
  const sign = (given: unknown, key: CryptoKey, data: unknown) => {
    const algorithm = normal(given);
    check(key, algorithm, 'sign');
    if (algorithm.name === 'HMAC')
      return buffer(askHost('hmac', hashOf(key.algorithm), secretOf(key), bytes(data)));
    return buffer(
      askHost(
        'key.sign',
        digestOf(algorithm, key),
        wireOfKey(key),
        bytes(data),
        signOptions(algorithm),
        freshSeed(),
      ),
    );
  };
  const verify = (given: unknown, key: CryptoKey, signature: unknown, data: unknown) => {
    const algorithm = normal(given);
    check(key, algorithm, 'verify');
    const given_ = bytes(signature);
    if (algorithm.name === 'HMAC') {
      const own = askHost('hmac', hashOf(key.algorithm), secretOf(key), bytes(data)) as Uint8Array;
      return own.length === given_.length && own.every((one, at) => one === given_[at]);
    }
    return askHost(
      'key.verify',
      digestOf(algorithm, key),
      wireOfKey(key),
      bytes(data),
      given_,
      signOptions(algorithm),
    );
  };
  const symmetric = (
    direction: 'encrypt' | 'decrypt',
    algorithm: Algorithm,
    key: Uint8Array,
    data: Uint8Array,
  ): Uint8Array => {
    const mode = algorithm.name.slice(4).toLowerCase();
    const bits = key.length * 8;
    if (mode === 'kw') {
      const id = askHost(
        'cipher.open',
        direction,
        `id-aes${bits}-wrap`,
        key,
        new Uint8Array(8).fill(0xa6),
        {},
      );
      return joinedCipher(id, data);
    }
    const iv = bytes(mode === 'ctr' ? algorithm.counter : algorithm.iv, undefined, 'algorithm.iv');
    const tagLength = mode === 'gcm' ? Number(algorithm.tagLength ?? 128) / 8 : 0;
    const id = askHost(
      'cipher.open',
      direction,
      `aes-${bits}-${mode}`,
      key,
      iv,
      mode === 'gcm' ? { authTagLength: tagLength } : {},
    );
    if (algorithm.additionalData !== undefined) askHost('cipher.aad', id, bytes(algorithm.additionalData));
    if (direction === 'encrypt') {
      const made = joinedCipher(id, data);
      if (mode !== 'gcm') return made;
      return parts.Buffer.concat([made, askHost('cipher.tag', id) as Uint8Array]);
    }
    if (mode !== 'gcm') return joinedCipher(id, data);
    if (data.length < tagLength) throw lazyDOMException('The provided data is too small.', 'OperationError');
    askHost('cipher.setTag', id, data.slice(data.length - tagLength));
    return joinedCipher(id, data.slice(0, data.length - tagLength));
  };
  const joinedCipher = (id: unknown, data: Uint8Array) =>
    parts.Buffer.concat([
      askHost('cipher.update', id, data) as Uint8Array,
      askHost('cipher.final', id) as Uint8Array,
    ]);
  const crypt = (
    direction: 'encrypt' | 'decrypt',
    algorithm: Algorithm,
    key: CryptoKey,
    data: Uint8Array,
  ): ArrayBuffer => {
    if (algorithm.name === 'RSA-OAEP') {
      const label = algorithm.label === undefined ? undefined : bytes(algorithm.label);
      const options = { oaepHash: hashOf(key.algorithm).replace('-', ''), oaepLabel: label };
      return failing(() => buffer(askHost(`key.${direction}`, wireOfKey(key), data, options, freshSeed())));
    }
    return failing(
      () => new Uint8Array(symmetric(direction, algorithm, secretOf(key), data)).buffer as ArrayBuffer,
    );
  };
  const deriveBits = (given: unknown, key: CryptoKey, length?: number | null): ArrayBuffer => {
    const algorithm = normal(given);
    if (!key.usages.includes('deriveBits') && !key.usages.includes('deriveKey'))
      throw lazyDOMException('baseKey does not have deriveBits usage', 'InvalidAccessError');
    if (algorithm.name === 'PBKDF2' || algorithm.name === 'HKDF') {
      if (typeof length !== 'number' || length % 8 !== 0)
        throw lazyDOMException('length cannot be null', 'OperationError');
      const hash = hashOf(algorithm).replace('-', '');
      const salt = bytes(algorithm.salt, undefined, 'algorithm.salt');
      return buffer(
        algorithm.name === 'PBKDF2'
          ? askHost('pbkdf2', secretOf(key), salt, algorithm.iterations, length / 8, hash)
          : askHost('hkdf', hash, secretOf(key), salt, bytes(algorithm.info), length / 8),
      );
    }
    const secret = askHost(
      'key.agree',
      wireOfKey(key),
      wireOfKey(algorithm.public as CryptoKey),
    ) as Uint8Array;
    return secret.slice(0, length === null || length === undefined ? undefined : Math.ceil(length / 8))
      .buffer as ArrayBuffer;
  };
  const keyLength = (algorithm: Algorithm): number | null => {
    if (algorithm.name === 'HMAC')
      return Number(algorithm.length ?? (/(384|512)$/.test(hashOf(algorithm)) ? 1024 : 512));
    return algorithm.length === undefined ? null : Number(algorithm.length);
  };
  const asKeyData = (format: string, raw: ArrayBuffer) =>
    format === 'jwk' ? JSON.parse(utf8Decode(new Uint8Array(raw), 0, raw.byteLength, 'replace') ?? '') : raw;

  return Object.create({
    digest: (algorithm: unknown, data: unknown) => job(() => digest(algorithm, data)),
    sign: (algorithm: unknown, key: CryptoKey, data: unknown) => job(() => sign(algorithm, key, data)),
    verify: (algorithm: unknown, key: CryptoKey, signature: unknown, data: unknown) =>
      job(() => verify(algorithm, key, signature, data)),
    encrypt: (given: unknown, key: CryptoKey, data: unknown) =>
      job(() => {
        const algorithm = normal(given);
        check(key, algorithm, 'encrypt');
        return crypt('encrypt', algorithm, key, bytes(data));
      }),
    decrypt: (given: unknown, key: CryptoKey, data: unknown) =>
      job(() => {
        const algorithm = normal(given);
        check(key, algorithm, 'decrypt');
        return crypt('decrypt', algorithm, key, bytes(data));
      }),
    importKey: (
      format: string,
      data: unknown,
      algorithm: unknown,
      extractable: boolean,
      usages: readonly string[],
    ) => job(() => keys.importKey(format, data, algorithm, { extractable, usages })),
    exportKey: (format: string, key: CryptoKey) => job(() => keys.exportKey(format, key)),
    generateKey: (algorithm: unknown, extractable: boolean, usages: readonly string[]) =>
      job(() => keys.generateKey(algorithm, extractable, usages)),
    deriveBits: (algorithm: unknown, key: CryptoKey, length?: number | null) =>
      job(() => deriveBits(algorithm, key, length)),
    deriveKey: (
      given: unknown,
      base: CryptoKey,
      derived: unknown,
      extractable: boolean,
      usages: readonly string[],
    ) =>
      job(() =>
        keys.importKey('raw', deriveBits(given, base, keyLength(normal(derived))), derived, {
          extractable,
          usages,
        }),
      ),
    wrapKey: (format: string, key: CryptoKey, wrapping: CryptoKey, given: unknown) =>
      job(() => {
        const algorithm = normal(given);
        check(wrapping, algorithm, 'wrapKey');
        const data = keys.exportKey(format, key);
        const raw =
          format === 'jwk' ? encode(JSON.stringify(data), 'utf8') : new Uint8Array(data as ArrayBuffer);
        return crypt('encrypt', algorithm, wrapping, raw);
      }),
    unwrapKey: (
      format: string,
      wrapped: unknown,
      unwrapping: CryptoKey,
      given: unknown,
      keyAlgorithm: unknown,
      extractable: boolean,
      usages: readonly string[],
    ) =>
      job(() => {
        const algorithm = normal(given);
        check(unwrapping, algorithm, 'unwrapKey');
        const raw = crypt('decrypt', algorithm, unwrapping, bytes(wrapped));
        return keys.importKey(format, asKeyData(format, raw), keyAlgorithm, { extractable, usages });
      }),
  });
}
