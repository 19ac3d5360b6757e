import { z } from 'zod';
import {
  checkFields,
  exerciseFields,
  idSchema,
  packPathSchema,
  startTimeSchema,
} from '../../format/exercise.ts';
import type { Translations } from '../../format/locale.ts';
import { schemaMessage } from '../../format/schema-message.ts';
import { propertySchemaOf } from '../../grading/property-schema.ts';
import { attackSchema, benignSchema } from './attack-schema.ts';
import { budgetSchema } from './budget-schema.ts';
import { stepSchema } from './request-schema.ts';
import { tablesSchema } from './tables-schema.ts';

const rowsSchema = z.strictObject({
  database: z.string().default('main'),
  sql: z.string().min(1),
  /** The rows that must be there, each a list of cells in the order of the columns. */
  expect: z.array(z.array(z.union([z.null(), z.number(), z.string()]))),
  ordered: z.boolean().default(false),
});

const words = {
  noRequest: { en: 'sends no request', 'pt-BR': 'não envia nenhuma requisição' },
  benignAlone: {
    en: 'stands beside attacks, and there are none',
    'pt-BR': 'acompanha attacks, e não há nenhum',
  },
  nothingShared: {
    en: 'is for attacks, and there are none',
    'pt-BR': 'serve para attacks, e não há nenhum',
  },
  noBenign: {
    en: 'need benign requests beside them: a server that refuses everyone would pass',
    'pt-BR': 'precisa vir acompanhado de benign: um servidor que recusa todo mundo passaria',
  },
  besideAttacks: {
    en: 'cannot stand beside attacks: use mustNot.changes',
    'pt-BR': 'não pode ficar junto de attacks: use mustNot.changes',
  },
  besideBudget: {
    en: 'cannot stand beside a budget, whose data is generated: make it another check',
    'pt-BR': 'não pode ficar junto de budget, cujos dados são gerados: crie outra verificação para isso',
  },
} as const satisfies Record<string, Translations>;

export const httpCheckSchema = z
  .strictObject({
    ...checkFields,
    /** Databases that replace the exercise's in this check: name to SQL file. */
    databases: z.record(idSchema, packPathSchema).optional(),
    /** Where there are attacks, what comes before each of them, such as logging in. */
    steps: z.array(stepSchema).default([]),
    /** Asserted after the last step. */
    rows: z.array(rowsSchema).default([]),
    /** Asserted after the last step. */
    tables: z.array(tablesSchema).max(20).default([]),
    /** What must hold for every input that the author's generator makes, each in a world of its own. */
    property: propertySchemaOf({ usual: 40, most: 200 }).optional(),
    budget: budgetSchema.optional(),
    /** Requests that must gain nothing. */
    attacks: z.array(attackSchema).min(1).max(50).optional(),
    /** Requests like those of the attacks that are honest, and must be answered. */
    benign: z.array(benignSchema).min(1).max(50).optional(),
    /** Whether attacks and honest requests share one world, in order; otherwise each has its own. */
    shared: z.boolean().default(false),
  })
  .superRefine((check, context) => {
    const issue = (path: string, said: Translations) => {
      context.addIssue({ code: 'custom', path: [path], message: schemaMessage(said) });
    };
    const ways = (['attacks', 'budget', 'property'] as const).filter((way) => check[way] !== undefined);
    if (ways[1] !== undefined) {
      issue(ways[1], {
        en: `cannot stand beside ${ways[0]}: make it another check`,
        'pt-BR': `não pode ficar junto de ${ways[0]}: crie outra verificação para isso`,
      });
    }
    if (check.verify !== undefined && ways[0] !== undefined) {
      issue('verify', {
        en: `cannot stand beside ${ways[0]}, whose worlds are gone by then: make it another check`,
        'pt-BR': `não pode ficar junto de ${ways[0]}, cujos mundos já não existem a essa altura: crie outra verificação para isso`,
      });
    }
    const isAuthored = check.property !== undefined || check.verify !== undefined;
    if (check.attacks === undefined) {
      if (!isAuthored && !check.steps.some((step) => 'request' in step)) issue('steps', words.noRequest);
      if (check.benign !== undefined) issue('benign', words.benignAlone);
      if (check.shared) issue('shared', words.nothingShared);
    } else {
      if (check.benign === undefined) issue('attacks', words.noBenign);
      if (check.rows.length > 0) issue('rows', words.besideAttacks);
      if (check.tables.length > 0) issue('tables', words.besideAttacks);
    }
    for (const part of ['rows', 'tables'] as const) {
      if (check.budget === undefined || check[part].length === 0) continue;
      issue(part, words.besideBudget);
    }
  });

export const httpExerciseSchema = z.strictObject({
  ...exerciseFields,
  kind: z.literal('http'),
  /** Database name to a SQL file, looked for in the exercise's folder, then in the pack's `data/`. */
  databases: z.record(idSchema, packPathSchema).default({}),
  startTime: startTimeSchema,
  env: z.record(z.string(), z.string()).default({}),
  /** Every check starts with fresh modules and databases; its steps share them. */
  checks: z.array(httpCheckSchema).min(1),
});

export type HttpExercise = z.infer<typeof httpExerciseSchema>;
export type HttpCheck = z.infer<typeof httpCheckSchema>;

/** The SQL files of its databases, of those that single checks replace and of generated ones; then its modules. */
export function httpResources(exercise: HttpExercise): readonly string[] {
  const maps = [exercise.databases, ...exercise.checks.map((check) => check.databases ?? {})];
  const bases = exercise.checks.flatMap(({ budget }) => budget?.generate.base ?? []);
  const modules = exercise.checks.flatMap(({ property }) => property?.file ?? []);
  return [...new Set([...maps.flatMap((databases) => Object.values(databases)), ...bases, ...modules])];
}
