import { z } from 'zod';
import { checkFields, exerciseFields, idSchema, packPathSchema } from '../../format/exercise.ts';
import { localizedTextSchema, type Translations } from '../../format/locale.ts';
import { schemaMessage } from '../../format/schema-message.ts';

const lineSchema = z.int().positive();

const placeFields = {
  /** The `path` of one of `files`. */
  file: z.string().min(1),
  /** Where a mark counts: a line, or the first and the last. */
  lines: z
    .union([lineSchema, z.tuple([lineSchema, lineSchema])])
    .transform((lines) => (typeof lines === 'number' ? ([lines, lines] as const) : lines))
    .refine(
      ([first, last]) => first <= last,
      schemaMessage({
        en: 'the first line comes after the last',
        'pt-BR': 'a primeira linha vem depois da última',
      }),
    ),
  /** Whether they are lines of the new text, or lines that were taken away from the old. */
  side: z.enum(['after', 'before']).default('after'),
};

const fileSchema = z.strictObject({
  /** The path as the learner sees it, and as marks name it. */
  path: packPathSchema,
  /** The old text, a file beside `exercise.yaml`; without it the new text is read as a whole. */
  before: packPathSchema.optional(),
  after: packPathSchema,
});

const defectSchema = z.strictObject({
  id: idSchema,
  ...placeFields,
  /** Other places where a mark means this defect, such as where a check that was taken away is missing. */
  also: z.array(z.strictObject(placeFields)).max(5).default([]),
  category: idSchema.optional(),
  /** What is wrong and what it leads to. */
  explanation: localizedTextSchema,
});

/** What looks wrong and is not; a mark on it is told why. */
const fineSchema = z.strictObject({ ...placeFields, explanation: localizedTextSchema });

const ways = ['find', 'falseAlarms'] as const;

const checkSchema = z
  .strictObject({
    ...checkFields,
    /** Ids of the defects to find. */
    find: z.array(idSchema).min(1).optional(),
    /** How many of them are enough; all by default. */
    atLeast: z.int().positive().optional(),
    /** How many marks may be on lines without a defect. */
    falseAlarms: z.int().nonnegative().optional(),
  })
  .superRefine(({ find, atLeast, falseAlarms }, context) => {
    const given = ways.filter((way) => ({ find, falseAlarms })[way] !== undefined);
    if (given.length !== 1) {
      const message = schemaMessage({
        en: `needs exactly one of ${ways.join(', ')}; it has ${given.join(' and ') || 'none'}`,
        'pt-BR': `precisa de exatamente um entre ${ways.join(', ')}; tem ${given.join(' e ') || 'nenhum'}`,
      });
      context.addIssue({ code: 'custom', message });
    }
    if (atLeast !== undefined && atLeast > (find?.length ?? 0)) {
      const message = schemaMessage({
        en: `asks for ${atLeast} of ${find?.length ?? 0} defects`,
        'pt-BR': `pede ${atLeast} de ${find?.length ?? 0} defeitos`,
      });
      context.addIssue({ code: 'custom', path: ['atLeast'], message });
    }
  });

export const reviewExerciseSchema = z
  .strictObject({
    ...exerciseFields,
    kind: z.literal('review'),
    files: z.array(fileSchema).min(1).max(10),
    /** Sorts of defects. Where there are any, a mark counts only with the right one. */
    categories: z
      .array(z.strictObject({ id: idSchema, name: localizedTextSchema }))
      .max(10)
      .default([]),
    defects: z.array(defectSchema).min(1).max(30),
    fine: z.array(fineSchema).max(30).default([]),
    /** Lines above and below a defect where a mark still counts. */
    near: z.int().nonnegative().max(5).default(0),
    /** What a learner is told of what they missed: how many, or where and why as well. */
    reveal: z.enum(['count', 'places']).default('count'),
    checks: z.array(checkSchema).min(2),
  })
  .superRefine((exercise, context) => {
    for (const { path, message } of contradictions(exercise)) {
      context.addIssue({ code: 'custom', path: [...path], message: schemaMessage(message) });
    }
  });

export type ReviewExercise = z.infer<typeof reviewExerciseSchema>;
export type ReviewCheck = ReviewExercise['checks'][number];
export type Defect = ReviewExercise['defects'][number];
/** Every place where a mark means the defect. */
export function placesOf(defect: Defect): readonly Place[] {
  return [defect, ...defect.also];
}

export type Place = Pick<Defect, 'file' | 'lines' | 'side'>;
export type Side = Place['side'];

export function reviewResources({ files }: ReviewExercise): readonly string[] {
  const names = files.flatMap(({ before, after }) => [before, after]);
  return [...new Set(names.filter((name) => name !== undefined))];
}

interface Contradiction {
  readonly path: readonly PropertyKey[];
  readonly message: Translations;
}

const words = {
  twice: (name: string | undefined) => ({
    en: `has "${name}" twice; each needs its own`,
    'pt-BR': `repete "${name}"; cada um precisa do seu`,
  }),
  noFile: (name: string) => ({
    en: `no file is called "${name}"`,
    'pt-BR': `nenhum arquivo se chama "${name}"`,
  }),
  noCategory: { en: 'needs one of the categories', 'pt-BR': 'precisa de uma das categorias' },
  noCategories: { en: 'no categories are declared', 'pt-BR': 'nenhuma categoria foi declarada' },
  neverAsked: {
    en: 'no check asks for it to be found',
    'pt-BR': 'nenhuma verificação pede que ele seja encontrado',
  },
  noDefect: (id: string) => ({
    en: `"${id}" is no defect, or is there twice`,
    'pt-BR': `"${id}" não é um defeito ou aparece duas vezes`,
  }),
  noLimit: {
    en: 'none limits falseAlarms, so marking every line would pass',
    'pt-BR': 'nenhuma limita falseAlarms, e por isso bastaria marcar todas as linhas para passar',
  },
} as const;

/** What names something that is not there, or is there twice. */
function contradictions({ files, categories, defects, fine, checks }: ReviewExercise): Contradiction[] {
  const found: Contradiction[] = [];
  const say = (path: readonly PropertyKey[], message: Translations) => found.push({ path, message });
  for (const [list, ids] of [
    ['files', files.map(({ path }) => path)],
    ['categories', categories.map(({ id }) => id)],
    ['defects', defects.map(({ id }) => id)],
  ] as const) {
    const at = ids.findIndex((id, index) => ids.indexOf(id) !== index);
    if (at >= 0) say([list, at], words.twice(ids[at]));
  }
  const places = [
    ...defects.map((defect, at) => ['defects', at, placesOf(defect)] as const),
    ...fine.map((place, at) => ['fine', at, [place]] as const),
  ];
  for (const [list, at, own] of places) {
    const unknown = own.find(({ file }) => !files.some(({ path }) => path === file));
    if (unknown !== undefined) say([list, at, 'file'], words.noFile(unknown.file));
  }
  for (const [at, { id, category }] of defects.entries()) {
    const isKnown = categories.some((one) => one.id === category);
    if (categories.length > 0 && !isKnown) say(['defects', at], words.noCategory);
    if (categories.length === 0 && category !== undefined) say(['defects', at], words.noCategories);
    if (!checks.some(({ find }) => find?.includes(id))) say(['defects', at], words.neverAsked);
  }
  for (const [at, { find = [] }] of checks.entries()) {
    const unknown = find.find(
      (id, index) => !defects.some((one) => one.id === id) || find.indexOf(id) !== index,
    );
    if (unknown !== undefined) say(['checks', at, 'find'], words.noDefect(unknown));
  }
  if (!checks.some(({ falseAlarms }) => falseAlarms !== undefined)) {
    say(['checks'], words.noLimit);
  }
  return found;
}
