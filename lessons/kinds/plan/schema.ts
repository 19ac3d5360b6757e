import { z } from 'zod';
import { checkFields, exerciseFields, packPathSchema, startTimeSchema } from '../../format/exercise.ts';
import { schemaMessage } from '../../format/schema-message.ts';
import { generatedDataSchema, mostGeneratedRows } from '../../grading/generated-data-schema.ts';
import { resultOrderSchema } from '../../grading/result-order.ts';

const noSteps = schemaMessage({
  en: 'a budget of 0 steps lets no query pass',
  'pt-BR': 'um orçamento de 0 passos não deixa nenhuma consulta passar',
});

const budgetSchema = z
  .strictObject({
    /** Steps from one row to the next while a table or an index is read from end to end. */
    scanSteps: z.int().positive(noSteps).optional(),
    /** Instructions of SQLite's virtual machine: the whole work, rows found through an index included. */
    vmSteps: z.int().positive(noSteps).optional(),
    /** Times that rows had to be sorted. 0 asks for an index that has them in order. */
    sorts: z.int().nonnegative().optional(),
    /** Rows put into indexes that SQLite made for this one run. */
    automaticIndexes: z.int().nonnegative().optional(),
    /** How many times the VM steps at the smallest size the largest may take. */
    growth: z
      .number()
      .min(
        1,
        schemaMessage({
          en: 'must be at least 1: more data never costs less',
          'pt-BR': 'deve ser pelo menos 1: mais dados nunca custam menos',
        }),
      )
      .optional(),
  })
  .refine((budget) => Object.values(budget).some((limit) => limit !== undefined), {
    message: schemaMessage({ en: 'limits nothing', 'pt-BR': 'não limita nada' }),
  });

const checkSchema = z
  .strictObject({
    ...checkFields,
    /** What `rows: { times: … }` of the data multiplies, smallest first; the result must be right at each. */
    sizes: z
      .array(z.int().positive().max(20_000))
      .min(1)
      .max(4)
      .refine((sizes) => sizes.every((size, at) => at === 0 || size > (sizes[at - 1] ?? 0)), {
        message: schemaMessage({
          en: 'must go from the smallest to the largest, each once',
          'pt-BR': 'deve ir do menor para o maior, cada um uma só vez',
        }),
      }),
    /** What the query may cost at the largest size. */
    budget: budgetSchema.optional(),
  })
  .refine(({ sizes, budget }) => budget?.growth === undefined || sizes.length > 1, {
    path: ['budget', 'growth'],
    message: schemaMessage({
      en: 'needs at least two sizes to compare',
      'pt-BR': 'precisa de pelo menos dois tamanhos para comparar',
    }),
  });

export const planExerciseSchema = z
  .strictObject({
    ...exerciseFields,
    kind: z.literal('plan'),
    startTime: startTimeSchema,
    compare: z
      .strictObject({
        order: resultOrderSchema,
        columnNames: z.boolean().default(false),
        tolerance: z.number().nonnegative().default(0),
      })
      .prefault({}),
    /** The tables and how they grow. */
    data: generatedDataSchema,
    /** A SQL file with the query to measure, where the learner writes indexes only. */
    query: packPathSchema.optional(),
    checks: z.array(checkSchema).min(1),
  })
  .superRefine(({ data, checks }, context) => {
    for (const [at, { sizes }] of checks.entries()) {
      const size = sizes.at(-1) ?? 0;
      const rows = data.tables.reduce(
        (sum, table) => sum + (typeof table.rows === 'number' ? table.rows : table.rows.times * size),
        0,
      );
      if (rows <= mostGeneratedRows) continue;
      const message = schemaMessage({
        en: `asks for ${Math.round(rows)} rows in all; at most ${mostGeneratedRows} can be generated`,
        'pt-BR': `pede ${Math.round(rows)} linhas ao todo; no máximo ${mostGeneratedRows} podem ser geradas`,
      });
      context.addIssue({ code: 'custom', path: ['checks', at, 'sizes'], message });
    }
  });

export type PlanExercise = z.infer<typeof planExerciseSchema>;
export type PlanCheck = PlanExercise['checks'][number];
export type PlanBudget = NonNullable<PlanCheck['budget']>;

export function planResources({ data, query }: PlanExercise): readonly string[] {
  return query === undefined ? [data.base] : [data.base, query];
}
