import { z } from 'zod';
import { packPathSchema } from '../format/exercise.ts';
import type { Translations } from '../format/locale.ts';
import { schemaMessage } from '../format/schema-message.ts';

/** A value as YAML writes it. */
const valueSchema = z.union([z.null(), z.number(), z.string()]);
const shareSchema = z.number().min(0).max(1);
const daySchema = z.iso.date(
  schemaMessage({
    en: 'must be a day such as 2026-01-31, in quotes',
    'pt-BR': 'deve ser um dia como 2026-01-31, entre aspas',
  }),
);
const nameSchema = z.string().min(1).max(64);

const generators = ['pick', 'integer', 'real', 'date', 'datetime', 'text', 'references', 'value'] as const;

const columnSchema = z.union([
  /** 1, 2, 3 and so on. */
  z.literal('serial'),
  z
    .strictObject({
      /** One of these, each as likely as it is often here. */
      pick: z.array(valueSchema).min(1).max(500).optional(),
      /** A whole number between these two, both included. */
      integer: z.tuple([z.int(), z.int()]).optional(),
      /** A number with `decimals` places between these two. */
      real: z.tuple([z.number(), z.number()]).optional(),
      decimals: z.int().min(0).max(6).default(2),
      /** A day between these two, as text. */
      date: z.tuple([daySchema, daySchema]).optional(),
      /** A second of a day between these two, as `YYYY-MM-DD HH:MM:SS`. */
      datetime: z.tuple([daySchema, daySchema]).optional(),
      /** Text in which `{n}` is the row's number. */
      text: z.string().min(1).max(200).optional(),
      /** A value of `table.column`, where that table comes earlier, or this one's earlier rows. */
      references: z
        .string()
        .regex(
          /^[^.]+\.[^.]+$/,
          schemaMessage({
            en: 'must be a table and a column, such as customers.id',
            'pt-BR': 'deve ser uma tabela e uma coluna, como customers.id',
          }),
        )
        .optional(),
      value: valueSchema.optional(),
      /** Share of the rows in which it is NULL. */
      nulls: shareSchema.default(0),
      /** Share of the rows that repeat the value of an earlier row. */
      ties: shareSchema.default(0),
    })
    .superRefine((column, context) => {
      const given = generators.filter((name) => column[name] !== undefined);
      if (given.length !== 1) {
        const message = schemaMessage({
          en: `needs exactly one of ${generators.join(', ')}; it has ${given.join(' and ') || 'none'}`,
          'pt-BR': `precisa de exatamente um entre ${generators.join(', ')}; tem ${given.join(' e ') || 'nenhum'}`,
        });
        context.addIssue({ code: 'custom', message });
      }
      for (const name of ['integer', 'real', 'date', 'datetime'] as const) {
        const range = column[name];
        if (range !== undefined && range[0] > range[1]) {
          context.addIssue({
            code: 'custom',
            path: [name],
            message: schemaMessage({
              en: 'must go from the smaller to the larger',
              'pt-BR': 'deve ir do menor para o maior',
            }),
          });
        }
      }
    }),
]);

/** How many rows: a number, or that many for each one of the size that data is grown to. */
const rowsSchema = z.union([z.int().positive(), z.strictObject({ times: z.number().positive().max(100) })]);

const tableSchema = z.strictObject({
  table: nameSchema,
  rows: rowsSchema,
  columns: z.record(nameSchema, columnSchema),
  /** Lists of columns of which no two rows may have the same values. */
  unique: z.array(z.array(nameSchema).min(1)).default([]),
  /** Share of the rows that repeat an earlier row in all columns but those that number rows. */
  duplicates: shareSchema.default(0),
});

/** The largest number of rows that one generated dataset may have. */
export const mostGeneratedRows = 50_000;

/**
 * Tables filled from a seed. `base` is a SQL file that makes the tables, and may hold rows of its
 * own; rows are added in the order of `tables`.
 */
export const generatedDataSchema = z
  .strictObject({ base: packPathSchema, tables: z.array(tableSchema).min(1).max(20) })
  .superRefine(({ tables }, context) => {
    for (const [at, table] of tables.entries()) {
      for (const { path, message } of faultsOf(table, tables.slice(0, at + 1))) {
        context.addIssue({ code: 'custom', path: ['tables', at, ...path], message: schemaMessage(message) });
      }
    }
    const fixed = tables.reduce((sum, { rows }) => sum + (typeof rows === 'number' ? rows : 0), 0);
    if (fixed > mostGeneratedRows) {
      const message = schemaMessage({
        en: `asks for ${fixed} rows in all; at most ${mostGeneratedRows} can be generated`,
        'pt-BR': `pede ${fixed} linhas ao todo; no máximo ${mostGeneratedRows} podem ser geradas`,
      });
      context.addIssue({ code: 'custom', path: ['tables'], message });
    }
  });

export type GeneratedData = z.infer<typeof generatedDataSchema>;
export type GeneratedTable = GeneratedData['tables'][number];
export type GeneratedColumn = GeneratedTable['columns'][string];

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: Translations;
}

/** What in a table refers to nothing or can never be filled. `upToHere` ends with the table itself. */
function faultsOf(table: GeneratedTable, upToHere: readonly GeneratedTable[]): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [name, column] of Object.entries(table.columns)) {
    if (column === 'serial' || column.references === undefined) continue;
    const [target, key] = column.references.split('.');
    const found = upToHere.find((candidate) => candidate.table === target);
    if (found === undefined || key === undefined || !Object.hasOwn(found.columns, key)) {
      const message = {
        en: `refers to ${column.references}, which no table up to this one generates`,
        'pt-BR': `refere-se a ${column.references}, que nenhuma tabela até esta gera`,
      };
      faults.push({ path: ['columns', name, 'references'], message });
    }
  }
  for (const [at, columns] of table.unique.entries()) {
    const unknown = columns.find((name) => !Object.hasOwn(table.columns, name));
    if (unknown !== undefined) {
      const message = {
        en: `names the column "${unknown}", which is not generated`,
        'pt-BR': `cita a coluna "${unknown}", que não é gerada`,
      };
      faults.push({ path: ['unique', at], message });
      continue;
    }
    const most = columns.reduce((product, name) => product * variety(table.columns[name]), 1);
    if (typeof table.rows === 'number' && most < table.rows) {
      const message = {
        en: `allows ${most} different rows, and ${table.rows} are asked for`,
        'pt-BR': `permite ${most} linhas diferentes, e ${table.rows} são pedidas`,
      };
      faults.push({ path: ['unique', at], message });
    }
  }
  return faults;
}

/** How many different values a column can take, at most. */
function variety(column: GeneratedColumn | undefined): number {
  if (column === undefined || column === 'serial') return Number.POSITIVE_INFINITY;
  if (column.pick !== undefined) return new Set(column.pick).size;
  if (column.integer !== undefined) return column.integer[1] - column.integer[0] + 1;
  if (column.value !== undefined) return 1;
  if (column.date !== undefined)
    return (Date.parse(column.date[1]) - Date.parse(column.date[0])) / 86_400_000 + 1;
  return Number.POSITIVE_INFINITY;
}
