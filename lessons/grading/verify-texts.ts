import type { Locale } from '../format/locale.ts';

const english = {
  broken: 'What your submission did is not all that the task asks for.',
  brokenNext:
    'Read the task again, and compare what is shown below with what it asks for. Which part of your code decides that?',
  title: 'What was looked at',
  expected: 'Expected',
  actual: 'Got',
};

const portuguese: typeof english = {
  broken: 'O que seu envio fez não é tudo o que a tarefa pede.',
  brokenNext:
    'Leia a tarefa de novo e compare o que aparece abaixo com o que ela pede. Que parte do seu código decide isso?',
  title: 'O que foi examinado',
  expected: 'Esperado',
  actual: 'Obtido',
};

export const verifyTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
