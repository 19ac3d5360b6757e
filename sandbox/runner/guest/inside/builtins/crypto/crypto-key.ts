import { type WireKey, wireOf } from './keys.ts';
import { secretBytes } from './parts.ts';

export interface KeyAlgorithm {
  readonly name: string;
  readonly hash?: { readonly name: string };
  readonly length?: number;
  readonly namedCurve?: string;
  readonly modulusLength?: number;
  readonly publicExponent?: Uint8Array;
}

const objects = new WeakMap<object, object>();
const mayMake = Symbol('made by subtle');

/** The Web Cryptography API's key (https://w3c.github.io/webcrypto/#cryptokey-interface). */
export class CryptoKey {
  readonly type: string;
  readonly extractable: boolean;
  readonly algorithm: KeyAlgorithm;
  readonly usages: readonly string[];
  constructor(
    key: symbol,
    object: { readonly type: string },
    rest: { extractable: boolean; algorithm: KeyAlgorithm; usages: readonly string[] },
  ) {
    if (key !== mayMake)
      throw Object.assign(new TypeError('Illegal constructor'), { code: 'ERR_ILLEGAL_CONSTRUCTOR' });
    objects.set(this, object);
    this.type = object.type;
    this.extractable = rest.extractable;
    this.algorithm = rest.algorithm;
    this.usages = rest.usages;
  }
  get [Symbol.toStringTag]() {
    return 'CryptoKey';
  }
}

export function makeCryptoKey(
  object: { readonly type: string },
  rest: { extractable: boolean; algorithm: KeyAlgorithm; usages: readonly string[] },
): CryptoKey {
  return new CryptoKey(mayMake, object, rest);
}

/** The KeyObject behind a CryptoKey; undefined for anything else. */
export function objectOf(key: unknown): object | undefined {
  return typeof key === 'object' && key !== null ? objects.get(key) : undefined;
}

export function secretOf(key: CryptoKey): Uint8Array {
  const object = objectOf(key);
  const secret = object === undefined ? undefined : secretBytes.of(object);
  if (secret === undefined) throw new TypeError('The key is not a secret one.');
  return secret;
}

export function wireOfKey(key: CryptoKey): WireKey {
  const object = objectOf(key);
  const wire = object === undefined ? undefined : wireOf(object);
  if (wire === undefined) throw new TypeError('The key is not one of a pair.');
  return wire;
}
