import type { Difference } from '../../format/evidence.ts';
import type { Locale } from '../../format/locale.ts';

const english = {
  differs: (request: string, first: Difference): string => `${request}: ${firstInEnglish(first)}`,
  more: (count: number) => ` ${count} more ${count === 1 ? 'difference' : 'differences'} below.`,
  captureMissing: (request: string, place: string) =>
    `${request}: the response has no ${place}, which the next step needs.`,
  rowsDiffer: (database: string) =>
    `After the last request the rows in the database "${database}" are not as expected.`,
  statusNext: 'Look at the line that sets the status in this handler, and at the path that leads there.',
  headerNext: 'Look at where this handler sets its headers.',
  bodyNext: 'Compare the body below with what was expected, line by line.',
  rowsNext:
    'The response said one thing, the database holds another: look at the SQL that this request runs.',
};

const portuguese: typeof english = {
  differs: (request, first) => `${request}: ${firstInPortuguese(first)}`,
  more: (count) => ` Abaixo há mais ${count} ${count === 1 ? 'diferença' : 'diferenças'}.`,
  captureMissing: (request, place) =>
    `${request}: a resposta não tem ${place}, e o próximo passo precisa dele.`,
  rowsDiffer: (database) =>
    `Depois da última requisição, as linhas do banco "${database}" não são as esperadas.`,
  statusNext: 'Veja a linha que define o status neste handler e o caminho que leva até ela.',
  headerNext: 'Veja onde este handler define os cabeçalhos.',
  bodyNext: 'Compare o corpo abaixo com o esperado, linha por linha.',
  rowsNext: 'A resposta diz uma coisa e o banco guarda outra: veja o SQL que esta requisição executa.',
};

function firstInEnglish({ part, path, change, expected, actual }: Difference): string {
  if (part === 'status') return `the status is ${actual}, expected ${expected}.`;
  const what =
    part === 'header'
      ? `the header ${path}`
      : path === '' || path === '$'
        ? 'the body'
        : `${path} in the body`;
  if (change === 'missing') return `${what} is missing; expected ${clip(expected)}.`;
  if (change === 'extra') return `${what} should not be there; it is ${clip(actual)}.`;
  return `${what} is ${clip(actual)}, expected ${clip(expected)}.`;
}

function firstInPortuguese({ part, path, change, expected, actual }: Difference): string {
  if (part === 'status') return `o status é ${actual}; o esperado é ${expected}.`;
  const what =
    part === 'header' ? `o cabeçalho ${path}` : path === '' || path === '$' ? 'o corpo' : `${path} no corpo`;
  if (change === 'missing') return `falta ${what}; o esperado é ${clip(expected)}.`;
  if (change === 'extra') return `${what} não deveria estar na resposta; seu valor é ${clip(actual)}.`;
  return `${what} é ${clip(actual)}; o esperado é ${clip(expected)}.`;
}

function clip(text: string | null): string {
  if (text === null || text === '') return '""';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

export const httpTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
