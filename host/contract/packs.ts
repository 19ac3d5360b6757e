import { z } from 'zod';

/**
 * Whom a pack is from. A fingerprint is what two people compare to see that they mean one key.
 * `key-changed` and `signature-missing` ask before anything is installed.
 */
export const packTrustSchema = z.discriminatedUnion('status', [
  /** Nobody signed it: nothing tells whom it is from. */
  z.strictObject({ status: z.literal('unsigned') }),
  /** Nobody signed it, and this pack was signed by the key `expected` before. */
  z.strictObject({ status: z.literal('signature-missing'), expected: z.string() }),
  /** Signed by a key seen before: of this pack, or of the other `packs`. */
  z.strictObject({ status: z.literal('known-key'), fingerprint: z.string(), packs: z.array(z.string()) }),
  z.strictObject({ status: z.literal('new-key'), fingerprint: z.string() }),
  /** Signed by another key than the one this pack was signed by before. */
  z.strictObject({ status: z.literal('key-changed'), fingerprint: z.string(), expected: z.string() }),
]);
export type PackTrust = z.infer<typeof packTrustSchema>;

/** How a pack stands to the installed one of its id. The last two cannot be installed over it. */
export const packStandingSchema = z.enum(['new', 'upgrade', 'same', 'downgrade', 'same-version-differs']);
export type PackStanding = z.infer<typeof packStandingSchema>;
