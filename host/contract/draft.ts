import { z } from 'zod';
import { instant, submissionFilesSchema } from './ids.ts';

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
