import type { Locale } from '../../format/locale.ts';

const english = {
  missing: (entry: string, name: string) => `${entry} does not export a function named ${name}.`,
  missingNext: (name: string) =>
    `Write "export function ${name}(…)", spelled exactly so; the checks call it by that name.`,
  returned: (call: string) => `${call} returns something other than expected.`,
  returnedNext:
    'Follow your code with these arguments, line by line, up to where it leaves the expected path.',
  notThrown: (call: string, wanted: string) => `${call} should throw ${wanted}, and it returns.`,
  notThrownNext:
    'Look for the condition that the task calls an error, and throw before anything else is done.',
  otherThrown: (call: string, wanted: string, name: string) =>
    `${call} should throw ${wanted}, and it throws ${name}.`,
  otherThrownNext: 'Throw an error of the class that the task names, with new.',
  anyError: 'an Error',
  inCall: (call: string, message: string) => `${call}: ${message}`,
  callTitle: 'The call',
  call: 'Call',
  expected: 'Expected',
  actual: 'Got',
  threw: 'Threw',
};

const portuguese: typeof english = {
  missing: (entry, name) => `${entry} não exporta uma função chamada ${name}.`,
  missingNext: (name) =>
    `Escreva "export function ${name}(…)", exatamente assim; as verificações a chamam por esse nome.`,
  returned: (call) => `${call} devolve algo diferente do esperado.`,
  returnedNext: 'Siga seu código com esses argumentos, linha por linha, até onde ele se desvia do esperado.',
  notThrown: (call, wanted) => `${call} deveria lançar ${wanted}, mas devolve um valor.`,
  notThrownNext:
    'Procure a condição que a tarefa chama de erro e lance o erro antes de fazer qualquer outra coisa.',
  otherThrown: (call, wanted, name) => `${call} deveria lançar ${wanted}, mas lança ${name}.`,
  otherThrownNext: 'Lance com new um erro da classe que a tarefa indica.',
  anyError: 'um Error',
  inCall: (call, message) => `${call}: ${message}`,
  callTitle: 'A chamada',
  call: 'Chamada',
  expected: 'Esperado',
  actual: 'Obtido',
  threw: 'Lançou',
};

export const functionTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
