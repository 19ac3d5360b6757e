import { z } from 'zod';
import { authorModuleSchema, exportNameSchema } from '../../format/exercise.ts';
import { localizedTextSchema } from '../../format/locale.ts';
import { schemaMessage } from '../../format/schema-message.ts';

/** How the steps may grow with the size of the input. */
export const growthSchema = z.enum(['constant', 'log n', 'linear', 'n log n', 'quadratic']);

const tooSmall = schemaMessage({
  en: 'a size of less than 8 shows no growth',
  'pt-BR': 'um tamanho menor que 8 não mostra crescimento',
});

export const operationsSchema = z
  .strictObject({
    /** The author's module, and what it exports: an object with `generate(draws, size)` and `holds(input)`. */
    file: authorModuleSchema,
    name: exportNameSchema,
    /** How large the inputs are, each twice as large as the one before. */
    sizes: z.array(z.int().min(8, tooSmall).max(4_096)).min(2).max(6).default([100, 200, 400, 800]),
    growth: growthSchema.optional(),
    /** The most steps for an input of the largest size. */
    most: z
      .int()
      .positive(
        schemaMessage({
          en: 'a budget of 0 steps allows nothing',
          'pt-BR': 'um orçamento de 0 passos não permite nada',
        }),
      )
      .optional(),
    /** What there is more and more of: "meetings". */
    of: localizedTextSchema.optional(),
  })
  .superRefine(({ sizes, growth, most }, context) => {
    if (growth === undefined && most === undefined) {
      const message = schemaMessage({
        en: 'needs growth, most, or both',
        'pt-BR': 'precisa de growth, de most ou dos dois',
      });
      context.addIssue({ code: 'custom', message });
    }
    const at = sizes.findIndex((size, index) => index > 0 && size !== 2 * (sizes[index - 1] ?? 0));
    if (at > 0) {
      const message = schemaMessage({
        en: `${sizes[at]} is not twice ${sizes[at - 1]}; the sizes must double`,
        'pt-BR': `${sizes[at]} não é o dobro de ${sizes[at - 1]}; cada tamanho deve ser o dobro do anterior`,
      });
      context.addIssue({ code: 'custom', path: ['sizes', at], message });
    }
  });

export type Growth = z.infer<typeof growthSchema>;
export type Operations = z.infer<typeof operationsSchema>;
