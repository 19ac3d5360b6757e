import { z } from 'zod';
import { localizedTextSchema } from './locale.ts';
import { visibilitySchema } from './report.ts';
import { schemaMessage } from './schema-message.ts';

/** Ids are permanent: lower-case letters, digits and hyphens, at most 64 characters. */
export const idSchema = z
  .string()
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    schemaMessage({
      en: 'must be lower-case letters, digits and single hyphens',
      'pt-BR': 'deve ter só letras minúsculas, algarismos e hifens isolados',
    }),
  )
  .max(64);

/** A path inside the pack, with forward slashes, that never climbs above the folder it starts from. */
export const packPathSchema = z
  .string()
  .min(1)
  .max(200)
  .refine((path) => !/^[/\\]|\\|:|(^|\/)\.\.?(\/|$)|\0/.test(path), {
    message: schemaMessage({
      en: 'must be a path below this folder, written with forward slashes',
      'pt-BR': 'deve ser um caminho dentro desta pasta, escrito com barras normais (/)',
    }),
  });

/** A module of the author's, beside `exercise.yaml` or in the pack's `data/`. */
export const authorModuleSchema = packPathSchema.regex(
  /\.[cm]?[jt]s$/,
  schemaMessage({
    en: 'must be a module: .ts, .mts, .js or .mjs',
    'pt-BR': 'deve ser um módulo: .ts, .mts, .js ou .mjs',
  }),
);

export const exportNameSchema = z
  .string()
  .regex(
    /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u,
    schemaMessage({
      en: 'must be the name of an export, such as mergeIntervals',
      'pt-BR': 'deve ser o nome de uma exportação, como mergeIntervals',
    }),
  )
  .max(100);

/** The fields that every check has, whatever its kind; a kind extends them. */
export const checkFields = {
  id: idSchema,
  name: localizedTextSchema,
  weight: z.number().positive().max(100).default(1),
  visibility: visibilitySchema.default('shown'),
  /** The author's next step for a learner who fails this check; overrides the grader's. */
  nextStep: localizedTextSchema.optional(),
  /** A function of the author's that looks at what the submission did, for what YAML cannot say. */
  verify: z.strictObject({ file: authorModuleSchema, name: exportNameSchema }).optional(),
};

/** A small change to the solution that changes nothing it does, so that no check could notice it. */
const equivalentSchema = z.strictObject({
  /** A file of the solution; the entry by default. */
  file: packPathSchema.optional(),
  line: z.int().positive().optional(),
  /** What is replaced by what, as `backline pack check` shows it. */
  before: z.string(),
  after: z.string(),
  reason: z.string().trim().min(1),
});

/** The fields that every exercise has, whatever its kind; a kind extends them. */
export const exerciseFields = {
  format: z.literal(1),
  /** Raised where the task asks for something else in words alone: who passed it before is told. */
  revision: z.int().positive().default(1),
  title: localizedTextSchema,
  /** How long it takes most people, in minutes. */
  minutes: z.int().positive().max(240),
  /** The file of the submission that is loaded or run first. */
  entry: packPathSchema,
  hints: z.array(localizedTextSchema).max(10).default([]),
  /** Files that the author's modules import. The solution is there for them already. */
  modules: z.array(packPathSchema).max(20).default([]),
  /** Each folder of `wrong/`, the check that must catch it, and what the mistake is. */
  wrong: z
    .record(
      idSchema,
      z.strictObject({
        caughtBy: idSchema,
        mistake: localizedTextSchema,
        /** What to tell a learner whose submission goes wrong just as this one does at `caughtBy`. */
        nextStep: localizedTextSchema.optional(),
      }),
    )
    .default({}),
  /** Changes to the solution that the score of the checks leaves out. */
  equivalent: z.array(equivalentSchema).max(50).default([]),
};

/** The moment at which a world's clock starts. */
export const startTimeSchema = z.iso
  .datetime({
    message: schemaMessage({
      en: 'must be a time in UTC such as 2026-03-02T09:00:00Z',
      'pt-BR': 'deve ser um horário em UTC, como 2026-03-02T09:00:00Z',
    }),
  })
  .default('2026-03-02T09:00:00Z');

interface Authored {
  readonly modules: readonly string[];
  readonly checks: readonly { readonly verify?: { readonly file: string } | undefined }[];
}

/** The files of the author's code that any kind may name. */
export function authoredFiles({ modules, checks }: Authored): readonly string[] {
  return [...modules, ...checks.flatMap(({ verify }) => (verify === undefined ? [] : [verify.file]))];
}
