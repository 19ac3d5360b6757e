import { z } from 'zod';
import { schemaMessage } from '../../format/schema-message.ts';

/** JSON as YAML writes it; in `expect.json` an object with one `$…` key is a matcher. */
export const jsonSchema = z.json();

export const requestSchema = z
  .strictObject({
    method: z.string().regex(
      /^[A-Z]+$/,
      schemaMessage({
        en: 'must be upper-case letters, such as GET',
        'pt-BR': 'deve ter só letras maiúsculas, como GET',
      }),
    ),
    /** Path and query. `{{name}}` stands for a captured value. */
    path: z.string().regex(
      /^(\/|\{\{)/,
      schemaMessage({
        en: 'must begin with / or with a captured value such as {{location}}',
        'pt-BR': 'deve começar com / ou com um valor capturado, como {{location}}',
      }),
    ),
    headers: z.record(z.string(), z.string()).default({}),
    /** Sent as JSON with its content type. */
    json: jsonSchema.optional(),
    /** Sent as it is. */
    body: z.string().optional(),
  })
  .refine((request) => request.json === undefined || request.body === undefined, {
    message: schemaMessage({
      en: 'has both json and body: keep one',
      'pt-BR': 'tem json e body: fique com um só',
    }),
  });

/** Header name to its value or a matcher; `null` says that it is absent. */
export const headersSchema = z.record(
  z.string(),
  z.union([z.string(), z.null(), z.record(z.string(), jsonSchema)]),
);

/** One status, or several that are all right. */
export const statusSchema = z.union([z.int(), z.array(z.int()).min(1)]);

/** The whole body as text, or a matcher. */
export const textSchema = z.union([z.string(), z.record(z.string(), jsonSchema)]);

export const expectSchema = z.strictObject({
  status: statusSchema.optional(),
  headers: headersSchema.optional(),
  /** The whole body as JSON; matchers such as `{ $type: integer }` stand for what may vary. */
  json: jsonSchema.optional(),
  text: textSchema.optional(),
});

export const stepSchema = z.union([
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

export type HttpStep = z.infer<typeof stepSchema>;
export type RequestStep = Extract<HttpStep, { request: unknown }>;
export type HttpExpectation = z.infer<typeof expectSchema>;
