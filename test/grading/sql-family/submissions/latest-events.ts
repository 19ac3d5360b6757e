import { error, failed, type Labelled, passes } from '../labelled.ts';

const query =
  'SELECT id, kind, happened_at FROM events WHERE user_id = 7 ORDER BY happened_at DESC, id DESC LIMIT 10;';
const index = 'CREATE INDEX by_user ON events (user_id, happened_at);';

export const latestEvents: readonly Labelled[] = [
  {
    name: 'an index in the order of the query',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `CREATE INDEX i ON events (user_id, happened_at DESC, id DESC);${query}`,
  },
  {
    name: 'an index that holds all columns, and not in the order of the query',
    sort: 'wrong-subtle',
    failsAt: failed('unsorted'),
    sql: `CREATE INDEX i ON events (user_id, happened_at, kind);${query}`,
  },
  {
    name: 'an index of this user only',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `CREATE INDEX i ON events (happened_at) WHERE user_id = 7;${query}`,
  },
  {
    name: 'through a common table expression',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `${index} WITH mine AS (SELECT * FROM events WHERE user_id = 7) SELECT id, kind, happened_at FROM mine ORDER BY happened_at DESC, id DESC LIMIT 10`,
  },
  {
    name: 'two indexes, one of them useless, and ANALYZE',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `CREATE INDEX a ON events (kind); ${index} ANALYZE; ${query}`,
  },
  {
    name: 'odd blanks and comments',
    sort: 'odd-format',
    failsAt: passes,
    sql: `/* i */create index if not exists "i"on events(user_id,happened_at);--\n\n;select ID,KIND,HAPPENED_AT from EVENTS where 7=user_id order by 3 desc,1 desc limit 0,10`,
  },
  { name: 'the query alone', sort: 'wrong-subtle', failsAt: failed('cheap'), sql: query },
  {
    name: 'an index on another column',
    sort: 'wrong-subtle',
    failsAt: failed('cheap'),
    sql: `CREATE INDEX i ON events (kind);${query}`,
  },
  {
    name: 'an index that an expression hides',
    sort: 'wrong-subtle',
    failsAt: failed('cheap'),
    sql: `${index}${query.replace('user_id = 7', 'user_id + 0 = 7')}`,
  },
  {
    name: 'an index that is dropped again',
    sort: 'wrong-subtle',
    failsAt: failed('cheap'),
    sql: `${index} DROP INDEX by_user; ${query}`,
  },
  {
    name: 'ten events in no order',
    sort: 'wrong-subtle',
    failsAt: failed('rows'),
    sql: `${index}${query.replace('ORDER BY happened_at DESC, id DESC', '')}`,
  },
  {
    name: 'the oldest',
    sort: 'wrong-subtle',
    failsAt: failed('rows'),
    sql: `${index}${query.replaceAll(' DESC', '')}`,
  },
  {
    name: 'eleven events',
    sort: 'wrong-subtle',
    failsAt: failed('rows'),
    sql: `${index}${query.replace('LIMIT 10', 'LIMIT 11')}`,
  },
  { name: 'an index without a query', sort: 'wrong-subtle', failsAt: failed('rows'), sql: index },
  {
    name: 'no rows, cheaply',
    sort: 'hard-coded',
    failsAt: failed('rows'),
    sql: `${index} SELECT 1 AS id, 'view' AS kind, '2026-01-01 00:00:00' AS happened_at WHERE 0;`,
  },
  {
    name: 'throws the other events away',
    sort: 'hostile',
    failsAt: failed('rows'),
    sql: `DELETE FROM events WHERE user_id <> 7; ${query}`,
  },
  {
    name: 'a view whose trigger would answer',
    sort: 'hostile',
    failsAt: failed('rows'),
    sql: `CREATE TABLE answer (id, kind, happened_at); INSERT INTO answer ${query} SELECT * FROM answer;`,
  },
  {
    name: 'turns automatic indexes off',
    sort: 'hostile',
    failsAt: failed('rows'),
    sql: `PRAGMA automatic_index = OFF; ${index}${query}`,
  },
  {
    name: 'explains instead of answering',
    sort: 'hostile',
    failsAt: failed('rows'),
    sql: `${index} EXPLAIN QUERY PLAN ${query}`,
  },
  {
    name: 'an index of a name that is taken',
    sort: 'wrong-subtle',
    failsAt: error('rows'),
    sql: `${index}${index}${query}`,
  },
];
