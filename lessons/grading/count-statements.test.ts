import { describe, expect, it } from 'vitest';
import type { WorldEvent } from '../../sandbox/types.ts';
import { countStatements } from './count-statements.ts';

const counters = { rows: 1, changes: 0, fullscanStep: 2, vmStep: 10, sort: 0, autoindex: 0 };
const statement = (sql: string, request: number | null): WorldEvent => ({
  kind: 'statement',
  at: 0,
  request,
  database: 'main',
  sql,
  counters,
  location: null,
});
const request: WorldEvent = { kind: 'request', at: 0, request: 1, method: 'GET', path: '/' };

describe('countStatements', () => {
  it('leaves out what ran while loading, and counts what a request put off', () => {
    const events = [
      statement('SELECT 1 FROM a', null),
      request,
      statement('SELECT 1 FROM a', 1),
      statement('SELECT 1 FROM a', null),
    ];
    expect(countStatements({ events, dropped: 0 })).toMatchObject({
      statements: 2,
      scanSteps: 4,
      vmSteps: 20,
      groups: [{ runs: 2, counters: { rows: 2, vmStep: 20 } }],
    });
  });

  it('takes statements that differ only in values, their number included, for one', () => {
    const sql = [
      "SELECT * FROM a WHERE id IN (1, 2) AND name = 'O''Hara'",
      "SELECT *\n  FROM a WHERE id IN (3, 4, 5.5) AND name = ''",
      'SELECT * FROM a WHERE id IN (?) AND name = ?',
      'SELECT * FROM a1 WHERE id IN (?) AND name = ?',
    ];
    const { groups } = countStatements({
      events: [request, ...sql.map((text) => statement(text, 1))],
      dropped: 0,
    });
    expect(groups.map(({ runs, sql: first }) => [runs, first])).toEqual([
      [3, sql[0]],
      [1, sql[3]],
    ]);
  });

  it('counts nothing where no request came, and says when the record was full', () => {
    expect(countStatements({ events: [statement('SELECT 1', null)], dropped: 3 })).toEqual({
      statements: 0,
      scanSteps: 0,
      vmSteps: 0,
      groups: [],
      complete: false,
    });
  });
});
