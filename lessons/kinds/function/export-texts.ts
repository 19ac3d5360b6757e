import type { Locale } from '../../format/locale.ts';

/** What an exported function exercise says in its README and in its files. */
export const exportTexts = {
  en: {
    heading: 'How it runs',
    examples:
      '`npm start` calls your function with the examples of the exercise that are shown, one test for each, in Node’s own test runner (`npm test` does the same). In a test the date is the one of the exercise.',
    none: 'The exercise shows no examples. Import your function from a file of your own and call it.',
    rest: 'What Backline tries beside the examples, such as properties with generated input, is not part of the project.',
    check: (name: string) => `The examples of "${name}".`,
    plain:
      'Answers are compared as plain data: a Map as an object, a Set as a list, a Date as its text; keys that hold undefined do not count.',
  },
  'pt-BR': {
    heading: 'Como funciona',
    examples:
      '`npm start` chama a sua função com os exemplos visíveis do exercício, um teste para cada um, no executor de testes do próprio Node (`npm test` faz o mesmo). Em um teste, a data é a do exercício.',
    none: 'O exercício não mostra exemplos. Importe a sua função em um arquivo seu e chame-a.',
    rest: 'O que o Backline tenta além dos exemplos, como propriedades com entradas geradas, não faz parte do projeto.',
    check: (name: string) => `Os exemplos de "${name}".`,
    plain:
      'As respostas são comparadas como dados simples: um Map como objeto, um Set como lista, um Date como texto; chaves com undefined não contam.',
  },
} as const satisfies Record<Locale, object>;
