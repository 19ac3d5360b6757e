import {
  type CipherGCM,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  type DecipherGCM,
  hkdfSync,
  pbkdf2Sync,
  scryptSync,
} from 'node:crypto';
import { asBytes, asText, coded, finite, members, plain, size } from './checked.ts';
import { hashName } from './hash-names.ts';
import { keyCalls } from './key-calls.ts';

type Calls = Record<string, (...args: unknown[]) => unknown>;

const mostCiphers = 64;

/** Cryptography by the host's OpenSSL, on copied and capped bytes. Ciphers under way belong to one world. */
export function cryptoCalls(): Calls {
  return { ...digestCalls, ...keyCalls, ...cipherCalls() };
}

const digestCalls: Calls = {
  hash(algorithm, data, length) {
    const options = length === undefined ? {} : { outputLength: size(length, 1024) };
    return plain(createHash(hashName(algorithm), options).update(asBytes(data)).digest());
  },
  hmac: (algorithm, key, data) =>
    plain(createHmac(hashName(algorithm), asBytes(key)).update(asBytes(data)).digest()),
  hkdf: (digest, key, salt, info, length) =>
    plain(
      new Uint8Array(
        hkdfSync(
          hashName(digest),
          asBytes(key, 65_536),
          asBytes(salt, 65_536),
          asBytes(info, 1024),
          size(length, 16_320),
        ),
      ),
    ),
  scrypt(password, salt, length, given) {
    const options = members(given);
    const N = finite(options.N ?? options.cost ?? 16_384);
    const r = finite(options.r ?? options.blockSize ?? 8);
    const p = finite(options.p ?? options.parallelization ?? 1);
    if (N * r * p > 16_384 * 8 * 4)
      throw coded('ERR_CRYPTO_INVALID_SCRYPT_PARAMS', 'scrypt is limited to N·r·p of 524288 in a world');
    const maxmem = Math.min(finite(options.maxmem ?? 32 * 1024 * 1024), 64 * 1024 * 1024);
    return plain(
      scryptSync(asBytes(password, 65_536), asBytes(salt, 65_536), size(length, 1024), { N, r, p, maxmem }),
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
};

function cipherCalls(): Calls {
  const open = new Map<number, CipherGCM | DecipherGCM>();
  let ids = 0;
  const found = (id: unknown) => {
    const cipher = open.get(finite(id));
    if (cipher === undefined) throw coded('ERR_CRYPTO_INVALID_STATE', 'Unsupported state');
    return cipher;
  };
  return {
    'cipher.open'(direction, algorithm, key, iv, given) {
      const name = asText(algorithm, 64);
      const { authTagLength } = members(given);
      const options = authTagLength === undefined ? {} : { authTagLength: size(authTagLength, 16) };
      const make = direction === 'encrypt' ? createCipheriv : createDecipheriv;
      const made = make(
        name as 'aes-256-gcm',
        asBytes(key, 1024),
        iv === null ? (null as unknown as Uint8Array) : asBytes(iv, 1024),
        options,
      );
      // What is never finished is let go: a guest cannot hold more of the host than this.
      const oldest = open.keys().next().value;
      if (open.size >= mostCiphers && oldest !== undefined) open.delete(oldest);
      open.set(++ids, made as CipherGCM);
      return ids;
    },
    'cipher.update': (id, data) => plain(found(id).update(asBytes(data))),
    'cipher.final': (id) => plain(found(id).final()),
    'cipher.aad': (id, data, length) =>
      void found(id).setAAD(
        asBytes(data),
        length === undefined ? undefined : { plaintextLength: finite(length) },
      ),
    'cipher.padding': (id, on) => void found(id).setAutoPadding(on !== false),
    'cipher.tag'(id) {
      const cipher = found(id);
      if (!('getAuthTag' in cipher)) throw coded('ERR_CRYPTO_INVALID_STATE', 'Unsupported state');
      return plain(cipher.getAuthTag());
    },
    'cipher.setTag'(id, tag) {
      const cipher = found(id);
      if (!('setAuthTag' in cipher)) throw coded('ERR_CRYPTO_INVALID_STATE', 'Unsupported state');
      cipher.setAuthTag(Buffer.from(asBytes(tag, 64)));
    },
  };
}
