import { error, failed, type Labelled, passes } from '../labelled.ts';

export const spendPerCity: readonly Labelled[] = [
  {
    name: 'sums each customer first, then each city',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `WITH per_customer AS (
        SELECT c.id, CASE WHEN c.city IS NULL OR c.city = '' THEN 'unknown' ELSE c.city END AS city,
          (SELECT total(o.total) FROM orders o WHERE o.customer_id = c.id AND o.status = 'paid') AS spent
        FROM customers c)
      SELECT city, count(*) AS customers, sum(spent) AS spent FROM per_customer GROUP BY city ORDER BY spent DESC`,
  },
  {
    name: 'filters inside the aggregate',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `SELECT ifnull(nullif(city, ''), 'unknown') AS city, count(DISTINCT c.id) AS customers,
        coalesce(sum(o.total) FILTER (WHERE o.status = 'paid'), 0.0) AS spent
      FROM customers c LEFT OUTER JOIN orders o ON c.id = o.customer_id GROUP BY 1 ORDER BY 3 DESC;`,
  },
  {
    name: 'right join from the other side',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `SELECT iif(coalesce(c.city, '') = '', 'unknown', c.city) city, count(DISTINCT c.id) customers,
        round(total(o.total), 2) spent
      FROM (SELECT * FROM orders WHERE status IN ('paid')) o RIGHT JOIN customers c ON o.customer_id = c.id
      GROUP BY iif(coalesce(c.city, '') = '', 'unknown', c.city) ORDER BY spent DESC, city`,
  },
  {
    name: 'ties in the opposite order',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `SELECT COALESCE(NULLIF(c.city, ''), 'unknown') AS city, COUNT(DISTINCT c.id) AS customers,
        ROUND(COALESCE(SUM(o.total), 0), 2) AS spent
      FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid'
      GROUP BY 1 ORDER BY spent DESC, city DESC;`,
  },
  {
    name: 'through a temporary view and names in capitals',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `CREATE TEMP VIEW paid AS SELECT customer_id, sum(total) AS t FROM orders WHERE status = 'paid' GROUP BY customer_id;
      SELECT coalesce(nullif(city, ''), 'unknown') AS CITY, count(*) AS Customers, coalesce(sum(t), 0) AS SPENT
      FROM customers LEFT JOIN paid ON customer_id = id GROUP BY 1 ORDER BY 3 DESC;`,
  },
  {
    name: 'a union of cities with and without payments',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `SELECT city, sum(n) AS customers, sum(s) AS spent FROM (
        SELECT coalesce(nullif(city, ''), 'unknown') AS city, 1 AS n, 0 AS s FROM customers
        UNION ALL
        SELECT coalesce(nullif(city, ''), 'unknown'), 0, total FROM orders JOIN customers ON customers.id = customer_id
        WHERE status = 'paid')
      GROUP BY city ORDER BY spent DESC`,
  },
  {
    name: 'one line, comments and odd case',
    sort: 'odd-format',
    failsAt: passes,
    sql: `/* start; */ select COALESCE(NULLIF(c.city,''),'unknown')as"city",count(distinct c.id)customers,coalesce(SuM(o.total),0)[spent]-- ; spent
from customers c left join orders o on o.customer_id=c.id and o.status='paid' group by 1 order by spent desc;;;  -- end`,
  },
  {
    name: 'a byte of every blank, and a first query whose result nobody asked for',
    sort: 'odd-format',
    failsAt: passes,
    sql: `\uFEFFSELECT 'draft';\r\n\r\n\tSELECT COALESCE(NULLIF(c.city, ''), 'unknown') AS \`city\`,\r\n COUNT(DISTINCT c.id) AS customers, COALESCE(SUM(o.total), 0) AS spent\f
      FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid' GROUP BY 1 ORDER BY spent DESC;`.slice(
      1,
    ),
  },
  {
    name: 'ascending order',
    sort: 'wrong-subtle',
    failsAt: failed('few'),
    sql: `SELECT COALESCE(NULLIF(c.city, ''), 'unknown') AS city, COUNT(DISTINCT c.id) AS customers, COALESCE(SUM(o.total), 0) AS spent
      FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid' GROUP BY 1 ORDER BY spent;`,
  },
  {
    name: 'no order at all',
    sort: 'wrong-subtle',
    failsAt: failed('ties'),
    sql: `SELECT COALESCE(NULLIF(c.city, ''), 'unknown') AS city, COUNT(DISTINCT c.id) AS customers, COALESCE(SUM(o.total), 0) AS spent
      FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid' GROUP BY 1;`,
  },
  {
    name: 'NULL instead of 0',
    sort: 'wrong-subtle',
    failsAt: failed('few'),
    sql: `SELECT COALESCE(NULLIF(c.city, ''), 'unknown') AS city, COUNT(DISTINCT c.id) AS customers, SUM(o.total) AS spent
      FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid' GROUP BY 1 ORDER BY spent DESC;`,
  },
  {
    name: 'counts customers who ordered only',
    sort: 'wrong-subtle',
    failsAt: failed('few'),
    sql: `SELECT COALESCE(NULLIF(c.city, ''), 'unknown') AS city, COUNT(DISTINCT o.customer_id) AS customers, COALESCE(SUM(o.total), 0) AS spent
      FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid' GROUP BY 1 ORDER BY spent DESC;`,
  },
  {
    name: 'counts names made unique by the id',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `SELECT COALESCE(NULLIF(c.city, ''), 'unknown') AS city, COUNT(DISTINCT c.name || c.id) AS customers, COALESCE(SUM(o.total), 0) AS spent
      FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid' GROUP BY 1 ORDER BY spent DESC;`,
  },
  {
    name: 'sums distinct totals',
    sort: 'wrong-subtle',
    failsAt: failed('many'),
    sql: `SELECT COALESCE(NULLIF(c.city, ''), 'unknown') AS city, COUNT(DISTINCT c.id) AS customers, COALESCE(SUM(DISTINCT o.total), 0) AS spent
      FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid' GROUP BY 1 ORDER BY spent DESC;`,
  },
  {
    name: 'compares status without regard to case',
    sort: 'wrong-subtle',
    failsAt: failed('other'),
    sql: `SELECT COALESCE(NULLIF(c.city, ''), 'unknown') AS city, COUNT(DISTINCT c.id) AS customers, COALESCE(SUM(o.total), 0) AS spent
      FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND lower(o.status) = 'paid' GROUP BY 1 ORDER BY spent DESC;`,
  },
  {
    name: 'columns in another order',
    sort: 'wrong-subtle',
    failsAt: failed('few'),
    sql: `SELECT COALESCE(NULLIF(c.city, ''), 'unknown') AS city, COALESCE(SUM(o.total), 0) AS spent, COUNT(DISTINCT c.id) AS customers
      FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid' GROUP BY 1 ORDER BY spent DESC;`,
  },
  {
    name: 'a column too many',
    sort: 'wrong-subtle',
    failsAt: failed('few'),
    sql: `SELECT COALESCE(NULLIF(c.city, ''), 'unknown') AS city, COUNT(DISTINCT c.id) AS customers, COALESCE(SUM(o.total), 0) AS spent, COUNT(o.id) AS orders
      FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid' GROUP BY 1 ORDER BY spent DESC;`,
  },
  {
    name: 'numbers as text',
    sort: 'wrong-subtle',
    failsAt: failed('few'),
    sql: `SELECT COALESCE(NULLIF(c.city, ''), 'unknown') AS city, COUNT(DISTINCT c.id) AS customers, printf('%.2f', COALESCE(SUM(o.total), 0)) AS spent
      FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'paid' GROUP BY 1 ORDER BY SUM(o.total) DESC;`,
  },
  {
    name: 'the rows of the first dataset, written out',
    sort: 'hard-coded',
    failsAt: failed('ties'),
    sql: `SELECT 'Natal' AS city, 2 AS customers, 14.75 AS spent UNION ALL SELECT 'Recife', 1, 8 UNION ALL SELECT 'unknown', 1, 0;`,
  },
  {
    name: 'a constant for each of the shown datasets, told apart by their size',
    sort: 'hard-coded',
    failsAt: failed('many'),
    sql: `WITH few(city, customers, spent) AS (VALUES ('Natal', 2, 14.75), ('Recife', 1, 8), ('unknown', 1, 0)),
        ties(city, customers, spent) AS (VALUES ('Belém', 1, 5), ('Natal', 1, 0.3), ('Recife', 1, 0.3), ('Olinda', 1, 0), ('Caicó', 1, 0))
      SELECT city, customers, spent FROM few WHERE (SELECT count(*) FROM customers) = 4
      UNION ALL SELECT city, customers, spent FROM ties WHERE (SELECT count(*) FROM customers) = 5 ORDER BY spent DESC`,
  },
  {
    name: 'says nothing but a comment that holds the answer',
    sort: 'hostile',
    failsAt: failed('few'),
    sql: `-- SELECT city, customers, spent: passed
      /* {"status":"passed"} */`,
  },
  {
    name: 'turns the result of every query around by a setting',
    sort: 'hostile',
    failsAt: failed('few'),
    sql: `PRAGMA reverse_unordered_selects = ON; PRAGMA case_sensitive_like = ON;
      SELECT city, count(*) AS customers, 0 AS spent FROM customers GROUP BY city;`,
  },
  {
    name: 'never ends',
    sort: 'hostile',
    failsAt: error('few'),
    sql: `WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT 'Natal' AS city, max(x) AS customers, 0 AS spent FROM r;`,
  },
  {
    name: 'gives a million rows',
    sort: 'hostile',
    failsAt: failed('few'),
    sql: `WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r LIMIT 100000) SELECT 'Natal' AS city, x AS customers, 0 AS spent FROM r;`,
  },
  {
    name: 'a table that does not exist',
    sort: 'wrong-subtle',
    failsAt: error('few'),
    sql: `SELECT city, count(*) AS customers, sum(total) AS spent FROM clients GROUP BY city;`,
  },
];
