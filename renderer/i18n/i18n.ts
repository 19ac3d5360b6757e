import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '../../lessons/format/locale.ts';
import en from './en.json';
import ptBR from './pt-BR.json';

/** Each language under its own name, as its readers know it. */
export const localeNames = { en: 'English', 'pt-BR': 'Português (Brasil)' } as const satisfies Record<
  Locale,
  string
>;

/** The same list as `lessons/format/locale.ts`, whose schema would bring zod into the window. */
export const locales = Object.keys(localeNames) as readonly Locale[];

/** The language of the computer where Backline has it, otherwise English. */
export function systemLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const prefix = language.split('-')[0];
    const match = locales.find((locale) => locale.split('-')[0] === prefix);
    if (match) return match;
  }
  return 'en';
}

export function startI18n(locale: Locale): typeof i18next {
  void i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'pt-BR': { translation: ptBR } },
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
  return i18next;
}
