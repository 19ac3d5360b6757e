import { z } from 'zod';
import { evidenceSchema, locationSchema } from './evidence.ts';
import { localeSchema } from './locale.ts';

/** What a learner may see of a check: everything, its name and status, or its status and the author's words. */
export const visibilitySchema = z.enum(['shown', 'name-only', 'hidden']);
export type Visibility = z.infer<typeof visibilitySchema>;

/**
 * `failed`: the program answered, and the answer is wrong. `error`: it could not answer (it did not
 * compile, threw, or ran into a limit). `not-run`: this run left the check out, or never came to it.
 */
export const checkStatusSchema = z.enum(['passed', 'failed', 'error', 'not-run']);
export type CheckStatus = z.infer<typeof checkStatusSchema>;

/** Why a check did not pass, for wording and icons: each reads differently to a learner. */
export const reasonSchema = z.enum([
  'wrong-answer',
  'unreadable',
  'syntax',
  'import',
  'exception',
  'time',
  'stalled',
  'memory',
  'output',
  'sql',
  'denied',
  'no-app',
  'crash',
]);
export type Reason = z.infer<typeof reasonSchema>;

export const checkSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Share of the score; at least 1. */
  weight: z.number().positive(),
  visibility: visibilitySchema,
  status: checkStatusSchema,
  /** Null where the check passed or did not run. */
  reason: reasonSchema.nullable(),
  /** What happened, in a sentence or two. Empty where there is nothing to say. */
  message: z.string(),
  /** What to look at next; null where the author and the grader have nothing to add. */
  nextStep: z.string().nullable(),
  /** The learner's line that it comes down to, where one is known. */
  location: locationSchema.nullable(),
  evidence: z.array(evidenceSchema),
});
export type Check = z.infer<typeof checkSchema>;

/** What is needed to get the same report again. */
export const reproductionSchema = z.strictObject({
  seed: z.int().nonnegative(),
  /** SHA-256 of the exercise's content, lower-case hexadecimal. */
  contentHash: z.string(),
  /** SHA-256 of what the exercise asks for; reports from before it was kept have none. */
  requirementsHash: z.string().optional(),
  packVersion: z.string(),
  appVersion: z.string(),
  nodeVersion: z.string(),
  sqliteVersion: z.string(),
  /** Version of every package on the sandbox's shelf. */
  shelf: z.record(z.string(), z.string()),
});

/** The answer to one submission. It carries no time of day and no duration: the same inputs give the same bytes. */
export const gradeReportSchema = z.strictObject({
  format: z.literal(1),
  /** `pack/lesson/exercise`. */
  exercise: z.string(),
  kind: z.string(),
  locale: localeSchema,
  /** `run` is the visible checks, `submit` is all of them. */
  mode: z.enum(['run', 'submit']),
  /** True where every check that counts has passed. Only a submission can pass an exercise. */
  passed: z.boolean(),
  score: z.strictObject({ earned: z.number().nonnegative(), possible: z.number().nonnegative() }),
  checks: z.array(checkSchema),
  reproduction: reproductionSchema,
});
export type GradeReport = z.infer<typeof gradeReportSchema>;
export type GradeMode = GradeReport['mode'];
