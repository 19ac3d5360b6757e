import type { Locale } from '../format/locale.ts';
import type { Construct, ConstructName } from './construct-schema.ts';

/** A construct as a sentence names it: with its article, keywords as SQL writes them. */
export function nameOfConstruct(construct: Construct, locale: Locale): string {
  if (construct.startsWith('function:')) {
    const name = construct.slice('function:'.length).toUpperCase();
    return locale === 'pt-BR' ? `a função ${name}` : `the function ${name}`;
  }
  return names[locale][construct as ConstructName];
}

const english: Readonly<Record<ConstructName, string>> = {
  aggregate: 'an aggregate function such as COUNT or SUM',
  'alter-table': 'ALTER TABLE',
  case: 'CASE',
  cast: 'CAST',
  between: 'BETWEEN',
  coalesce: 'COALESCE',
  'create-index': 'CREATE INDEX',
  'create-table': 'CREATE TABLE',
  'create-trigger': 'CREATE TRIGGER',
  'create-view': 'CREATE VIEW',
  'cross-join': 'CROSS JOIN',
  cte: 'a common table expression (WITH)',
  delete: 'DELETE',
  distinct: 'DISTINCT',
  drop: 'DROP',
  except: 'EXCEPT',
  exists: 'EXISTS',
  glob: 'GLOB',
  'group-by': 'GROUP BY',
  having: 'HAVING',
  'in-list': 'IN with a list of values',
  'in-subquery': 'IN with a subquery',
  insert: 'INSERT',
  intersect: 'INTERSECT',
  join: 'a join',
  'left-join': 'LEFT JOIN',
  like: 'LIKE',
  limit: 'LIMIT',
  'natural-join': 'NATURAL JOIN',
  or: 'OR',
  'order-by': 'ORDER BY',
  pragma: 'PRAGMA',
  'recursive-cte': 'a recursive common table expression',
  replace: 'REPLACE',
  returning: 'RETURNING',
  'right-join': 'RIGHT JOIN',
  'full-join': 'FULL JOIN',
  savepoint: 'SAVEPOINT',
  select: 'SELECT',
  'select-star': 'the star (SELECT *)',
  subquery: 'a subquery',
  transaction: 'a transaction (BEGIN … COMMIT)',
  union: 'UNION',
  'union-all': 'UNION ALL',
  update: 'UPDATE',
  'update-from': 'UPDATE … FROM',
  upsert: 'an upsert (ON CONFLICT … DO)',
  using: 'USING',
  'window-function': 'a window function (OVER)',
};

const portuguese: Readonly<Record<ConstructName, string>> = {
  ...english,
  aggregate: 'uma função de agregação, como COUNT ou SUM',
  cte: 'uma expressão de tabela comum (WITH)',
  'in-list': 'IN com uma lista de valores',
  'in-subquery': 'IN com uma subconsulta',
  join: 'uma junção (JOIN)',
  'recursive-cte': 'uma expressão de tabela comum recursiva',
  'select-star': 'o asterisco (SELECT *)',
  subquery: 'uma subconsulta',
  transaction: 'uma transação (BEGIN … COMMIT)',
  upsert: 'um upsert (ON CONFLICT … DO)',
  'window-function': 'uma função de janela (OVER)',
};

const names: Readonly<Record<Locale, Readonly<Record<ConstructName, string>>>> = {
  en: english,
  'pt-BR': portuguese,
};
