import { z } from 'zod';
import { checkFields, exerciseFields, packPathSchema, startTimeSchema } from '../../format/exercise.ts';
import { localizedTextSchema } from '../../format/locale.ts';
import { schemaMessage } from '../../format/schema-message.ts';
import { constructSchema } from '../../grading/construct-schema.ts';
import { generatedDataSchema } from '../../grading/generated-data-schema.ts';
import { resultOrderSchema } from '../../grading/result-order.ts';

/** What is looked at once the script has run; the same is looked at after the reference. */
const inspectSchema = z.union([
  /** A whole table: that it is there, its columns by name, and its rows in any order. */
  z.strictObject({ table: z.string().min(1) }),
  z.strictObject({
    query: z.string().min(1),
    /** What the query shows, as its table is titled. */
    name: localizedTextSchema,
    order: resultOrderSchema,
  }),
]);

const sources = ['dataset', 'generate', 'constructs'] as const;

const checkSchema = z
  .strictObject({
    ...checkFields,
    /** A SQL file, looked for in the exercise's folder, then in the pack's `data/`. */
    dataset: packPathSchema.optional(),
    /** A dataset made from the report's seed. */
    generate: generatedDataSchema.optional(),
    /** Looks at how the answer is written instead of what it gives. */
    constructs: z
      .strictObject({
        required: z.array(constructSchema).default([]),
        forbidden: z.array(constructSchema).default([]),
      })
      .refine(({ required, forbidden }) => required.length + forbidden.length > 0, {
        message: schemaMessage({
          en: 'requires nothing and forbids nothing',
          'pt-BR': 'não exige nada nem proíbe nada',
        }),
      })
      .refine(({ required, forbidden }) => !required.some((name) => forbidden.includes(name)), {
        message: schemaMessage({
          en: 'requires and forbids the same construct',
          'pt-BR': 'exige e proíbe a mesma construção',
        }),
      })
      .optional(),
  })
  .superRefine((check, context) => {
    const given = sources.filter((name) => check[name] !== undefined);
    if (given.length !== 1) {
      const message = schemaMessage({
        en: `needs exactly one of ${sources.join(', ')}; it has ${given.join(' and ') || 'none'}`,
        'pt-BR': `precisa de exatamente um entre ${sources.join(', ')}; tem ${given.join(' e ') || 'nenhum'}`,
      });
      context.addIssue({ code: 'custom', message });
    }
    if (check.constructs !== undefined && check.verify !== undefined) {
      const message = schemaMessage({
        en: 'cannot stand beside constructs, which run nothing: make it another check',
        'pt-BR': 'não pode ficar junto de constructs, que não executa nada: crie outra verificação para isso',
      });
      context.addIssue({ code: 'custom', path: ['verify'], message });
    }
    for (const [at, table] of (check.generate?.tables ?? []).entries()) {
      if (typeof table.rows === 'number') continue;
      const message = schemaMessage({
        en: 'must be a number here: only the kind plan grows its data',
        'pt-BR': 'deve ser um número aqui: só o tipo plan aumenta seus dados',
      });
      context.addIssue({ code: 'custom', path: ['generate', 'tables', at, 'rows'], message });
    }
  });

export const sqlExerciseSchema = z.strictObject({
  ...exerciseFields,
  kind: z.literal('sql'),
  startTime: startTimeSchema,
  compare: z
    .strictObject({
      order: resultOrderSchema,
      /** Whether names of result columns must be the reference's. */
      columnNames: z.boolean().default(false),
      /** Largest difference between two numbers that still counts as equal. */
      tolerance: z.number().nonnegative().default(0),
      /**
       * Which results are compared: of the last query, of all queries in turn, or none. By default
       * the last one's, and none where `inspect` says what to look at.
       */
      results: z.enum(['last', 'all', 'none']).optional(),
    })
    .prefault({}),
  inspect: z.array(inspectSchema).max(20).default([]),
  /** Each check runs the script beside the reference, which is the solution. */
  checks: z.array(checkSchema).min(1),
});

export type SqlExercise = z.infer<typeof sqlExerciseSchema>;
export type SqlCheck = SqlExercise['checks'][number];
export type SqlInspection = SqlExercise['inspect'][number];

/** The SQL files of the datasets. */
export function sqlResources(exercise: SqlExercise): readonly string[] {
  const files = exercise.checks.flatMap(({ dataset, generate }) => [dataset, generate?.base]);
  return [...new Set(files.filter((file) => file !== undefined))];
}
