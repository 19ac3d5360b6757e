import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { HostMethods } from '../contract/implementation.ts';
import { type PlaygroundNotes, playgroundNotesSchema } from '../contract/playground.ts';
import { playgroundFile } from '../contract/playground-file.ts';
import { type StartedHost, startHost } from '../start-host.ts';
import { createPlaygrounds } from './playgrounds.ts';
import type { PlaygroundSession } from './session.ts';

const kindsPack = fileURLToPath(new URL('../../test/fixtures/packs/kinds', import.meta.url));
const locale = 'en';

let folder: string;
let host: StartedHost;
let profileId: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backline-playground-'));
  host = await startHost({ shell: 'browser', dataFolder: folder, packFolders: [kindsPack] });
  profileId = host.store.profiles.list().active;
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

const context = { signal: new AbortController().signal, progress: () => {} };
type Call = <M extends keyof HostMethods>(
  method: M,
  input: Parameters<HostMethods[M]>[0],
) => Promise<Awaited<ReturnType<HostMethods[M]>>>;
const call = (async (method: keyof HostMethods, input: never) =>
  (host.implementation.methods[method] as (input: never, given: typeof context) => unknown)(
    input,
    context,
  )) as Call;

/** A profile of its own for each test, so that none finds another's data. */
async function somebody() {
  const id = host.store.profiles.create(randomUUID()).id;
  const which = { profileId: id, exerciseId: null };
  const { starter } = await call('playground.get', { ...which, locale });
  const notes = notesOf(starter);
  const asked = { ...which, locale } as const;
  const start = (change: Readonly<Record<string, string>> = {}, data: 'keep' | 'reset' = 'keep') =>
    call('playground.start', { ...asked, files: { ...starter, ...change }, world: notes.world, data });
  const send = (path: string, body?: object) =>
    call('playground.send', {
      ...asked,
      request: {
        method: body === undefined ? 'GET' : 'POST',
        path,
        headers: [['Content-Type', 'application/json']],
        body: body === undefined ? null : JSON.stringify(body),
      },
    });
  return { which, asked, starter, notes, start, send };
}

function notesOf(files: Readonly<Record<string, string>>): PlaygroundNotes {
  return playgroundNotesSchema.parse(JSON.parse(files[playgroundFile] ?? ''));
}

/** The JSON of a response that came; throws where none did. */
function bodyOf(answer: Awaited<ReturnType<HostMethods['playground.send']>>): unknown {
  if (answer.status !== 'answered') throw new Error(JSON.stringify(answer));
  return JSON.parse(answer.http.exchanges[0]?.response?.body.text ?? 'null');
}

describe('a playground', () => {
  it('begins with a program that answers at once, in both languages', async () => {
    const { asked, start, send } = await somebody();
    expect(await send('/notes')).toEqual({ status: 'asleep' });
    expect(await start()).toMatchObject({ status: 'running', data: 'new', running: { hasApp: true } });
    expect(bodyOf(await send('/notes'))).toHaveLength(3);
    const portuguese = await call('playground.get', { ...asked, locale: 'pt-BR' });
    const { world } = notesOf(portuguese.starter);
    const started = { ...asked, files: portuguese.starter, world, data: 'reset' } as const;
    expect(await call('playground.start', started)).toMatchObject({ status: 'running' });
    expect(bodyOf(await send('/notes'))).toMatchObject([{ text: 'Enviar a primeira requisição' }, {}, {}]);
  });

  it('shows what a request did: its log, its statements with their counters, and when', async () => {
    const { start, send } = await somebody();
    await start();
    const answer = await send('/notes');
    if (answer.status !== 'answered') throw new Error(JSON.stringify(answer));
    expect(answer.durationMs).toBeGreaterThan(0);
    expect(answer.activity.log.entries).toMatchObject([{ text: '3 notes found', request: 1 }]);
    expect(answer.activity.statements.statements).toMatchObject([
      { sql: 'SELECT id, text, done FROM notes ORDER BY id', runs: 1, rows: 3, scanSteps: 2 },
    ]);
    expect(answer.activity.timeline.events.map(({ kind }) => kind)).toEqual(['request', 'statement', 'log']);
    // The next request's record is its own.
    const added = await send('/notes', { text: 'More' });
    expect(added).toMatchObject({ activity: { log: { entries: [] } } });
  });

  it('keeps its rows from one start to the next, until they are reset', async () => {
    const { starter, start, send } = await somebody();
    await start();
    expect(bodyOf(await send('/notes', { text: 'Kept' }))).toMatchObject({ id: 4 });
    const changed = { 'app.ts': `${starter['app.ts']}\nconsole.log('again');` };
    expect(await start(changed)).toMatchObject({
      data: 'kept',
      activity: { log: { entries: [{ text: 'again' }] } },
    });
    expect(bodyOf(await send('/notes'))).toHaveLength(4);
    const schema = { 'schema.sql': `${starter['schema.sql']} CREATE TABLE more (a);` };
    expect(await start(schema)).toMatchObject({ data: 'outdated' });
    expect(await start(schema, 'reset')).toMatchObject({ data: 'new' });
    expect(bodyOf(await send('/notes'))).toHaveLength(3);
  });

  it('tells of an endless loop, and starts again with the rows as they were before it', async () => {
    const { starter, start, send } = await somebody();
    const looping = `${starter['app.ts']}
      app.get('/loop', () => { db.exec("INSERT INTO notes (text) VALUES ('half')"); for (;;); });`;
    await start({ 'app.ts': looping });
    await send('/notes', { text: 'Kept' });
    expect(await send('/loop')).toMatchObject({
      status: 'failed',
      failure: { reason: 'time', ended: true, message: expect.stringContaining('computing time') },
    });
    expect(await send('/notes')).toEqual({ status: 'asleep' });
    expect(await start()).toMatchObject({ status: 'running', data: 'kept' });
    expect(bodyOf(await send('/notes'))).toMatchObject([{}, {}, {}, { text: 'Kept' }]);
  });

  it('tells of memory that ran out, and of a runner that died, and starts again', async () => {
    const { starter, start, send } = await somebody();
    const growing = `${starter['app.ts']}
      app.get('/grow', () => { const kept = []; for (;;) kept.push(new Array(1000).fill({})); });`;
    await start({ 'app.ts': growing });
    expect(await send('/grow')).toMatchObject({
      status: 'failed',
      failure: { reason: 'memory', ended: true },
    });
    expect(await start()).toMatchObject({ status: 'running' });
    expect(bodyOf(await send('/notes'))).toHaveLength(3);
  });

  it('tells where a program cannot be read, and lets its database be looked at all the same', async () => {
    const { asked, start, send } = await somebody();
    expect(await start({ 'app.ts': 'export default (' })).toMatchObject({
      status: 'failed',
      failure: { reason: 'syntax', ended: false, location: { file: 'app.ts', line: 1 } },
    });
    expect(await send('/notes')).toMatchObject({ status: 'failed', failure: { reason: 'syntax' } });
    const tables = await call('playground.tables', { ...asked, database: 'main' });
    expect(tables).toMatchObject({ status: 'read', objects: [{ name: 'notes', rows: 3 }] });
  });

  it('tells where the file that makes the database is wrong', async () => {
    const { start } = await somebody();
    expect(await start({ 'schema.sql': 'CREATE TABLE a (b);\n\nCREATE TABEL c (d);' })).toMatchObject({
      status: 'failed',
      failure: { reason: 'sql', ended: false, location: { file: 'schema.sql', line: 3 } },
    });
  });

  it('moves its clock on and runs what falls due', async () => {
    const { asked, starter, start } = await somebody();
    await start({ 'app.ts': `${starter['app.ts']}\nsetInterval(() => console.log('tick'), 60_000);` });
    const advanced = await call('playground.advance', { ...asked, ms: 180_000 });
    if (advanced.status !== 'advanced') throw new Error(JSON.stringify(advanced));
    expect(advanced.activity.log.entries.map(({ text }) => text)).toEqual(['tick', 'tick', 'tick']);
  });

  it('is kept durably, with a conflict where another window saved meanwhile', async () => {
    const { which, starter } = await somebody();
    const files = { ...starter, 'more.ts': 'export {};' };
    expect(await call('playground.save', { ...which, files, basedOn: 0 })).toMatchObject({ status: 'saved' });
    expect(await call('playground.save', { ...which, files: starter, basedOn: 0 })).toMatchObject({
      status: 'conflict',
      draft: { files },
    });
    expect((await call('playground.get', { ...which, locale })).draft?.files).toEqual(files);
    const progress = await call('progress.get', { profileId: which.profileId });
    expect(progress.exercises).toEqual([]);
  });
});

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

describe("an exercise's world", () => {
  const asked = (exerciseId: string) => ({ profileId, exerciseId, locale }) as const;

  it.each([
    ['kinds/http/orders-with-items', 'app.ts'],
    ['kinds/sql/spend-per-city', null],
    ['kinds/plan/latest-events', null],
    ['kinds/schema/library', null],
  ])('of %s opens with its own data', async (exerciseId, entry) => {
    const which = asked(exerciseId);
    const { starter, exercise } = await call('playground.get', which);
    expect(exercise).toMatchObject({ id: exerciseId });
    const { world } = notesOf(starter);
    expect(world.entry).toBe(entry);
    const started = await call('playground.start', { ...which, files: starter, world, data: 'reset' });
    expect(started).toMatchObject({ status: 'running', running: { hasApp: entry !== null } });
    const tables = await call('playground.tables', { ...which, database: 'main' });
    expect(tables).toMatchObject({ status: 'read' });
  });

  it('brings the requests of its shown checks along, which it answers', async () => {
    const which = asked('kinds/http/orders-with-items');
    const { starter } = await call('playground.get', which);
    const { world, requests } = notesOf(starter);
    await call('playground.start', { ...which, files: starter, world, data: 'reset' });
    expect(requests.length).toBeGreaterThan(0);
    for (const { request } of requests) {
      expect(await call('playground.send', { ...which, request })).toMatchObject({ status: 'answered' });
    }
  });

  it('has nothing of what hidden checks work with', async () => {
    const hidden = readFileSync(join(kindsPack, 'sql/spend-per-city/other.sql'), 'utf8');
    const values = hidden.match(/'[^']+'/g) ?? [];
    const shown = readFileSync(join(kindsPack, 'sql/spend-per-city/few.sql'), 'utf8');
    const telling = values.filter((value) => !shown.includes(value));
    expect(telling.length).toBeGreaterThan(0);
    const { starter } = await call('playground.get', asked('kinds/sql/spend-per-city'));
    const text = JSON.stringify(starter);
    expect(telling.filter((value) => text.includes(value))).toEqual([]);
  });

  it('takes the draft where there is one', async () => {
    const exerciseId = 'kinds/sql/spend-per-city';
    host.store.drafts.save({ profileId, exerciseId, files: { 'query.sql': 'SELECT 42' }, basedOn: 0 });
    const { starter } = await call('playground.get', asked(exerciseId));
    expect([starter['query.sql'], notesOf(starter).sql]).toEqual(['SELECT 42', 'SELECT 42']);
  });

  it('is not to be had of a kind without one', async () => {
    await expect(call('playground.get', asked('kinds/quiz/requests-warm-up'))).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('playgrounds side by side', () => {
  it('leave grading its runners: two are open and an exercise is graded', async () => {
    const people = [await somebody(), await somebody()];
    for (const { start } of people) expect(await start()).toMatchObject({ status: 'running' });
    const exerciseId = 'kinds/http/orders-with-items';
    const { starter } = await call('catalog.exercise', { exerciseId, locale });
    const graded = await call('grade.run', { profileId, exerciseId, files: starter, locale });
    expect(graded.report.checks.length).toBeGreaterThan(0);
    for (const { send } of people) expect(bodyOf(await send('/notes'))).toHaveLength(3);
  });

  it('are put to sleep where there are too many, and lose nothing by it', async () => {
    const [first, ...others] = [await somebody(), await somebody(), await somebody()];
    if (first === undefined) throw new Error('nobody');
    await first.start();
    await first.send('/notes', { text: 'Kept' });
    for (const { start } of others) await start();
    expect(await first.send('/notes')).toEqual({ status: 'asleep' });
    expect(await first.start()).toMatchObject({ data: 'kept' });
    expect(bodyOf(await first.send('/notes'))).toHaveLength(4);
  });

  it('fall asleep by themselves once nobody has used them for a while, and end their runner', async () => {
    const pids: number[] = [];
    const playgrounds = createPlaygrounds({
      openSandbox: async () => {
        const sandbox = await createSandbox({ runners: 1, jobMs: Number.POSITIVE_INFINITY });
        pids.push(...sandbox.runnerPids);
        return sandbox;
      },
      idleMs: 200,
    });
    const session: PlaygroundSession = playgrounds.session('somebody', '');
    const world = { entry: null, databases: { main: 'a.sql' }, env: {}, startTime: null };
    await session.start({ files: { 'a.sql': 'CREATE TABLE t (a)' }, world, data: 'keep' });
    expect(session.isAwake).toBe(true);
    await expect.poll(() => session.isAwake, { timeout: 5_000 }).toBe(false);
    await expect.poll(() => pids.filter(isAlive), { timeout: 5_000 }).toEqual([]);
    expect(pids).toHaveLength(1);
    await playgrounds.close();
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
