import type { Locale } from '../../format/locale.ts';
import type { Overrun } from './check-budget.ts';

type ByLimit = Readonly<Record<Overrun['what'], (actual: number, allowed: number) => string>>;

const number = (value: number) => value.toLocaleString('en-US');
const numero = (value: number) => value.toLocaleString('pt-BR');

const english = {
  atSize: (size: number) => `On data of size ${number(size)}`,
  otherStatement: (statement: string) =>
    `Only queries and indexes may be in this script; it has ${statement}.`,
  otherStatementNext: 'Take it out: the query must answer from the tables as they are, helped by indexes.',
  noQuery: 'The script ran, and there is no query in it to measure.',
  noQueryNext: 'Finish with the SELECT that answers the task.',
  before: 'What you began with',
  after: 'What you have now',
  yours: 'Your query',
  allowed: 'Allowed',
  sizeAxis: 'Size of the data',
  stepsAxis: 'VM steps',
  overrun: {
    scanSteps: (actual, allowed) =>
      `the query takes ${number(actual)} steps from row to row in full scans, and ${number(allowed)} are allowed.`,
    vmSteps: (actual, allowed) =>
      `the query takes SQLite ${number(actual)} steps, and ${number(allowed)} are allowed.`,
    sorts: (actual, allowed) =>
      allowed === 0
        ? 'the rows have to be sorted, and the task asks for a query that needs no sorting.'
        : `rows are sorted ${number(actual)} times, and ${number(allowed)} are allowed.`,
    automaticIndexes: (actual, allowed) =>
      `SQLite builds an index for this one run, with ${number(actual)} entries; ${number(allowed)} are allowed.`,
    growth: (actual, allowed) =>
      `the query costs ${number(actual)} times what it costs on the smallest data, and ${number(allowed)} times is allowed.`,
  } satisfies ByLimit,
  automaticNext:
    'SQLite found the index so useful that it made it by itself, and threw it away again: create it for good.',
  scanNext:
    'SCAN in the plan reads a whole table or index. Which index would lead straight to the rows that WHERE keeps?',
  sortNext:
    'USE TEMP B-TREE in the plan is sorting. An index that goes on with the ORDER BY columns, after those that WHERE compares, has the rows in order already.',
  stepsNext:
    'The plan reads only part of the data, and still too much: does the index cover every condition, in the right order?',
};

const portuguese: typeof english = {
  atSize: (size) => `Com dados de tamanho ${numero(size)}`,
  otherStatement: (statement) => `Só consultas e índices podem estar neste script, e ele tem ${statement}.`,
  otherStatementNext:
    'Retire isso: a consulta precisa responder a partir das tabelas como estão, com a ajuda de índices.',
  noQuery: 'O script foi executado, mas não há nele uma consulta para medir.',
  noQueryNext: 'Termine com o SELECT que responde à tarefa.',
  before: 'Como você começou',
  after: 'Como está agora',
  yours: 'Sua consulta',
  allowed: 'Permitido',
  sizeAxis: 'Tamanho dos dados',
  stepsAxis: 'Passos da máquina virtual',
  overrun: {
    scanSteps: (actual, allowed) =>
      `a consulta dá ${numero(actual)} passos de linha em linha em varreduras completas, e são permitidos ${numero(allowed)}.`,
    vmSteps: (actual, allowed) =>
      `a consulta custa ${numero(actual)} passos ao SQLite, e são permitidos ${numero(allowed)}.`,
    sorts: (actual, allowed) =>
      allowed === 0
        ? 'as linhas precisam ser ordenadas, e a tarefa pede uma consulta que não precise ordenar nada.'
        : `há ${numero(actual)} ordenações, e são permitidas ${numero(allowed)}.`,
    automaticIndexes: (actual, allowed) =>
      `o SQLite monta um índice só para esta execução, com ${numero(actual)} entradas; são permitidas ${numero(allowed)}.`,
    growth: (actual, allowed) =>
      `a consulta custa ${numero(actual)} vezes o que custa com os menores dados, e o permitido é ${numero(allowed)} vezes.`,
  },
  automaticNext:
    'O SQLite achou o índice tão útil que o criou por conta própria e depois o jogou fora: crie-o de forma permanente.',
  scanNext:
    'SCAN no plano lê uma tabela ou um índice inteiro. Que índice levaria direto às linhas que o WHERE mantém?',
  sortNext:
    'USE TEMP B-TREE no plano é ordenação. Um índice que continua com as colunas do ORDER BY, depois das comparadas no WHERE, já tem as linhas em ordem.',
  stepsNext:
    'O plano lê só parte dos dados, e ainda é demais: o índice cobre todas as condições, na ordem certa?',
};

export const planTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
