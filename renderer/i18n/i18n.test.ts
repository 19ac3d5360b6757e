import { expect, it } from 'vitest';
import en from './en.json';
import { systemLocale } from './i18n.ts';
import ptBR from './pt-BR.json';

it('has every text in both languages, with the same placeholders', () => {
  expect(textsOf(ptBR)).toEqual(textsOf(en));
});

it('starts in the language of the computer where it has it', () => {
  expect(systemLocale(['pt-PT', 'en'])).toBe('pt-BR');
  expect(systemLocale(['fr', 'en-GB'])).toBe('en');
  expect(systemLocale(['fr'])).toBe('en');
});

/** Key to its placeholders. Portuguese has one plural form more than English, for whole millions. */
function textsOf(texts: object, path = ''): Record<string, string[]> {
  return Object.assign(
    {},
    ...Object.entries(texts)
      .filter(([key]) => !key.endsWith('_many'))
      .map(([key, text]: [string, string | object]) =>
        typeof text === 'string'
          ? { [`${path}${key}`]: (text.match(/\{\{\w+/g) ?? []).toSorted() }
          : textsOf(text, `${path}${key}.`),
      ),
  );
}
