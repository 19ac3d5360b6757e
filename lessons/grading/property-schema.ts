import { z } from 'zod';
import { packPathSchema } from '../format/exercise.ts';

/** How many cases a property may ask for; each is a few copies between isolates. */
const mostCases = 1_000;

export const exportNameSchema = z
  .string()
  .regex(/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u, 'must be the name of an export, such as mergeIntervals')
  .max(100);

export const authorModuleSchema = packPathSchema.regex(
  /\.[cm]?[jt]s$/,
  'must be a module: .ts, .mts, .js or .mjs',
);

export const propertySchema = z.strictObject({
  /** The author's module, beside `exercise.yaml` or in the pack's `data/`. */
  file: authorModuleSchema,
  /** What that module exports: an object with `generate` and `holds`. */
  name: exportNameSchema,
  cases: z
    .int()
    .positive('0 cases try nothing')
    .max(mostCases, `at most ${mostCases} cases can be tried`)
    .default(100),
});

export type Property = z.infer<typeof propertySchema>;
