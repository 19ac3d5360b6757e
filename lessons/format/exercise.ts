import { z } from 'zod';
import { localizedTextSchema } from './locale.ts';
import { visibilitySchema } from './report.ts';

/** Ids are permanent: lower-case letters, digits and hyphens, at most 64 characters. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens')
  .max(64);

/** A path inside the pack, with forward slashes, that never climbs above the folder it starts from. */
export const packPathSchema = z
  .string()
  .min(1)
  .max(200)
  .refine((path) => !/^[/\\]|\\|:|(^|\/)\.\.?(\/|$)|\0/.test(path), {
    message: 'must be a path below this folder, written with forward slashes',
  });

/** The fields that every check has, whatever its kind; a kind extends them. */
export const checkFields = {
  id: idSchema,
  name: localizedTextSchema,
  weight: z.number().positive().max(100).default(1),
  visibility: visibilitySchema.default('shown'),
  /** The author's next step for a learner who fails this check; overrides the grader's. */
  nextStep: localizedTextSchema.optional(),
};

/** The fields that every exercise has, whatever its kind; a kind extends them. */
export const exerciseFields = {
  format: z.literal(1),
  title: localizedTextSchema,
  /** How long it takes most people, in minutes. */
  minutes: z.int().positive().max(240),
  /** The file of the submission that is loaded or run first. */
  entry: packPathSchema,
  hints: z.array(localizedTextSchema).max(10).default([]),
  /** Each folder of `wrong/`, the check that must catch it, and what the mistake is. */
  wrong: z
    .record(
      idSchema,
      z.strictObject({
        caughtBy: idSchema,
        mistake: localizedTextSchema,
      }),
    )
    .default({}),
};

/** The moment at which a world's clock starts. */
export const startTimeSchema = z.iso
  .datetime({ message: 'must be a time in UTC such as 2026-03-02T09:00:00Z' })
  .default('2026-03-02T09:00:00Z');
