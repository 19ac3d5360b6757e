import { z } from 'zod';
import { exerciseId, profileId, submissionFilesSchema } from './ids.ts';

export const helpSchema = z.strictObject({
  /** How many hints were read, from the first on. */
  hintsRead: z.int().nonnegative(),
  /** `unseen`: showing it asks first. `seen`: it was shown before a pass. `passed`: nothing is left to give away. */
  solution: z.enum(['unseen', 'seen', 'passed']),
});
export type Help = z.infer<typeof helpSchema>;

const ofExercise = { profileId, exerciseId };

export const helpMethods = {
  /** The help that was taken with an exercise. */
  'help.get': { input: z.strictObject(ofExercise), output: helpSchema },
  /** Notes that the first `hints` hints were read. Event `help.changed` follows. */
  'help.readHints': {
    input: z.strictObject({ ...ofExercise, hints: z.int().nonnegative().max(100) }),
    output: helpSchema,
  },
  /**
   * The solution's files, after it was durably noted that they were shown. Where the exercise is passed
   * nothing is noted. Event `help.changed` follows. Error `not-found`.
   */
  'help.showSolution': {
    input: z.strictObject(ofExercise),
    output: z.strictObject({ files: submissionFilesSchema }),
  },
} as const;

export const helpEvents = {
  /** Hints were read or a solution was shown, in any window. */
  'help.changed': z.strictObject(ofExercise),
} as const;
