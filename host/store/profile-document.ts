import { createHash } from 'node:crypto';
import { z } from 'zod';
import { gradeReportSchema } from '../../lessons/format/report.ts';
import { exerciseId, instant, submissionFilesSchema } from '../contract/ids.ts';

/** What an exported profile is: `docs/profile-export.md`. */

export const documentFormat = 'backline-profile';
export const documentVersion = 1;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const profileDocumentSchema = z.strictObject({
  format: z.literal(documentFormat),
  version: z.literal(documentVersion),
  exportedAt: instant,
  profile: z.strictObject({
    id: z.string().min(1).max(64),
    name: z.string().trim().min(1).max(80),
    createdAt: instant,
  }),
  /** By name. What this version does not know is passed over. */
  settings: z.record(z.string(), z.json()),
  drafts: z
    .array(z.strictObject({ exercise: exerciseId, savedAt: instant, files: submissionFilesSchema }))
    .max(100_000),
  /** What was written in playgrounds, by exercise; '' is the person's own. */
  playgrounds: z
    .array(
      z.strictObject({
        exercise: z.union([z.literal(''), exerciseId]),
        savedAt: instant,
        files: submissionFilesSchema,
      }),
    )
    .max(100_000),
  /** Hints read, and solutions shown before a pass. */
  help: z
    .array(
      z.strictObject({ exercise: exerciseId, hints: z.int().nonnegative(), solutionAt: instant.nullable() }),
    )
    .max(100_000),
  /** In the order in which they were submitted: each follows the one before it. */
  attempts: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(64),
        sequence: z.int().positive(),
        number: z.int().positive(),
        submittedAt: instant,
        durationMs: z.number().nonnegative(),
        files: submissionFilesSchema,
        report: gradeReportSchema,
        previousHash: hash,
        hash,
      }),
    )
    .max(100_000),
});
export type ProfileDocument = z.infer<typeof profileDocumentSchema>;

/** SHA-256 over the document without its checksum, as compact JSON. */
export function documentChecksum(document: object): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}
