import type { Locale } from '../../format/locale.ts';

interface Counts {
  readonly missing: number;
  readonly extra: number;
  readonly changed: number;
}

const rows = (count: number) => `${count} ${count === 1 ? 'row' : 'rows'}`;
const linhas = (count: number) => `${count} ${count === 1 ? 'linha' : 'linhas'}`;

/** "a, b and c", without the parts that are zero. */
function list(parts: readonly string[], and: string): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`;
}

const english = {
  noResult: 'The script ran and gave no result set.',
  noResultNext: 'Finish with a SELECT: the result of the last query is what is compared.',
  columnCount: (expected: number, actual: number) =>
    `The result has ${actual} ${actual === 1 ? 'column' : 'columns'}, and the task asks for ${expected}.`,
  columnCountNext: (expected: string) => `The task asks for these columns: ${expected}.`,
  columnNames: 'The columns do not have the names that the task asks for.',
  rowsDiffer: ({ missing, extra, changed }: Counts) =>
    `Compared with the expected result, ${list(
      [
        ...(missing > 0 ? [`${rows(missing)} missing`] : []),
        ...(extra > 0 ? [`${rows(extra)} too many`] : []),
        ...(changed > 0 ? [`${rows(changed)} with a different value`] : []),
      ],
      'and',
    )}.`,
  orderDiffers: 'The rows are right, and their order is not the one the task asks for.',
  orderNext: 'Look at the ORDER BY: which columns, in which order, ascending or descending.',
  tooManyRows: (limit: number) => `The result has more than ${limit} rows.`,
  missingNext: 'Look at what leaves the missing rows out: a join, a condition, or a comparison with NULL.',
  extraNext:
    'Look at what lets the extra rows in: a condition, a join that repeats rows, or a missing DISTINCT.',
  changedNext: 'Look at the cells marked as changed: which expression makes that column?',
};

const portuguese: typeof english = {
  noResult: 'O script foi executado e não produziu nenhum resultado.',
  noResultNext: 'Termine com um SELECT: o resultado da última consulta é o que se compara.',
  columnCount: (expected, actual) =>
    `O resultado tem ${actual} ${actual === 1 ? 'coluna' : 'colunas'}, e a tarefa pede ${expected}.`,
  columnCountNext: (expected) => `A tarefa pede estas colunas: ${expected}.`,
  columnNames: 'As colunas não têm os nomes que a tarefa pede.',
  rowsDiffer: ({ missing, extra, changed }) =>
    `Em comparação com o resultado esperado, há ${list(
      [
        ...(missing > 0 ? [`${linhas(missing)} a menos`] : []),
        ...(extra > 0 ? [`${linhas(extra)} a mais`] : []),
        ...(changed > 0 ? [`${linhas(changed)} com um valor diferente`] : []),
      ],
      'e',
    )}.`,
  orderDiffers: 'As linhas estão certas, mas a ordem delas não é a que a tarefa pede.',
  orderNext: 'Reveja o ORDER BY: quais colunas, em que sequência, crescente ou decrescente.',
  tooManyRows: (limit) => `O resultado tem mais de ${limit} linhas.`,
  missingNext: 'Veja o que deixa essas linhas de fora: uma junção, uma condição ou uma comparação com NULL.',
  extraNext:
    'Veja o que deixa entrar as linhas a mais: uma condição, uma junção que repete linhas ou um DISTINCT que falta.',
  changedNext: 'Veja as células marcadas: que expressão produz essa coluna?',
};

export const sqlTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
