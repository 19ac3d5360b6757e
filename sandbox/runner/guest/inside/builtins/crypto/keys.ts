import type { Exports } from '../../builtins.ts';
import { askHost } from '../../host.ts';
import { type Parts, secretBytes } from './parts.ts';
import { freshSeed, randomFill } from './random.ts';

/** An asymmetric key as the host takes it. */
export interface WireKey {
  readonly type: 'private' | 'public';
  readonly der: Uint8Array;
}

interface Described extends WireKey {
  readonly asymmetricKeyType: string;
  readonly details: Readonly<Record<string, unknown>>;
}

const wires = new WeakMap<object, Described>();

/** The bytes of an asymmetric KeyObject, kept where the guest cannot reach them. */
export function wireOf(key: object): WireKey | undefined {
  const found = wires.get(key);
  return found === undefined ? undefined : { type: found.type, der: found.der };
}

export interface KeyClasses {
  readonly exports: Exports;
  readonly secret: (bytes: Uint8Array) => object;
  /** The key meant by any of the forms in which Node takes one. */
  readonly wanted: (given: unknown, kind: 'private' | 'public') => object;
}

/** KeyObject, and how keys are made, read and written. */
export function keys({ Buffer, bytes, error, later }: Parts): KeyClasses {
  class KeyObject {
    readonly #type: string;
    constructor(type: string) {
      this.#type = type;
    }
    get type() {
      return this.#type;
    }
    get [Symbol.toStringTag]() {
      return 'KeyObject';
    }
    get symmetricKeySize() {
      return secretBytes.of(this)?.length;
    }
    get asymmetricKeyType() {
      return wires.get(this)?.asymmetricKeyType;
    }
    get asymmetricKeyDetails() {
      const found = wires.get(this);
      return found === undefined ? undefined : { ...found.details };
    }
    equals(other: unknown) {
      if (!(other instanceof KeyObject))
        throw error('ERR_INVALID_ARG_TYPE', 'otherKeyObject', 'KeyObject', other);
      const own = secretBytes.of(this) ?? wires.get(this)?.der;
      const theirs = secretBytes.of(other) ?? wires.get(other)?.der;
      return (
        this.type === other.type &&
        own !== undefined &&
        theirs !== undefined &&
        Buffer.from(own).toString('hex') === Buffer.from(theirs).toString('hex')
      );
    }
    export(options: { format?: string; type?: string; cipher?: string; passphrase?: unknown } = {}) {
      const secret = secretBytes.of(this);
      if (secret !== undefined) {
        return options.format === 'jwk'
          ? { kty: 'oct', k: Buffer.from(secret).toString('base64url') }
          : Buffer.from(secret);
      }
      const { format, type, cipher, passphrase } = options;
      if (format !== 'jwk' && type === undefined) throw error('ERR_INVALID_ARG_VALUE', 'options.type', type);
      const phrase = passphrase === undefined ? undefined : bytes(passphrase);
      const made = askHost('key.export', wireOf(this), { format, type, cipher, passphrase: phrase });
      return made instanceof Uint8Array ? Buffer.from(made) : made;
    }
    toCryptoKey() {
      throw Object.assign(new Error('keyObject.toCryptoKey() is not available in this world'), {
        code: 'ERR_NOT_IN_THIS_WORLD',
      });
    }
  }
  const made = (described: Described): KeyObject => {
    const key = new KeyObject(described.type);
    wires.set(key, described);
    return key;
  };
  const secret = (from: Uint8Array): KeyObject => {
    const key = new KeyObject('secret');
    secretBytes.keep(key, from);
    return key;
  };
  const parsed = (kind: 'private' | 'public', given: unknown): KeyObject => {
    const options = (
      typeof given === 'object' && given !== null && !ArrayBuffer.isView(given) && 'key' in given
        ? given
        : { key: given }
    ) as { key: unknown; format?: string; type?: string; passphrase?: unknown; encoding?: string };
    const { key, format, type, passphrase } = options;
    const phrase = passphrase === undefined ? undefined : bytes(passphrase);
    const source =
      format === 'jwk'
        ? { ...(key as object) }
        : typeof key === 'string'
          ? key
          : bytes(key, options.encoding, 'key');
    return made(askHost('key.parse', kind, { key: source, format, type, passphrase: phrase }) as Described);
  };
  const createPrivateKey = (given: unknown) => parsed('private', given);
  const createPublicKey = (given: unknown) => {
    const inner = (given as { key?: unknown } | null)?.key ?? given;
    if (inner instanceof KeyObject) {
      const wire = wireOf(inner);
      if (inner.type !== 'private' || wire === undefined)
        throw error('ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE', inner.type, 'private');
      return parsed('public', { key: privatePem(wire), format: 'pem' });
    }
    return parsed('public', given);
  };
  const privatePem = (wire: WireKey) => askHost('key.export', wire, { format: 'pem', type: 'pkcs8' });

  const generate = (type: unknown, given: Record<string, unknown> = {}) => {
    const { publicKeyEncoding, privateKeyEncoding, ...options } = given;
    const [first, second] = askHost('key.make', type, plainOptions(options), freshSeed()) as [
      Described,
      Described,
    ];
    const shown = (key: KeyObject, encoding: unknown) =>
      encoding === undefined ? key : key.export(encoding as { format?: string });
    return {
      publicKey: shown(made(second), publicKeyEncoding),
      privateKey: shown(made(first), privateKeyEncoding),
    };
  };
  const generateSecret = (type: unknown, { length = 256 }: { length?: number } = {}) => {
    if (type !== 'hmac' && type !== 'aes')
      throw error('ERR_INVALID_ARG_VALUE', 'type', type, 'must be a supported key type');
    if (type === 'aes' && ![128, 192, 256].includes(length))
      throw error('ERR_INVALID_ARG_VALUE', 'options.length', length, 'must be one of: 128, 192, 256');
    const fresh = new Uint8Array(length >> 3);
    randomFill(fresh);
    return secret(fresh);
  };
  const generateKeyPair = (
    type: unknown,
    options: Record<string, unknown>,
    callback: (...args: unknown[]) => void,
  ) => {
    const pair = generate(type, options);
    later(() => callback(null, pair.publicKey, pair.privateKey));
  };
  Object.defineProperty(generateKeyPair, Symbol.for('nodejs.util.promisify.custom'), {
    value: async (type: unknown, options: Record<string, unknown>) => generate(type, options),
  });
  return {
    secret,
    wanted(given, kind) {
      const inner = (given as { key?: unknown } | null)?.key ?? given;
      if (inner instanceof KeyObject) return inner;
      if (kind === 'private') return createPrivateKey(given);
      return createPublicKey(given);
    },
    exports: {
      KeyObject,
      createSecretKey: (key: unknown, encoding?: unknown) => secret(bytes(key, encoding, 'key')),
      createPrivateKey,
      createPublicKey,
      generateKeyPairSync: generate,
      generateKeyPair,
      generateKeySync: generateSecret,
      generateKey: (type: unknown, options: object, callback: (...args: unknown[]) => void) => {
        const key = generateSecret(type, options);
        later(() => callback(null, key));
      },
    },
  };
}

function plainOptions(options: Record<string, unknown>): Record<string, unknown> {
  const { modulusLength, publicExponent, namedCurve } = options;
  return { modulusLength, publicExponent, namedCurve };
}
