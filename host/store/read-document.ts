import type { ImportRefusal } from '../contract/data.ts';
import { attemptHash, chainStart } from './attempt-hash.ts';
import { attemptRow } from './attempts.ts';
import {
  documentChecksum,
  documentFormat,
  documentVersion,
  type ProfileDocument,
  profileDocumentSchema,
} from './profile-document.ts';

type ReadDocument =
  | { readonly ok: true; readonly document: ProfileDocument }
  | { readonly ok: false; readonly reason: ImportRefusal };

/** Reads an exported profile, and believes nothing of it before it has been checked. */
export function readDocument(text: string): ReadDocument {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, reason: 'not-json' };
  }
  if (!isObject(json) || json.format !== documentFormat) return { ok: false, reason: 'foreign' };
  if (typeof json.version === 'number' && json.version > documentVersion)
    return { ok: false, reason: 'newer' };
  try {
    const { checksum, ...rest } = json;
    if (checksum !== documentChecksum(rest) || !profileDocumentSchema.safeParse(rest).success)
      return { ok: false, reason: 'damaged' };
    // As it was read and not as zod gives it back, so that the same attempt has the same text everywhere.
    const document = rest as unknown as ProfileDocument;
    return isChain(document) ? { ok: true, document } : { ok: false, reason: 'damaged' };
  } catch (error) {
    // Nested so deep that the stack ends before it does.
    if (error instanceof RangeError) return { ok: false, reason: 'damaged' };
    throw error;
  }
}

function isChain({ profile, attempts }: ProfileDocument): boolean {
  let before = { sequence: 0, hash: chainStart };
  for (const attempt of attempts) {
    const row = attemptRow({ ...attempt, profileId: profile.id });
    const follows = attempt.sequence === before.sequence + 1 && attempt.previousHash === before.hash;
    if (!follows || attempt.hash !== attemptHash(row)) return false;
    before = attempt;
  }
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
