import { describe, expect, it } from 'vitest';
import type { HostMethods } from '../contract/implementation.ts';
import { playgroundHost } from './test-playgrounds.ts';

const { call, somebody } = playgroundHost();

describe("a playground's database", () => {
  const tables = `
    CREATE TABLE people (name TEXT NOT NULL, team TEXT REFERENCES teams (name));
    CREATE TABLE teams (name TEXT PRIMARY KEY, size INTEGER CHECK (size > 0), twice AS (size * 2)) WITHOUT ROWID;
    CREATE VIEW sizes AS SELECT size FROM teams;
    CREATE TABLE "odd ""name; --" ("a ""b" , rowid, big);
    INSERT INTO teams (name, size) VALUES ('red', 2), ('blue', 3);
    INSERT INTO people VALUES ('Ana', 'red'), ('Bo', NULL);
    INSERT INTO "odd ""name; --" VALUES ('x', 'y', 9007199254740993);
    CREATE TABLE numbers (n INTEGER PRIMARY KEY, text TEXT);
    WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 10000)
    INSERT INTO numbers SELECT n, 'number ' || n FROM c;
  `;

  async function withTables() {
    const { asked, start } = await somebody();
    expect(await start({ 'app.ts': '', 'schema.sql': tables })).toMatchObject({ status: 'running' });
    const place = { ...asked, database: 'main' };
    const rows = async (table: string, offset = 0, limit = 50) => {
      const read = await call('playground.rows', { ...place, table, offset, limit });
      if (read.status !== 'read') throw new Error(JSON.stringify(read));
      return read;
    };
    const edit = (table: string, change: Parameters<HostMethods['playground.edit']>[0]['change']) =>
      call('playground.edit', { ...place, table, change });
    const sql = (script: string) => call('playground.sql', { ...place, script });
    return { place, rows, edit, sql };
  }

  it('tells its tables and views with their columns', async () => {
    const { place } = await withTables();
    const read = await call('playground.tables', place);
    if (read.status !== 'read') throw new Error(JSON.stringify(read));
    expect(read.objects.map(({ name, kind, rows }) => [name, kind, rows])).toEqual([
      ['numbers', 'table', 10_000],
      ['odd "name; --', 'table', 1],
      ['people', 'table', 2],
      ['teams', 'table', 2],
      ['sizes', 'view', 2],
    ]);
    const teams = read.objects.find(({ name }) => name === 'teams');
    expect(teams?.columns).toEqual([
      { name: 'name', type: 'TEXT', notNull: true, primaryKey: true, generated: false },
      { name: 'size', type: 'INTEGER', notNull: false, primaryKey: false, generated: false },
      { name: 'twice', type: '', notNull: false, primaryKey: false, generated: true },
    ]);
  });

  it('pages through ten thousand rows', async () => {
    const { rows } = await withTables();
    const page = await rows('numbers', 9_900, 200);
    expect([page.total, page.rows.length]).toEqual([10_000, 100]);
    expect(page.rows.at(-1)).toEqual({ key: [10_000], cells: [10_000, 'number 10000'] });
  });

  it('changes, adds and removes one row, found by rowid, by primary key, and under odd names', async () => {
    const { rows, edit } = await withTables();
    const key = (await rows('people')).rows[1]?.key ?? [];
    const value = { text: "blue' OR 1=1 --" };
    expect(await edit('people', { kind: 'update', key, column: 'name', value })).toEqual({
      status: 'changed',
    });
    expect(await edit('people', { kind: 'update', key, column: 'team', value: { text: 'blue' } })).toEqual({
      status: 'changed',
    });
    expect((await rows('people')).rows.map(({ cells }) => cells)).toEqual([
      ['Ana', 'red'],
      ["blue' OR 1=1 --", 'blue'],
    ]);
    expect(
      await edit('teams', { kind: 'update', key: ['red'], column: 'size', value: { text: '7' } }),
    ).toEqual({ status: 'changed' });
    expect((await rows('teams')).rows.map(({ key: each, cells }) => [each, cells])).toEqual([
      [['blue'], ['blue', 3, 6]],
      [['red'], ['red', 7, 14]],
    ]);
    const odd = 'odd "name; --';
    const oddKey = (await rows(odd)).rows[0]?.key ?? [];
    await edit(odd, { kind: 'update', key: oddKey, column: 'a "b', value: null });
    expect((await rows(odd)).rows[0]?.cells).toEqual([null, 'y', { integer: '9007199254740993' }]);
    expect(await edit('people', { kind: 'insert', values: { name: { text: 'Cy' } } })).toEqual({
      status: 'changed',
    });
    expect(await edit('people', { kind: 'delete', key })).toEqual({ status: 'changed' });
    expect(await edit('people', { kind: 'delete', key })).toEqual({ status: 'gone' });
    expect((await rows('people')).rows.map(({ cells }) => cells[0])).toEqual(['Ana', 'Cy']);
  });

  it('says in words what a constraint refuses, and changes nothing', async () => {
    const { rows, edit } = await withTables();
    const refused = [
      await edit('teams', { kind: 'update', key: ['red'], column: 'size', value: { text: '0' } }),
      await edit('people', { kind: 'insert', values: { name: { text: 'Di' }, team: { text: 'none' } } }),
      await edit('people', { kind: 'insert', values: {} }),
      await edit('sizes', { kind: 'insert', values: { size: { text: '1' } } }),
    ];
    for (const each of refused) {
      expect(each).toMatchObject({ status: 'failed', failure: { reason: 'sql', ended: false } });
    }
    expect(refused[0]).toMatchObject({
      failure: { message: expect.stringContaining('CHECK constraint failed'), nextStep: expect.any(String) },
    });
    expect([(await rows('people')).total, (await rows('sizes')).rows[0]?.key]).toEqual([2, null]);
  });

  it('runs SQL and shows rows, counters and the plan', async () => {
    const { sql } = await withTables();
    const ran = await sql(
      "UPDATE teams SET size = 5; SELECT text FROM numbers AS m WHERE m.text = 'number 5';",
    );
    if (ran.status !== 'ran') throw new Error(JSON.stringify(ran));
    expect(ran.results).toMatchObject([
      {
        table: { columns: ['text'], rows: [['number 5']] },
        plan: { plans: [{ nodes: [{ detail: 'SCAN m', costly: true, scanSteps: 9_999 }] }] },
      },
    ]);
    expect(ran.statements.statements.map(({ runs, costly }) => [runs, costly])).toEqual([
      [1, false],
      [1, true],
    ]);
    expect(await sql("INSERT INTO teams (name) VALUES ('new');\nSELECT colour FROM teams")).toMatchObject({
      status: 'failed',
      failure: { reason: 'sql', location: { line: 2 }, message: expect.stringContaining('no such column') },
    });
  });

  it('stops a statement that does not end, and keeps the rows', async () => {
    const { sql, rows } = await withTables();
    const endless = 'WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c';
    expect(await sql(endless)).toMatchObject({ status: 'failed', failure: { reason: 'time', ended: true } });
    await expect(rows('people')).rejects.toThrow('asleep');
  });
});
