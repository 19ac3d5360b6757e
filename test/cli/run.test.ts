import http from 'node:http';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeRaw, startPlainNode } from './plain-node.ts';
import { type RunProgram, runProgram, send, textOf } from './run-program.ts';
import { servedApp } from './served-app.ts';

describe('a program that is served', () => {
  let program: RunProgram;
  beforeAll(async () => {
    program = await runProgram({ 'package.json': '{"type":"module"}', 'src/app.ts': servedApp });
    await program.printed(/app\.ts:\d+ {2}listening/);
  }, 60_000);
  afterAll(() => program?.end());

  it('sees the port that it is served on', async () => {
    expect(await (await fetch(`${program.url}/port`)).text()).toBe(String(program.port));
  });

  it('gets a body while it is being sent, and its answer arrives meanwhile', async () => {
    const { request, response } = send(program, { method: 'POST', path: '/shout' });
    request.write('one');
    const pieces = (await response)[Symbol.asyncIterator]();
    expect(String((await pieces.next()).value)).toBe('ONE');
    request.write('two');
    expect(String((await pieces.next()).value)).toBe('TWO');
    request.end();
    expect((await pieces.next()).done).toBe(true);
  });

  it('sends events as they happen', async () => {
    const { request, response } = send(program, { path: '/events' });
    request.end();
    const events = (await response)[Symbol.asyncIterator]();
    expect(String((await events.next()).value)).toBe('data: hello\n\n');
    for (const message of ['first', 'second']) {
      await fetch(`${program.url}/publish?message=${message}`);
      expect(String((await events.next()).value)).toBe(`data: ${message}\n\n`);
    }
    request.destroy();
    await program.printed(/the subscriber has left/);
  });

  it('answers a fast request while a slow one waits', async () => {
    const slow = fetch(`${program.url}/held`);
    await program.printed(/held/);
    expect(await (await fetch(`${program.url}/release`)).text()).toBe('released');
    expect(await (await slow).text()).toBe('at last');
  });

  it('answers many requests at once, each with its own', async () => {
    const numbers = Array.from({ length: 60 }, (_, at) => at);
    const answers = await Promise.all(
      numbers.map(async (at) => Number(await (await fetch(`${program.url}/later?n=${at}`)).text())),
    );
    expect(answers).toEqual(numbers);
  });

  it('keeps a connection for the next request', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const ports: (number | undefined)[] = [];
    for (let count = 0; count < 3; count++) {
      const { request, response } = send(program, { path: '/port', agent });
      request.end();
      await textOf(await response);
      ports.push(request.socket?.localPort);
    }
    agent.destroy();
    expect(new Set(ports).size).toBe(1);
  });

  it('sends the head as the app wrote it', async () => {
    const { request, response } = send(program, { path: '/raw', headers: { Connection: 'close' } });
    request.end();
    const { statusCode, statusMessage, rawHeaders } = await response;
    expect({ statusCode, statusMessage, rawHeaders }).toEqual({
      statusCode: 207,
      statusMessage: 'As I Say',
      rawHeaders: [
        'X-One',
        '1',
        'x-ONE',
        '2',
        'Set-Cookie',
        'a=1',
        'Set-Cookie',
        'b=2',
        'Content-Length',
        '2',
        'Connection',
        'close',
      ],
    });
  });

  it('answers byte for byte as plain Node does', async () => {
    const plain = await startPlainNode({ 'app.mts': servedApp });
    try {
      for (const line of requestLines) {
        const text = `${line}\r\nHost: here\r\nConnection: close\r\n\r\n`;
        const expected = await exchangeRaw(plain.port, text);
        expect({ line, answer: await exchangeRaw(program.port, text) }).toEqual({ line, answer: expected });
      }
    } finally {
      plain.end();
    }
  });

  it('sends no body where there is none', async () => {
    const heads = [];
    for (const [method, path] of [
      ['HEAD', '/port'],
      ['GET', '/nothing'],
      ['GET', '/unchanged'],
    ] as const) {
      const { request, response } = send(program, { method, path });
      request.end();
      const head = await response;
      heads.push([head.statusCode, head.headers['content-length'] ?? null, await textOf(head)]);
    }
    expect(heads).toEqual([
      [200, String(String(program.port).length), ''],
      [204, null, ''],
      [304, null, ''],
    ]);
  });

  it('lets the app say 100 Continue and 103 Early Hints', async () => {
    const { request, response } = send(program, {
      method: 'POST',
      path: '/shout',
      headers: { Expect: '100-continue' },
    });
    request.flushHeaders();
    await new Promise((resolve) => request.once('continue', resolve));
    request.end('now');
    expect(await textOf(await response)).toBe('NOW');

    const hinted = send(program, { path: '/hints' });
    const hint = new Promise((resolve) => hinted.request.once('information', resolve));
    hinted.request.end();
    expect(await hint).toMatchObject({ statusCode: 103, headers: { link: '</a.css>; rel=preload' } });
    expect(await textOf(await hinted.response)).toBe('page');
  });

  it('carries twenty megabytes there and back', async () => {
    const body = Buffer.alloc(20 * 1024 * 1024, 'abcdefghijklmnopqrstuvwxyz');
    const answer = await fetch(`${program.url}/echo`, { method: 'POST', body });
    expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true);
  });

  it('hangs up where the app does, and goes on', async () => {
    const { request, response } = send(program, { path: '/hang-up' });
    request.end();
    await expect(response).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await fetch(`${program.url}/port`)).status).toBe(200);
  });

  it('sends nothing on that could split a response', async () => {
    const { request, response } = send(program, { path: '/split' });
    request.end();
    await expect(response).rejects.toMatchObject({ code: 'ECONNRESET' });
    await program.printed(/GET \/split .*header/);
  });

  it('is reached from this computer alone', async () => {
    const socket = net.connect({ host: '127.0.0.2', port: program.port });
    const code = await new Promise((resolve) => {
      socket.once('connect', () => resolve('connected'));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });
    socket.destroy();
    expect(code).not.toBe('connected');
  });

  it('is told of in the terminal, without what a terminal would obey', async () => {
    await fetch(`${program.url}/prints`);
    await program.printed(/app\.ts:\d+ {2}title and \{ a: 1 \}\n {2}second line\n/);
    await program.printed(/GET \/prints 200 [\d.]+ ms/);
    expect(program.output()).not.toContain('\u001b');
  });

  it('says which request nothing will answer', async () => {
    const { request } = send(program, { path: '/forgotten' });
    request.end();
    await program.printed(/GET \/forgotten still waits, and nothing is left/);
    request.destroy();
    await program.printed(/GET \/forgotten the client left first/);
  });
});

/** Node itself refuses trailers where the body does not come in chunks. */
const requestLines = [
  'GET /trailers HTTP/1.1',
  ...['HTTP/1.1', 'HTTP/1.0'].flatMap((version) =>
    ['GET', 'HEAD', 'OPTIONS'].flatMap((method) =>
      ['raw', 'nothing', 'unchanged', 'chunked', 'until-closed', 'hints'].map(
        (path) => `${method} /${path} ${version}`,
      ),
    ),
  ),
];
