import { z } from 'zod';
import { schemaMessage } from '../../format/schema-message.ts';

const columnsSchema = z.array(z.string().min(1)).min(1).max(20);

/** What a table must be like after the last step. Names are compared without regard to case, as SQLite does. */
export const tablesSchema = z
  .strictObject({
    database: z.string().default('main'),
    table: z.string().min(1),
    /** Columns that must be there; others may be too. */
    columns: columnsSchema.optional(),
    /** For each, an index or key that begins with these columns in this order. */
    indexes: z.array(columnsSchema).min(1).optional(),
    /** For each, columns whose values no two rows may share. */
    unique: z.array(columnsSchema).min(1).optional(),
    /** The table must not be there. */
    absent: z.literal(true).optional(),
  })
  .refine(
    ({ absent, columns, indexes, unique }) =>
      absent === undefined || (columns ?? indexes ?? unique) === undefined,
    {
      message: schemaMessage({
        en: 'wants the table to be absent, and to have something',
        'pt-BR': 'quer que a tabela não exista e, ao mesmo tempo, que ela tenha algo',
      }),
    },
  );

export type TableExpectation = z.infer<typeof tablesSchema>;
