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
