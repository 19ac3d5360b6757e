import { z } from 'zod';
import { idSchema } from '../../format/exercise.ts';
import { localizedTextSchema, type Translations } from '../../format/locale.ts';
import { schemaMessage } from '../../format/schema-message.ts';
import { generatedDataSchema, mostGeneratedRows } from '../../grading/generated-data-schema.ts';

const noSteps = schemaMessage({
  en: 'a budget of 0 steps lets no query pass',
  'pt-BR': 'um orçamento de 0 passos não deixa nenhuma consulta passar',
});

/**
 * What the steps of a check may cost in SQL. They run once for each size of the data, in a world of
 * their own each time.
 */
export const budgetSchema = z
  .strictObject({
    /** Statements that the program may run from the first request on, at every size. */
    statements: z
      .int()
      .positive(
        schemaMessage({
          en: 'a budget of 0 statements lets no program answer',
          'pt-BR': 'um orçamento de 0 comandos não deixa nenhum programa responder',
        }),
      )
      .optional(),
    /** Steps from row to row that those statements may take in scans of whole tables and indexes, at every size. */
    scanSteps: z.int().positive(noSteps).optional(),
    /** Instructions of SQLite's virtual machine, rows found through an index included, at every size. */
    vmSteps: z.int().positive(noSteps).optional(),
    /** `constant`: no more statements on larger data than on the smallest. */
    growth: z.literal('constant').optional(),
    /** What `rows: { times: … }` of the data multiplies, smallest first. */
    sizes: z
      .array(z.int().positive().max(20_000))
      .min(1)
      .max(4)
      .refine((sizes) => sizes.every((size, at) => at === 0 || size > (sizes[at - 1] ?? 0)), {
        message: schemaMessage({
          en: 'must go from the smallest to the largest, each once',
          'pt-BR': 'deve ir do menor para o maior, cada um uma só vez',
        }),
      })
      .default([10, 100, 1000]),
    /** What grows, in the plural and in a learner's words: "With 1,000 orders …". */
    of: localizedTextSchema.optional(),
    /** The database that is generated; it replaces the exercise's of that name. */
    database: idSchema.default('main'),
    generate: generatedDataSchema,
    /** Whether each answer must have the status and the body that the solution gives on the same data. */
    likeSolution: z.boolean().default(true),
  })
  .superRefine((budget, context) => {
    const issue = (path: string[], said: Translations) => {
      context.addIssue({ code: 'custom', path, message: schemaMessage(said) });
    };
    const { statements, scanSteps, vmSteps, growth } = budget;
    if ([statements, scanSteps, vmSteps, growth].every((limit) => limit === undefined)) {
      issue([], {
        en: 'limits nothing: it needs statements, scanSteps, vmSteps or growth',
        'pt-BR': 'não limita nada: precisa de statements, scanSteps, vmSteps ou growth',
      });
    }
    if (budget.growth !== undefined && budget.sizes.length < 2) {
      issue(['growth'], {
        en: 'needs at least two sizes to compare',
        'pt-BR': 'precisa de pelo menos dois tamanhos para comparar',
      });
    }
    const { tables } = budget.generate;
    if (tables.every(({ rows }) => typeof rows === 'number')) {
      issue(['generate', 'tables'], {
        en: 'never grow: at least one needs rows: { times: … }',
        'pt-BR': 'nunca crescem: pelo menos uma precisa de rows: { times: … }',
      });
    }
    const size = budget.sizes.at(-1) ?? 0;
    const rows = tables.reduce(
      (sum, table) => sum + (typeof table.rows === 'number' ? table.rows : table.rows.times * size),
      0,
    );
    if (rows > mostGeneratedRows) {
      issue(['sizes'], {
        en: `asks for ${Math.round(rows)} rows in all; at most ${mostGeneratedRows} can be generated`,
        'pt-BR': `pede ${Math.round(rows)} linhas ao todo; no máximo ${mostGeneratedRows} podem ser geradas`,
      });
    }
  });

export type HttpBudget = z.infer<typeof budgetSchema>;
