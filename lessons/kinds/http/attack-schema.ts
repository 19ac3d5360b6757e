import { z } from 'zod';
import { localizedTextSchema, type Translations } from '../../format/locale.ts';
import { schemaMessage } from '../../format/schema-message.ts';
import {
  expectSchema,
  headersSchema,
  jsonSchema,
  requestSchema,
  statusSchema,
  textSchema,
} from './request-schema.ts';

/** A query whose result must be the same before and after. */
const changesSchema = z.strictObject({ database: z.string().default('main'), sql: z.string().min(1) });

/** What an attacker would gain: one of these is enough for the attack to have succeeded. */
const mustNotSchema = z
  .strictObject({
    status: statusSchema.optional(),
    headers: headersSchema.optional(),
    json: jsonSchema.optional(),
    text: textSchema.optional(),
    /** Text that stands anywhere in the body, exactly so. */
    contains: z.string().min(1).optional(),
    /** Queries whose rows are not what they were before the request. */
    changes: z.array(changesSchema).min(1).max(10).optional(),
  })
  .refine((mustNot) => Object.values(mustNot).some((condition) => condition !== undefined), {
    message: schemaMessage({
      en: 'says of nothing that it must not happen, so every program would pass',
      'pt-BR': 'não cita nada que não deva acontecer, e por isso qualquer programa passaria',
    }),
  });

const probeFields = {
  name: localizedTextSchema,
  request: requestSchema,
  /** The request is sent once for each of these, which stand where it says {{payload}} or {{payloadEncoded}}. */
  payloads: z.array(jsonSchema).min(1).max(100).optional(),
};

interface Templated {
  readonly request: z.infer<typeof requestSchema>;
  readonly payloads?: readonly z.infer<typeof jsonSchema>[] | undefined;
}

function checkPayloads({ request, payloads }: Templated, context: z.RefinementCtx): void {
  const issue = (path: PropertyKey[], said: Translations) => {
    context.addIssue({ code: 'custom', path, message: schemaMessage(said) });
  };
  const used = /\{\{payload(Encoded)?\}\}/.test(JSON.stringify(request));
  if (payloads !== undefined && !used) {
    issue(['request'], {
      en: 'has payloads and no {{payload}} to put them in',
      'pt-BR': 'tem payloads e nenhum {{payload}} onde colocá-los',
    });
  }
  if (payloads === undefined && used) {
    issue(['request'], {
      en: 'has a {{payload}} and no payloads',
      'pt-BR': 'tem um {{payload}} e não tem payloads',
    });
  }
  if (!request.path.includes('{{payload}}')) return;
  for (const [at, payload] of (payloads ?? []).entries()) {
    if (typeof payload === 'string' && /^[\x21-\x7e]*$/.test(payload)) continue;
    issue(['payloads', at], {
      en: 'cannot stand in a path as it is: write {{payloadEncoded}} there',
      'pt-BR': 'não pode ficar em um caminho como está: escreva {{payloadEncoded}} lá',
    });
  }
}

export const attackSchema = z
  .strictObject({ ...probeFields, mustNot: mustNotSchema })
  .superRefine(checkPayloads);

export const benignSchema = z
  .strictObject({
    ...probeFields,
    expect: expectSchema.refine((expected) => Object.keys(expected).length > 0, {
      message: schemaMessage({
        en: 'expects nothing, so every answer would pass',
        'pt-BR': 'não espera nada, e por isso qualquer resposta passaria',
      }),
    }),
  })
  .superRefine(checkPayloads);

export type Attack = z.infer<typeof attackSchema>;
export type Benign = z.infer<typeof benignSchema>;
