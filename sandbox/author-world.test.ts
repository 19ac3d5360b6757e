import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from './sandbox.ts';
import type { Copied, Job, Outcome, Sandbox, SqlWorld, World } from './types.ts';

/** What author code can do in the world it is given. */
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());

const app = `import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
const db = new DatabaseSync('notes.db');
export default createServer((request, response) => {
  if (request.url === '/never') return;
  if (request.url === '/time') return response.end(JSON.stringify({ now: Date.now() }));
  let text = '';
  request.on('data', (chunk) => { text += chunk; });
  request.on('end', () => {
    db.prepare('INSERT INTO notes (text) VALUES (?)').run(JSON.parse(text).text);
    response.setHeader('X-Made', ['a', 'b']);
    response.statusCode = 201;
    response.end(JSON.stringify({ type: request.headers['content-type'], host: request.headers.host }));
  });
});`;

async function callIn(job: Job, world: World | SqlWorld, body: string): Promise<Outcome<Copied>> {
  const author = await job.openAuthor({
    files: { 'check.mjs': `export function it() { ${body} }` },
    entry: 'check.mjs',
    seed: 1,
    startTime: 0,
  });
  return author.ok ? author.value.call('it', [], world) : author;
}

function inApp(body: string): Promise<Outcome<Copied>> {
  return sandbox.job(async (job) => {
    const databases = { notes: 'CREATE TABLE notes (id INTEGER PRIMARY KEY, text)' };
    const world = await job.openWorld({
      files: { 'app.mjs': app },
      entry: 'app.mjs',
      databases,
      seed: 1,
      startTime: 0,
    });
    if (!world.ok) return world;
    const loaded = await world.value.load();
    return loaded.ok ? callIn(job, world.value, body) : loaded;
  });
}

test('sends requests, reads rows and moves the clock', async () => {
  const outcome = await inApp(`
    const made = world.request({ method: 'POST', path: '/notes', json: { text: 'Leite' } });
    world.advance(5000);
    return {
      made,
      later: world.request({ path: '/time' }).json,
      rows: world.sql('SELECT id, text FROM notes', 'notes'),
      nothing: world.sql('PRAGMA foreign_keys = ON', 'notes'),
      sent: world.takeSent().map(({ request, response }) => [request.method, request.path, response.status]),
      again: world.takeSent(),
    };`);
  expect(outcome).toMatchObject({
    ok: true,
    value: {
      made: {
        status: 201,
        headers: { 'x-made': 'a, b' },
        json: { type: 'application/json', host: 'localhost' },
      },
      later: { now: 5000 },
      rows: [{ id: 1, text: 'Leite' }],
      nothing: [],
      sent: [
        ['POST', '/notes', 201],
        ['GET', '/time', 200],
      ],
      again: [],
    },
  });
});

test('throws what went wrong in the world, and keeps the request that got no answer', async () => {
  const outcome = await inApp(`
    const failures = [];
    for (const act of [
      () => world.request({ path: '/never' }),
      () => world.sql('SELECT * FROM nowhere', 'notes'),
      () => world.sql('SELECT 1', 'elsewhere'),
      () => learner.call('missing'),
    ]) {
      try { act(); } catch (error) { failures.push([error.name, error.failure.kind]); }
    }
    return { failures, sent: world.takeSent().map(({ request, response }) => [request.path, response]) };`);
  expect(outcome).toEqual({
    ok: true,
    value: {
      failures: [
        ['LearnerFailure', 'stalled'],
        ['LearnerFailure', 'sql'],
        ['LearnerFailure', 'sql'],
        ['LearnerFailure', 'exception'],
      ],
      sent: [['/never', null]],
    },
  });
});

test.each([
  ['a request that is none', 'world.request({ path: 5 })'],
  ['a header name that is none', 'world.request({ path: "/", headers: null })'],
  ['a time that is none', 'world.advance("soon")'],
  ['SQL that is none', 'world.sql({})'],
])('%s is the mistake of whoever wrote it', async (_, text) => {
  const outcome = await inApp(`${text};`);
  expect(outcome).toMatchObject({ ok: false, failure: { kind: 'exception' } });
  expect(JSON.stringify(outcome)).not.toContain('LearnerFailure');
});

test('a database alone answers SQL and nothing else', async () => {
  const outcome = await sandbox.job(async (job) => {
    const world = await job.openSqlWorld({ dataset: 'CREATE TABLE t (a)', seed: 1, startTime: 0 });
    if (!world.ok) return world;
    return callIn(
      job,
      world.value,
      `world.sql('INSERT INTO t VALUES (1), (2)');
      const kinds = [() => world.request({ path: '/' }), () => learner.call('f'), () => world.advance(1)].map((act) => {
        try { return act(); } catch (error) { return error.failure.kind; }
      });
      return [world.sql('SELECT sum(a) AS total FROM t'), kinds];`,
    );
  });
  expect(outcome).toEqual({ ok: true, value: [[{ total: 3 }], ['denied', 'denied', 'denied']] });
});

test('without a world there is nothing to act in', async () => {
  const outcome = await sandbox.job(async (job) => {
    const author = await job.openAuthor({
      files: { 'check.mjs': 'export const it = () => world.sql("SELECT 1");' },
      entry: 'check.mjs',
      seed: 1,
      startTime: 0,
    });
    return author.ok ? author.value.call('it', []) : author;
  });
  expect(outcome).toMatchObject({ ok: false, failure: { kind: 'exception' } });
});
