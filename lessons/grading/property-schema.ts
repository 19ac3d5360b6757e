import { z } from 'zod';
import { authorModuleSchema, exportNameSchema } from '../format/exercise.ts';

/** A property of a kind: how many cases it tries where it does not say, and at most. */
export function propertySchemaOf({ usual, most }: { readonly usual: number; readonly most: number }) {
  return z.strictObject({
    /** The author's module, beside `exercise.yaml` or in the pack's `data/`. */
    file: authorModuleSchema,
    /** What that module exports: an object with `generate` and `holds`. */
    name: exportNameSchema,
    cases: z
      .int()
      .positive('0 cases try nothing')
      .max(most, `at most ${most} cases can be tried`)
      .default(usual),
  });
}

export type Property = z.infer<ReturnType<typeof propertySchemaOf>>;
