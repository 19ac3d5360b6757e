import type { Locale } from '../../format/locale.ts';

/** `at` and `from` say how much data there was: "With 1,000 orders". */
interface Spent {
  readonly at: string;
  readonly actual: number;
  readonly allowed: number;
  readonly requests: number;
}
interface Grown extends Spent {
  readonly from: string;
  readonly before: number;
}

const number = (value: number) => value.toLocaleString('en-US');
const numero = (value: number) => value.toLocaleString('pt-BR');
const statements = (count: number) => `${number(count)} ${count === 1 ? 'statement' : 'statements'}`;
const comandos = (count: number) => `${numero(count)} ${count === 1 ? 'comando' : 'comandos'}`;
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const english = {
  atSize: (count: number, noun: string) => `With ${number(count)} ${noun}`,
  rowsOf: (table: string) => `rows in ${table}`,
  statements: ({ at, actual, allowed, requests }: Spent) =>
    requests === 1
      ? `${at} your handler ran ${statements(actual)}. It may run ${number(allowed)}.`
      : `${at} your handlers ran ${statements(actual)} for ${requests} requests. They may run ${number(allowed)}.`,
  growth: ({ at, from, actual, before, requests }: Grown) =>
    `${from} your ${requests === 1 ? 'handler' : 'handlers'} ran ${statements(before)}, and ${lowerFirst(at)} ${number(actual)}. More data must not need more statements.`,
  scanSteps: ({ at, actual, allowed }: Spent) =>
    `${at} the statements took ${number(actual)} steps from row to row in full scans. They may take ${number(allowed)}.`,
  vmSteps: ({ at, actual, allowed }: Spent) =>
    `${at} the statements cost SQLite ${number(actual)} steps. They may cost ${number(allowed)}.`,
  repeatedNext:
    'The marked statement runs again and again, once for each row of another. Ask for all of those rows at once: join the tables, or fetch them with one IN.',
  manyNext: 'Look at the list below: which of these statements could be one?',
  rowsNext:
    'The marked statement reads through a whole table. Does it need an index, or does it run more often than it has to?',
  stepsNext:
    'The marked statement costs most. Does it read rows that it does not need, or the same ones over and over?',
  uncounted: 'The program did more than can be recorded, so its statements cannot be counted.',
  uncountedNext:
    'Print less, above all inside loops, and run what a request needs while it is being answered.',
  axes: { statements: 'Statements', scanSteps: 'Scan steps', vmSteps: 'VM steps' },
  yours: 'Your program',
  allowed: 'Allowed',
};

const portuguese: typeof english = {
  atSize: (count, noun) => `Com ${numero(count)} ${noun}`,
  rowsOf: (table) => `linhas em ${table}`,
  statements: ({ at, actual, allowed, requests }) =>
    requests === 1
      ? `${at}, seu handler executou ${comandos(actual)}. O máximo é ${numero(allowed)}.`
      : `${at}, seus handlers executaram ${comandos(actual)} em ${requests} requisições. O máximo é ${numero(allowed)}.`,
  growth: ({ at, from, actual, before, requests }) =>
    `${from}, ${requests === 1 ? 'seu handler executou' : 'seus handlers executaram'} ${comandos(before)}; ${lowerFirst(at)}, ${numero(actual)}. Mais dados não podem exigir mais comandos.`,
  scanSteps: ({ at, actual, allowed }) =>
    `${at}, os comandos deram ${numero(actual)} passos de linha em linha em varreduras completas. O máximo é ${numero(allowed)}.`,
  vmSteps: ({ at, actual, allowed }) =>
    `${at}, os comandos custaram ${numero(actual)} passos ao SQLite. O máximo é ${numero(allowed)}.`,
  repeatedNext:
    'O comando marcado se repete, uma vez para cada linha de outro. Peça todas essas linhas de uma vez: junte as tabelas com JOIN ou busque-as com um único IN.',
  manyNext: 'Veja a lista abaixo: quais desses comandos poderiam ser um só?',
  rowsNext:
    'O comando marcado lê uma tabela inteira. Falta um índice, ou ele é executado mais vezes do que precisa?',
  stepsNext:
    'O comando marcado é o que mais custa. Ele lê linhas de que não precisa, ou as mesmas várias vezes?',
  uncounted: 'O programa fez mais do que dá para registrar, e por isso não é possível contar seus comandos.',
  uncountedNext:
    'Imprima menos, sobretudo dentro de laços, e execute o que a requisição precisa enquanto ela é respondida.',
  axes: {
    statements: 'Comandos',
    scanSteps: 'Passos de varredura',
    vmSteps: 'Passos da máquina virtual',
  },
  yours: 'Seu programa',
  allowed: 'Permitido',
};

export const budgetTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
