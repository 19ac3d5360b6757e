import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { z } from 'zod';
import { RefusedArchive } from './archive-fault.ts';
import { parseJson, sha256, signatureFile } from './manifest.ts';

const base64 = (bytes: number) =>
  z.string().refine((text) => {
    const decoded = Buffer.from(text, 'base64');
    // One spelling only: Node's decoder passes over what is not base64.
    return decoded.length === bytes && decoded.toString('base64') === text;
  });

const signatureSchema = z.strictObject({
  algorithm: z.literal('ed25519'),
  /** 32 bytes (RFC 8032). */
  publicKey: base64(32),
  signature: base64(64),
});

/** What is signed begins with these words, so that no signature made for another purpose fits. */
const purpose = Buffer.from('backline pack manifest 1\n');

/** A new private key, as PEM (PKCS #8). */
export function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The key in a PEM text, or null where there is none of the kind that signs packs. */
export function readSigningKey(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** The signature over a manifest's bytes, as the archive keeps it. The same key gives the same bytes. */
export function signManifest(manifest: Buffer, key: KeyObject): Buffer {
  const signed = {
    algorithm: 'ed25519',
    publicKey: publicKeyOf(key),
    signature: sign(null, Buffer.concat([purpose, manifest]), key).toString('base64'),
  } satisfies z.infer<typeof signatureSchema>;
  return Buffer.from(`${JSON.stringify(signed, null, 1)}\n`);
}

/** The public key, base64, that signed the manifest. Throws `RefusedArchive` where it did not. */
export function checkSignature(manifest: Buffer, file: Buffer): string {
  const read = signatureSchema.safeParse(parseJson(file, signatureFile));
  if (!read.success) throw new RefusedArchive('bad-signature');
  const { publicKey, signature } = read.data;
  const x = Buffer.from(publicKey, 'base64').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  if (!verify(null, Buffer.concat([purpose, manifest]), key, Buffer.from(signature, 'base64')))
    throw new RefusedArchive('bad-signature');
  return publicKey;
}

/** The public half of a private key: 32 bytes, base64. */
export function publicKeyOf(key: KeyObject): string {
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.from(x ?? '', 'base64url').toString('base64');
}

/** What two people compare to see that they mean one key: 128 bits of its SHA-256 sum in groups of four. */
export function fingerprintOf(publicKey: string): string {
  const sum = sha256(Buffer.from(publicKey, 'base64'));
  return (sum.slice(0, 32).match(/.{4}/g) ?? []).join(' ');
}
