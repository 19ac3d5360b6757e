import { z } from 'zod';
import {
  checkFields,
  exerciseFields,
  idSchema,
  packPathSchema,
  startTimeSchema,
} from '../../format/exercise.ts';

/** JSON as YAML writes it; in `expect.json` an object with one `$…` key is a matcher. */
const jsonSchema = z.json();

const requestSchema = z
  .strictObject({
    method: z.string().regex(/^[A-Z]+$/, 'must be upper-case letters, such as GET'),
    /** Path and query. `{{name}}` stands for a captured value. */
    path: z.string().regex(/^(\/|\{\{)/, 'must begin with / or with a captured value such as {{location}}'),
    headers: z.record(z.string(), z.string()).default({}),
    /** Sent as JSON with its content type. */
    json: jsonSchema.optional(),
    /** Sent as it is. */
    body: z.string().optional(),
  })
  .refine((request) => request.json === undefined || request.body === undefined, {
    message: 'has both json and body: keep one',
  });

const expectSchema = z.strictObject({
  /** One status, or several that are all right. */
  status: z.union([z.int(), z.array(z.int()).min(1)]).optional(),
  /** Header name to its value or a matcher; `null` says that it must be absent. */
  headers: z.record(z.string(), z.union([z.string(), z.null(), z.record(z.string(), jsonSchema)])).optional(),
  /** The whole body as JSON; matchers such as `{ $type: integer }` stand for what may vary. */
  json: jsonSchema.optional(),
  /** The whole body as text, or a matcher. */
  text: z.union([z.string(), z.record(z.string(), jsonSchema)]).optional(),
});

const stepSchema = z.union([
  z.strictObject({
    request: requestSchema,
    expect: expectSchema.default({}),
    /** Name to the JSON path of the value to keep for later steps, e.g. `id: $.id`; or `header:location`. */
    capture: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({
    advanceMs: z
      .int()
      .positive()
      .max(366 * 24 * 3600 * 1000),
  }),
]);

const rowsSchema = z.strictObject({
  database: z.string().default('main'),
  sql: z.string().min(1),
  /** The rows that must be there, each a list of cells in the order of the columns. */
  expect: z.array(z.array(z.union([z.null(), z.number(), z.string()]))),
  ordered: z.boolean().default(false),
});

export const httpCheckSchema = z.strictObject({
  ...checkFields,
  /** Databases that replace the exercise's in this check: name to SQL file. */
  databases: z.record(idSchema, packPathSchema).optional(),
  steps: z.array(stepSchema).min(1),
  /** Asserted after the last step. */
  rows: z.array(rowsSchema).default([]),
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
export type HttpStep = HttpCheck['steps'][number];
export type HttpExpectation = z.infer<typeof expectSchema>;

/** The SQL files of the exercise's databases and of those that single checks replace. */
export function httpResources(exercise: HttpExercise): readonly string[] {
  const maps = [exercise.databases, ...exercise.checks.map((check) => check.databases ?? {})];
  return [...new Set(maps.flatMap((databases) => Object.values(databases)))];
}
