import { z } from 'zod';
import { authorModuleSchema, exportNameSchema } from '../../format/exercise.ts';
import { localizedTextSchema } from '../../format/locale.ts';

/** How the steps may grow with the size of the input. */
export const growthSchema = z.enum(['constant', 'log n', 'linear', 'n log n', 'quadratic']);

export const operationsSchema = z
  .strictObject({
    /** The author's module, and what it exports: an object with `generate(draws, size)` and `holds(input)`. */
    file: authorModuleSchema,
    name: exportNameSchema,
    /** How large the inputs are, each twice as large as the one before. */
    sizes: z
      .array(z.int().min(8, 'a size of less than 8 shows no growth').max(4_096))
      .min(2)
      .max(6)
      .default([100, 200, 400, 800]),
    growth: growthSchema.optional(),
    /** The most steps for an input of the largest size. */
    most: z.int().positive('a budget of 0 steps allows nothing').optional(),
    /** What there is more and more of: "meetings". */
    of: localizedTextSchema.optional(),
  })
  .superRefine(({ sizes, growth, most }, context) => {
    if (growth === undefined && most === undefined)
      context.addIssue({ code: 'custom', message: 'needs growth, most, or both' });
    const at = sizes.findIndex((size, index) => index > 0 && size !== 2 * (sizes[index - 1] ?? 0));
    if (at > 0) {
      const message = `${sizes[at]} is not twice ${sizes[at - 1]}; the sizes must double`;
      context.addIssue({ code: 'custom', path: ['sizes', at], message });
    }
  });

export type Growth = z.infer<typeof growthSchema>;
export type Operations = z.infer<typeof operationsSchema>;
