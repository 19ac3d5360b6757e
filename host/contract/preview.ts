import { z } from 'zod';

/** What an author is told about one place of a pack. */
const findingSchema = z.strictObject({
  severity: z.enum(['error', 'warning']),
  /** Path below the folder that is previewed. */
  file: z.string(),
  /** Counted from 1; null where it is about the file itself, or its absence. */
  line: z.int().positive().nullable(),
  message: z.string(),
});
export type PreviewFinding = z.infer<typeof findingSchema>;

const exerciseSchema = z.strictObject({
  id: z.string(),
  /** False while the files have changed since, and what is here is of before. */
  isCurrent: z.boolean(),
  findings: z.array(findingSchema),
  /** How much the checks notice of small mistakes; null where that could not be tried. */
  score: z
    .strictObject({
      /** From 0 to 1. */
      mutationScore: z.number(),
      mutants: z.int().nonnegative(),
      killed: z.int().nonnegative(),
      /** What no check notices. */
      survivors: z.array(
        z.strictObject({ file: z.string(), line: z.int(), before: z.string(), after: z.string() }),
      ),
    })
    .nullable(),
});
export type PreviewExercise = z.infer<typeof exerciseSchema>;

export const previewSchema = z.strictObject({
  /** Null where no folder is previewed. */
  preview: z
    .strictObject({
      folder: z.string(),
      /** How many exercises of all have been looked at since the last change. */
      progress: z.strictObject({
        isChecking: z.boolean(),
        done: z.int().nonnegative(),
        total: z.int().nonnegative(),
      }),
      exercises: z.array(exerciseSchema),
      /** Findings about lessons, by the lesson's id. */
      lessons: z.array(z.strictObject({ id: z.string(), findings: z.array(findingSchema) })),
      /** Findings about packs as a whole. */
      packs: z.array(findingSchema),
    })
    .nullable(),
});
export type Preview = NonNullable<z.infer<typeof previewSchema>['preview']>;
