import { generateKeyPairSync } from 'node:crypto';

/**
 * Encrypted private keys (RFC 5958, PBES2 of RFC 8018) whose own parameters ask whoever opens them for
 * more work than there is time. No key can be found in them: the work comes first.
 */
const rounds = 1_000_000_000;

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));
const octets = (bytes: Buffer): Buffer => tagged(0x04, bytes);
const identifier = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));

function integer(value: number): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, 'hex');
  // Without a zero in front it would be negative.
  return tagged(0x02, (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes]));
}

function tagged(tag: number, body: Buffer): Buffer {
  const length =
    body.length < 128 ? Buffer.of(body.length) : Buffer.of(0x82, body.length >> 8, body.length & 0xff);
  return Buffer.concat([Buffer.of(tag), length, body]);
}

const salt = octets(Buffer.alloc(16, 7));
const oids = {
  pbes2: identifier('2a864886f70d01050d'),
  pbkdf2: identifier('2a864886f70d01050c'),
  scrypt: identifier('2b06010401da47040b'),
  aes256: identifier('60864801650304012a'),
  pkcs12TripleDes: identifier('2a864886f70d010c0103'),
};

function encrypted(algorithm: Buffer): Buffer {
  return sequence(algorithm, octets(Buffer.alloc(64, 1)));
}

function byPbes2(derivation: Buffer): Buffer {
  const cipher = sequence(oids.aes256, octets(Buffer.alloc(16, 3)));
  return encrypted(sequence(oids.pbes2, sequence(derivation, cipher)));
}

export const costlyKeys = {
  pbkdf2: byPbes2(sequence(oids.pbkdf2, sequence(salt, integer(rounds)))),
  scrypt: byPbes2(sequence(oids.scrypt, sequence(salt, integer(2 ** 24), integer(8), integer(64)))),
  pkcs12: encrypted(sequence(oids.pkcs12TripleDes, sequence(salt, integer(rounds)))),
} as const;

export function asPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN ENCRYPTED PRIVATE KEY-----', ...lines, '-----END ENCRYPTED PRIVATE KEY-----', ''].join(
    '\n',
  );
}

/** A key that is as it should be, for showing that these are refused for their cost alone. */
export function usualKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const options = { format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' } as const;
  return privateKey.export(options).toString();
}
