import { z } from 'zod';
import { authorModuleSchema, checkFields, exerciseFields, startTimeSchema } from '../../format/exercise.ts';
import { localizedTextSchema } from '../../format/locale.ts';
import { schemaMessage } from '../../format/schema-message.ts';

/** An implementation: a file of its own, or the reference with one piece of text replaced. */
const sourceFields = {
  file: authorModuleSchema.optional(),
  replace: z.strictObject({ find: z.string().min(1), with: z.string() }).optional(),
};

function hasOneSource(
  { file, replace }: { readonly file?: unknown; readonly replace?: unknown },
  context: z.RefinementCtx,
): void {
  if ((file === undefined) !== (replace === undefined)) return;
  const message = schemaMessage({
    en: `needs exactly one of file, replace; it has ${file === undefined ? 'none' : 'both'}`,
    'pt-BR': `precisa de exatamente um entre file, replace; tem ${file === undefined ? 'nenhum' : 'os dois'}`,
  });
  context.addIssue({ code: 'custom', message });
}

const variantSchema = z
  .strictObject({ name: localizedTextSchema, ...sourceFields })
  .superRefine(hasOneSource);

const mutantSchema = z
  .strictObject({
    /** What is wrong with it, in the words of the task. */
    name: localizedTextSchema,
    ...sourceFields,
    /** What to look at, for a learner whose tests do not notice it. */
    nextStep: localizedTextSchema.optional(),
  })
  .superRefine(hasOneSource);

const ways = ['reference', 'variants', 'mutants'] as const;

const checkSchema = z
  .strictObject({
    ...checkFields,
    /** The tests pass on the reference, and there are at least so many. */
    reference: z
      .strictObject({
        tests: z
          .int()
          .positive(schemaMessage({ en: '0 tests test nothing', 'pt-BR': '0 testes não testam nada' }))
          .max(100)
          .default(1),
      })
      .optional(),
    /** Other correct implementations, on which they pass as well. */
    variants: z.array(variantSchema).min(1).max(10).optional(),
    /** Implementations with one mistake each, which they notice. */
    mutants: z.array(mutantSchema).min(1).max(20).optional(),
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

export const testsExerciseSchema = z
  .strictObject({
    ...exerciseFields,
    kind: z.literal('tests'),
    startTime: startTimeSchema,
    env: z.record(z.string(), z.string()).default({}),
    /** The path by which the tests import what they test. */
    module: authorModuleSchema,
    /** The correct implementation. */
    reference: authorModuleSchema,
    checks: z.array(checkSchema).min(1),
  })
  .superRefine(({ entry, module, modules }, context) => {
    if (entry === module || modules.includes(module)) {
      const message = schemaMessage({
        en: `is ${module}, and so is ${entry === module ? '"entry"' : 'one of "modules"'}`,
        'pt-BR': `é ${module}, e ${entry === module ? '"entry"' : 'um de "modules"'} também`,
      });
      context.addIssue({ code: 'custom', path: ['module'], message });
    }
  });

export type TestsExercise = z.infer<typeof testsExerciseSchema>;
export type TestsCheck = TestsExercise['checks'][number];
export type Variant = NonNullable<TestsCheck['variants']>[number];
export type Mutant = NonNullable<TestsCheck['mutants']>[number];

export function testsResources({ reference, checks }: TestsExercise): readonly string[] {
  const files = checks.flatMap(({ variants = [], mutants = [] }) =>
    [...variants, ...mutants].flatMap(({ file }) => (file === undefined ? [] : [file])),
  );
  return [...new Set([reference, ...files])];
}
