import { z } from 'zod';
import { idSchema } from './exercise.ts';
import { localeSchema, localizedTextSchema } from './locale.ts';
import { schemaMessage } from './schema-message.ts';

export const packVersionSchema = z.string().regex(
  /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}$/,
  schemaMessage({
    en: 'must be three numbers such as 1.0.0',
    'pt-BR': 'deve ter três números, como 1.0.0',
  }),
);

/** `pack.yaml`: what a pack is, and its lessons in order. */
export const packSchema = z.strictObject({
  format: z.literal(1),
  id: idSchema,
  version: packVersionSchema,
  title: localizedTextSchema,
  description: localizedTextSchema,
  authors: z.array(z.string().min(1)).min(1),
  /** SPDX expression. */
  licence: z.string().min(1),
  /** The languages its texts are meant to exist in; English must be one of them. */
  locales: z.array(localeSchema).refine(
    (list) => list.includes('en'),
    schemaMessage({
      en: 'must include en, the base language',
      'pt-BR': 'deve incluir en, o idioma de base',
    }),
  ),
  tracks: z
    .array(
      z.strictObject({
        id: idSchema,
        /** Its place in the curriculum, as shown. */
        number: z.int().positive(),
        title: localizedTextSchema,
        summary: localizedTextSchema,
        /** Ids of the tracks that this one stands on. */
        needs: z.array(idSchema).default([]),
        /** Folders of lessons, in order. */
        lessons: z.array(idSchema).min(1),
      }),
    )
    .min(1),
});
export type PackManifest = z.infer<typeof packSchema>;

/** The front matter of `lesson.md`. A translation's front matter has only `title` and `summary`. */
export const lessonSchema = z.strictObject({
  /** Its number as shown, such as 3.2. */
  number: z.string().regex(
    /^\d+\.\d+$/,
    schemaMessage({
      en: 'must be a number such as 3.2, in quotes',
      'pt-BR': 'deve ser um número como 3.2, entre aspas',
    }),
  ),
  title: z.string().min(1),
  summary: z.string().min(1),
  minutes: z.int().positive().max(240),
  /** Folders of exercises, in order. */
  exercises: z.array(idSchema).min(1),
});
export type LessonManifest = z.infer<typeof lessonSchema>;

export const lessonTranslationSchema = lessonSchema.pick({ title: true, summary: true });
