import { z } from 'zod';

export const profileId = z.string().min(1).max(64);
export const exerciseId = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+\/[a-z0-9-]+$/)
  .max(200);
export const instant = z.iso.datetime();

/** Path to text. A submission is at most 2 MiB in at most 100 files. */
export const submissionFilesSchema = z
  .record(z.string().min(1).max(200), z.string())
  .refine((files) => Object.keys(files).length <= 100, 'has more than 100 files')
  .refine(
    (files) => Object.values(files).reduce((sum, text) => sum + text.length, 0) <= 2 * 1024 * 1024,
    'is larger than 2 MiB',
  );

export const draftSchema = z.strictObject({
  files: submissionFilesSchema,
  savedAt: instant,
  /** Counts the saves of this draft; a save names the revision it was based on. */
  revision: z.int().positive(),
});

export const draftSavedSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('saved'), revision: z.int().positive(), savedAt: instant }),
  z.strictObject({ status: z.literal('conflict'), draft: draftSchema }),
]);
