import { z } from 'zod';

/** Path to text. A submission is at most 2 MiB in at most 100 files. */
export const submissionFilesSchema = z
  .record(z.string().min(1).max(200), z.string())
  .refine((files) => Object.keys(files).length <= 100, 'has more than 100 files')
  .refine(
    (files) => Object.values(files).reduce((sum, text) => sum + text.length, 0) <= 2 * 1024 * 1024,
    'is larger than 2 MiB',
  );
