import { z } from 'zod';
import { checkFields, exerciseFields, exportNameSchema, startTimeSchema } from '../../format/exercise.ts';
import { schemaMessage } from '../../format/schema-message.ts';
import { propertySchemaOf } from '../../grading/property-schema.ts';
import { markedValueProblem } from './marked-value.ts';
import { operationsSchema } from './operations-schema.ts';

/** JSON as YAML writes it, and `{ $undefined: true }` or `{ $bigint: "12" }` for what it cannot. */
const valueSchema = z.json().superRefine((value, context) => {
  const problem = markedValueProblem(value);
  if (problem !== null) context.addIssue({ code: 'custom', message: schemaMessage(problem) });
});

const callFields = {
  /** The export to call, where it is not the exercise's `function`. */
  call: exportNameSchema.optional(),
  args: z.array(valueSchema).max(20).default([]),
};

const exampleSchema = z.union([
  z.strictObject({ ...callFields, returns: valueSchema }),
  z.strictObject({
    ...callFields,
    /** `true` is any Error; a text is the error's name, such as RangeError. */
    throws: z.union([z.literal(true), z.string().min(1)]),
  }),
]);

const ways = ['examples', 'property', 'operations'] as const;

const checkSchema = z
  .strictObject({
    ...checkFields,
    /** Calls with what they must return or throw, in one world, one after another. */
    examples: z.array(exampleSchema).min(1).max(100).optional(),
    /** What must hold for every input that the author's generator makes. */
    property: propertySchemaOf({ usual: 100, most: 1_000 }).optional(),
    /** How many steps it may take on inputs that grow. */
    operations: operationsSchema.optional(),
  })
  .superRefine((check, context) => {
    const given = ways.filter((way) => check[way] !== undefined);
    if (given.length === 1 || (given.length === 0 && check.verify !== undefined)) return;
    const message = schemaMessage({
      en: `needs exactly one of ${ways.join(', ')}, or verify alone; it has ${given.join(' and ') || 'none'}`,
      'pt-BR': `precisa de exatamente um entre ${ways.join(', ')}, ou só de verify; tem ${given.join(' e ') || 'nenhum'}`,
    });
    context.addIssue({ code: 'custom', message });
  });

export const functionExerciseSchema = z.strictObject({
  ...exerciseFields,
  kind: z.literal('function'),
  startTime: startTimeSchema,
  env: z.record(z.string(), z.string()).default({}),
  /** The function that the entry must export. */
  function: exportNameSchema,
  checks: z.array(checkSchema).min(1),
});

export type FunctionExercise = z.infer<typeof functionExerciseSchema>;
export type FunctionCheck = FunctionExercise['checks'][number];
export type Example = NonNullable<FunctionCheck['examples']>[number];

export function functionResources({ checks }: FunctionExercise): readonly string[] {
  const files = checks.flatMap(({ property, operations }) =>
    [property, operations].flatMap((one) => (one === undefined ? [] : [one.file])),
  );
  return [...new Set(files)];
}
