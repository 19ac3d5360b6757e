import { z } from 'zod';
import { authorModuleSchema, exportNameSchema } from '../format/exercise.ts';
import { schemaMessage } from '../format/schema-message.ts';

/** A property of a kind: how many cases it tries where it does not say, and at most. */
export function propertySchemaOf({ usual, most }: { readonly usual: number; readonly most: number }) {
  return z.strictObject({
    /** The author's module, beside `exercise.yaml` or in the pack's `data/`. */
    file: authorModuleSchema,
    /** What that module exports: an object with `generate` and `holds`. */
    name: exportNameSchema,
    cases: z
      .int()
      .positive(schemaMessage({ en: '0 cases try nothing', 'pt-BR': '0 casos não testam nada' }))
      .max(
        most,
        schemaMessage({
          en: `at most ${most} cases can be tried`,
          'pt-BR': `no máximo ${most} casos podem ser testados`,
        }),
      )
      .default(usual),
  });
}

export type Property = z.infer<ReturnType<typeof propertySchemaOf>>;
