import { z } from 'zod';
import { checkFields, exerciseFields, idSchema, packPathSchema } from '../../format/exercise.ts';
import { localizedTextSchema } from '../../format/locale.ts';

const lineSchema = z.int().positive();

const placeFields = {
  /** The `path` of one of `files`. */
  file: z.string().min(1),
  /** Where a mark counts: a line, or the first and the last. */
  lines: z
    .union([lineSchema, z.tuple([lineSchema, lineSchema])])
    .transform((lines) => (typeof lines === 'number' ? ([lines, lines] as const) : lines))
    .refine(([first, last]) => first <= last, 'the first line comes after the last'),
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
      const message = `needs exactly one of ${ways.join(', ')}; it has ${given.join(' and ') || 'none'}`;
      context.addIssue({ code: 'custom', message });
    }
    if (atLeast !== undefined && atLeast > (find?.length ?? 0)) {
      const message = `asks for ${atLeast} of ${find?.length ?? 0} defects`;
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
      context.addIssue({ code: 'custom', path: [...path], message });
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
  readonly message: string;
}

/** What names something that is not there, or is there twice. */
function contradictions({ files, categories, defects, fine, checks }: ReviewExercise): Contradiction[] {
  const found: Contradiction[] = [];
  const say = (path: readonly PropertyKey[], message: string) => found.push({ path, message });
  for (const [list, ids] of [
    ['files', files.map(({ path }) => path)],
    ['categories', categories.map(({ id }) => id)],
    ['defects', defects.map(({ id }) => id)],
  ] as const) {
    const at = ids.findIndex((id, index) => ids.indexOf(id) !== index);
    if (at >= 0) say([list, at], `has "${ids[at]}" twice; each needs its own`);
  }
  const places = [
    ...defects.map((defect, at) => ['defects', at, placesOf(defect)] as const),
    ...fine.map((place, at) => ['fine', at, [place]] as const),
  ];
  for (const [list, at, own] of places) {
    const unknown = own.find(({ file }) => !files.some(({ path }) => path === file));
    if (unknown !== undefined) say([list, at, 'file'], `no file is called "${unknown.file}"`);
  }
  for (const [at, { id, category }] of defects.entries()) {
    const isKnown = categories.some((one) => one.id === category);
    if (categories.length > 0 && !isKnown) say(['defects', at], `needs one of the categories`);
    if (categories.length === 0 && category !== undefined) say(['defects', at], 'no categories are declared');
    if (!checks.some(({ find }) => find?.includes(id)))
      say(['defects', at], 'no check asks for it to be found');
  }
  for (const [at, { find = [] }] of checks.entries()) {
    const unknown = find.find(
      (id, index) => !defects.some((one) => one.id === id) || find.indexOf(id) !== index,
    );
    if (unknown !== undefined) say(['checks', at, 'find'], `"${unknown}" is no defect, or is there twice`);
  }
  if (!checks.some(({ falseAlarms }) => falseAlarms !== undefined)) {
    say(['checks'], 'none limits falseAlarms, so marking every line would pass');
  }
  return found;
}
