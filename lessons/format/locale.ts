import { z } from 'zod';

/** The languages of Backline. English is the base: a text that lacks another language falls back to it. */
export const locales = ['en', 'pt-BR'] as const;
export const localeSchema = z.enum(locales);
export type Locale = z.infer<typeof localeSchema>;

/** A text of Backline's own, in each of its languages. */
export const translationsSchema = z.strictObject({ en: z.string(), 'pt-BR': z.string() });
export type Translations = Readonly<z.infer<typeof translationsSchema>>;

/** A short text of a pack: one string (English), or one per language. */
export const localizedTextSchema = z.union([
  z.string().min(1),
  z.strictObject({ en: z.string().min(1), 'pt-BR': z.string().min(1).optional() }),
]);
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** The text in `locale`, or in English where there is no translation. */
export function textIn(text: LocalizedText, locale: Locale): string {
  if (typeof text === 'string') return text;
  return text[locale] ?? text.en;
}

/** Whether `text` was written in `locale`. */
export function isTranslated(text: LocalizedText, locale: Locale): boolean {
  return locale === 'en' || (typeof text !== 'string' && text[locale] !== undefined);
}
