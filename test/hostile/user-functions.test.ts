import { describe, expect, it } from 'vitest';
import { besiege, largestRunnerMiB } from './besieged.ts';

/** Functions that a program gives to SQL: SQLite calls them in the middle of its work, and they may do anything. */
const besieged = besiege();
const short = { cpuMs: 400, wallMs: 1_500, statementMs: 600 };
/** For what must be answered, however busy the machine is. */
const long = { cpuMs: 10_000, wallMs: 20_000, statementMs: 10_000 };
const endless = 'WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r)';

async function run(body: string, limits = long) {
  const files = {
    'app.cjs': `const Database = require('better-sqlite3'), { DatabaseSync } = require('node:sqlite');
const caught = (run) => { try { return run(); } catch (error) { return 'threw'; } };
exports.go = () => { const db = new Database('app.db'), other = new DatabaseSync('app.db'); ${body} };`,
  };
  const attacked = await besieged.attack({ files, call: 'go', limits });
  expect(besieged.peakMiB()).toBeLessThanOrEqual(largestRunnerMiB);
  return attacked;
}

/** What is thrown at SQL, or given to it; in neither case is it a value. */
const odd: readonly string[] = [
  'null',
  'undefined',
  'Symbol("x")',
  '{ get message() { throw 1; }, get code() { throw 2; }, get name() { throw 3; } }',
  'new Proxy({}, { get() { throw new Error("trap"); }, getPrototypeOf() { throw new Error("trap"); } })',
  'new Proxy(() => {}, { apply() { throw new Error("trap"); } })',
  '(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()',
  'Object.create(null)',
  '{ code: "SQLITE_OK", message: { toString() { throw 1; } } }',
  'Object.assign(new Error("x"), { code: "ERR_STATEMENT", stack: { toString() { throw 1; } } })',
  '{ then(resolve) { resolve(1); } }',
  'Promise.reject(new Error("later")).catch(() => {}) && Promise.resolve()',
  '{ valueOf() { throw 1; }, toString() { throw 2; }, [Symbol.toPrimitive]() { throw 3; } }',
  '(() => { const { proxy, revoke } = Proxy.revocable(new Uint8Array(4), {}); revoke(); return proxy; })()',
  '(() => { const bytes = new Uint8Array(8); structuredClone(bytes.buffer, { transfer: [bytes.buffer] }); return bytes; })()',
];

describe('a function that SQL calls', () => {
  it.each(odd)('may throw %s', async (thing) => {
    const { failure, value } = await run(
      `let last = 'nothing'; const thrown = ${thing};
       const attempt = (run) => { try { run(); return 'ran'; } catch (error) { return error === thrown ? 'the same' : 'another'; } };
       db.function('odd', () => { throw thrown; });
       db.aggregate('odd_step', { step: (state, x) => { throw thrown; } });
       db.aggregate('odd_start', { start: () => { throw thrown; }, step: () => 1 });
       db.aggregate('odd_result', { step: () => 1, result: () => { throw thrown; } });
       return [...['SELECT odd()', 'SELECT odd_step(x) FROM (SELECT 1 AS x)', 'SELECT odd_start() FROM (SELECT 1 AS x)', 'SELECT odd_result() FROM (SELECT 1 AS x)'].map((sql) => attempt(() => db.prepare(sql).get())),
         db.prepare('SELECT 7').pluck().get()];`,
    );
    expect([failure, value]).toEqual([null, ['the same', 'the same', 'the same', 'the same', 7]]);
  });

  it.each(odd)('may return %s', async (thing) => {
    const { failure, value } = await run(
      `const given = ${thing};
       const attempt = (run) => { try { run(); return 'ran'; } catch (error) { return 'threw'; } };
       db.function('odd', () => given);
       other.function('odd_too', () => given);
       attempt(() => db.prepare('SELECT odd()').get()); attempt(() => other.prepare('SELECT odd_too()').get());
       return db.prepare('SELECT 7').pluck().get();`,
    );
    expect([failure, value]).toEqual([null, 7]);
  });

  it('may call itself through SQL for ever', async () => {
    const { failure, value } = await run(
      `db.function('again', () => db.prepare('SELECT again()').pluck().get()); return caught(() => db.prepare('SELECT again()').pluck().get());`,
    );
    expect([failure, value]).toEqual([null, 'threw']);
  });

  it('may run the statement that it is called from', async () => {
    const { failure, value } = await run(
      `let depth = 0, self = null; db.function('self', () => { depth++; return depth > 5 ? 1 : self.pluck().get(); }); self = db.prepare('SELECT self()');
       return [caught(() => self.pluck().get()) !== undefined, db.prepare('SELECT 7').pluck().get()];`,
    );
    expect([failure, value]).toEqual([null, [true, 7]]);
  });

  it('may close the database in which it runs', async () => {
    const { failure, value } = await run(
      `const own = new Database(':memory:'), second = new DatabaseSync(':memory:');
       own.function('shut', () => { own.close(); return 1; }); second.function('shut', () => { second.close(); return 1; });
       caught(() => own.prepare('SELECT shut()').get()); caught(() => second.prepare('SELECT shut()').get());
       db.function('shut_shared', () => { other.close(); return 1; });
       caught(() => db.prepare('SELECT shut_shared()').get());
       return db.prepare('SELECT 7').pluck().get();`,
    );
    expect([failure, value]).toEqual([null, 7]);
  });

  it('may close the statement in which it runs, and change the schema beneath it', async () => {
    const { failure, value } = await run(
      `db.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)');
       let one = null;
       other.function('finish', () => { caught(() => one.close()); caught(() => db.exec('DROP TABLE t')); caught(() => db.exec('ROLLBACK')); caught(() => db.exec('ALTER TABLE t ADD COLUMN b')); return 1; });
       one = other.prepare('SELECT finish() FROM t');
       caught(() => one.all());
       return db.prepare('SELECT 7').pluck().get();`,
    );
    expect([failure, value]).toEqual([null, 7]);
  });

  it('may define itself anew, and an aggregate of its name', async () => {
    const { failure, value } = await run(
      `db.function('f', () => { caught(() => db.function('f', () => 2)); caught(() => db.aggregate('f', { step: () => 3 })); return 1; });
       caught(() => db.prepare('SELECT f(), f()').get());
       return db.prepare('SELECT 7').pluck().get();`,
    );
    expect([failure, value]).toEqual([null, 7]);
  });

  it('may open databases for each row', async () => {
    const { failure } = await run(
      `db.function('open', () => { new Database(':memory:'); return 1; }); return db.prepare('${endless} SELECT sum(open()) FROM r').get();`,
    );
    expect(failure).toMatchObject({ kind: 'exception', message: expect.stringContaining('100 databases') });
  });

  it.each([
    ['spins', 'for (;;);', 'SELECT f()'],
    ['spins and lets no error out', 'for (;;) { try { for (;;); } catch {} }', 'SELECT f()'],
    ['is called for ever', 'return 1;', `${endless} SELECT sum(f()) FROM r`],
    [
      'takes its time and is called for ever',
      'for (let i = 0; i < 1e5; i++); return 1;',
      `${endless} SELECT sum(f()) FROM r`,
    ],
    [
      'runs statements without end',
      `return db.prepare('${endless} SELECT count(*) FROM r').get();`,
      'SELECT f()',
    ],
    [
      'runs statements, and is called, without end',
      `return db.prepare('SELECT 1').pluck().get();`,
      `${endless} SELECT sum(f()) FROM r`,
    ],
  ])('is stopped when it %s', async (_, body, sql) => {
    const { failure } = await run(
      `db.function('f', () => { ${body} }); for (;;) caught(() => db.prepare('${sql}').get());`,
      short,
    );
    expect(failure).toMatchObject({ kind: 'time' });
  });

  it.each([
    ['functions', "db.function('f' + i, () => 1)"],
    ['aggregates', "db.aggregate('f' + i, { step: () => 1 })"],
    ['functions of one name', "db.function('f', () => i)"],
  ])('may be defined a million times: %s', async (_, define) => {
    const { failure } = await run(`for (let i = 0; i < 1e6; i++) ${define}; return 'done';`, short);
    expect(failure?.kind ?? 'done').toMatch(/^(done|exception|time|memory)$/);
  });

  it.each([
    [
      'state',
      `db.aggregate('f', { start: () => [], step: (all) => { all.push(new Array(1e5).fill(all.length)); return all; }, result: () => 1 }); db.prepare('${endless} SELECT f() FROM r').get();`,
    ],
    [
      'text',
      `db.aggregate('f', { start: '', step: (text) => text + 'x'.repeat(1e6) + Math.random() }); db.prepare('${endless} SELECT f() FROM r').get();`,
    ],
    [
      'group',
      `db.aggregate('f', { start: () => new Array(1000).fill(1), step: (all) => all, result: () => 1 }); db.prepare('${endless} SELECT f() FROM r GROUP BY x').get();`,
    ],
  ])('is stopped where an aggregate keeps more and more %s', async (_, body) => {
    const { failure } = await run(body, { cpuMs: 2_000, wallMs: 6_000, statementMs: 1_500 });
    expect(failure?.kind, JSON.stringify(failure)).toMatch(/^(exception|sql|time|memory)$/);
  });

  it('is not called by the grader, nor by what the program leaves behind', async () => {
    const { failure, value } = await besieged.attack({
      files: {
        'app.cjs': `const db = new (require('better-sqlite3'))('app.db'); let calls = 0;
db.function('f', () => ++calls);
db.exec('CREATE TABLE t (a); CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT f(); END; CREATE VIEW v AS SELECT f() AS a');
exports.go = () => calls;`,
      },
      call: 'go',
      databases: { main: '' },
      limits: long,
      afterwards: async (world) => {
        for (const sql of ['INSERT INTO t VALUES (1)', 'SELECT * FROM v', 'SELECT f()'])
          expect(await world.sql('main', sql)).toMatchObject({ ok: false, failure: { kind: 'sql' } });
        expect(await world.call('go', [])).toMatchObject({ value: 0 });
      },
    });
    expect([failure, value]).toEqual([null, 0]);
  });
});
