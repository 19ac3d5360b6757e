import { z } from 'zod';
import { checkFields, exerciseFields, packPathSchema, startTimeSchema } from '../../format/exercise.ts';
import { localizedTextSchema } from '../../format/locale.ts';
import { schemaMessage } from '../../format/schema-message.ts';

/** Why SQLite refuses a statement, as a task names it. `constraint` is any of them. */
export const causeSchema = z.enum([
  'constraint',
  'not-null',
  'unique',
  'foreign-key',
  'check',
  'type',
  'trigger',
]);
export type Cause = z.infer<typeof causeSchema>;

const sqlSchema = z.string().trim().min(1);
/** What the statement stands for, as a learner reads it: "a book without a title". */
const why = localizedTextSchema;

const probeSchema = z.union([
  /** Must run, and write as many rows as it does with the reference. */
  z.strictObject({ accepts: sqlSchema, why }),
  /** Its last statement must be refused, for this cause or one of these. */
  z.strictObject({
    rejects: sqlSchema,
    because: z.union([causeSchema, z.array(causeSchema).min(1)]).default('constraint'),
    why,
  }),
  /** Must give the rows that it gives with the reference. */
  z.strictObject({
    finds: sqlSchema,
    /** Whether the order of the rows counts. */
    ordered: z.boolean().default(false),
    why,
  }),
]);

export const schemaExerciseSchema = z.strictObject({
  ...exerciseFields,
  kind: z.literal('schema'),
  startTime: startTimeSchema,
  /** What is there before the submission runs, for tasks that change tables; nothing by default. */
  dataset: packPathSchema.optional(),
  /** Each check runs the submission on a fresh database and then its probes, one after another. */
  checks: z
    .array(
      z
        .strictObject({
          ...checkFields,
          /** SQL that must run before the probes: the rows that they need. */
          given: sqlSchema.optional(),
          probes: z.array(probeSchema).max(50).default([]),
        })
        .refine(({ probes, verify }) => probes.length > 0 || verify !== undefined, {
          path: ['probes'],
          message: schemaMessage({
            en: 'tries nothing: it needs probes, or verify alone',
            'pt-BR': 'não testa nada: precisa de probes, ou só de verify',
          }),
        }),
    )
    .min(1),
});

export type SchemaExercise = z.infer<typeof schemaExerciseSchema>;
export type SchemaCheck = SchemaExercise['checks'][number];
export type Probe = SchemaCheck['probes'][number];

export function schemaResources({ dataset }: SchemaExercise): readonly string[] {
  return dataset === undefined ? [] : [dataset];
}
