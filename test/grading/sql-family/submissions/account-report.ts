import { error, failed, type Labelled, passes } from '../labelled.ts';

const first = 'SELECT COUNT(DISTINCT account) FROM transfers;';
const second =
  'SELECT id, account, amount, SUM(amount) OVER (PARTITION BY account ORDER BY id) FROM transfers ORDER BY id;';

export const accountReport: readonly Labelled[] = [
  {
    name: 'a named window with a frame',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `${first} SELECT id, account, amount, sum(amount) OVER w AS b FROM transfers
      WINDOW w AS (PARTITION BY account ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) ORDER BY id`,
  },
  {
    name: 'counts through a common table expression',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `WITH accounts AS (SELECT account FROM transfers GROUP BY account) SELECT count(*) AS n FROM accounts; ${second}`,
  },
  {
    name: 'a comment that speaks of JOIN and (SELECT',
    sort: 'odd-format',
    failsAt: passes,
    sql: `-- no JOIN, no (SELECT …) here\n${first} /* JOIN */ SELECT id, account AS "join", amount, SUM(amount) OVER (PARTITION BY account ORDER BY id) AS '(select' FROM transfers ORDER BY id;`,
  },
  {
    name: 'a subquery written in pieces',
    sort: 'wrong-subtle',
    failsAt: failed('window'),
    sql: `SELECT COUNT(*) FROM (/**/SELECT/**/DISTINCT account FROM transfers); ${second}`,
  },
  {
    name: 'a join written as a comma',
    sort: 'wrong-subtle',
    failsAt: failed('window'),
    sql: `SELECT COUNT(DISTINCT a.account) FROM transfers a, transfers b; ${second}`,
  },
  {
    name: 'the word OVER in a text only',
    sort: 'hostile',
    failsAt: failed('window'),
    sql: `${first} SELECT id, account, amount, (SELECT sum(amount) FROM transfers b WHERE b.account = t.account AND b.id <= t.id) AS "SUM(x) OVER (ORDER BY y)"
      FROM transfers t ORDER BY id -- SUM(amount) OVER (PARTITION BY account ORDER BY id)`,
  },
  {
    name: 'the second question first',
    sort: 'wrong-subtle',
    failsAt: failed('ledger'),
    sql: `${second} ${first}`,
  },
  { name: 'one question only', sort: 'wrong-subtle', failsAt: failed('ledger'), sql: second },
  {
    name: 'a third answer',
    sort: 'wrong-subtle',
    failsAt: failed('ledger'),
    sql: `${first} ${second} SELECT 1;`,
  },
  {
    name: 'sums up to the row before',
    sort: 'wrong-subtle',
    failsAt: failed('ledger'),
    sql: `${first} SELECT id, account, amount, coalesce(SUM(amount) OVER (PARTITION BY account ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) FROM transfers ORDER BY id;`,
  },
  {
    name: 'orders the window by amount',
    sort: 'wrong-subtle',
    failsAt: failed('ledger'),
    sql: `${first} SELECT id, account, amount, SUM(amount) OVER (PARTITION BY account ORDER BY amount) FROM transfers ORDER BY id;`,
  },
  {
    name: 'accounts without regard to case',
    sort: 'wrong-subtle',
    failsAt: failed('long'),
    sql: `SELECT COUNT(DISTINCT lower(account)) FROM transfers; ${second}`,
  },
  {
    name: 'sorted by account',
    sort: 'wrong-subtle',
    failsAt: failed('long'),
    sql: `${first} SELECT id, account, amount, SUM(amount) OVER (PARTITION BY account ORDER BY id) FROM transfers ORDER BY account, id;`,
  },
  {
    name: 'NULL for no accounts',
    sort: 'wrong-subtle',
    failsAt: failed('empty'),
    sql: `SELECT nullif(COUNT(DISTINCT account), 0) FROM transfers; ${second}`,
  },
  {
    name: 'the short ledger by hand',
    sort: 'hard-coded',
    failsAt: failed('long'),
    sql: `SELECT 1; VALUES (1, 'A', 10, 10), (2, 'A', -3, 7), (3, 'A', 5, 12);`,
  },
  {
    name: 'brackets without end',
    sort: 'hostile',
    failsAt: error('ledger'),
    sql: `SELECT ${'('.repeat(9_000)}1${')'.repeat(9_000)}; ${second}`,
  },
  {
    name: 'a semicolon too few',
    sort: 'wrong-subtle',
    failsAt: error('ledger'),
    sql: `SELECT COUNT(DISTINCT account) FROM transfers\n${second}`,
  },
];
