import { expect, it } from 'vitest';
import { schemaStatements } from './schema-statements.ts';

it('keeps what makes tables and views, without rows and comments', () => {
  const script = `
    -- secret
    CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'x;y'); /* secret */
    INSERT INTO a VALUES (1, 'secret');
    CREATE TEMP TABLE b (id);
    CREATE TABLE c AS VALUES ('secret');
    CREATE TRIGGER t AFTER INSERT ON a BEGIN INSERT INTO b VALUES ('secret'); DELETE FROM b; END;
    CREATE INDEX i ON a (name);
    CREATE VIEW v AS SELECT name FROM a;
    CREATE VIRTUAL TABLE f USING fts5(body);`;
  expect(schemaStatements(script).split('\n')).toEqual([
    "CREATE TABLE a ( id INTEGER PRIMARY KEY , name TEXT NOT NULL DEFAULT 'x;y' );",
    'CREATE TEMP TABLE b ( id );',
    'CREATE VIEW v AS SELECT name FROM a;',
    'CREATE VIRTUAL TABLE f USING fts5 ( body );',
    '',
  ]);
});

it('reads a script that is broken off', () => {
  expect(schemaStatements("CREATE TABLE a (id); INSERT INTO a VALUES ('")).toBe('CREATE TABLE a ( id );\n');
});
