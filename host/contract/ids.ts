import { z } from 'zod';

/** What names a profile, a lesson, an exercise and a moment, wherever it crosses between window and host. */
export const profileId = z.string().min(1).max(64);
export const exerciseId = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+\/[a-z0-9-]+$/)
  .max(200);
export const lessonId = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)
  .max(130);
/** A point in time, ISO 8601 in UTC. */
export const instant = z.iso.datetime();

/** Path to text. A submission is at most 2 MiB in at most 100 files. */
export const submissionFilesSchema = z
  .record(z.string().min(1).max(200), z.string())
  .refine((files) => Object.keys(files).length <= 100, 'has more than 100 files')
  .refine(
    (files) => Object.values(files).reduce((sum, text) => sum + text.length, 0) <= 2 * 1024 * 1024,
    'is larger than 2 MiB',
  );
