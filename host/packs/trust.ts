import { fingerprintOf } from '../../lessons/archive/signature.ts';
import type { PackTrust } from '../contract/packs.ts';
import type { PacksIndex } from './index-file.ts';

/** Whom a pack is from, as far as this computer can tell: the first key seen for a pack is the one to expect. */
export function trustOf(
  { id, signedBy }: { readonly id: string; readonly signedBy: string | null },
  { keys }: PacksIndex,
): PackTrust {
  const expected = keys.find((key) => key.pack === id)?.publicKey ?? null;
  if (signedBy === null) {
    return expected === null
      ? { status: 'unsigned' }
      : { status: 'signature-missing', expected: fingerprintOf(expected) };
  }
  const fingerprint = fingerprintOf(signedBy);
  if (expected !== null && expected !== signedBy)
    return { status: 'key-changed', fingerprint, expected: fingerprintOf(expected) };
  const packs = keys.filter((key) => key.publicKey === signedBy).map((key) => key.pack);
  return packs.length > 0 ? { status: 'known-key', fingerprint, packs } : { status: 'new-key', fingerprint };
}
