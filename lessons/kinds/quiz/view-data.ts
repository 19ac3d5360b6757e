import { z } from 'zod';
import { type LocalizedText, textIn } from '../../format/locale.ts';
import { seededRandom } from '../../grading/seeded-random.ts';
import type { ViewData, ViewDataGiven } from '../declaration.ts';
import { firstOutOfPlace } from './right-order.ts';
import type { Ordering, OrderingItem, Question, QuizExercise, Runnable } from './schema.ts';

const textSchema = z.strictObject({ id: z.string(), text: z.string() });
const codeSchema = z.strictObject({ language: z.enum(['typescript', 'sql']), text: z.string() });

const askedSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('choice'), options: z.array(textSchema), several: z.boolean() }),
  /** Items out of order. */
  z.strictObject({ type: z.literal('ordering'), items: z.array(textSchema) }),
  z.strictObject({
    type: z.literal('predict'),
    code: codeSchema,
    /** The data that a query is run on. */
    dataset: codeSchema.nullable(),
  }),
  z.strictObject({
    type: z.literal('fill-in'),
    /** The program around the blank. */
    code: codeSchema.nullable(),
    dataset: codeSchema.nullable(),
    isNumber: z.boolean(),
  }),
]);

/** What the learner sees of a quiz before answering it. */
export const quizViewSchema = z.strictObject({
  questions: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      /** Markdown. */
      question: z.string(),
      asked: askedSchema,
    }),
  ),
});
export type QuizView = z.infer<typeof quizViewSchema>;
export type QuestionView = QuizView['questions'][number];
export type Asked = QuestionView['asked'];
export type AskedOf<Type extends Asked['type']> = Extract<Asked, { type: Type }>;
export type CodeShown = z.infer<typeof codeSchema>;

export function quizViewData({ checks }: QuizExercise, given: ViewDataGiven): ViewData {
  return {
    questions: checks.map((check) => ({
      id: check.id,
      name: textIn(check.name, given.locale),
      question: textIn(check.question, given.locale),
      asked: askedOf(check, given),
    })),
  } satisfies QuizView;
}

function askedOf({ id, choice, ordering, predict, fillIn }: Question, given: ViewDataGiven): Asked {
  if (choice !== undefined) {
    const several = choice.several ?? choice.options.filter(({ right }) => right).length > 1;
    return { type: 'choice', options: textsOf(choice.options, given), several };
  }
  if (ordering !== undefined) {
    return { type: 'ordering', items: textsOf(outOfOrder(id, ordering), given) };
  }
  if (predict !== undefined) return { type: 'predict', ...codeOf(predict, given) };
  if (fillIn === undefined) throw new Error(`the question ${id} has no type, and its schema let it pass`);
  const code =
    'program' in fillIn || 'query' in fillIn ? codeOf(fillIn, given) : { code: null, dataset: null };
  return { type: 'fill-in', ...code, isNumber: 'number' in fillIn };
}

/** Only what a learner may read: whatever else an option has stays behind. */
function textsOf(
  list: readonly { readonly id: string; readonly text: LocalizedText }[],
  { locale }: ViewDataGiven,
): { id: string; text: string }[] {
  return list.map(({ id, text }) => ({ id, text: textIn(text, locale) }));
}

function codeOf(run: Runnable, { resources }: ViewDataGiven) {
  const shown = (file: string, language: CodeShown['language']): CodeShown => ({
    language,
    text: (resources[file] ?? '').trimEnd(),
  });
  return 'program' in run
    ? { code: shown(run.program, 'typescript'), dataset: null }
    : { code: shown(run.query, 'sql'), dataset: shown(run.dataset, 'sql') };
}

/** The same order for everyone and in every language, and never a right one. */
function outOfOrder(question: string, { items }: Ordering): readonly OrderingItem[] {
  const draws = seededRandom(1, question);
  const shuffled = items
    .flat()
    .map((item) => ({ item, at: draws.integer(0, 2 ** 40) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
  const ids = shuffled.map(({ id }) => id);
  return firstOutOfPlace(items, ids) === null ? items.toReversed().flat() : shuffled;
}
