import type { Locale } from '../format/locale.ts';

interface Counts {
  readonly missing: number;
  readonly extra: number;
  readonly changed: number;
}

/** "a, b and c", without the parts that are zero. */
function list(parts: readonly string[], and: string): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`;
}

function counted({ missing, extra, changed }: Counts): string {
  const rows = (count: number) => `${count} ${count === 1 ? 'row' : 'rows'}`;
  const parts = [
    ...(missing > 0 ? [`${rows(missing)} missing`] : []),
    ...(extra > 0 ? [`${rows(extra)} too many`] : []),
    ...(changed > 0 ? [`${rows(changed)} with a different value`] : []),
  ];
  return list(parts, 'and');
}

function contadas({ missing, extra, changed }: Counts): string {
  const linhas = (count: number) => `${count} ${count === 1 ? 'linha' : 'linhas'}`;
  const parts = [
    ...(missing > 0 ? [`${linhas(missing)} a menos`] : []),
    ...(extra > 0 ? [`${linhas(extra)} a mais`] : []),
    ...(changed > 0 ? [`${linhas(changed)} com um valor diferente`] : []),
  ];
  return list(parts, 'e');
}

const columns = (count: number) => `${count} ${count === 1 ? 'column' : 'columns'}`;
const colunas = (count: number) => `${count} ${count === 1 ? 'coluna' : 'colunas'}`;

const english = {
  columnsNext: (expected: string) => `The task asks for these columns: ${expected}.`,
  columnsAgain: 'Read in the task which columns it asks for, and in which order.',
  columnNames: 'The columns do not have the names that the task asks for.',
  columnOrder: 'The columns are the right ones, and stand in another order than the task asks for.',
  orderDiffers: 'The rows are right, and their order is not the one the task asks for.',
  orderNext: 'Look at the ORDER BY: which columns, in which order, ascending or descending.',
  tooManyRows: (limit: number) => `The result has more than ${limit} rows.`,
  result: {
    columnCount: (expected: number, actual: number) =>
      `The result has ${columns(actual)}, and the task asks for ${expected}.`,
    rowsDiffer: (counts: Counts) => `Compared with the expected result: ${counted(counts)}.`,
    missingNext: 'Look at what leaves the missing rows out: a join, a condition, or a comparison with NULL.',
    extraNext:
      'Look at what lets the extra rows in: a condition, a join that repeats rows, or a missing DISTINCT.',
    changedNext: 'Look at the cells marked as changed: which expression makes that column?',
  },
  state: {
    columnCount: (expected: number, actual: number) =>
      `It has ${columns(actual)}, and the task asks for ${expected}.`,
    rowsDiffer: (counts: Counts) => `Compared with what should be there: ${counted(counts)}.`,
    missingNext:
      'The missing rows should be there: look at what never writes them, or at a condition that deletes too much.',
    extraNext:
      'The extra rows should not be there: look at a condition that leaves too much, or at what writes twice.',
    changedNext: 'Look at the cells marked as changed: which SET or VALUES writes them, and for which rows?',
  },
};

const portuguese: typeof english = {
  columnsNext: (expected) => `A tarefa pede estas colunas: ${expected}.`,
  columnsAgain: 'Releia na tarefa que colunas ela pede e em que ordem.',
  columnNames: 'As colunas não têm os nomes que a tarefa pede.',
  columnOrder: 'As colunas são as certas, mas não estão na ordem que a tarefa pede.',
  orderDiffers: 'As linhas estão certas, mas a ordem delas não é a que a tarefa pede.',
  orderNext: 'Reveja o ORDER BY: quais colunas, em que sequência, crescente ou decrescente.',
  tooManyRows: (limit) => `O resultado tem mais de ${limit} linhas.`,
  result: {
    columnCount: (expected, actual) => `O resultado tem ${colunas(actual)}, e a tarefa pede ${expected}.`,
    rowsDiffer: (counts) => `Em comparação com o resultado esperado, há ${contadas(counts)}.`,
    missingNext:
      'Veja o que deixa essas linhas de fora: uma junção, uma condição ou uma comparação com NULL.',
    extraNext:
      'Veja o que deixa entrar as linhas a mais: uma condição, uma junção que repete linhas ou um DISTINCT que falta.',
    changedNext: 'Veja as células marcadas: que expressão produz essa coluna?',
  },
  state: {
    columnCount: (expected, actual) => `Ela tem ${colunas(actual)}, e a tarefa pede ${expected}.`,
    rowsDiffer: (counts) => `Em comparação com o que deveria estar lá, há ${contadas(counts)}.`,
    missingNext:
      'As linhas que faltam deveriam estar lá: veja o que deixa de gravá-las ou uma condição que apaga demais.',
    extraNext:
      'As linhas a mais não deveriam estar lá: veja uma condição que deixa coisas demais ou o que grava duas vezes.',
    changedNext: 'Veja as células marcadas: que SET ou VALUES as grava, e em quais linhas?',
  },
};

export const resultTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
