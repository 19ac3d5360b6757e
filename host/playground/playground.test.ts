import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/sandbox.ts';
import { createPlaygrounds } from './playgrounds.ts';
import type { PlaygroundSession } from './session.ts';
import { bodyOf, locale, notesOf, playgroundHost } from './test-playgrounds.ts';

const { call, somebody, profileId } = playgroundHost();

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
      app.get('/grow', () => { const kept = []; for (;;) kept.push(new Array(100_000).fill(0)); });`;
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

describe('playgrounds side by side', () => {
  it('leave grading its runners: two are open and an exercise is graded', async () => {
    const people = [await somebody(), await somebody()];
    for (const { start } of people) expect(await start()).toMatchObject({ status: 'running' });
    const exerciseId = 'kinds/http/orders-with-items';
    const { starter } = await call('catalog.exercise', { exerciseId, locale });
    const graded = await call('grade.run', { profileId: profileId(), exerciseId, files: starter, locale });
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
