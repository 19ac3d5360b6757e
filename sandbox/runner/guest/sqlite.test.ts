import { expect, test } from 'vitest';
import { loadedWorld } from './test-world.ts';

const databases = {
  main: 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, photo BLOB);',
};

test('better-sqlite3: statements, transactions, modes and errors', () => {
  const world = loadedWorld(
    {
      'app.ts': `import Database from 'better-sqlite3';
        const db = new Database('app.db');
        db.pragma('foreign_keys = ON');
        const add = db.prepare('INSERT INTO users (name, photo) VALUES (?, ?)');
        const many = db.transaction((names: string[]) => { for (const name of names) add.run(name, null); return names.length; });
        export const all = () => {
          const results: unknown[] = [add.run('Ada', Buffer.from([1, 2])), many(['Bob', 'Cyd'])];
          const failed = (run: () => unknown) => { try { run(); return 'ran'; } catch (error: any) { return [error.constructor.name, error.name, error.code, error instanceof Database.SqliteError, error.message]; } };
          results.push(failed(() => many(['Dee', 'Ada'])), db.inTransaction);
          results.push(db.prepare('SELECT count(*) FROM users').pluck().get(), db.prepare('SELECT id, name FROM users WHERE name = @name').get({ name: 'Bob' }));
          results.push(db.prepare('SELECT name FROM users WHERE id > :min ORDER BY id').raw().all({ min: 1 }), db.prepare('SELECT * FROM users WHERE id = ?').get(99));
          results.push([...db.prepare('SELECT id FROM users').pluck().iterate()], db.prepare('SELECT 1 AS one, name FROM users').columns().map((c) => [c.name, c.table]));
          results.push(db.prepare('SELECT photo FROM users WHERE id = 1').pluck().get() instanceof Buffer, db.prepare('SELECT id FROM users LIMIT 1').safeIntegers().pluck().get());
          db.transaction(() => { failed(() => db.transaction(() => { add.run('Eve', null); throw new Error('inner'); })()); add.run('Fay', null); }).immediate();
          results.push(db.prepare('SELECT name FROM users WHERE id > 3').pluck().all(), failed(() => db.prepare('SELEC')), failed(() => add.get('x')));
          db.close(); results.push(failed(() => db.prepare('SELECT 1')), db.open);
          return results;
        };`,
    },
    { databases },
  );
  const outcome = world.guest.call('all', []);
  expect(outcome).toEqual({
    ok: true,
    value: [
      { changes: 1, lastInsertRowid: 1 },
      2,
      [
        'SqliteError',
        'SqliteError',
        'SQLITE_CONSTRAINT_UNIQUE',
        true,
        'UNIQUE constraint failed: users.name',
      ],
      false,
      3,
      { id: 2, name: 'Bob' },
      [['Bob'], ['Cyd']],
      undefined,
      [1, 2, 3],
      [
        ['one', null],
        ['name', 'users'],
      ],
      true,
      1n,
      ['Fay'],
      ['SqliteError', 'SqliteError', 'SQLITE_ERROR', true, 'near "SELEC": syntax error'],
      ['TypeError', 'TypeError', undefined, false, 'This statement does not return data. Use run() instead'],
      ['TypeError', 'TypeError', undefined, false, 'The database connection is not open'],
      false,
    ],
  });
  expect(world.statements.find(({ sql }) => sql.startsWith('INSERT'))?.location).toEqual({
    file: 'app.ts',
    line: 7,
    column: 43,
  });
});

test('node:sqlite: statements, bigints, arrays and errors', () => {
  const world = loadedWorld(
    {
      'app.ts': `import { DatabaseSync } from 'node:sqlite';
        const db = new DatabaseSync(':memory:');
        export const all = () => {
          const add = db.prepare('INSERT INTO users (name) VALUES ($name)');
          const results: unknown[] = [add.run({ name: 'Ada' }), add.run({ $name: 'Bob' })];
          const one = db.prepare('SELECT id, name FROM users WHERE id = ?');
          results.push({ ...(one.get(2) as object) }, one.get(9) === undefined, Object.getPrototypeOf(one.get(1)) === null);
          one.setReturnArrays(true); one.setReadBigInts(true);
          results.push(one.all(1), one.columns().map(({ name, type }) => [name, type]));
          try { add.run({ name: 'Ada' }); } catch (error: any) { results.push([error.code, error.errcode, error.message]); }
          try { db.exec('nope'); } catch (error: any) { results.push([error.code, error.errcode, error.message]); }
          db.close(); results.push(db.isOpen);
          return results;
        };`,
    },
    { databases },
  );
  expect(world.guest.call('all', [])).toEqual({
    ok: true,
    value: [
      { changes: 1, lastInsertRowid: 1 },
      { changes: 1, lastInsertRowid: 2 },
      { id: 2, name: 'Bob' },
      true,
      true,
      [[1n, 'Ada']],
      [
        ['id', 'INTEGER'],
        ['name', 'TEXT'],
      ],
      ['ERR_SQLITE_ERROR', 2067, 'UNIQUE constraint failed: users.name'],
      ['ERR_SQLITE_ERROR', 1, 'near "nope": syntax error'],
      false,
    ],
  });
});
