import { z } from 'zod';
import { exerciseKinds } from '../kinds/schemas.ts';
import { lessonSchema, packSchema } from './pack.ts';
import { gradeReportSchema } from './report.ts';

/**
 * JSON Schema (draft 2020-12) of every file that an author writes and of the report, by file name.
 * Editors that know JSON Schema complete and check a pack's YAML with them.
 */
export function jsonSchemas(): Readonly<Record<string, object>> {
  const kinds = Object.entries(exerciseKinds).map(
    ([kind, { schema }]) => [`exercise.${kind}`, schema] as const,
  );
  const schemas: readonly (readonly [string, z.ZodType])[] = [
    ['pack', packSchema],
    ['lesson', lessonSchema],
    ...kinds,
    ['grade-report', gradeReportSchema],
  ];
  return Object.fromEntries([
    ...schemas.map(([name, schema]) => [`${name}.schema.json`, titled(name, schema)] as const),
    [
      'exercise.schema.json',
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title: 'Backline exercise',
        oneOf: kinds.map(([name]) => ({ $ref: `${name}.schema.json` })),
      },
    ],
  ]);
}

function titled(name: string, schema: z.ZodType): object {
  return { title: `Backline ${name}`, ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) };
}
