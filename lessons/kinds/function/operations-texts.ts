import type { Locale } from '../../format/locale.ts';

const number = (value: number, digits = 0) =>
  value.toLocaleString('en-US', { maximumFractionDigits: digits });
const numero = (value: number, digits = 0) =>
  value.toLocaleString('pt-BR', { maximumFractionDigits: digits });

interface Grown {
  readonly noun: string;
  readonly times: number;
  readonly allowed: number;
  readonly before: { readonly size: number; readonly steps: number };
  readonly cost: { readonly size: number; readonly steps: number };
}

const english = {
  items: 'elements',
  grown: ({ noun, times, allowed, before, cost }: Grown) =>
    `With twice as many ${noun} your function did ${number(times, 1)} times the work: ${number(before.steps)} steps for ${number(before.size)}, ${number(cost.steps)} for ${number(cost.size)}. ${allowed <= 1 ? 'It must not do more.' : `About ${number(allowed, 1)} times is allowed.`}`,
  tooMany: (size: number, noun: string, steps: number, most: number) =>
    `With ${number(size)} ${noun} your function took ${number(steps)} steps. It may take ${number(most)}.`,
  next: 'Look for a loop inside a loop. A method such as includes, indexOf, filter, splice or a spread goes through a whole list too: inside a loop it does so each time.',
  atSize: (size: number, noun: string, message: string) => `With ${number(size)} ${noun}: ${message}`,
  wrong: 'the answer is wrong.',
  wrongNext:
    'The answer has to be right before it can be fast. Try the function with a small input of this kind.',
  measured: 'Your function',
  allowed: 'Allowed',
  size: 'Size of the input',
  steps: 'Steps',
  title: 'The answer',
  expected: 'Expected',
  actual: 'Got',
};

const portuguese: typeof english = {
  items: 'elementos',
  grown: ({ noun, times, allowed, before, cost }) =>
    `Com o dobro de ${noun}, sua função fez ${numero(times, 1)} vezes o trabalho: ${numero(before.steps)} passos para ${numero(before.size)}, ${numero(cost.steps)} para ${numero(cost.size)}. ${allowed <= 1 ? 'Ela não pode fazer mais.' : `Cerca de ${numero(allowed, 1)} vezes é o permitido.`}`,
  tooMany: (size, noun, steps, most) =>
    `Com ${numero(size)} ${noun}, sua função deu ${numero(steps)} passos. O máximo é ${numero(most)}.`,
  next: 'Procure um laço dentro de outro. Um método como includes, indexOf, filter, splice ou um spread também percorre uma lista inteira: dentro de um laço, faz isso a cada volta.',
  atSize: (size, noun, message) => `Com ${numero(size)} ${noun}: ${message}`,
  wrong: 'a resposta está errada.',
  wrongNext:
    'A resposta precisa estar certa antes de poder ser rápida. Experimente a função com uma entrada pequena desse tipo.',
  measured: 'Sua função',
  allowed: 'Permitido',
  size: 'Tamanho da entrada',
  steps: 'Passos',
  title: 'A resposta',
  expected: 'Esperado',
  actual: 'Obtido',
};

export const operationsTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
