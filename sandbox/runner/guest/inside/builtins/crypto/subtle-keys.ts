import { askHost } from '../../host.ts';
import { CryptoKey, type KeyAlgorithm, makeCryptoKey, objectOf, secretOf, wireOfKey } from './crypto-key.ts';
import type { KeyClasses } from './keys.ts';
import type { Parts } from './parts.ts';
import { randomFill } from './random.ts';

export interface Algorithm {
  readonly name: string;
  readonly hash?: unknown;
  readonly [member: string]: unknown;
}
type KeyObject = {
  readonly type: string;
  readonly asymmetricKeyType?: string;
  readonly asymmetricKeyDetails?: Record<string, unknown>;
  export(options?: object): unknown;
};
type Fail = (message: string, name: string) => Error;

/** An algorithm's name as the standard writes it, whatever case it was given in. */
export function normal(given: unknown): Algorithm {
  const algorithm = (typeof given === 'string' ? { name: given } : { ...(given as object) }) as Algorithm;
  const name = String(algorithm.name);
  return { ...algorithm, name: names.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name };
}

const names = [
  ...[
    'SHA-1',
    'SHA-256',
    'SHA-384',
    'SHA-512',
    'HMAC',
    'PBKDF2',
    'HKDF',
    'AES-GCM',
    'AES-CBC',
    'AES-CTR',
    'AES-KW',
  ],
  ...['RSASSA-PKCS1-v1_5', 'RSA-PSS', 'RSA-OAEP', 'ECDSA', 'ECDH', 'Ed25519', 'Ed448', 'X25519', 'X448'],
];

export function hashOf(algorithm: { readonly hash?: unknown }): string {
  const { hash } = algorithm;
  return normal(hash).name;
}

export interface SubtleKeys {
  importKey(
    format: string,
    data: unknown,
    given: unknown,
    rest: { extractable: boolean; usages: readonly string[] },
  ): CryptoKey;
  exportKey(format: string, key: CryptoKey): unknown;
  generateKey(
    given: unknown,
    extractable: boolean,
    usages: readonly string[],
  ): CryptoKey | { publicKey: CryptoKey; privateKey: CryptoKey };
}

/** Making, reading and writing CryptoKeys, for `crypto.subtle`. */
export function subtleKeys({ bytes, Buffer }: Parts, classes: KeyClasses, fail: Fail): SubtleKeys {
  const { createPrivateKey, createPublicKey, generateKeyPairSync } = classes.exports as unknown as {
    createPrivateKey(given: object): KeyObject;
    createPublicKey(given: object): KeyObject;
    generateKeyPairSync(type: string, options: object): { publicKey: KeyObject; privateKey: KeyObject };
  };
  const pairAlgorithm = (algorithm: Algorithm, object: KeyObject): KeyAlgorithm => {
    const details = object.asymmetricKeyDetails ?? {};
    if (object.asymmetricKeyType === 'rsa') {
      const exponent = BigInt((details.publicExponent as bigint | undefined) ?? 65_537n).toString(16);
      return {
        name: algorithm.name,
        modulusLength: Number(details.modulusLength),
        publicExponent: new Uint8Array(
          Buffer.from(exponent.padStart(exponent.length + (exponent.length % 2), '0'), 'hex'),
        ),
        hash: { name: hashOf(algorithm) },
      };
    }
    const curve = algorithm.namedCurve;
    return typeof curve === 'string' ? { name: algorithm.name, namedCurve: curve } : { name: algorithm.name };
  };
  const secretAlgorithm = (algorithm: Algorithm, length: number): KeyAlgorithm =>
    algorithm.name === 'HMAC'
      ? { name: 'HMAC', length: length * 8, hash: { name: hashOf(algorithm) } }
      : /^AES/.test(algorithm.name)
        ? { name: algorithm.name, length: length * 8 }
        : { name: algorithm.name };
  const checkUsages = (algorithm: Algorithm, type: string, usages: readonly string[]) => {
    const allowed = allowedUsages(algorithm.name, type);
    if (usages.some((one) => !allowed.includes(one)))
      throw fail(`Unsupported key usage for a ${algorithm.name} key`, 'SyntaxError');
    if (type !== 'public' && usages.length === 0)
      throw fail('Usages cannot be empty when importing a private key.', 'SyntaxError');
  };
  const secretKey = (
    algorithm: Algorithm,
    secret: Uint8Array,
    rest: { extractable: boolean; usages: readonly string[] },
  ) => {
    if (/^AES/.test(algorithm.name) && ![16, 24, 32].includes(secret.length))
      throw fail('Invalid key length', 'DataError');
    checkUsages(algorithm, 'secret', rest.usages);
    return makeCryptoKey(classes.secret(secret) as KeyObject, {
      ...rest,
      usages: inOrder(rest.usages),
      algorithm: secretAlgorithm(algorithm, secret.length),
    });
  };
  const pairKey = (
    algorithm: Algorithm,
    object: KeyObject,
    rest: { extractable: boolean; usages: readonly string[] },
  ) => {
    checkUsages(algorithm, object.type, rest.usages);
    return makeCryptoKey(object, {
      ...rest,
      usages: inOrder(rest.usages),
      algorithm: pairAlgorithm(algorithm, object),
    });
  };
  const isSecret = (name: string) => /^(AES|HMAC|PBKDF2|HKDF)/.test(name);

  return {
    importKey(format, data, given, rest) {
      const algorithm = normal(given);
      if (!names.includes(algorithm.name)) throw fail('Unrecognized algorithm name', 'NotSupportedError');
      if (isSecret(algorithm.name)) {
        if (format === 'jwk') {
          const { kty, k } = data as { kty?: string; k?: string };
          if (kty !== 'oct' || typeof k !== 'string') throw fail('Invalid keyData', 'DataError');
          return secretKey(algorithm, new Uint8Array(Buffer.from(k, 'base64url')), rest);
        }
        if (format !== 'raw' && format !== 'raw-secret')
          throw fail(`Unable to import ${algorithm.name} using ${format} format`, 'NotSupportedError');
        return secretKey(algorithm, bytes(data), rest);
      }
      try {
        if (format === 'jwk') {
          const isPrivate = (data as { d?: unknown }).d !== undefined;
          const source = { key: data, format: 'jwk' };
          return pairKey(algorithm, isPrivate ? createPrivateKey(source) : createPublicKey(source), rest);
        }
        if (format === 'raw')
          return pairKey(algorithm, createPublicKey(rawPublic(algorithm, bytes(data))), rest);
        const der = bytes(data);
        return pairKey(
          algorithm,
          format === 'pkcs8'
            ? createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
            : createPublicKey({ key: der, format: 'der', type: 'spki' }),
          rest,
        );
      } catch (error) {
        if ((error as Error).name === 'SyntaxError') throw error;
        throw fail('Invalid keyData', 'DataError');
      }
    },
    exportKey(format, key) {
      if (!(key instanceof CryptoKey)) throw new TypeError('The key is not a CryptoKey.');
      if (!key.extractable) throw fail('key is not extractable', 'InvalidAccessError');
      const object = objectOf(key) as KeyObject;
      if (format === 'jwk') {
        const jwk = { ...(object.export({ format: 'jwk' }) as object) };
        const alg = jwkAlgorithm(key.algorithm);
        return { ...jwk, key_ops: key.usages, ext: true, ...(alg === undefined ? {} : { alg }) };
      }
      if (object.type === 'secret') return secretOf(key).slice().buffer;
      if (format === 'raw') {
        const { x = '', y } = object.export({ format: 'jwk' }) as { x?: string; y?: string };
        const part = (text: string) => Buffer.from(text, 'base64url');
        const all = y === undefined ? part(x) : Buffer.concat([Uint8Array.of(4), part(x), part(y)]);
        return new Uint8Array(all).buffer;
      }
      const made = askHost('key.export', wireOfKey(key), { format: 'der', type: format }) as Uint8Array;
      return made.slice().buffer;
    },
    generateKey(given, extractable, usages) {
      const algorithm = normal(given);
      const { name } = algorithm;
      if (isSecret(name)) {
        const length = Number(algorithm.length ?? (name === 'HMAC' ? blockBits[hashOf(algorithm)] : 0));
        const fresh = new Uint8Array(length >> 3);
        randomFill(fresh);
        return secretKey(algorithm, fresh, { extractable, usages });
      }
      const pair = /^RSA/.test(name)
        ? generateKeyPairSync('rsa', {
            modulusLength: algorithm.modulusLength,
            publicExponent: exponentOf(algorithm.publicExponent),
          })
        : /^EC/.test(name)
          ? generateKeyPairSync('ec', { namedCurve: algorithm.namedCurve })
          : generateKeyPairSync(name.toLowerCase(), {});
      const only = (type: string) => usages.filter((one) => allowedUsages(name, type).includes(one));
      return {
        publicKey: pairKey(algorithm, pair.publicKey, { extractable: true, usages: only('public') }),
        privateKey: pairKey(algorithm, pair.privateKey, { extractable, usages: only('private') }),
      };
    },
  };

  /** A public key's bare bytes, in the SPKI form that the host reads (RFC 5480, RFC 8410). */
  function rawPublic({ name, namedCurve }: Algorithm, raw: Uint8Array): object {
    const text = (part: Uint8Array) => Buffer.from(part).toString('base64url');
    if (name === 'ECDSA' || name === 'ECDH') {
      const half = (raw.length - 1) / 2;
      const key = {
        kty: 'EC',
        crv: namedCurve,
        x: text(raw.subarray(1, 1 + half)),
        y: text(raw.subarray(1 + half)),
      };
      return { key, format: 'jwk' };
    }
    return { key: { kty: 'OKP', crv: name, x: text(raw) }, format: 'jwk' };
  }
}

/** The standard gives it as the bytes of a big-endian number. */
function exponentOf(given: unknown): number | undefined {
  return given instanceof Uint8Array ? given.reduce((number, byte) => number * 256 + byte, 0) : undefined;
}

const blockBits: Readonly<Record<string, number>> = {
  'SHA-1': 512,
  'SHA-256': 512,
  'SHA-384': 1024,
  'SHA-512': 1024,
};

const usageOrder = [
  'encrypt',
  'decrypt',
  'sign',
  'verify',
  'deriveKey',
  'deriveBits',
  'wrapKey',
  'unwrapKey',
];

function inOrder(usages: readonly string[]): string[] {
  return usageOrder.filter((one) => usages.includes(one));
}

function allowedUsages(name: string, type: string): readonly string[] {
  switch (name) {
    case 'HMAC':
      return ['sign', 'verify'];
    case 'AES-KW':
      return ['wrapKey', 'unwrapKey'];
    case 'AES-GCM':
    case 'AES-CBC':
    case 'AES-CTR':
      return ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'];
    case 'RSA-OAEP':
      return type === 'public' ? ['encrypt', 'wrapKey'] : ['decrypt', 'unwrapKey'];
    case 'PBKDF2':
    case 'HKDF':
      return ['deriveKey', 'deriveBits'];
    case 'ECDH':
    case 'X25519':
    case 'X448':
      return type === 'public' ? [] : ['deriveKey', 'deriveBits'];
    default:
      return type === 'public' ? ['verify'] : ['sign'];
  }
}

function jwkAlgorithm({ name, hash, length }: KeyAlgorithm): string | undefined {
  const bits = hash?.name.replace('SHA-', '');
  switch (name) {
    case 'HMAC':
      return `HS${bits}`;
    case 'RSASSA-PKCS1-v1_5':
      return `RS${bits}`;
    case 'RSA-PSS':
      return `PS${bits}`;
    case 'RSA-OAEP':
      return bits === '1' ? 'RSA-OAEP' : `RSA-OAEP-${bits}`;
    case 'AES-GCM':
    case 'AES-CBC':
    case 'AES-CTR':
    case 'AES-KW':
      return `A${length}${name.slice(4)}`;
    case 'Ed25519':
    case 'Ed448':
      return name;
    default:
      return undefined;
  }
}
