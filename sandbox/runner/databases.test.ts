import { afterEach, describe, expect, it } from 'vitest';
import { defaultLimits, type WorldEvent } from '../types.ts';
import { createClock } from './clock.ts';
import { WorldDatabases, worldName } from './databases.ts';
import { Recorder } from './recorder.ts';
import { DatasetImages } from './sqlite/images.ts';
import { startWatchdog } from './watchdog.ts';

const startTime = Date.UTC(2024, 0, 1);
const watchdog = startWatchdog({ runnerMiB: 16_384, parentPid: process.ppid, shelfFolder: '' });
const images = new DatasetImages();
const open: WorldDatabases[] = [];
afterEach(() => {
  for (const databases of open.splice(0)) databases.dispose();
});

function openDatabases(scripts: Readonly<Record<string, string>>, limits = {}) {
  const clock = createClock(startTime);
  const kept = { ...defaultLimits, ...limits };
  const recorder = new Recorder(clock, kept);
  const loaded = Object.entries(scripts).map(([name, script]) => {
    const image = images.image({ id: script, script }, { seed: 1, startTime });
    if (!image.ok) throw new Error(JSON.stringify(image.failure));
    return [name, image.value] as const;
  });
  const databases = new WorldDatabases({
    images: new Map(loaded),
    seed: 1,
    clock,
    limits: kept,
    recorder,
    watchdog,
  });
  open.push(databases);
  return { databases, guest: databases.forGuest, clock, recorder };
}

const usual = { readonly: false, mustExist: false };
const people = 'CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)';

describe('the name a guest gives', () => {
  it.each([
    ['main', ['main', 'shop'], 'main'],
    ['shop.db', ['main', 'shop'], 'shop'],
    ['./data/shop.sqlite', ['main', 'shop'], 'shop'],
    ['C:\\data\\shop.sqlite3', ['main', 'shop'], 'shop'],
    ['file:///data/shop.db?mode=ro', ['main', 'shop'], 'shop'],
    ['/etc/passwd', ['main', 'shop'], 'main'],
    ['app.db', ['shop'], 'shop'],
    ['app.db', [], 'main'],
    ['', ['main'], null],
    [':memory:', ['main'], null],
    ['file::memory:?cache=shared', ['main'], null],
    ['file:x?mode=memory', ['main'], null],
  ])('%j with %j is %j', (name, declared, expected) => {
    expect(worldName(name, new Map(declared.map((known) => [known, null])))).toBe(expected);
  });
});

describe('the databases of a world', () => {
  it('answer prepared statements as a driver would', () => {
    const { guest } = openDatabases({ main: people });
    const connection = guest.open('app.db', usual);
    const insert = guest.prepare(connection, 'INSERT INTO people (name) VALUES (?)');
    expect(insert).toMatchObject({ reader: false, readonly: false, columns: [] });
    expect(guest.run(insert.id, { positional: ['Ada'] }, null)).toEqual({ changes: 1, lastInsertRowid: 1 });
    expect(guest.run(insert.id, { positional: ['Grace'] }, null)).toEqual({ changes: 1, lastInsertRowid: 2 });

    const select = guest.prepare(
      connection,
      'SELECT id, name, id AS name FROM people WHERE id >= :from ORDER BY id',
    );
    expect(select).toMatchObject({ reader: true, readonly: true });
    expect(select.columns[1]).toEqual({
      name: 'name',
      column: 'name',
      table: 'people',
      database: 'main',
      type: 'TEXT',
    });
    expect(guest.all(select.id, { named: { from: 1 } }, null)).toEqual({
      rows: [
        [1, 'Ada', 1],
        [2, 'Grace', 2],
      ],
      columns: null,
    });
    expect(guest.get(select.id, { named: { ':from': 2 } }, null)?.rows).toEqual([[2, 'Grace', 2]]);
    expect(guest.get(select.id, { named: { from: 3 } }, null)?.rows).toEqual([]);
    guest.finalize(select.id);
    expect(guest.get(select.id, { named: { from: 3 } }, null)).toBe(undefined);
  });

  it('give errors with the names of SQLite', () => {
    const { guest } = openDatabases({ main: people });
    const connection = guest.open('main', usual);
    const code = (work: () => unknown): unknown => {
      try {
        work();
      } catch (error) {
        return (error as { code: unknown }).code;
      }
      return 'none';
    };
    expect([
      code(() => guest.exec(connection, "INSERT INTO people VALUES (1, 'x'), (2, 'x')", null)),
      code(() => guest.prepare(connection, 'SELEC')),
      code(() => guest.prepare(connection, '-- nothing')),
      code(() => guest.exec(connection, "ATTACH 'x' AS y", null)),
      code(() => guest.run(guest.prepare(connection, 'SELECT :a').id, { named: { b: 1 } }, null)),
      code(() => guest.open('', { readonly: false, mustExist: true })),
      code(() => guest.exec(999, 'SELECT 1', null)),
    ]).toEqual([
      'SQLITE_CONSTRAINT_UNIQUE',
      'SQLITE_ERROR',
      'SQLITE_MISUSE',
      'SQLITE_AUTH',
      'SQLITE_MISUSE',
      'SQLITE_CANTOPEN',
      'SQLITE_MISUSE',
    ]);
  });

  it('are shared by the connections of one name, and private without one', () => {
    const { guest, databases } = openDatabases({ main: people, other: '' });
    const [one, two, apart, other] = ['main', './main.db', ':memory:', 'other.db'].map((name) =>
      guest.open(name, usual),
    );
    guest.exec(one as number, "BEGIN; INSERT INTO people (name) VALUES ('Ada')", null);
    expect(guest.inTransaction(two as number)).toBe(true);
    expect(() => guest.prepare(apart as number, 'SELECT * FROM people')).toThrow('no such table');
    expect(() => guest.prepare(other as number, 'SELECT * FROM people')).toThrow('no such table');
    guest.close(two as number);
    expect(guest.inTransaction(one as number)).toBe(false);
    expect(databases.runScript('main', 'SELECT count(*) FROM people')).toMatchObject({
      value: [{ rows: [[0]] }],
    });
    expect(databases.runScript('nowhere', 'SELECT 1')).toMatchObject({
      failure: { code: 'SQLITE_CANTOPEN' },
    });
  });

  it('refuse to write through a connection opened for reading', () => {
    const { guest } = openDatabases({ main: people });
    const connection = guest.open('main', { readonly: true, mustExist: true });
    expect(() => guest.exec(connection, "INSERT INTO people (name) VALUES ('x')", null)).toThrow('readonly');
    guest.exec(connection, 'SELECT * FROM people', null);
  });

  it('record what the guest opens, and every statement of it with its request, place and cost, and none of the grader', () => {
    const { guest, databases, recorder, clock } = openDatabases({ main: people });
    const connection = guest.open('data/people.db', usual);
    guest.exec(connection, "INSERT INTO people (name) VALUES ('Ada'), ('Bob');;SELECT 1; -- end", null);
    databases.runScript('main', 'SELECT * FROM people');
    clock.moveTo(50);
    recorder.beginRequest('GET', '/people');
    const location = { file: 'app.ts', line: 3, column: 7 };
    guest.all(
      guest.prepare(connection, "SELECT * FROM people WHERE name LIKE 'B%'").id,
      { positional: [] },
      location,
    );
    expect(() => guest.exec(connection, "INSERT INTO people (name) VALUES ('Ada')", location)).toThrow(
      'UNIQUE',
    );
    recorder.endRequest(200);
    const brief = (event: WorldEvent): unknown =>
      event.kind === 'statement'
        ? [
            event.at,
            event.request,
            event.sql,
            event.counters.rows,
            event.counters.changes,
            event.counters.fullscanStep,
            event.location,
          ]
        : event.kind === 'open'
          ? [event.at, 'open', event.name, event.database]
          : [event.at, event.kind];
    expect(recorder.record().events.map(brief)).toEqual([
      [0, 'open', 'data/people.db', 'main'],
      [0, null, "INSERT INTO people (name) VALUES ('Ada'), ('Bob');", 0, 2, 0, null],
      [0, null, 'SELECT 1;', 1, 0, 0, null],
      [50, 'request'],
      [50, 1, "SELECT * FROM people WHERE name LIKE 'B%'", 1, 0, 1, location],
      [50, 1, "INSERT INTO people (name) VALUES ('Ada')", 0, 0, 0, location],
      [50, 'response'],
    ]);
  });

  it('tell the time of the virtual clock', () => {
    const { guest, clock } = openDatabases({
      main: "CREATE TABLE t (id INTEGER PRIMARY KEY, at DEFAULT (datetime('now')))",
    });
    const connection = guest.open('main', usual);
    guest.exec(connection, 'INSERT INTO t DEFAULT VALUES', null);
    clock.moveTo(86_400_000);
    guest.exec(connection, 'INSERT INTO t DEFAULT VALUES', null);
    const select = guest.prepare(connection, 'SELECT at FROM t');
    expect(guest.all(select.id, { positional: [] }, null)?.rows).toEqual([
      ['2024-01-01 00:00:00'],
      ['2024-01-02 00:00:00'],
    ]);
  });

  it('are only so many', () => {
    const { guest } = openDatabases({});
    expect(() => {
      for (;;) guest.open(':memory:', usual);
    }).toThrow('100 databases');
  });
});

describe('prepared statements', () => {
  it('are let go when they have not been used for long, and never while they run', () => {
    const { guest } = openDatabases({ main: people });
    const connection = guest.open('main', usual);
    const prepare = (sql: string) => guest.prepare(connection, sql).id;
    const none = { positional: [] };
    const first = prepare('SELECT 1');
    const second = prepare('SELECT 2');
    for (let count = 0; count < 5_000; count += 1) {
      prepare(`SELECT ${count}`);
      guest.all(first, none, null);
    }
    expect(guest.all(first, none, null)?.rows).toEqual([[1]]);
    expect(guest.all(second, none, null)).toBe(undefined);

    const shape = { name: 'prepare_many', arity: 0, deterministic: false, directOnly: false };
    guest.defineFunction(connection, shape, () => {
      for (let count = 0; count < 2_000; count += 1) prepare(`SELECT ${count}`);
      guest.finalize(running);
      return 'done';
    });
    const running = prepare('SELECT prepare_many()');
    expect(guest.all(running, none, null)?.rows).toEqual([['done']]);
    expect(guest.all(first, none, null)).toBe(undefined);
  });

  it('tell of their columns again where the schema has changed', () => {
    const { guest } = openDatabases({ main: people });
    const connection = guest.open('main', usual);
    const select = guest.prepare(connection, 'SELECT * FROM people');
    const names = () => guest.all(select.id, { positional: [] }, null)?.columns?.map(({ name }) => name);
    expect(names()).toBe(undefined);
    guest.exec(
      connection,
      'ALTER TABLE people ADD COLUMN age; ALTER TABLE people RENAME COLUMN name TO title',
      null,
    );
    expect([names(), names()]).toEqual([['id', 'title', 'age'], undefined]);
  });
});

describe('a record', () => {
  it('keeps a log within its limit, and counts the rest', () => {
    const recorder = new Recorder(createClock(0), { ...defaultLimits, logBytes: 100 });
    for (let line = 0; line < 1_000; line += 1)
      recorder.guestEvents.log('log', `line ${line} `.repeat(4), null);
    const { events, dropped } = recorder.record();
    expect(events.length + dropped).toBe(1_000);
    expect(events.length).toBe(4);
    expect(events.at(-1)).toMatchObject({
      kind: 'log',
      text: expect.stringContaining('longer than 100 bytes'),
    });
  });

  it('keeps only so many other events', () => {
    const recorder = new Recorder(createClock(0), defaultLimits);
    for (let count = 0; count < 60_000; count += 1) recorder.guestEvents.timer(1);
    expect(recorder.record()).toMatchObject({ dropped: 10_000 });
  });
});
