import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { withOptions } from 'sqlite3-parser';
import { describe, expect, it } from 'vitest';
import { editorContextOf, readSubmissionFolder } from '../../lessons/format/load-exercise.ts';
import { loadPacks } from '../../lessons/format/load-pack.ts';
import { checkScript, schemaOf } from '../../renderer/pages/exercise/editor/sql/check-script.ts';
import { completeSql } from '../../renderer/pages/exercise/editor/sql/complete.ts';
import { callAtEnd } from '../../renderer/pages/exercise/editor/sql/signature.ts';
import { corpora } from '../grading/sql-family/corpus.ts';

const { parse } = withOptions({ digitSeparator: '_' });
const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { packs } = await loadPacks([at('lessons/packs/foundations'), at('test/fixtures/packs/kinds')]);
const exercises = packs
  .flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.exercises))
  .filter(({ exercise }) => exercise.entry.endsWith('.sql'));

/** Every script that somebody wrote for an exercise, right and wrong. */
async function scriptsOf(exercise: (typeof exercises)[number]): Promise<string[]> {
  const wrong = exercise.wrong.map((name) => `wrong/${name}`);
  const read = (name: string) => readSubmissionFolder(exercise.folder, name, exercise.exercise.entry, []);
  const folders = await Promise.all(wrong.map(read));
  const labelled = corpora
    .filter((corpus) => corpus.exercise === exercise.id)
    .flatMap(({ submissions, afterwards }) => [...submissions, ...afterwards].map(({ files }) => files));
  return [exercise.starter, exercise.solution, ...folders, ...labelled].map(
    (files) => files[exercise.exercise.entry] ?? '',
  );
}

/** What SQLite says of a script's grammar and names, the first in it; null where it has nothing to say. */
function saidBySqlite(schema: string, script: string): string | null {
  const database = new DatabaseSync(':memory:');
  try {
    database.exec(schema);
    for (const { sql, isQuery } of statementsOf(script)) {
      // A query is only read: some never end.
      if (isQuery) database.prepare(sql);
      else database.exec(sql);
    }
    return null;
  } catch (error) {
    const { message } = error as Error;
    return /^no such (table|column)|syntax error|^incomplete input|^unrecognized token/.test(message)
      ? message
      : null;
  } finally {
    database.close();
  }
}

function statementsOf(script: string): { readonly sql: string; readonly isQuery: boolean }[] {
  const result = parse(script);
  if (result.status === 'error') return [{ sql: script, isQuery: false }];
  return result.root.cmds.map(({ type, span }) => ({
    sql: script.slice(span.offset, span.offset + span.length),
    isQuery: type === 'SelectStmt',
  }));
}

describe('what is underlined is what SQLite refuses', () => {
  it.each(exercises.map((exercise) => [exercise.id, exercise] as const))('%s', async (_, exercise) => {
    const schema = editorContextOf(exercise).databases.main ?? '';
    const scripts = await scriptsOf(exercise);
    const verdicts = scripts.map((script) => ({ script, sqlite: saidBySqlite(schema, script) }));
    const wronglyTold = verdicts.filter(
      ({ script, sqlite }) => sqlite === null && checkScript(script, schemaOf(schema)).length > 0,
    );
    const missed = verdicts.filter(
      ({ script, sqlite }) => sqlite !== null && checkScript(script, schemaOf(schema)).length === 0,
    );
    expect({ wronglyTold, missed }).toEqual({ wronglyTold: [], missed: [] });
  });
});

const shop = schemaOf(`CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, total REAL);`);

describe('mistakes are told with what was probably meant', () => {
  it.each<readonly [string, object]>([
    [
      'SELECT nmae FROM customers',
      { kind: 'column', name: 'nmae', of: null, suggestion: 'name', offset: 7, length: 4 },
    ],
    ['SELECT name FROM custmers', { kind: 'table', name: 'custmers', suggestion: 'customers', offset: 17 }],
    ['SELECT c.totl FROM orders AS c', { kind: 'column', name: 'totl', of: 'c', suggestion: 'total' }],
    ['SELECT o.total FROM orders AS c', { kind: 'table', name: 'o', suggestion: 'c' }],
    [
      'SELECT name FROM customers WHERE EXISTS (SELECT 1 FROM orders WHERE customer = 1)',
      { name: 'customer' },
    ],
    ['WITH big AS (SELECT id FROM orders) SELECT total FROM big', { kind: 'column', name: 'total' }],
    ['INSERT INTO orders (totals) VALUES (1)', { kind: 'column', name: 'totals', suggestion: 'total' }],
    ['UPDATE orders SET amount = 1', { kind: 'column', name: 'amount', suggestion: null }],
    ['SELECT name, FROM customers', { kind: 'trailing-comma', name: 'FROM' }],
    ['SELECT (name FROM customers', { kind: 'unclosed', name: 'FROM' }],
    ['SELECT name FROM', { kind: 'unfinished', offset: 16, length: 0 }],
    ["SELECT 'name FROM customers", { kind: 'unterminated' }],
    ['SELEC name FROM customers', { kind: 'syntax', name: 'SELEC', offset: 0, length: 5 }],
  ])('%s', (script, problem) => {
    expect(checkScript(script, shop)).toEqual([expect.objectContaining(problem)]);
  });

  it.each([
    'SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id ORDER BY total',
    'SELECT city, count(*) AS people FROM customers GROUP BY city HAVING people > 1 ORDER BY people',
    'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 9) SELECT x FROM n',
    "SELECT key, value FROM json_each('[1]')",
    'SELECT name FROM customers WHERE (SELECT max(total) FROM orders WHERE customer_id = customers.id) > 1_000',
    'INSERT INTO orders (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET total = excluded.total RETURNING rowid',
    'CREATE TABLE t (a); INSERT INTO t VALUES (1); SELECT a FROM t; ALTER TABLE t ADD COLUMN b; SELECT b FROM t',
    'SELECT sum(total) OVER w AS running FROM orders WINDOW w AS (ORDER BY id)',
    'SELECT name FROM customers UNION SELECT city AS place FROM customers ORDER BY name',
  ])('and nothing where there is none: %s', (script) => {
    expect(checkScript(script, shop)).toEqual([]);
  });
});

describe('what is offered', () => {
  const offered = (script: string) => {
    const offset = script.indexOf('|');
    return completeSql(script.replace('|', ''), offset, shop);
  };
  const first = (script: string, count: number) =>
    offered(script)
      .slice(0, count)
      .map(({ label }) => label);

  it.each<readonly [string, readonly string[]]>([
    ['SELECT * FROM |', ['customers', 'orders']],
    ['SELECT * FROM customers c JOIN |', ['customers', 'orders']],
    ['SELECT * FROM customers, |', ['customers', 'orders']],
    ['SELECT o.| FROM customers c JOIN orders AS o', ['id', 'customer_id', 'total']],
    ['SELECT o.to| FROM orders o WHERE 1', ['id', 'customer_id', 'total']],
    ['SELECT | FROM orders', ['id', 'customer_id', 'total', 'orders']],
    ['WITH big AS (SELECT id, total AS amount FROM orders) SELECT b.| FROM big b', ['id', 'amount']],
    ['CREATE TABLE mine (a INTEGER, b TEXT); SELECT m.| FROM mine m', ['a', 'b']],
    ['UPDATE orders SET |', ['id', 'customer_id', 'total']],
  ])('%s', (script, labels) => {
    expect(first(script, labels.length)).toEqual(labels);
  });

  it('tells types and what functions take, and is silent inside a text', () => {
    const all = offered('SELECT | FROM customers');
    expect(all).toContainEqual({ label: 'name', kind: 'column', detail: 'customers · TEXT NOT NULL' });
    expect(all).toContainEqual({ label: 'substr', kind: 'function', detail: 'substr(X, START, LENGTH)' });
    expect(offered("SELECT 'a| FROM customers")).toEqual([]);
  });

  it.each<readonly [string, object | null]>([
    ['SELECT substr(', { signatures: ['substr(X, START, LENGTH)'], argument: 0 }],
    [
      "SELECT substr(lower(name), instr(name, ','), ",
      { signatures: ['substr(X, START, LENGTH)'], argument: 2 },
    ],
    ['SELECT MAX(1, ', { signatures: ['max(X)', 'max(X, Y, …)'], argument: 1 }],
    ['SELECT (1 + ', null],
    ['SELECT count(*) FROM t WHERE a IN (', null],
    ['SELECT substr(; SELECT ', null],
  ])('and what a function takes: %s', (text, call) => {
    expect(callAtEnd(text)).toEqual(call);
  });
});
