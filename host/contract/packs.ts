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

/** Why a whole archive was not installed. The last two can be agreed to, in `accept`. */
export const installRefusalSchema = z.enum([
  'built-in',
  'downgrade',
  'same-version-differs',
  'key-changed',
  'signature-missing',
]);
export type InstallRefusal = z.infer<typeof installRefusalSchema>;

const examinedPackSchema = z.strictObject({
  id: z.string(),
  version: z.string(),
  title: z.string(),
  authors: z.array(z.string()),
  files: z.int().nonnegative(),
  trust: packTrustSchema,
  standing: packStandingSchema,
  installedVersion: z.string().nullable(),
});

/** The archive is damaged or unsafe; `message` says in the language asked for what is wrong with it. */
const damaged = z.strictObject({ status: z.literal('damaged'), message: z.string() });

export const packVerificationSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('intact'), pack: examinedPackSchema }),
  damaged,
]);
export type PackVerification = z.infer<typeof packVerificationSchema>;

export const packInstallationSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('installed'), pack: examinedPackSchema }),
  /** Nothing has changed. */
  z.strictObject({ status: z.literal('refused'), reason: installRefusalSchema, pack: examinedPackSchema }),
  damaged,
]);
export type PackInstallation = z.infer<typeof packInstallationSchema>;

/**
 * Whether a pack keeps what packs promise learners, and whose word that is. An archive says nothing of it that
 * would be believed: installed packs are looked at on this computer, in the background.
 */
export const packCertificationSchema = z.discriminatedUnion('status', [
  /** `backline`: it comes with Backline, whose tests certify it. `this-computer`: it was tried here. */
  z.strictObject({ status: z.literal('certified'), by: z.enum(['backline', 'this-computer']) }),
  /** It was tried here. `wasStopped`: it did not come to an end, so there may be more errors, and there may be none. */
  z.strictObject({
    status: z.literal('not-certified'),
    errors: z.int().nonnegative(),
    wasStopped: z.boolean(),
  }),
  /** It is being tried: so many of its exercises so far; `total` is 0 until it is known. */
  z.strictObject({
    status: z.literal('checking'),
    done: z.int().nonnegative(),
    total: z.int().nonnegative(),
  }),
  /** Not looked at yet; a pack from a folder never is, since its author has `pack check` and `pack preview`. */
  z.strictObject({ status: z.literal('not-checked') }),
]);
export type PackCertification = z.infer<typeof packCertificationSchema>;

export const packListSchema = z.strictObject({
  packs: z.array(
    z.strictObject({
      id: z.string(),
      version: z.string(),
      title: z.string(),
      /** `folder` is one that was named at the start, such as an author's own. Only `installed` can be removed. */
      origin: z.enum(['built-in', 'installed', 'folder']),
      /** Fingerprint of the key that signed it; null where nobody did. */
      signedBy: z.string().nullable(),
      certification: packCertificationSchema,
    }),
  ),
});
export type PackList = z.infer<typeof packListSchema>;

/** The bytes of an archive. It fits into a message; a larger one goes through the command line. */
export const archiveBytesSchema = z.base64().max(7_500_000);

/** What the person has been shown and has agreed to; the fingerprint is of the new key that they were shown. */
export const installAcceptSchema = z.strictObject({
  newKey: z.string().nullable().default(null),
  unsigned: z.boolean().default(false),
});
