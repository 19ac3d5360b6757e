import { failed, type Labelled, passes } from './labelled.ts';

const books =
  'CREATE TABLE books (isbn TEXT PRIMARY KEY, title TEXT NOT NULL, pages INTEGER CHECK (pages > 0));';
const members = 'CREATE TABLE members (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE);';
const events = 'SELECT id, kind, happened_at FROM events';
const latest = 'WHERE user_id = 7 ORDER BY happened_at DESC, id DESC LIMIT 10;';

function loans(reference: string, more = ''): string {
  return `CREATE TABLE loans (isbn TEXT NOT NULL REFERENCES books (isbn) ${reference}, member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE ${reference}, lent_on TEXT NOT NULL, returned_on TEXT${more});`;
}

/** Written when the graders stood, by the exercise that they answer. */
export const afterwards: Readonly<Record<string, readonly Labelled[]>> = {
  'kinds/sql/spend-per-city': [
    {
      name: 'sums that are real numbers',
      sort: 'right-unusual',
      failsAt: passes,
      sql: `SELECT COALESCE(NULLIF(city, ''), 'unknown') AS city, COUNT(DISTINCT c.id) AS customers, TOTAL(total) AS spent FROM customers c LEFT JOIN orders o ON c.id = customer_id AND status = 'paid' GROUP BY 1 ORDER BY 3 DESC`,
    },
    {
      name: 'a window over everything and DISTINCT',
      sort: 'right-unusual',
      failsAt: passes,
      sql: `WITH each AS (SELECT id, CASE WHEN city > '' THEN city ELSE 'unknown' END AS city, (SELECT COALESCE(SUM(total), 0) FROM orders WHERE customer_id = customers.id AND status = 'paid') AS own FROM customers)
SELECT DISTINCT city, COUNT(*) OVER w AS customers, SUM(own) OVER w AS spent FROM each WINDOW w AS (PARTITION BY city) ORDER BY spent DESC`,
    },
    {
      name: 'sorted by the digits of what was spent',
      sort: 'wrong-subtle',
      failsAt: failed('few'),
      sql: `SELECT COALESCE(NULLIF(city, ''), 'unknown') AS city, COUNT(DISTINCT c.id) AS customers, COALESCE(SUM(total), 0) AS spent FROM customers c LEFT JOIN orders o ON c.id = customer_id AND status = 'paid' GROUP BY 1 ORDER BY CAST(COALESCE(SUM(total), 0) AS TEXT) DESC`,
    },
  ],
  'kinds/sql/account-report': [
    {
      name: 'a subquery that only asks whether there is anything',
      sort: 'wrong-subtle',
      failsAt: failed('window'),
      sql: 'SELECT COUNT(DISTINCT account) FROM transfers; SELECT id, account, amount, SUM(amount) OVER (PARTITION BY account ORDER BY id) AS balance FROM transfers WHERE EXISTS (SELECT 1) ORDER BY id;',
    },
  ],
  'kinds/sql/close-accounts': [
    {
      name: 'closed at midnight in place of a day',
      sort: 'wrong-subtle',
      failsAt: failed('branch'),
      sql: `CREATE TABLE closures AS SELECT id AS account_id, owner FROM accounts AS a WHERE closed_on IS NULL AND balance_cents = 0 AND NOT EXISTS (SELECT 1 FROM transfers WHERE account_id = a.id AND made_on > '2025-12-31');
UPDATE accounts SET closed_on = '2026-02-01 00:00:00' WHERE id IN (SELECT account_id FROM closures);
DELETE FROM transfers WHERE account_id IN (SELECT account_id FROM closures);`,
    },
  ],
  'kinds/schema/library': [
    {
      name: 'foreign keys that wait for the end of the transaction',
      sort: 'right-unusual',
      failsAt: passes,
      sql: `${books}${members}${loans('DEFERRABLE INITIALLY DEFERRED')}CREATE UNIQUE INDEX away ON loans (isbn) WHERE returned_on IS NULL;`,
    },
    {
      name: 'triggers refuse what is away already',
      sort: 'right-unusual',
      failsAt: passes,
      sql: `${books}${members}${loans('')}
CREATE TRIGGER lent BEFORE INSERT ON loans WHEN NEW.returned_on IS NULL BEGIN SELECT RAISE(ABORT, 'away') WHERE EXISTS (SELECT 1 FROM loans WHERE isbn = NEW.isbn AND returned_on IS NULL); END;
CREATE TRIGGER changed BEFORE UPDATE ON loans WHEN NEW.returned_on IS NULL BEGIN SELECT RAISE(ABORT, 'away') WHERE EXISTS (SELECT 1 FROM loans WHERE isbn = NEW.isbn AND returned_on IS NULL AND rowid <> OLD.rowid); END;`,
    },
    {
      name: 'unique by book and day of return, where NULL differs from NULL',
      sort: 'wrong-subtle',
      failsAt: failed('loans'),
      sql: `${books}${members}${loans('', ', UNIQUE (isbn, returned_on)')}`,
    },
  ],
  'kinds/plan/latest-events': [
    {
      name: 'the index is named in the query',
      sort: 'right-unusual',
      failsAt: passes,
      sql: `CREATE INDEX i ON events (user_id, happened_at, id); ${events} INDEXED BY i ${latest}`,
    },
    {
      name: 'from the newest of everybody',
      sort: 'wrong-subtle',
      failsAt: failed('cheap'),
      sql: `CREATE INDEX i ON events (happened_at, id); ${events} ${latest}`,
    },
    {
      name: 'the user is a text, which no index of numbers finds',
      sort: 'wrong-subtle',
      failsAt: failed('cheap'),
      sql: `CREATE INDEX i ON events (user_id, happened_at); ${events} ${latest.replace('user_id = 7', "CAST(user_id AS TEXT) = '7'")}`,
    },
  ],
};
