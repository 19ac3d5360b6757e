import { describe, expect, it } from 'vitest';
import { answeringStatements } from './answering-statements.ts';
import { parseSql } from './parse-sql.ts';
import { constructsOf } from './sql-constructs.ts';

function constructs(script: string): string[] {
  const parsed = parseSql(script);
  if (!parsed.ok) return [parsed.reason];
  return [...new Set(parsed.statements.flatMap((statement) => [...constructsOf(statement).keys()]))].sort();
}

describe('constructsOf', () => {
  it.each([
    ['SELECT \'a JOIN b\', "LIMIT" -- UNION\n FROM t /* (SELECT) */', ['select']],
    ['SELECT a FROM t, u', ['join', 'select']],
    ['SELECT * FROM t LEFT OUTER JOIN u USING (a)', ['join', 'left-join', 'select', 'select-star', 'using']],
    ['SELECT a FROM t FULL JOIN u ON 1', ['full-join', 'join', 'select']],
    ['SELECT max(a, b), max(c) FROM t', ['aggregate', 'function:max', 'select']],
    ['SELECT max(a, b) FROM t', ['function:max', 'select']],
    ['SELECT "sum"(a) OVER w FROM t WINDOW w AS ()', ['function:sum', 'select', 'window-function']],
    ['SELECT count(DISTINCT a) FROM t', ['aggregate', 'distinct', 'function:count', 'select']],
    ['WITH RECURSIVE c AS (SELECT 1) SELECT a FROM c', ['cte', 'select']],
    [
      'WITH c(n) AS (SELECT 1 UNION ALL SELECT n FROM C) SELECT n FROM c',
      ['cte', 'recursive-cte', 'select', 'union-all'],
    ],
    ['SELECT a FROM (SELECT 1 AS a)', ['select', 'subquery']],
    ['SELECT a FROM t WHERE EXISTS (SELECT 1)', ['exists', 'select', 'subquery']],
    ['SELECT a FROM t WHERE a IN (1, 2) OR a NOT IN u', ['in-list', 'in-subquery', 'or', 'select']],
    [
      'INSERT INTO t VALUES (1_000) ON CONFLICT DO NOTHING RETURNING a',
      ['insert', 'returning', 'select', 'upsert'],
    ],
    ['REPLACE INTO t SELECT 1', ['replace', 'select']],
    ['UPDATE t SET a = u.a FROM u', ['update', 'update-from']],
    ['CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM u; END', ['create-trigger', 'delete']],
    ['SELECT FROM', ['not-understood']],
    [`SELECT ${'('.repeat(5_000)}1${')'.repeat(5_000)}`, ['not-understood']],
    [`SELECT ${'-'.repeat(20_000)}`, ['too-long']],
  ])('%s', (script, expected) => {
    expect(constructs(script)).toEqual(expected);
  });
});

describe('answeringStatements', () => {
  const kept = (script: string) => {
    const parsed = parseSql(script);
    return parsed.ok ? answeringStatements(parsed.statements).map(({ type }) => type) : [];
  };

  it('are the last query and what it reads, however far', () => {
    expect(
      kept(
        'SELECT 1; CREATE VIEW a AS SELECT 2; CREATE TEMP TABLE b (x); INSERT INTO B SELECT * FROM a; SELECT * FROM b; DROP VIEW a',
      ),
    ).toEqual(['CreateViewStmt', 'CreateTableStmt', 'InsertStmt', 'SelectStmt']);
  });

  it('are all of them where nothing is asked', () => {
    expect(kept('DELETE FROM a; UPDATE b SET c = 1')).toEqual(['DeleteStmt', 'UpdateStmt']);
  });
});
