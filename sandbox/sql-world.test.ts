import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sqlWorlds, startTime, value } from './fixtures/sql-worlds.ts';

const { sandbox, inWorld, run, rows, failure } = sqlWorlds();

describe('a script', () => {
  it('is split where SQLite says that a statement ends', async () => {
    const results = value(
      await run(`
        -- a semicolon; in a comment
        CREATE TABLE "a;b" (x TEXT DEFAULT ';', [y;] INTEGER);;
        CREATE TRIGGER t AFTER INSERT ON "a;b" BEGIN
          UPDATE "a;b" SET x = CASE WHEN 1 THEN ';' END; DELETE FROM "a;b" WHERE 0;
        END;
        /* ; */ INSERT INTO "a;b" VALUES ('it''s; fine', 1); SELECT x FROM "a;b" -- end`),
    );
    expect(results.map(({ sql }) => sql.split(/\s+/).slice(-2).join(' '))).toEqual([
      '[y;] INTEGER);',
      '0; END;',
      "fine', 1);",
      '-- end',
    ]);
    expect(results.at(-1)?.rows).toEqual([[';']]);
  });

  it('that is long is split as a short one is', async () => {
    const statements = Array.from({ length: 3_000 }, (_, at) => `INSERT INTO t VALUES (${at}, '; é😀');`);
    const results = value(await run(`CREATE TABLE t (a, b);${statements.join('\n')}SELECT count(*) FROM t`));
    expect(results.length).toBe(3_002);
    expect(results[1_500]?.sql).toBe(statements[1_499]);
    expect(results.at(-1)?.rows).toEqual([[3_000]]);
  });

  it.each(['', ' \n', '-- nothing', '/* nothing */ ;; -- at all'])(
    'of nothing gives nothing: %j',
    async (script) => {
      expect(await run(script)).toEqual({ ok: true, value: [] });
    },
  );

  it('stops at the statement that fails and says which', async () => {
    const dataset = 'CREATE TABLE t (a INTEGER PRIMARY KEY, b UNIQUE)';
    expect(
      await failure("INSERT INTO t VALUES (1, 'x'); INSERT INTO t VALUES (2, 'x'); SELECT 1", { dataset }),
    ).toEqual({
      kind: 'sql',
      code: 'SQLITE_CONSTRAINT_UNIQUE',
      message: 'UNIQUE constraint failed: t.b',
      statement: "INSERT INTO t VALUES (2, 'x');",
    });
    expect(await failure("SELECT ';'; SELEC 'a;b'; SELECT 1")).toEqual({
      kind: 'sql',
      code: 'SQLITE_ERROR',
      message: 'near "SELEC": syntax error',
      statement: "SELEC 'a;b';",
    });
  });
});

describe('a result', () => {
  it('keeps every kind of value, and columns of one name', async () => {
    const [result] = value(
      await run("SELECT 1 AS x, 9007199254740993 AS x, -9223372036854775808, 1.5, 'é', x'00ff', NULL, 1e999"),
    );
    expect(result?.columns.slice(0, 2)).toEqual(['x', 'x']);
    expect(result?.rows).toEqual([
      [1, 9007199254740993n, -9223372036854775808n, 1.5, 'é', new Uint8Array([0, 255]), null, Infinity],
    ]);
  });

  it('counts rows beyond the limit without keeping them', async () => {
    const script =
      'WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r LIMIT 500) SELECT x FROM r';
    const [result] = value(await run(script, { limits: { resultRows: 10 } }));
    expect([result?.rows.length, result?.rowsDropped, result?.counters.rows]).toEqual([10, 490, 500]);
  });

  it('that is large in bytes is cut as well', async () => {
    const script =
      'WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r LIMIT 200) SELECT hex(zeroblob(100000)) FROM r';
    const [result] = value(await run(script));
    expect((result?.rows.length ?? 0) + (result?.rowsDropped ?? 0)).toBe(200);
    expect(result?.rowsDropped).toBeGreaterThan(50);
  });

  it('carries the counters of its own statement', async () => {
    const dataset = `CREATE TABLE t (a INTEGER PRIMARY KEY, b);
      WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r LIMIT 100) INSERT INTO t SELECT x, x % 7 FROM r`;
    const script =
      'SELECT * FROM t WHERE b = 3; SELECT * FROM t WHERE a = 3; UPDATE t SET b = 0 WHERE a < 4; SELECT 1;SELECT * FROM t ORDER BY b';
    const counters = value(await run(script, { dataset })).map((result) => result.counters);
    expect(
      counters.map(({ rows, changes, fullscanStep, sort }) => [rows, changes, fullscanStep, sort]),
    ).toEqual([
      [14, 0, 99, 0],
      [1, 0, 0, 0],
      [0, 3, 0, 0],
      [1, 0, 0, 0],
      [100, 0, 99, 1],
    ]);
    expect(counters[0]?.vmStep).toBeGreaterThan(100);
  });
});

describe('a world', () => {
  const chance = `CREATE TABLE t (id INTEGER PRIMARY KEY, at DEFAULT CURRENT_TIMESTAMP, r DEFAULT (random()));
    INSERT INTO t (id) VALUES (1), (2);
    SELECT t.*, hex(randomblob(4)), random() FROM t;`;

  it('has random numbers that are a function of the seed, in every run and runner', async () => {
    const first = await rows(chance, { seed: 7 });
    const others = await Promise.all(Array.from({ length: 8 }, () => rows(chance, { seed: 7 })));
    for (const other of others) expect(other).toEqual(first);
    expect(await rows(chance, { seed: 8 })).not.toEqual(first);
    // The dataset's are too, whether it was loaded or cloned.
    const loaded = { dataset: chance, seed: 7 };
    const made = await rows('SELECT r FROM t', loaded);
    expect(await rows('SELECT r FROM t', loaded)).toEqual(made);
    expect(await rows('SELECT r FROM t', { ...loaded, seed: 9 })).not.toEqual(made);
    expect(await rows('SELECT random() FROM t', loaded)).toEqual(
      await rows('SELECT random() FROM t', loaded),
    );
  });

  it('has its own present, however it is asked for', async () => {
    const script = `SELECT CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP, date(), time('now'), datetime('NOW', '+1 day'),
      julianday('now') = julianday('2024-02-29 12:30:15.250'), unixepoch('now', 'subsec'), unixepoch('subsec'),
      strftime('%Y-%m-%dT%H:%M:%f', 'now'), strftime('%s'), datetime(x'6e6f77'), timediff('now', '2024-02-28 12:30:15.250')`;
    expect(await rows(script)).toEqual([
      [
        '2024-02-29',
        '12:30:15',
        '2024-02-29 12:30:15',
        '2024-02-29',
        '12:30:15',
        '2024-03-01 12:30:15',
        1,
        1709209815.25,
        1709209815.25,
        '2024-02-29T12:30:15.250',
        '1709209815',
        '2024-02-29 12:30:15',
        '+0000-00-01 00:00:00.000',
      ],
    ]);
  });

  it('leaves all else about dates to SQLite', async () => {
    const script = `CREATE TABLE t (at TEXT, day TEXT GENERATED ALWAYS AS (date(at)) STORED);
      CREATE INDEX by_month ON t (strftime('%Y-%m', at));
      INSERT INTO t VALUES ('2024-05-06 07:08:09'), ('2024-06-01');
      EXPLAIN QUERY PLAN SELECT * FROM t WHERE strftime('%Y-%m', at) = '2024-05';
      SELECT day, datetime(1700000000, 'unixepoch'), unixepoch('2024-01-01'), date(NULL), date('nonsense'),
        typeof(julianday('2024-01-01')), date('2024-01-31', '+1 month') FROM t`;
    const results = value(await run(script));
    expect(results.at(-2)?.rows[0]?.[3]).toMatch(/USING INDEX by_month/);
    expect(results.at(-1)?.rows[0]).toEqual([
      '2024-05-06',
      '2023-11-14 22:13:20',
      1704067200,
      null,
      null,
      'real',
      '2024-03-02',
    ]);
  });

  it('is a copy of its dataset, and reset takes it back', async () => {
    const dataset = 'CREATE TABLE t (a); INSERT INTO t VALUES (1); PRAGMA user_version = 7';
    await run('DELETE FROM t', { dataset });
    await inWorld({ dataset }, async (world) => {
      expect(
        value(
          await world.sql('INSERT INTO t VALUES (2); CREATE TEMP TABLE x (a); SELECT count(*) FROM t'),
        ).at(-1)?.rows,
      ).toEqual([[2]]);
      await world.reset();
      expect(
        value(await world.sql('SELECT * FROM t; PRAGMA user_version')).map(({ rows: kept }) => kept),
      ).toEqual([[[1]], [[7]]]);
      expect(await world.sql('SELECT * FROM x')).toMatchObject({ ok: false, failure: { kind: 'sql' } });
    });
  });

  it('whose dataset does not load says which statement is wrong', async () => {
    const dataset =
      "CREATE TABLE t (a NOT NULL); INSERT INTO t VALUES (1); INSERT INTO t VALUES (NULL); SELECT ';'";
    const outcome = await sandbox().job((job) => job.openSqlWorld({ dataset, seed: 1, startTime }));
    expect(outcome).toEqual({
      ok: false,
      failure: {
        kind: 'sql',
        code: 'SQLITE_CONSTRAINT_NOTNULL',
        message: 'NOT NULL constraint failed: t.a',
        statement: 'INSERT INTO t VALUES (NULL);',
      },
    });
  });

  it('grows no larger than its limit', async () => {
    const script = `CREATE TABLE t (a);
      WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) INSERT INTO t SELECT zeroblob(10000) FROM r`;
    const dataset = 'CREATE TABLE other (a)';
    expect(await failure(script, { dataset, limits: { databaseBytes: 1024 * 1024 } })).toMatchObject({
      kind: 'sql',
      code: 'SQLITE_FULL',
    });
  });
});

describe('nothing outside of the database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backline-sql-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    `ATTACH '${folder}/a.db' AS other`,
    `ATTACH ':memory:' AS other`,
    `ATTACH 'file:${folder}/b.db?mode=rwc' AS other; CREATE TABLE other.t (a)`,
    `VACUUM INTO '${folder}/c.db'`,
    'DETACH main',
    `SELECT load_extension('${folder}/d')`,
    `SELECT writefile('${folder}/e', 'x')`,
    `SELECT readfile('/etc/hostname')`,
    "SELECT fts3_tokenizer('simple')",
    `PRAGMA temp_store_directory = '${folder}'`,
    `PRAGMA data_store_directory = '${folder}'`,
    'PRAGMA temp_store = FILE',
    'PRAGMA hard_heap_limit = 1',
    'PRAGMA soft_heap_limit = 1',
    'PRAGMA max_page_count = 1000000000',
    'PRAGMA mmap_size = 1000000000',
    'PRAGMA cache_size = -100000000',
    'PRAGMA threads = 8',
    'PRAGMA trusted_schema = 0',
    'PRAGMA writable_schema = 1',
    'SELECT * FROM pragma_writable_schema(1)',
    'PRAGMA schema_version = 99',
    "UPDATE sqlite_master SET sql = 'x'",
    "INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0, 'x')",
    'PRAGMA writable_schema = 1; DELETE FROM sqlite_master',
    'CREATE VIRTUAL TABLE x USING zipfile(a)',
    `CREATE VIRTUAL TABLE x USING csv(filename='/etc/passwd')`,
    `CREATE VIEW v AS SELECT load_extension('x'); SELECT * FROM v`,
    `CREATE TABLE t (a, b AS (load_extension(a))); INSERT INTO t VALUES ('x'); SELECT * FROM t`,
    `CREATE TABLE t (a); CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT load_extension('x'); END; INSERT INTO t VALUES (1)`,
  ])('is reached by %s', async (script) => {
    expect(['denied', 'sql']).toContain((await failure(script))?.kind);
    expect(readdirSync(folder)).toEqual([]);
    // In a dataset, which is an author's, no more than in a script of the learner's.
    const opened = await sandbox().job((job) => job.openSqlWorld({ dataset: script, seed: 1, startTime }));
    expect(opened.ok).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says what was denied', async () => {
    expect(await failure('SELECT 1; PRAGMA writable_schema = 1')).toEqual({
      kind: 'denied',
      message:
        'not authorized: PRAGMA writable_schema cannot be used here, where a database is alone and in memory',
    });
  });

  it('is needed for what people use', async () => {
    const script = `PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA table_info(t); PRAGMA user_version = 3; PRAGMA temp_store = MEMORY;
      CREATE VIRTUAL TABLE docs USING fts5(body); INSERT INTO docs VALUES ('a quick fox');
      CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT); ALTER TABLE t RENAME COLUMN b TO c; ALTER TABLE t ADD COLUMN d; ALTER TABLE t DROP COLUMN d;
      ALTER TABLE t RENAME TO u; INSERT INTO u VALUES (1, 'x') ON CONFLICT DO NOTHING; ANALYZE; REINDEX; SAVEPOINT s; ROLLBACK TO s; RELEASE s;
      SELECT highlight(docs, 0, '<', '>'), json_extract('{"a":[1]}', '$.a[0]'), (SELECT group_concat(value) FROM json_each('[1,2]')), upper(c),
        printf('%05d', 3), sqlite_version() IS NOT NULL, (SELECT count(*) FROM pragma_table_info('u'))
        FROM docs, u WHERE docs MATCH 'quick'`;
    expect(await rows(script)).toEqual([['a <quick> fox', 1, '1,2', 'X', '00003', 1, 2]]);
    expect(await rows("SELECT value, rank() OVER (ORDER BY value DESC) FROM json_each('[3,1,3]')")).toEqual([
      [3, 1],
      [3, 1],
      [1, 3],
    ]);
  });
});
