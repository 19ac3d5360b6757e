import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CallError, createHostClient } from '../../host/contract/client.ts';
import type { ConnectionState, HostClient } from '../../host/contract/client-types.ts';
import type { Connection } from '../../host/contract/connection.ts';
import { maxMessageLength } from '../../host/contract/wire.ts';
import { type Line, startTestHost, type TestHost, transports } from './transports.ts';

const exerciseId = 'counting/counting/rows';
const right = { 'query.sql': 'SELECT count(*) FROM things' };
const endless = {
  'query.sql': 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n',
};

let host: TestHost;
let profileId: string;
beforeAll(async () => {
  host = await startTestHost();
  profileId = host.store.profiles.list().active;
});
afterAll(() => host.close());

describe.each(Object.keys(transports))('the contract over %s', (name) => {
  let line: Line;
  let client: HostClient;
  beforeEach(async () => {
    const open = transports[name];
    if (open === undefined) throw new Error(`no transport ${name}`);
    line = await open(host);
    client = createHostClient(line.connect);
  });
  afterEach(async () => {
    client.close();
    await line.close();
  });

  it('answers calls', async () => {
    expect(await client.call('profiles.list', {})).toEqual(host.store.profiles.list());
    const lesson = await client.call('catalog.lesson', { lessonId: 'counting/counting', locale: 'pt-BR' });
    expect(lesson).toMatchObject({ title: 'Contando linhas', translated: true, markdown: 'Conte-as.\n' });
  });

  it('gives an expected failure its code and what to do', async () => {
    const call = client.call('catalog.exercise', { exerciseId: 'no/such/one', locale: 'en' });
    await expect(call).rejects.toBeInstanceOf(CallError);
    await expect(call).rejects.toMatchObject({ code: 'not-found', nextStep: expect.any(String) });
  });

  it('tells the editor which tables there are, and none of their rows', async () => {
    const { editor } = await client.call('catalog.exercise', { exerciseId, locale: 'en' });
    expect(editor.databases.main).toMatch(/^CREATE TABLE things \(/);
    expect(JSON.stringify(editor)).not.toMatch(/INSERT|VALUES/i);
  });

  it('refuses unknown methods and inherited names', async () => {
    for (const method of ['files.delete', 'constructor', '__proto__', 'toString']) {
      await expect(client.call(method as 'app.info', {})).rejects.toMatchObject({ code: 'unknown-method' });
    }
    await aliveStill();
  });

  it('refuses input that does not fit, and says where', async () => {
    const bad: [Parameters<HostClient['call']>[0], object][] = [
      ['settings.get', {}],
      ['settings.get', { profileId, more: true }],
      ['settings.get', { profileId: 'nobody'.repeat(20) }],
      ['drafts.get', { profileId, exerciseId: '../../etc/passwd' }],
      ['drafts.save', { profileId, exerciseId, files: { a: 1 }, basedOn: 0 }],
      ['drafts.save', { profileId, exerciseId, files: { a: 'x'.repeat(2 * 1024 * 1024 + 1) }, basedOn: 0 }],
    ];
    for (const [method, input] of bad) {
      await expect(client.call(method, input as never)).rejects.toMatchObject({
        code: 'bad-input',
        message: expect.stringContaining(method),
      });
    }
    await aliveStill();
  });

  it('refuses what is no message, and lives on', async () => {
    const connection = await line.connect();
    const answers = collect(connection);
    const junk = [
      '',
      'null',
      '[]',
      '{',
      '"call"',
      '{"type":"call"}',
      '{"type":"call","id":-1,"method":"app.info","input":{}}',
      '{"type":"result","id":1,"output":{}}',
      '{"__proto__":{"type":"call"},"id":1}',
      '['.repeat(200_000),
    ];
    for (const text of junk) connection.send(text);
    connection.send('{"type":"cancel","id":99}');
    connection.send('{"type":"call","id":7,"method":"profiles.list","input":{}}');
    await expect.poll(() => answers.length).toBe(junk.length + 1);
    for (const answer of answers.slice(0, -1)) {
      expect(answer).toMatchObject({ type: 'error', id: null, error: { code: 'bad-input' } });
    }
    expect(answers.at(-1)).toMatchObject({ type: 'result', id: 7 });
    connection.close();
  });

  it('refuses a message that is too large, naming its call, and lives on', async () => {
    const input = { profileId, exerciseId, files: { a: 'x'.repeat(maxMessageLength) }, basedOn: 0 };
    await expect(client.call('drafts.save', input)).rejects.toMatchObject({ code: 'too-large' });
    const connection = await line.connect();
    const answers = collect(connection);
    connection.send(JSON.stringify({ type: 'call', id: 3, method: 'drafts.save', input }));
    connection.send(`"${'x'.repeat(maxMessageLength)}"`);
    await expect.poll(() => answers.length).toBe(2);
    expect(answers).toMatchObject([
      { type: 'error', id: 3, error: { code: 'too-large' } },
      { type: 'error', id: null, error: { code: 'too-large' } },
    ]);
    connection.close();
    await aliveStill();
  });

  it('refuses a second call of the same number, and a flood', async () => {
    const connection = await line.connect();
    const answers = collect(connection);
    const run = { profileId, exerciseId, files: endless, locale: 'en' };
    for (let id = 0; id <= 100; id += 1) {
      connection.send(JSON.stringify({ type: 'call', id, method: 'grade.run', input: run }));
    }
    connection.send(JSON.stringify({ type: 'call', id: 0, method: 'app.info', input: {} }));
    await expect.poll(() => answers.length).toBe(2);
    expect(answers).toMatchObject([
      { type: 'error', id: 100, error: { code: 'too-large' } },
      { type: 'error', id: null, error: { code: 'bad-input' } },
    ]);
    connection.close();
    await aliveStill();
  });

  it('reports progress, check by check, before the result', async () => {
    const seen: unknown[] = [];
    const { report } = await client.call(
      'grade.run',
      { profileId, exerciseId, files: right, locale: 'en' },
      { onProgress: (progress) => seen.push(progress) },
    );
    expect(seen).toEqual([
      { done: 1, total: 2, check: { id: 'three', status: 'passed' } },
      { done: 2, total: 2, check: { id: 'none', status: 'passed' } },
    ]);
    expect(report.mode).toBe('run');
  });

  it('keeps a submission as an attempt and tells every window', async () => {
    const other = createHostClient(line.connect);
    const heard: unknown[] = [];
    other.on('attempt.added', (payload) => heard.push(payload));
    await other.call('app.info', {});
    const before = (await client.call('attempts.list', { profileId, exerciseId })).attempts.length;
    const { attempt, report } = await client.call('grade.submit', {
      profileId,
      exerciseId,
      files: right,
      locale: 'en',
    });
    expect(attempt).toMatchObject({ number: before + 1, passed: true, checksPassed: 3, checksTotal: 3 });
    expect(await client.call('attempts.get', { profileId, attemptId: attempt.id })).toEqual({
      ...attempt,
      files: right,
      report,
    });
    await expect.poll(() => heard).toEqual([{ profileId, exerciseId, passed: true }]);
    other.close();
  });

  it('tells of a saved draft until one stops listening', async () => {
    const heard: number[] = [];
    const stop = client.on('draft.saved', ({ revision }) => heard.push(revision));
    const id = `counting/counting/${name.toLowerCase()}`;
    const save = (basedOn: number) =>
      client.call('drafts.save', { profileId, exerciseId: id, files: right, basedOn });
    await save(0);
    await save(1);
    await save(1);
    expect(heard).toEqual([1, 2]);
    stop();
    await save(2);
    expect(heard).toEqual([1, 2]);
  });

  it('stops the work of a cancelled call', async () => {
    const attempts = host.store.attempts.list(profileId, exerciseId).length;
    const cancel = new AbortController();
    const input = { profileId, exerciseId, files: endless, locale: 'en' } as const;
    const call = client.call('grade.submit', input, { signal: cancel.signal });
    setTimeout(() => cancel.abort(), 50);
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    await expect(client.call('app.info', {}, { signal: cancel.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    // The number of a call is free again once its work has ended, which by itself would take 3 s.
    const connection = await line.connect();
    const answers = collect(connection);
    connection.send(JSON.stringify({ type: 'call', id: 1, method: 'grade.submit', input }));
    setTimeout(() => connection.send('{"type":"cancel","id":1}'), 50);
    const endsAt = performance.now() + 1_500;
    while (
      !answers.some((answer) => JSON.stringify(answer).startsWith('{"type":"result"')) &&
      performance.now() < endsAt
    ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      connection.send('{"type":"call","id":1,"method":"profiles.list","input":{}}');
    }
    expect(answers).toContainEqual({ type: 'result', id: 1, output: host.store.profiles.list() });
    connection.close();
    expect(host.store.attempts.list(profileId, exerciseId)).toHaveLength(attempts);
  });

  it('rejects what was waiting when the connection is lost, and comes back', async () => {
    client.close();
    client = createHostClient(line.connect);
    const states: ConnectionState[] = [client.state];
    client.onState((state) => states.push(state));
    await client.call('app.info', {});
    const waiting = client.call('grade.run', { profileId, exerciseId, files: endless, locale: 'en' });
    line.cut();
    await expect(waiting).rejects.toMatchObject({ code: 'connection-lost' });
    await expect(client.call('app.info', {})).rejects.toMatchObject({ code: 'connection-lost' });
    await expect.poll(() => states).toEqual(['connecting', 'open', 'lost', 'open']);
    expect(await client.call('profiles.list', {})).toEqual(host.store.profiles.list());
  });

  it('answers nothing more once it is closed', async () => {
    await client.call('app.info', {});
    client.close();
    await expect(client.call('app.info', {})).rejects.toMatchObject({ code: 'connection-lost' });
    expect(client.state).toBe('lost');
  });

  /** The host answers the next call within a second. */
  async function aliveStill(): Promise<void> {
    const started = performance.now();
    await client.call('profiles.list', {});
    expect(performance.now() - started).toBeLessThan(1_000);
  }
});

function collect(connection: Connection): unknown[] {
  const answers: unknown[] = [];
  connection.onMessage((data) => answers.push(JSON.parse(String(data))));
  return answers;
}
