import { z } from 'zod';
import { exerciseId, instant, profileId } from './ids.ts';

const historySchema = z.strictObject({
  /** Monday to Sunday by this computer's clock and time zone, oldest first; a week without attempts is left out. */
  weeks: z.array(
    z.strictObject({
      /** The Monday. */
      start: z.iso.date(),
      attempts: z.int().nonnegative(),
      /** Exercises that were passed for the first time. */
      passed: z.int().nonnegative(),
      activeMs: z.int().nonnegative(),
    }),
  ),
  exercises: z.array(
    z.strictObject({
      id: exerciseId,
      attempts: z.int().positive(),
      firstAt: instant,
      lastAt: instant,
      /** When it was passed first; null where it was not. */
      passedAt: instant.nullable(),
      /** The time before each attempt since the one before it, of any exercise, where that is at most 30 minutes. */
      activeMs: z.int().nonnegative(),
    }),
  ),
});
export type History = z.infer<typeof historySchema>;

export const historyMethods = {
  /** When the profile attempted and passed what. */
  'progress.history': { input: z.strictObject({ profileId }), output: historySchema },
} as const;
