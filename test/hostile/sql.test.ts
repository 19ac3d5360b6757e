import { describe, expect, it } from 'vitest';
import type { Failure } from '../../sandbox/types.ts';
import { besiege, largestRunnerMiB, loot } from './besieged.ts';

/** HOSTILE.md, rows 16 to 19, each statement by itself and as a learner's program would run it. */
const besieged = besiege();
const limits = { statementMs: 300, wallMs: 1_500, cpuMs: 1_000 };
const path = `/tmp/${loot}.db`;

const reaching: readonly string[] = [
  `ATTACH '${path}' AS other`,
  `ATTACH ':memory:' AS other`,
  `ATTACH DATABASE 'file:${path}?mode=rwc' AS other`,
  `ATTACH '' AS other`,
  'DETACH main',
  'DETACH temp',
  `VACUUM INTO '${path}'`,
  `VACUUM main INTO '${path}'`,
  'VACUUM',
  "SELECT load_extension('/tmp/x.so')",
  "SELECT load_extension('/tmp/x.so', 'main')",
  `SELECT writefile('${path}', 'x')`,
  "SELECT readfile('/etc/passwd')",
  "SELECT * FROM fsdir('/')",
  "SELECT edit('x')",
  "SELECT fts3_tokenizer('simple')",
  "SELECT fts3_tokenizer('simple', x'0000000000000000')",
  "CREATE VIRTUAL TABLE v USING csv(filename='/etc/passwd')",
  'CREATE VIRTUAL TABLE v USING fsdir',
  'CREATE VIRTUAL TABLE v USING dbstat',
  'CREATE VIRTUAL TABLE v USING sqlite_dbpage',
  "UPDATE sqlite_dbpage SET data = x'00' WHERE pgno = 1",
  'SELECT * FROM dbstat',
  'SELECT * FROM sqlite_stmt',
  `PRAGMA temp_store_directory = '/tmp/${loot}'`,
  `PRAGMA data_store_directory = '/tmp/${loot}'`,
  'PRAGMA temp_store = FILE',
  'PRAGMA temp_store = 1',
  'PRAGMA mmap_size = 1000000000000',
  'PRAGMA writable_schema = ON',
  'PRAGMA writable_schema = RESET',
  'PRAGMA trusted_schema = ON',
  'PRAGMA hard_heap_limit = 0',
  'PRAGMA soft_heap_limit = 0',
  'PRAGMA max_page_count = 4294967294',
  'PRAGMA page_size = 65536',
  'PRAGMA cache_size = -100000000',
  'PRAGMA cache_spill = 1',
  'PRAGMA threads = 64',
  'PRAGMA schema_version = 1',
  "PRAGMA lock_proxy_file = '/tmp/x'",
  "PRAGMA key = 'x'",
  "PRAGMA rekey = 'x'",
  'PRAGMA shrink_memory; PRAGMA vdbe_trace = 1',
  "PRAGMA main.journal_mode = 'WAL'; ATTACH 'x' AS y",
  "EXPLAIN ATTACH '/etc/passwd' AS p",
  'SELECT * FROM pragma_writable_schema(1)',
];

const tampering: readonly string[] = [
  "UPDATE sqlite_master SET sql = 'x'",
  'DELETE FROM sqlite_master',
  "INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 2, 'CREATE TABLE x (a)')",
  "UPDATE sqlite_temp_master SET sql = ''",
  'DROP TABLE sqlite_master',
  'DROP TABLE sqlite_sequence',
  'CREATE TABLE sqlite_evil (a)',
  'CREATE TRIGGER t AFTER INSERT ON sqlite_master BEGIN SELECT 1; END',
  "CREATE VIEW v AS SELECT load_extension('x'); SELECT * FROM v",
  "CREATE TABLE t (a, b AS (load_extension('x'))); INSERT INTO t (a) VALUES (1)",
  "CREATE TABLE t (a CHECK (readfile('/etc/passwd') IS NULL)); INSERT INTO t VALUES (1)",
  "CREATE TABLE t (a DEFAULT (writefile('/tmp/x', 1))); INSERT INTO t DEFAULT VALUES",
  "CREATE TABLE t (a); CREATE INDEX i ON t (load_extension(a)); INSERT INTO t VALUES ('x')",
  "CREATE TABLE t (a); CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT writefile('/tmp/x', 1); END; INSERT INTO t VALUES (1)",
  "CREATE TEMP TRIGGER r AFTER INSERT ON main.t BEGIN SELECT load_extension('x'); END",
  "CREATE VIRTUAL TABLE f USING fts5(a, tokenize = 'load_extension'); SELECT 1",
  "CREATE VIRTUAL TABLE f USING fts5(a, content = 'sqlite_master'); INSERT INTO f(f) VALUES ('rebuild'); DELETE FROM sqlite_master",
  "CREATE VIRTUAL TABLE f USING fts5(a); UPDATE f_data SET block = x'00'",
  "CREATE VIRTUAL TABLE r USING rtree(id, a, b); UPDATE r_node SET data = x'ffff'",
];

const endless: readonly string[] = [
  'WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT count(*) FROM r',
  'WITH RECURSIVE r(x) AS (SELECT 1 UNION SELECT x + 1 FROM r) SELECT max(x) FROM r',
  'WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x FROM r ORDER BY x DESC',
  'SELECT count(*) FROM n a, n b, n c, n d',
  'SELECT count(*) FROM n a, n b, n c WHERE a.x * b.x * c.x < 0',
  'SELECT zeroblob(1000000000)',
  'SELECT length(zeroblob(16777216)), hex(zeroblob(16000000))',
  'SELECT group_concat(hex(zeroblob(100000))) FROM n a, n b',
  "SELECT printf('%.*c', 2000000000, 'x')",
  "SELECT printf('%2000000000d', 1)",
  "SELECT replace(hex(zeroblob(1000000)), '0', hex(zeroblob(1000)))",
  "SELECT count(*) FROM n a, n b WHERE hex(zeroblob(20000)) LIKE '%0%0%0%0%0%0%0%0%0%1%'",
  `SELECT hex(zeroblob(30000)) LIKE '${'%0'.repeat(40)}%1'`,
  `SELECT hex(zeroblob(30000)) GLOB '${'*0'.repeat(40)}*1'`,
  'SELECT count(*) FROM n WHERE x IN (WITH RECURSIVE r(y) AS (SELECT 1 UNION ALL SELECT y + 1 FROM r) SELECT y FROM r)',
  'CREATE TABLE big (a); INSERT INTO big WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT hex(zeroblob(1000)) FROM r',
  'CREATE TEMP TABLE big AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x, zeroblob(1000) FROM r',
  'CREATE TRIGGER loop AFTER INSERT ON n BEGIN INSERT INTO n VALUES (new.x + 1); END; PRAGMA recursive_triggers = ON; INSERT INTO n VALUES (1)',
  'SELECT json_group_array(json_array(a.x, b.x, c.x)) FROM n a, n b, n c',
  "WITH RECURSIVE r(s) AS (SELECT 'x' UNION ALL SELECT s || s FROM r) SELECT length(s) FROM r",
  `SELECT ${'('.repeat(2_000)}1${')'.repeat(2_000)}`,
  `SELECT ${Array(3_000).fill('1').join(' UNION ALL SELECT ')}`,
  `SELECT ${'1+'.repeat(100_000)}1`,
  `SELECT '${'x'.repeat(20_000_000)}'`,
];

const numbers =
  'CREATE TABLE n (x INTEGER); INSERT INTO n WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r LIMIT 2000) SELECT x FROM r;';

describe('a statement that reaches outside is denied, and makes no file', () => {
  it.each(reaching)('%s', async (script) => {
    const alone = await besieged.attackSql(script, { limits });
    if (alone.ok) expect(await settingStayed(script)).toBe(true);
    else expect(alone.failure.kind, JSON.stringify(alone)).toMatch(/^(denied|sql)$/);
    const program = await besieged.attack({ files: programOf(script), call: 'run', limits });
    expect(program.failure?.kind ?? 'exception').toMatch(/^(exception|sql|denied)$/);
  });
});

describe('a schema that tampers is denied', () => {
  it.each(tampering)('%s', async (script) => {
    const alone = await besieged.attackSql(script, { limits });
    if (alone.ok) {
      // What is allowed may break its own tables, and nothing else.
      expect(script).toMatch(/f_data|r_node|fts5/);
    } else {
      expect(alone.failure.kind, JSON.stringify(alone)).toMatch(/^(denied|sql)$/);
    }
  });

  it('in a dataset as well', async () => {
    for (const dataset of [...tampering, ...reaching]) {
      const outcome = await besieged.attackSql('SELECT 1', { dataset, limits });
      if (!outcome.ok)
        expect(outcome.failure.kind, `${dataset} ${JSON.stringify(outcome)}`).toMatch(/^(denied|sql)$/);
    }
  });
});

describe('a statement without end is stopped', () => {
  it.each(endless.map((script) => [script.slice(0, 70), script]))('%s', async (_, script) => {
    const outcome = await besieged.attackSql(script, { dataset: numbers, limits });
    if (outcome.ok) expect(script).toMatch(/^SELECT (\(|1|'x|length|hex|printf|count.*LIKE)/);
    else
      expect(outcome.failure.kind, JSON.stringify(outcome).slice(0, 300)).toMatch(
        /^(time|memory|sql|output)$/,
      );
    expect(besieged.peakMiB()).toBeLessThanOrEqual(largestRunnerMiB);
  });

  it('with a verdict of its own', async () => {
    const outcome = await besieged.attackSql(endless[0] ?? '', { limits });
    expect(outcome).toMatchObject({
      ok: false,
      failure: { kind: 'time', limit: 'statement', limitMs: 300 } satisfies Failure,
    });
  });
});

function programOf(script: string): Record<string, string> {
  return {
    'app.cjs': `const Database = require('better-sqlite3');
exports.run = () => { const db = new Database(${JSON.stringify(path)}); db.exec(${JSON.stringify(script)}); return 'ran'; };`,
  };
}

/** Some pragmas answer politely and change nothing; the settings that matter are as they were. */
async function settingStayed(script: string): Promise<boolean> {
  const read = 'PRAGMA writable_schema; PRAGMA temp_store; PRAGMA trusted_schema; PRAGMA max_page_count';
  const before = await besieged.attackSql(read, { limits });
  const after = await besieged.attackSql(`${script}; ${read}`, { limits });
  const rows = (outcome: typeof before) =>
    outcome.ok
      ? (outcome.value as readonly { readonly rows: unknown }[]).slice(-4).map((one) => one.rows)
      : outcome;
  return JSON.stringify(rows(before)) === JSON.stringify(rows(after));
}
