import type { z } from 'zod';
import { type Locale, localizedTextSchema, type Translations } from '../../format/locale.ts';

/** A schema as zod describes it to itself: what its parts are, by the names of zod 4. */
interface Described {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly items?: readonly z.ZodType[];
  readonly options?: readonly z.ZodType[];
}

/**
 * Where a YAML value has texts for people that one language has and `locale` has not. A text that is
 * one string is the same in every language, as a status code or a line of code is.
 */
export function untranslated(schema: z.ZodType, value: unknown, locale: Locale): (readonly PropertyKey[])[] {
  if (value === undefined || value === null) return [];
  if (schema === localizedTextSchema) {
    return typeof value === 'object' && !Object.hasOwn(value, locale) ? [[]] : [];
  }
  const { innerType, in: input, element, valueType, shape, items, options } = schema.def as Described;
  const inner = innerType ?? input;
  if (inner !== undefined) return untranslated(inner, value, locale);
  const branch = options?.find((option) => option.safeParse(value).success);
  if (branch !== undefined) return untranslated(branch, value, locale);
  const below = (key: PropertyKey, part: z.ZodType | undefined, of: unknown) =>
    part === undefined ? [] : untranslated(part, of, locale).map((path) => [key, ...path]);
  if (Array.isArray(value)) return value.flatMap((one, at) => below(at, element ?? items?.[at], one));
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => below(key, shape?.[key] ?? valueType, one));
}

/** What to tell the author of a text that one language has not. */
export function untranslatedText(path: readonly PropertyKey[], locale: Locale): Translations {
  const key = `"${path.map(String).join('.')}"`;
  return {
    en: `${key} has no text in ${locale}; English is shown instead`,
    'pt-BR': `${key} não tem texto em ${locale}; o texto em inglês aparece no lugar dele`,
  };
}
