import { z } from 'zod';
import {
  authorModuleSchema,
  checkFields,
  exerciseFields,
  idSchema,
  packPathSchema,
  startTimeSchema,
} from '../../format/exercise.ts';
import { localizedTextSchema } from '../../format/locale.ts';
import { schemaMessage } from '../../format/schema-message.ts';
import type { ExerciseFault } from '../declaration.ts';

/** What stands in a program where the learner's text goes. */
export const blank = '___';

/** Longest answer that is typed; nothing that a person writes here needs more. */
export const longestAnswer = 4_000;

const optionSchema = z.strictObject({
  /** What the answer names, so that texts and their order can change without changing a grade. */
  id: idSchema,
  text: localizedTextSchema,
  right: z.boolean().default(false),
  /** Why it is right or wrong. */
  why: localizedTextSchema,
});

const choiceSchema = z
  .strictObject({
    options: z.array(optionSchema).min(2).max(12),
    /** Whether more than one may be chosen; by default, whether more than one is right. */
    several: z.boolean().optional(),
  })
  .superRefine(({ options, several }, context) => {
    refuseTwice(options, ['options'], context);
    const right = options.filter((option) => option.right).length;
    const said =
      right === 0
        ? {
            en: 'has no right option; write "right: true" where it belongs',
            'pt-BR': 'não tem nenhuma opção certa; escreva "right: true" na que for',
          }
        : right > 1 && several === false
          ? {
              en: `has ${right} right options, and only one may be chosen`,
              'pt-BR': `tem ${right} opções certas, e só uma pode ser escolhida`,
            }
          : null;
    if (said !== null) context.addIssue({ code: 'custom', path: ['options'], message: schemaMessage(said) });
  });

const itemSchema = z.strictObject({ id: idSchema, text: localizedTextSchema });

const orderingSchema = z
  .strictObject({
    /** In the right order. A list within it holds items that may come in any order among them. */
    items: z
      .array(z.union([itemSchema, z.array(itemSchema).min(2).max(12)]))
      .min(2)
      .max(12),
    why: localizedTextSchema,
  })
  .superRefine(({ items }, context) => refuseTwice(items.flat(), ['items'], context));

/** A wrong answer that the author foresaw. */
const mistakeSchema = z.strictObject({
  answer: z.string().min(1).max(longestAnswer),
  why: localizedTextSchema,
});

const typedFields = {
  why: localizedTextSchema,
  mistakes: z.array(mistakeSchema).max(20).default([]),
};
const programFields = {
  /** A module, beside `exercise.yaml` or in the pack's `data/`. */
  program: authorModuleSchema,
};
const queryFields = {
  /** A SQL script, whose last result is what it prints. */
  query: packPathSchema.regex(
    /\.sql$/,
    schemaMessage({ en: 'must be a .sql file', 'pt-BR': 'deve ser um arquivo .sql' }),
  ),
  dataset: packPathSchema,
};

const predictSchema = z.union([
  z.strictObject({ ...programFields, ...typedFields }),
  z.strictObject({ ...queryFields, ...typedFields }),
]);

const fillInSchema = z.union([
  z.strictObject({
    /** Texts that are right. */
    accept: z.array(z.string().min(1).max(longestAnswer)).min(1).max(20),
    /** Whether capital and small letters are the same. */
    ignoreCase: z.boolean().default(false),
    ...typedFields,
  }),
  z.strictObject({
    number: z.number(),
    /** Largest difference that is still right. */
    tolerance: z.number().nonnegative().default(0),
    ...typedFields,
  }),
  z.strictObject({ ...programFields, ...typedFields }),
  z.strictObject({ ...queryFields, ...typedFields }),
]);

const types = ['choice', 'ordering', 'predict', 'fillIn'] as const;

const checkSchema = z
  .strictObject({
    ...checkFields,
    /** Markdown. */
    question: localizedTextSchema,
    choice: choiceSchema.optional(),
    ordering: orderingSchema.optional(),
    predict: predictSchema.optional(),
    fillIn: fillInSchema.optional(),
  })
  .superRefine((check, context) => {
    const given = types.filter((type) => check[type] !== undefined);
    if (given.length !== 1) {
      const message = schemaMessage({
        en: `needs exactly one of ${types.join(', ')}; it has ${given.join(' and ') || 'none'}`,
        'pt-BR': `precisa de exatamente um entre ${types.join(', ')}; tem ${given.join(' e ') || 'nenhum'}`,
      });
      context.addIssue({ code: 'custom', message });
    }
    if (check.visibility === 'hidden') {
      const message = schemaMessage({
        en: 'must be shown to be answered; "name-only" keeps back why an answer is wrong',
        'pt-BR': 'precisa aparecer para ser respondida; "name-only" omite por que uma resposta está errada',
      });
      context.addIssue({ code: 'custom', path: ['visibility'], message });
    }
  });

export const quizExerciseSchema = z.strictObject({
  ...exerciseFields,
  kind: z.literal('quiz'),
  startTime: startTimeSchema,
  /**
   * What a wrong answer is told: `own`, why that answer is wrong; `all`, the right answer as well.
   * A right answer is always told everything.
   */
  reveal: z.enum(['own', 'all']).default('own'),
  /** Each check is a question. */
  checks: z.array(checkSchema).min(1).max(50),
});

export type QuizExercise = z.infer<typeof quizExerciseSchema>;
export type Question = QuizExercise['checks'][number];
export type Choice = z.infer<typeof choiceSchema>;
export type Ordering = z.infer<typeof orderingSchema>;
export type OrderingItem = z.infer<typeof itemSchema>;
export type Prediction = z.infer<typeof predictSchema>;
export type FillIn = z.infer<typeof fillInSchema>;
export type Mistake = z.infer<typeof mistakeSchema>;
/** What is run to know what it prints. */
export type Runnable = { readonly program: string } | { readonly query: string; readonly dataset: string };

export function quizResources({ checks }: QuizExercise): readonly string[] {
  const files = checks.flatMap((check) => filesOf(check.predict ?? check.fillIn));
  return [...new Set(files)];
}

/** A program with a blank has it once; one whose output is predicted has none. */
export function quizFaults(
  { checks }: QuizExercise,
  resources: Readonly<Record<string, string>>,
): readonly ExerciseFault[] {
  return checks.flatMap((check, at) => {
    const type = check.predict === undefined ? 'fillIn' : 'predict';
    const [file] = filesOf(check[type]);
    if (file === undefined) return [];
    const found = (resources[file] ?? '').split(blank).length - 1;
    const wanted = type === 'fillIn' ? 1 : 0;
    if (found === wanted) return [];
    const message = {
      en: `${file} has ${found} times ${blank}, where the learner's text goes; it needs ${wanted}`,
      'pt-BR': `${file} tem ${found} vezes ${blank}, onde entra o texto do aluno; precisa ter ${wanted}`,
    };
    return [{ path: ['checks', at, type], message }];
  });
}

/** The program or the script first. */
function filesOf(asked: Prediction | FillIn | undefined): readonly string[] {
  if (asked === undefined) return [];
  if ('program' in asked) return [asked.program];
  return 'query' in asked ? [asked.query, asked.dataset] : [];
}

function refuseTwice(
  list: readonly { readonly id: string }[],
  path: readonly PropertyKey[],
  context: z.RefinementCtx,
): void {
  const ids = list.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice === undefined) return;
  const message = schemaMessage({
    en: `has two with the id "${twice}"; each needs its own`,
    'pt-BR': `repete o id "${twice}"; cada um precisa do seu`,
  });
  context.addIssue({ code: 'custom', path: [...path], message });
}
