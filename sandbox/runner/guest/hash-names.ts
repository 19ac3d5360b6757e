import { asText } from './checked.ts';

/** The digest's name, where it is one that a world has. */
export function hashName(value: unknown): string {
  const name = asText(value, 32).toLowerCase().replace(/^rsa-/, '').replace('sha-', 'sha');
  if (!hashes.has(name))
    throw Object.assign(new TypeError(`Invalid digest: ${asText(value, 32)}`), {
      code: 'ERR_CRYPTO_INVALID_DIGEST',
    });
  return name;
}

const hashes = new Set([
  'md5',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'sha512-224',
  'sha512-256',
  'sha3-224',
  'sha3-256',
  'sha3-384',
  'sha3-512',
  'shake128',
  'shake256',
  'ripemd160',
  'blake2b512',
  'blake2s256',
]);
