import type { Exports } from '../builtins.ts';
import { ciphers } from './crypto/ciphers.ts';
import { CryptoKey } from './crypto/crypto-key.ts';
import { digests } from './crypto/digests.ts';
import { keys } from './crypto/keys.ts';
import { cryptoParts, type Require } from './crypto/parts.ts';
import { randomness } from './crypto/random.ts';
import { signing } from './crypto/signing.ts';
import { subtleCrypto } from './crypto/subtle.ts';

/** `node:crypto`: the host's OpenSSL on copied, capped bytes; all that is chance comes from the world's seed. */
export function crypto(require: Require): Exports {
  const parts = cryptoParts(require);
  const classes = keys(parts);
  const { getRandomValues, ...random } = randomness(parts);
  const subtle = subtleCrypto(parts, classes);
  const unavailable = (what: string) => () => {
    throw Object.assign(new Error(`crypto.${what}() is not available in this world`), {
      code: 'ERR_NOT_IN_THIS_WORLD',
    });
  };
  return {
    ...digests(parts),
    ...random,
    ...ciphers(parts),
    ...classes.exports,
    ...signing(parts, classes),
    getRandomValues,
    getCurves: () => ['prime256v1', 'secp256k1', 'secp384r1', 'secp521r1'],
    getFips: () => 0,
    createDiffieHellman: unavailable('createDiffieHellman'),
    createECDH: unavailable('createECDH'),
    generatePrimeSync: unavailable('generatePrimeSync'),
    subtle,
    webcrypto: { getRandomValues, randomUUID: random.randomUUID, subtle, CryptoKey },
    constants: {
      RSA_PKCS1_PADDING: 1,
      RSA_NO_PADDING: 3,
      RSA_PKCS1_OAEP_PADDING: 4,
      RSA_PKCS1_PSS_PADDING: 6,
      RSA_PSS_SALTLEN_DIGEST: -1,
      RSA_PSS_SALTLEN_MAX_SIGN: -2,
      RSA_PSS_SALTLEN_AUTO: -2,
    },
  };
}
