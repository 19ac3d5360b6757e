import {
  constants,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type KeyObject,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  sign,
  verify,
  type webcrypto,
} from 'node:crypto';
import { asBytes, asText, coded, finite, members, plain, size } from './checked.ts';
import { hashName } from './hash-names.ts';
import { ecdsaSign, ecKey, edwardsKey, oaepEncrypt, pssSign, rsaKey } from './seeded-crypto.ts';

/** A key as it crosses: its kind and its PKCS #8 or SPKI bytes. */
interface WireKey {
  readonly type: 'private' | 'public';
  readonly der: Uint8Array;
}

const longestKey = 65_536;

/** Asymmetric keys live in the guest as bytes; each call makes the host's own form of them anew. */
export const keyCalls: Record<string, (...args: unknown[]) => unknown> = {
  'key.parse': (kind, given) => described(kind === 'private' ? parsePrivate(given) : parsePublic(given)),
  'key.export'(key, given) {
    const { format, type, cipher, passphrase } = members(given);
    const object = keyOf(key);
    if (format === 'jwk') return { ...object.export({ format: 'jwk' }) };
    const options: Record<string, unknown> = { format, type };
    if (cipher !== undefined) Object.assign(options, { cipher, passphrase });
    const made = object.export(options as never) as string | Buffer;
    return typeof made === 'string' ? made : plain(made);
  },
  'key.make'(type, given, seed) {
    const key = makeKey(asText(type, 32), members(given), asBytes(seed, 1024));
    return [described(key), described(createPublicKey(key))];
  },
  'key.sign'(digest, key, data, given, seed) {
    const object = keyOf(key);
    const bytes = asBytes(data);
    const options = signOptions(given);
    const hash = digest === null || digest === undefined ? null : hashName(digest);
    if (object.asymmetricKeyType === 'ec') {
      const made = ecdsaSign(object, hash ?? 'sha256', bytes, options.dsaEncoding ?? 'der');
      if (made !== null) return plain(made);
    }
    if (options.padding === constants.RSA_PKCS1_PSS_PADDING && hash !== null) {
      return plain(
        pssSign(object, hash, bytes, { saltLength: options.saltLength, seed: asBytes(seed, 1024) }),
      );
    }
    return plain(sign(hash, bytes, { key: object, ...options }));
  },
  'key.verify': (digest, key, data, signature, given) =>
    verify(
      digest === null || digest === undefined ? null : hashName(digest),
      asBytes(data),
      { key: keyOf(key), ...signOptions(given) },
      asBytes(signature, longestKey),
    ),
  'key.encrypt'(key, data, given, seed) {
    const object = keyOf(key);
    const { padding, oaepHash, oaepLabel } = members(given);
    const bytes = asBytes(data, longestKey);
    const how = padding === undefined ? constants.RSA_PKCS1_OAEP_PADDING : finite(padding);
    if (how === constants.RSA_PKCS1_OAEP_PADDING) {
      const label = oaepLabel === undefined ? new Uint8Array(0) : asBytes(oaepLabel, longestKey);
      const hash = oaepHash === undefined ? 'sha1' : hashName(oaepHash);
      return plain(oaepEncrypt(publicOf(object), hash, bytes, { label, seed: asBytes(seed, 1024) }));
    }
    if (how !== constants.RSA_NO_PADDING)
      throw coded('ERR_NOT_IN_THIS_WORLD', 'RSA encryption is with OAEP padding in a world.');
    return plain(publicEncrypt({ key: publicOf(object), padding: how }, bytes));
  },
  'key.decrypt'(key, data, given) {
    const { padding, oaepHash, oaepLabel } = members(given);
    return plain(
      privateDecrypt(
        {
          key: keyOf(key),
          padding: padding === undefined ? constants.RSA_PKCS1_OAEP_PADDING : finite(padding),
          ...(oaepHash === undefined ? {} : { oaepHash: hashName(oaepHash) }),
          ...(oaepLabel === undefined ? {} : { oaepLabel: asBytes(oaepLabel, longestKey) }),
        },
        asBytes(data, longestKey),
      ),
    );
  },
  'key.privateEncrypt': (key, data) => plain(privateEncrypt(keyOf(key), asBytes(data, longestKey))),
  'key.publicDecrypt': (key, data) => plain(publicDecrypt(keyOf(key), asBytes(data, longestKey))),
  'key.agree': (mine, theirs) => plain(diffieHellman({ privateKey: keyOf(mine), publicKey: keyOf(theirs) })),
};

function makeKey(type: string, options: Record<string, unknown>, seed: Uint8Array): KeyObject {
  if (type === 'rsa') {
    const bits = finite(options.modulusLength);
    if (bits < 1024 || bits > 4096 || bits % 16 !== 0)
      throw coded('ERR_OUT_OF_RANGE', 'RSA keys are of 1024 to 4096 bits in a world.');
    return rsaKey(bits, rsaExponent(options.publicExponent ?? 65_537), seed);
  }
  const made = type === 'ec' ? ecKey(asText(options.namedCurve, 32), seed) : edwardsKey(type, seed);
  if (made !== null) return made;
  throw coded(
    'ERR_NOT_IN_THIS_WORLD',
    `Keys of type ${type === 'ec' ? `ec on ${options.namedCurve}` : type} cannot be generated in a world: use rsa, ec (P-256, P-384, P-521, secp256k1), ed25519, x25519, ed448 or x448.`,
  );
}

/** Primes are looked for until they fit the exponent, which none does to an even one or to 1. */
function rsaExponent(given: unknown): number {
  const exponent = size(given, 0xffff_ffff);
  if (exponent >= 3 && exponent % 2 === 1) return exponent;
  throw coded(
    'ERR_OSSL_RSA_PUB_EXPONENT_OUT_OF_RANGE',
    'error:020000B2:rsa routines::pub exponent out of range',
  );
}

function signOptions(given: unknown) {
  const { padding, saltLength, dsaEncoding } = members(given);
  return {
    ...(padding === undefined ? {} : { padding: finite(padding) }),
    ...(saltLength === undefined ? {} : { saltLength: finite(saltLength) }),
    ...(dsaEncoding === 'ieee-p1363' ? { dsaEncoding: 'ieee-p1363' as const } : {}),
  };
}

function keyOf(given: unknown): KeyObject {
  const { type, der } = members(given) as Partial<WireKey>;
  const key = Buffer.from(asBytes(der, longestKey));
  return type === 'private'
    ? createPrivateKey({ key, format: 'der', type: 'pkcs8' })
    : createPublicKey({ key, format: 'der', type: 'spki' });
}

function publicOf(key: KeyObject): KeyObject {
  return key.type === 'private' ? createPublicKey(key) : key;
}

function parsePrivate(given: unknown): KeyObject {
  return createPrivateKey(source(given) as Parameters<typeof createPrivateKey>[0]);
}

function parsePublic(given: unknown): KeyObject {
  return createPublicKey(source(given) as Parameters<typeof createPublicKey>[0]);
}

function source(given: unknown): object {
  const { key, format, type, passphrase } = members(given);
  if (format === 'jwk') return { key: { ...members(key) } as webcrypto.JsonWebKey, format };
  const options: Record<string, unknown> = {
    key: typeof key === 'string' ? asText(key, longestKey) : Buffer.from(asBytes(key, longestKey)),
    format: format ?? 'pem',
  };
  if (type !== undefined) options.type = type;
  if (passphrase !== undefined) options.passphrase = passphrase;
  return options;
}

function described(key: KeyObject): object {
  const der =
    key.type === 'private'
      ? key.export({ format: 'der', type: 'pkcs8' })
      : key.export({ format: 'der', type: 'spki' });
  return {
    type: key.type,
    asymmetricKeyType: key.asymmetricKeyType,
    details: { ...key.asymmetricKeyDetails },
    der: plain(der),
  };
}
