import { describe, expect, it } from 'vitest';
import { besiege, largestRunnerMiB } from './besieged.ts';
import { asPem, costlyKeys, usualKey } from './costly-keys.ts';

/** HOSTILE.md, row 15b, of keys: making and opening them is the host's work, for which a guest names the amount. */
const besieged = besiege();
const short = { cpuMs: 400, wallMs: 800 };
/** For what must be answered, however busy the machine is. */
const long = { cpuMs: 10_000, wallMs: 20_000 };

async function ask(expression: string, limits = long) {
  const files = {
    'app.cjs': `const crypto = require('crypto'), bcrypt = require('bcryptjs'), { subtle } = crypto.webcrypto;
const caught = async (run) => { try { await run(); return 'nothing thrown'; } catch (error) { return error.code ?? error.name; } };
exports.ask = async () => { return await (${expression}); };`,
  };
  const attacked = await besieged.attack({ files, call: 'ask', limits });
  expect(besieged.peakMiB()).toBeLessThanOrEqual(largestRunnerMiB);
  return attacked;
}

const refused: Readonly<Record<string, readonly [expression: string, code: string]>> = {
  'an RSA key of 4097 bits': [
    "crypto.generateKeyPairSync('rsa', { modulusLength: 4097 })",
    'ERR_OUT_OF_RANGE',
  ],
  'an RSA key of a billion bits': [
    "crypto.generateKeyPairSync('rsa', { modulusLength: 1e9 })",
    'ERR_OUT_OF_RANGE',
  ],
  'an RSA key of NaN bits': [
    "crypto.generateKeyPairSync('rsa', { modulusLength: NaN })",
    'ERR_INVALID_ARG_TYPE',
  ],
  'an RSA key of exponent 1': [
    "crypto.generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 1 })",
    'ERR_OSSL_RSA_PUB_EXPONENT_OUT_OF_RANGE',
  ],
  'an RSA key of an even exponent': [
    "crypto.generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 65536 })",
    'ERR_OSSL_RSA_PUB_EXPONENT_OUT_OF_RANGE',
  ],
  'an RSA key of exponent 0': [
    "crypto.generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 0 })",
    'ERR_OSSL_RSA_PUB_EXPONENT_OUT_OF_RANGE',
  ],
  'an RSA key of a fractional exponent': [
    "crypto.generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 3.5 })",
    'ERR_OUT_OF_RANGE',
  ],
  'an RSA key of a huge exponent': [
    "crypto.generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 2 ** 40 + 1 })",
    'ERR_OUT_OF_RANGE',
  ],
  'an RSA key of subtle of 16384 bits': [
    "subtle.generateKey({ name: 'RSA-PSS', hash: 'SHA-256', modulusLength: 16384, publicExponent: Uint8Array.of(1, 0, 1) }, true, ['sign', 'verify'])",
    'ERR_OUT_OF_RANGE',
  ],
  'an RSA key of subtle of an even exponent': [
    "subtle.generateKey({ name: 'RSA-PSS', hash: 'SHA-256', modulusLength: 1024, publicExponent: Uint8Array.of(2) }, true, ['sign', 'verify'])",
    'ERR_OSSL_RSA_PUB_EXPONENT_OUT_OF_RANGE',
  ],
  'PBKDF2 of subtle of a billion rounds': [
    "subtle.importKey('raw', Buffer.from('x'), 'PBKDF2', false, ['deriveBits']).then((key) => subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: Buffer.alloc(8), iterations: 1e9 }, key, 256))",
    'ERR_OUT_OF_RANGE',
  ],
  'a key whose scrypt asks for gigabytes': [
    `crypto.createPrivateKey({ key: ${JSON.stringify(asPem(costlyKeys.scrypt))}, passphrase: 'x' })`,
    'ERR_OSSL_EVP_MEMORY_LIMIT_EXCEEDED',
  ],
  'a key of megabytes': [
    "crypto.createPrivateKey({ key: Buffer.alloc(1e6, 0x30), format: 'der', type: 'pkcs8' })",
    'ERR_OUT_OF_RANGE',
  ],
};

const stopped: Readonly<Record<string, string>> = {
  'a key whose PBKDF2 asks for a billion rounds': `crypto.createPrivateKey({ key: ${JSON.stringify(asPem(costlyKeys.pbkdf2))}, passphrase: 'x' })`,
  'the same as bytes': `crypto.createPrivateKey({ key: Buffer.from('${costlyKeys.pbkdf2.toString('hex')}', 'hex'), format: 'der', type: 'pkcs8', passphrase: 'x' })`,
  'the same where a public key is wanted': `crypto.createPublicKey({ key: ${JSON.stringify(asPem(costlyKeys.pbkdf2))}, passphrase: 'x' })`,
  'the same where something is signed': `crypto.sign('sha256', Buffer.from('x'), { key: ${JSON.stringify(asPem(costlyKeys.pbkdf2))}, passphrase: 'x' })`,
  'a key of PKCS #12 that asks for a billion rounds': `crypto.createPrivateKey({ key: ${JSON.stringify(asPem(costlyKeys.pkcs12))}, passphrase: 'x' })`,
  'key pairs without end':
    "(async () => { for (;;) crypto.generateKeyPairSync('ec', { namedCurve: 'P-521' }); })()",
  'key pairs by callback without end':
    "new Promise(() => { const next = () => crypto.generateKeyPair('rsa', { modulusLength: 1024 }, next); next(); })",
  'key pairs of subtle without end':
    "(async () => { for (;;) await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']); })()",
  'signatures without end':
    "(async () => { const { privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 1024 }); for (;;) crypto.sign('sha256', Buffer.from('x'), privateKey); })()",
  'bcryptjs of cost 31': "bcrypt.hashSync('x', 31)",
  'bcryptjs of cost 31 in steps': "bcrypt.hash('x', 31)",
};

describe('making or opening a key', () => {
  it.each(Object.entries(refused))('%s is refused', async (_, [expression, code]) => {
    expect(await ask(`caught(() => ${expression})`)).toMatchObject({ failure: null, value: code });
  });

  it.each(Object.entries(stopped))('%s is stopped', async (_, expression) => {
    expect((await ask(`caught(() => ${expression})`, short)).failure).toMatchObject({ kind: 'time' });
  });

  it('that asks for the usual work is done', async () => {
    const key = JSON.stringify(usualKey());
    const { failure, value } = await ask(
      `crypto.createPrivateKey({ key: ${key}, passphrase: 'x' }).asymmetricKeyType`,
    );
    expect([failure, value]).toEqual([null, 'ed25519']);
  });
});
