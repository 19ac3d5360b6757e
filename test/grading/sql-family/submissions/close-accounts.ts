import { error, failed, type Labelled, passes } from '../labelled.ts';

const idle = `closed_on IS NULL AND balance_cents = 0
  AND id NOT IN (SELECT account_id FROM transfers WHERE made_on > '2025-12-31')`;
const make = 'CREATE TABLE closures (account_id INTEGER PRIMARY KEY, owner TEXT NOT NULL);';
const fill = `INSERT INTO closures SELECT id, owner FROM accounts WHERE ${idle};`;
const close = `UPDATE accounts SET closed_on = '2026-02-01' WHERE id IN (SELECT account_id FROM closures);`;
const clear = 'DELETE FROM transfers WHERE account_id IN (SELECT account_id FROM closures);';

export const closeAccounts: readonly Labelled[] = [
  {
    name: 'a table with constraints of its own',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `${make}${fill}${close}${clear}`,
  },
  {
    name: 'columns of the new table the other way round',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `CREATE TABLE closures (owner TEXT, account_id INTEGER); INSERT INTO closures (account_id, owner) SELECT id, owner FROM accounts WHERE ${idle}; ${clear}${close}`,
  },
  {
    name: 'within a transaction, through UPDATE RETURNING and a trigger',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `BEGIN; ${make}
      CREATE TRIGGER on_close AFTER UPDATE OF closed_on ON accounts BEGIN
        INSERT INTO closures VALUES (NEW.id, NEW.owner); DELETE FROM transfers WHERE account_id = NEW.id; END;
      UPDATE accounts SET closed_on = '2026-02-01' WHERE ${idle} RETURNING id;
      DROP TRIGGER on_close; COMMIT;`,
  },
  {
    name: 'marks with a temporary table first',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `CREATE TEMP TABLE idle AS SELECT id, owner FROM accounts WHERE ${idle};
      CREATE TABLE closures AS SELECT id AS account_id, owner FROM idle;
      DELETE FROM transfers WHERE account_id IN (SELECT id FROM idle);
      UPDATE accounts SET closed_on = date('2026-01-31', '+1 day') FROM idle WHERE accounts.id = idle.id;
      DROP TABLE idle;`,
  },
  {
    name: 'names in other case, and a blank column list',
    sort: 'odd-format',
    failsAt: passes,
    sql: `create table CLOSURES("ACCOUNT_ID" int,[Owner] text);insert into closures select id,owner from ACCOUNTS where ${idle};${close}${clear}`,
  },
  {
    name: 'deletes the transfers first and then looks for them',
    sort: 'wrong-subtle',
    failsAt: failed('branch'),
    sql: `DELETE FROM transfers WHERE account_id IN (SELECT id FROM accounts WHERE balance_cents = 0 AND closed_on IS NULL); ${make}${fill}${close}`,
  },
  {
    name: 'closes first and then finds nothing open to record',
    sort: 'wrong-subtle',
    failsAt: failed('branch'),
    sql: `${make} UPDATE accounts SET closed_on = '2026-02-01' WHERE ${idle}; ${fill}${clear}`,
  },
  {
    name: 'deletes only old transfers of all accounts',
    sort: 'wrong-subtle',
    failsAt: failed('branch'),
    sql: `${make}${fill}${close} DELETE FROM transfers WHERE made_on <= '2025-12-31';`,
  },
  {
    name: 'another date',
    sort: 'wrong-subtle',
    failsAt: failed('branch'),
    sql: `${make}${fill} UPDATE accounts SET closed_on = '2026-01-02' WHERE id IN (SELECT account_id FROM closures); ${clear}`,
  },
  {
    name: 'takes a negative balance for none',
    sort: 'wrong-subtle',
    failsAt: failed('bank'),
    sql: `${make} INSERT INTO closures SELECT id, owner FROM accounts WHERE closed_on IS NULL AND balance_cents <= 0
      AND id NOT IN (SELECT account_id FROM transfers WHERE made_on > '2025-12-31'); ${close}${clear}`,
  },
  {
    name: 'forgets COMMIT',
    sort: 'wrong-subtle',
    failsAt: failed('branch'),
    sql: `BEGIN; ${make}${fill}${close}${clear}`,
  },
  {
    name: 'records to a temporary table of the right name',
    sort: 'wrong-subtle',
    failsAt: failed('branch'),
    sql: `CREATE TEMP TABLE closures AS SELECT id AS account_id, owner FROM accounts WHERE ${idle};${close}${clear}`,
  },
  {
    name: 'accounts 1 and 5, by hand',
    sort: 'hard-coded',
    failsAt: failed('bank'),
    sql: `${make} INSERT INTO closures SELECT id, owner FROM accounts WHERE id IN (1, 5); ${close}${clear}`,
  },
  {
    name: 'temporary tables that hide unchanged ones',
    sort: 'hostile',
    failsAt: failed('branch'),
    sql: `${make}${fill}
      CREATE TEMP TABLE accounts AS SELECT * FROM main.accounts; CREATE TEMP TABLE transfers AS SELECT * FROM main.transfers;
      UPDATE temp.accounts SET closed_on = '2026-02-01' WHERE id IN (SELECT account_id FROM closures);
      DELETE FROM temp.transfers WHERE account_id IN (SELECT account_id FROM closures);`,
  },
  {
    name: 'a view in the place of the table',
    sort: 'hostile',
    failsAt: failed('branch'),
    sql: `CREATE VIEW closures AS SELECT id AS account_id, owner FROM accounts WHERE closed_on = '2026-02-01';
      CREATE TEMP TABLE idle AS SELECT id FROM accounts WHERE ${idle};
      UPDATE accounts SET closed_on = '2026-02-01' WHERE id IN (SELECT id FROM idle);
      DELETE FROM transfers WHERE account_id IN (SELECT id FROM idle);`,
  },
  {
    name: 'attaches a file',
    sort: 'hostile',
    failsAt: error('branch'),
    sql: `ATTACH '/tmp/out.db' AS out; ${make}${fill}${close}${clear}`,
  },
  {
    name: 'ends with a query of its own',
    sort: 'odd-format',
    failsAt: passes,
    sql: `${make}${fill}${close}${clear} SELECT 'all done' AS message;`,
  },
];
