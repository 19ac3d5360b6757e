import {
  checkPrimeSync,
  constants,
  createECDH,
  createHash,
  createHmac,
  createPrivateKey,
  type KeyObject,
  privateEncrypt,
  publicEncrypt,
  type webcrypto,
} from 'node:crypto';

/**
 * What OpenSSL does with chance of its own, done with the world's: keys, and the signatures and
 * ciphertexts that have a random part. The same world then gives the same bytes, and anyone can verify them.
 */

interface Curve {
  readonly name: string;
  readonly order: bigint;
  readonly bytes: number;
}

const curves: Readonly<Record<string, Curve>> = {
  'P-256': {
    name: 'prime256v1',
    bytes: 32,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  'P-384': {
    name: 'secp384r1',
    bytes: 48,
    order:
      0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
  'P-521': {
    name: 'secp521r1',
    bytes: 66,
    order: BigInt(`0x1${'f'.repeat(65)}a51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409`),
  },
  secp256k1: {
    name: 'secp256k1',
    bytes: 32,
    order: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
  },
};

const curveNames: Readonly<Record<string, string>> = {
  'p-256': 'P-256',
  prime256v1: 'P-256',
  secp256r1: 'P-256',
  'p-384': 'P-384',
  secp384r1: 'P-384',
  'p-521': 'P-521',
  secp521r1: 'P-521',
  secp256k1: 'secp256k1',
};

/** A private key on one of the curves above, by any of its names. Null where the curve is not known. */
export function ecKey(name: string, seed: Uint8Array): KeyObject | null {
  const crv = curveNames[name.toLowerCase()];
  const curve = crv === undefined ? undefined : curves[crv];
  if (crv === undefined || curve === undefined) return null;
  const d = (toInteger(stream(seed, 'ec', curve.bytes + 16)) % (curve.order - 1n)) + 1n;
  const [x, y] = point(curve, d);
  const text = (value: Uint8Array) => Buffer.from(value).toString('base64url');
  const key = { kty: 'EC', crv, x: text(x), y: text(y), d: text(toBytes(d, curve.bytes)) };
  return createPrivateKey({ key, format: 'jwk' });
}

const edwards: Readonly<Record<string, readonly [prefix: string, bytes: number]>> = {
  ed25519: ['302e020100300506032b657004220420', 32],
  x25519: ['302e020100300506032b656e04220420', 32],
  ed448: ['3047020100300506032b6571043b0439', 57],
  x448: ['3046020100300506032b656f043a0438', 56],
};

/** A private key of RFC 8410; its bytes are the seed itself. Null for another type. */
export function edwardsKey(type: string, seed: Uint8Array): KeyObject | null {
  const found = edwards[type];
  if (found === undefined) return null;
  const der = Buffer.concat([Buffer.from(found[0], 'hex'), stream(seed, type, found[1])]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

/** An RSA key whose primes are the first after what the seed gives (RFC 8017, 3.2). */
export function rsaKey(bits: number, exponent: number, seed: Uint8Array): KeyObject {
  const e = BigInt(exponent);
  const p = primeFrom(stream(seed, 'p', bits >> 4), e);
  const q = primeFrom(stream(seed, 'q', bits >> 4), e);
  const d = inverse(e, (p - 1n) * (q - 1n));
  const text = (value: bigint) => {
    const hex = value.toString(16);
    return Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, 'hex').toString('base64url');
  };
  const key: webcrypto.JsonWebKey = {
    kty: 'RSA',
    n: text(p * q),
    e: text(e),
    d: text(d),
    p: text(p),
    q: text(q),
    dp: text(d % (p - 1n)),
    dq: text(d % (q - 1n)),
    qi: text(inverse(q, p)),
  };
  return createPrivateKey({ key, format: 'jwk' });
}

/** ECDSA with the nonce of RFC 6979: the same message and key give the same signature. */
export function ecdsaSign(
  key: KeyObject,
  hash: string,
  data: Uint8Array,
  encoding: 'der' | 'ieee-p1363',
): Uint8Array | null {
  const jwk = key.export({ format: 'jwk' });
  const curve = curves[String(jwk.crv)];
  if (curve === undefined) return null;
  const { order, bytes } = curve;
  const bits = order.toString(2).length;
  const d = toInteger(Buffer.from(String(jwk.d), 'base64url'));
  const digest = createHash(hash).update(data).digest();
  const truncated = (value: Uint8Array) => toInteger(value) >> BigInt(Math.max(0, value.length * 8 - bits));
  const z = truncated(digest);

  const hmac = (secret: Uint8Array, ...parts: Uint8Array[]) => {
    const made = createHmac(hash, secret);
    for (const part of parts) made.update(part);
    return made.digest();
  };
  const fixed = Buffer.concat([toBytes(d, bytes), toBytes(z % order, bytes)]);
  let v = Buffer.alloc(digest.length, 1);
  let k = Buffer.alloc(digest.length, 0);
  for (const round of [0, 1]) {
    k = hmac(k, v, Buffer.of(round), fixed);
    v = hmac(k, v);
  }
  for (;;) {
    let candidate = Buffer.alloc(0);
    while (candidate.length * 8 < bits) {
      v = hmac(k, v);
      candidate = Buffer.concat([candidate, v]);
    }
    const nonce = truncated(candidate);
    if (nonce > 0n && nonce < order) {
      const r = toInteger(point(curve, nonce)[0]) % order;
      const s = (inverse(nonce, order) * (z + r * d)) % order;
      if (r !== 0n && s !== 0n) return signature(r, s, bytes, encoding);
    }
    k = hmac(k, v, Buffer.of(0));
    v = hmac(k, v);
  }
}

/** RSASSA-PSS with a salt of the world's (RFC 8017, 9.1.1). */
export function pssSign(
  key: KeyObject,
  hash: string,
  data: Uint8Array,
  how: { readonly saltLength: number | undefined; readonly seed: Uint8Array },
): Uint8Array {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  const digest = createHash(hash).update(data).digest();
  const length = Math.ceil((bits - 1) / 8);
  const most = length - digest.length - 2;
  const wanted = how.saltLength ?? constants.RSA_PSS_SALTLEN_MAX_SIGN;
  const salted = wanted === -1 ? digest.length : wanted === -2 ? most : wanted;
  if (salted < 0 || salted > most) throw new Error('data too large for key size');
  const salt = stream(how.seed, 'salt', salted);
  const h = createHash(hash).update(Buffer.alloc(8)).update(digest).update(salt).digest();
  const block = Buffer.concat([Buffer.alloc(length - salted - h.length - 2), Buffer.of(1), salt]);
  const masked = xor(block, mask(hash, h, block.length));
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * length - (bits - 1)));
  const encoded = Buffer.concat([masked, h, Buffer.of(0xbc)]);
  const padded = Buffer.concat([Buffer.alloc(Math.ceil(bits / 8) - encoded.length), encoded]);
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, padded);
}

/** RSAES-OAEP with a seed of the world's (RFC 8017, 7.1.1). */
export function oaepEncrypt(
  key: KeyObject,
  hash: string,
  data: Uint8Array,
  how: { readonly label: Uint8Array; readonly seed: Uint8Array },
): Uint8Array {
  const length = Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  const digest = createHash(hash).update(how.label).digest();
  const room = length - data.length - 2 * digest.length - 2;
  if (room < 0) throw new Error('data too large for key size');
  const block = Buffer.concat([digest, Buffer.alloc(room), Buffer.of(1), data]);
  const seed = stream(how.seed, 'oaep', digest.length);
  const masked = xor(block, mask(hash, seed, block.length));
  const maskedSeed = xor(seed, mask(hash, masked, seed.length));
  const encoded = Buffer.concat([Buffer.of(0), maskedSeed, masked]);
  return publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded);
}

function signature(r: bigint, s: bigint, bytes: number, encoding: 'der' | 'ieee-p1363'): Uint8Array {
  if (encoding === 'ieee-p1363') return Buffer.concat([toBytes(r, bytes), toBytes(s, bytes)]);
  const integer = (value: bigint) => {
    const hex = value.toString(16);
    const body = Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, 'hex');
    const whole = (body[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), body]) : body;
    return Buffer.concat([Buffer.of(2, whole.length), whole]);
  };
  const body = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([
    body.length < 128 ? Buffer.of(0x30, body.length) : Buffer.of(0x30, 0x81, body.length),
    body,
  ]);
}

/** As many bytes as wanted from one seed; `use` keeps two uses of it apart. */
function stream(seed: Uint8Array, use: string, length: number): Buffer {
  if (length === 0) return Buffer.alloc(0);
  return createHash('shake256', { outputLength: length }).update(use).update(seed).digest();
}

function mask(hash: string, seed: Uint8Array, length: number): Buffer {
  const parts: Buffer[] = [];
  for (let counter = 0, made = 0; made < length; counter++) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    const part = createHash(hash).update(seed).update(number).digest();
    parts.push(part);
    made += part.length;
  }
  return Buffer.concat(parts).subarray(0, length);
}

function xor(a: Uint8Array, b: Uint8Array): Buffer {
  return Buffer.from(a.map((one, at) => one ^ (b[at] ?? 0)));
}

function point(curve: Curve, scalar: bigint): [x: Uint8Array, y: Uint8Array] {
  const ecdh = createECDH(curve.name);
  ecdh.setPrivateKey(toBytes(scalar, curve.bytes));
  const both = ecdh.getPublicKey().subarray(1);
  return [both.subarray(0, curve.bytes), both.subarray(curve.bytes)];
}

const smallPrimes = [
  3n,
  5n,
  7n,
  11n,
  13n,
  17n,
  19n,
  23n,
  29n,
  31n,
  37n,
  41n,
  43n,
  47n,
  53n,
  59n,
  61n,
  67n,
  71n,
];

function primeFrom(bytes: Buffer, e: bigint): bigint {
  // The two highest bits make the product of two such primes as long as it should be.
  bytes[0] = (bytes[0] ?? 0) | 0xc0;
  let candidate = toInteger(bytes) | 1n;
  for (;;) {
    const plausible = smallPrimes.every((prime) => candidate % prime !== 0n) && (candidate - 1n) % e !== 0n;
    if (plausible && checkPrimeSync(candidate, { checks: 8 })) return candidate;
    candidate += 2n;
  }
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [((value % modulus) + modulus) % modulus, modulus, 1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return ((x % modulus) + modulus) % modulus;
}

function toInteger(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function toBytes(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');
}
