import type { Locale } from '../format/locale.ts';

const english = {
  broken: 'The program is wrong for an input that was made at random.',
  brokenNext: 'The input below is the smallest that was found to go wrong. Work it out by hand first.',
  said: (words: string) => `For an input that was made at random: ${words}`,
  failedCase: (message: string) => `With an input that was made at random: ${message}`,
  caseTitle: 'The smallest input found',
  input: 'Input',
  expected: 'Expected',
  actual: 'Got',
};

const portuguese: typeof english = {
  broken: 'O programa erra para uma entrada gerada ao acaso.',
  brokenNext: 'A entrada abaixo é a menor encontrada que dá errado. Resolva-a primeiro no papel.',
  said: (words) => `Para uma entrada gerada ao acaso: ${words}`,
  failedCase: (message) => `Com uma entrada gerada ao acaso: ${message}`,
  caseTitle: 'A menor entrada encontrada',
  input: 'Entrada',
  expected: 'Esperado',
  actual: 'Obtido',
};

export const propertyTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
