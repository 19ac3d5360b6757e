import { expect, test } from 'vitest';
import { loadedWorld, testWorld } from './test-world.ts';

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
  expect(world.statements().find(({ sql }) => sql.startsWith('INSERT'))?.location).toEqual({
    file: 'app.ts',
    line: 7,
    column: 43,
  });
});

test('node:sqlite: statements, bigints, arrays and errors', () => {
  const world = loadedWorld(
    {
      'app.ts': `import { DatabaseSync } from 'node:sqlite';
        const db = new DatabaseSync('app.db');
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

test('better-sqlite3: functions and aggregates of the program, and what they throw', () => {
  const world = loadedWorld({
    'app.ts': `import Database from 'better-sqlite3';
      const db = new Database('app.db');
      db.exec('CREATE TABLE sales (day INTEGER, amount REAL); INSERT INTO sales VALUES (1, 2.5), (2, 4), (3, 8)');
      class OwnError extends Error {}
      db.function('twice', (n: number) => n * 2)
        .function('kind', { varargs: true, deterministic: true }, (...all: unknown[]) => all.map((one) => one === null ? 'null' : one instanceof Buffer ? 'buffer' : typeof one).join())
        .function('exact', { safeIntegers: true }, (n: bigint) => typeof n)
        .function('fail', () => { throw new OwnError('mine'); })
        .function('wrong', () => ({}))
        .function('look', (day: number) => db.prepare('SELECT amount FROM sales WHERE day = ?').pluck().get(day));
      db.aggregate('longest', { start: () => [], step: (seen: number[], next: number) => { seen.push(next); }, result: (seen: number[]) => seen.join('+') });
      db.aggregate('moving', { start: 0, step: (sum: number, next: number) => sum + next, inverse: (sum: number, dropped: number) => sum - dropped });
      const failed = (run: () => unknown) => { try { return run(); } catch (error: any) { return [error.constructor.name, error.code, error.message]; } };
      const one = (sql: string) => failed(() => db.prepare(sql).pluck().get());
      export const all = () => [
        one('SELECT twice(21)'), one("SELECT kind(1, 'a', NULL, x'00', 1.5)"), one('SELECT exact(1)'), one('SELECT fail()'), one('SELECT wrong()'),
        one('SELECT look(2)'), one('SELECT longest(amount) FROM sales'),
        db.prepare('SELECT moving(amount) OVER (ORDER BY day ROWS 1 PRECEDING) FROM sales').pluck().all(),
        failed(() => db.function('lower', (text: string) => text)), failed(() => db.function('', () => 1)), one('SELECT twice(1, 2)'),
        one('SELECT twice(5)'),
      ];
      db.exec('CREATE VIEW doubled AS SELECT twice(amount) AS amount FROM sales');`,
  });
  expect(world.guest.call('all', [])).toEqual({
    ok: true,
    value: [
      42,
      'number,string,null,buffer,number',
      'bigint',
      ['OwnError', undefined, 'mine'],
      ['TypeError', undefined, 'User-defined function wrong() returned an invalid value'],
      4,
      '2.5+4+8',
      [2.5, 6.5, 12],
      ['SqliteError', 'SQLITE_MISUSE', "SQLite's own function lower() cannot be replaced here"],
      ['TypeError', undefined, 'User-defined function name cannot be an empty string'],
      ['SqliteError', 'SQLITE_ERROR', 'wrong number of arguments to function twice()'],
      10,
    ],
  });
  const graders = world.databases.runScript('main', 'SELECT amount FROM doubled');
  expect(graders).toMatchObject({
    failure: { message: 'a function of the program can be called by the program only' },
  });
});

test('node:sqlite: functions and aggregates of the program, and what they throw', () => {
  const world = loadedWorld({
    'app.ts': `import { DatabaseSync } from 'node:sqlite';
      const db = new DatabaseSync('app.db');
      db.function('twice', (n: number) => n * 2);
      db.function('exact', { useBigIntArguments: true }, (n: bigint) => n + 1n);
      db.function('later', () => Promise.resolve(1));
      db.function('fail', () => { throw new RangeError('mine'); });
      db.aggregate('joined', { start: '', step: (text: string, next: string) => text + next, result: (text: string) => '<' + text + '>' });
      const failed = (run: () => unknown) => { try { return run(); } catch (error: any) { return [error.constructor.name, error.code, error.message]; } };
      const one = (sql: string) => failed(() => Object.values(db.prepare(sql).get() as object)[0]);
      export const all = () => [
        one('SELECT twice(21)'), one('SELECT exact(41)'), one('SELECT later()'), one('SELECT fail()'),
        one("SELECT joined(column1) FROM (VALUES ('a'), ('b'))"), one('SELECT twice(9007199254740993)'), failed(() => db.function('x')),
      ];`,
  });
  expect(world.guest.call('all', [])).toEqual({
    ok: true,
    value: [
      42,
      42,
      ['Error', 'ERR_SQLITE_ERROR', 'Asynchronous user-defined functions are not supported'],
      ['RangeError', undefined, 'mine'],
      '<ab>',
      [
        'RangeError',
        'ERR_OUT_OF_RANGE',
        'Value is too large to be represented as a JavaScript number: 9007199254740993',
      ],
      ['TypeError', 'ERR_INVALID_ARG_TYPE', 'The "function" argument must be a function.'],
    ],
  });
});

test('a function that SQL calls without end is stopped by the limit of the call', () => {
  const world = testWorld(
    {
      'app.ts': `import Database from 'better-sqlite3';
        const db = new Database('app.db');
        db.function('spin', () => { for (;;); });
        export const spin = () => { try { return db.prepare('SELECT spin()').get(); } catch { return 'caught'; } };`,
    },
    { limits: { cpuMs: 200, wallMs: 2_000 } },
  );
  expect(world.guest.load().ok).toBe(true);
  expect(world.guest.call('spin', [])).toMatchObject({ ok: false, failure: { kind: 'time' } });
  expect(world.guest.call('spin', [])).toMatchObject({ ok: false, failure: { kind: 'time' } });
});

test.each([
  ['better-sqlite3', "import Database from 'better-sqlite3';"],
  ['node:sqlite', "import { DatabaseSync as Database } from 'node:sqlite';"],
])('%s: a program may prepare as often as it likes, and come back to any statement', (_, imports) => {
  const world = loadedWorld({
    'app.ts': `${imports}
      const db = new Database('app.db');
      db.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)');
      const caught = (run: () => unknown) => { try { return run(); } catch (error: any) { return error.message; } };
      export const go = () => {
        const add = db.prepare('INSERT INTO t VALUES (?)'), read = db.prepare('SELECT * FROM t WHERE a = ?'), kept = [];
        for (let count = 0; count < 30_000; count++) kept.push(db.prepare('SELECT ' + count + ' AS n'));
        let sum = 0;
        for (let at = 0; at < kept.length; at += 10) sum += (kept[at].get() as any).n;
        add.run(2);
        const results: unknown[] = [sum, (kept[29_999].get() as any).n, { ...(read.get(2) as object) }];
        db.exec('ALTER TABLE t ADD COLUMN b');
        results.push({ ...(read.get(1) as object) });
        for (const one of kept.slice(0, 2_000)) one.get();
        db.exec('ALTER TABLE t RENAME COLUMN b TO c');
        results.push({ ...(read.get(1) as object) }, read.columns().map(({ name }) => name));
        db.exec('DROP TABLE t');
        results.push(caught(() => read.get(1)), caught(() => add.run(1)));
        db.exec('CREATE TABLE t (a, z DEFAULT 5); INSERT INTO t (a) VALUES (1)');
        results.push({ ...(read.get(1) as object) }, caught(() => add.run(1)));
        return results;
      };`,
  });
  expect(world.guest.call('go', [])).toEqual({
    ok: true,
    value: [
      44_985_000,
      29_999,
      { a: 2 },
      { a: 1, b: null },
      { a: 1, c: null },
      ['a', 'c'],
      'no such table: t',
      'no such table: t',
      { a: 1, z: 5 },
      'table t has 2 columns but 1 values were supplied',
    ],
  });
});

test('node:sqlite: a statement that is closed can no longer be used', () => {
  const world = loadedWorld({
    'app.ts': `import { DatabaseSync } from 'node:sqlite';
      const db = new DatabaseSync('app.db');
      const caught = (run: () => unknown) => { try { return run(); } catch (error: any) { return [error.code, error.message]; } };
      export const go = () => {
        const one = db.prepare('SELECT 1') as any;
        one.close();
        one[Symbol.dispose]();
        return [caught(() => one.all()), caught(() => one.close()), caught(() => one.columns())];
      };`,
  });
  const finalized = ['ERR_INVALID_STATE', 'statement has been finalized'];
  expect(world.guest.call('go', [])).toEqual({ ok: true, value: [finalized, finalized, finalized] });
});
