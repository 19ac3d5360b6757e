import type { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from './sandbox.ts';
import type {
  AppServer,
  Exchange,
  ExchangeFailure,
  LogLine,
  ResponseHead,
  ServerRequest,
  ServerSpec,
} from './server-types.ts';
import type { Outcome, Sandbox } from './types.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1, jobMs: Number.POSITIVE_INFINITY });
}, 60_000);
afterAll(() => sandbox?.close());

let endJob: (() => void) | null = null;
afterEach(() => endJob?.());

interface Served {
  readonly server: AppServer;
  readonly log: LogLine[];
}

async function serve(source: string, more: Partial<ServerSpec> = {}): Promise<Served> {
  const log: LogLine[] = [];
  const opened = Promise.withResolvers<Outcome<AppServer>>();
  const ended = Promise.withResolvers<void>();
  endJob = ended.resolve;
  void sandbox.job(async (job) => {
    const spec: ServerSpec = {
      files: { 'app.js': source },
      entry: 'app.js',
      seed: 1,
      clock: { kind: 'real' },
      onLog: (line) => void log.push(line),
      onLogLeftOut: () => {},
      ...more,
    };
    opened.resolve(await job.openServer(spec));
    await ended.promise;
  });
  const outcome = await opened.promise;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return { server: outcome.value, log };
}

const localhost = [['Host', 'localhost']] as const;

interface Asked {
  readonly exchange: Exchange;
  readonly head: Promise<ResponseHead & { readonly body: Readable }>;
  readonly failed: Promise<ExchangeFailure>;
  readonly silent: Promise<void>;
  readonly informational: ResponseHead[];
}

function ask(server: AppServer, path: string, more: Partial<ServerRequest> = {}): Asked {
  const head = Promise.withResolvers<ResponseHead & { readonly body: Readable }>();
  const failed = Promise.withResolvers<ExchangeFailure>();
  const silent = Promise.withResolvers<void>();
  const informational: ResponseHead[] = [];
  const request: ServerRequest = {
    method: 'GET',
    path,
    headers: localhost,
    minorVersion: 1,
    keepAlive: true,
    hasBody: false,
    ...more,
  };
  const exchange = server.open(request, {
    informational: (one) => void informational.push(one),
    head: (one, body) => head.resolve({ ...one, body }),
    failed: failed.resolve,
    silent: silent.resolve,
  });
  return { exchange, head: head.promise, failed: failed.promise, silent: silent.promise, informational };
}

async function textOf(body: Readable): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces).toString();
}

async function get(server: AppServer, path: string): Promise<{ status: number; body: string }> {
  const { status, body } = await ask(server, path).head;
  return { status, body: await textOf(body) };
}

const plain = (handler: string): string => `
  import http from 'node:http';
  http.createServer(async (request, response) => { ${handler} }).listen(process.env.PORT);`;

describe('an app that is served', () => {
  it('is ready with the port it asked for, and sees its environment', async () => {
    const { server } = await serve(plain(`response.end(process.env.PORT);`), { env: { PORT: '4123' } });
    expect(await server.ready).toEqual({ ok: true, value: { port: 4123 } });
    expect(await get(server, '/')).toEqual({ status: 200, body: '4123' });
  });

  it('gets a body piece by piece and answers while it comes', async () => {
    const { server } = await serve(
      plain(
        `for await (const piece of request) response.write(String(piece).toUpperCase()); response.end('.');`,
      ),
    );
    const asked = ask(server, '/', {
      method: 'POST',
      hasBody: true,
      headers: [...localhost, ['Transfer-Encoding', 'chunked']],
    });
    asked.exchange.body.write('one');
    const { body } = await asked.head;
    const pieces = body[Symbol.asyncIterator]();
    expect(String((await pieces.next()).value)).toBe('ONE');
    asked.exchange.body.write('two');
    expect(String((await pieces.next()).value)).toBe('TWO');
    asked.exchange.body.end();
    expect(String((await pieces.next()).value)).toBe('.');
    expect((await pieces.next()).done).toBe(true);
  });

  it('answers one request while another waits', async () => {
    const { server } = await serve(`
      import express from 'express';
      const app = express();
      let answer;
      app.get('/slow', (request, response) => { answer = () => response.send('slow'); });
      app.get('/fast', (request, response) => { response.send('fast'); setTimeout(answer, 20); });
      app.listen(3000);`);
    const slow = get(server, '/slow');
    expect(await get(server, '/fast')).toEqual({ status: 200, body: 'fast' });
    expect(await slow).toEqual({ status: 200, body: 'slow' });
  });

  it('goes by the real clock: timers run between requests, and time passes in a loop', async () => {
    const { server } = await serve(
      plain(`
        if (request.url === '/busy') { const from = Date.now(); while (Date.now() < from + 30); }
        response.end(JSON.stringify([beats, Date.now()]));`) +
        `let beats = 0; setInterval(() => beats++, 5);`,
    );
    const before = Date.now();
    let beats = 0;
    while (beats < 3) beats = JSON.parse((await get(server, '/busy')).body)[0];
    const [, now] = JSON.parse((await get(server, '/')).body);
    expect(now).toBeGreaterThanOrEqual(before + 30);
    expect(now).toBeLessThanOrEqual(Date.now() + 1);
  });

  it('goes by virtual time where that is asked for: an hour takes no hour', async () => {
    const startTime = Date.UTC(2026, 0, 1);
    const source = plain(`setTimeout(() => response.end(new Date().toISOString()), 3_600_000);`);
    const { server } = await serve(source, { clock: { kind: 'virtual', startTime } });
    expect((await get(server, '/')).body).toBe('2026-01-01T01:00:00.000Z');
    expect((await get(server, '/')).body).toBe('2026-01-01T02:00:00.000Z');
  });

  it('sends what came before the real response, and trailers after it', async () => {
    const { server } = await serve(
      plain(`
        response.writeEarlyHints({ link: '</a.css>; rel=preload' });
        response.writeHead(200, 'Fine', { Trailer: 'X-Sum', 'Transfer-Encoding': 'chunked' });
        response.write('body');
        response.addTrailers({ 'X-Sum': '4' });
        response.end();`),
    );
    const asked = ask(server, '/');
    const { statusText, body } = await asked.head;
    expect({ statusText, body: await textOf(body), trailers: asked.exchange.trailers }).toEqual({
      statusText: 'Fine',
      body: 'body',
      trailers: [['X-Sum', '4']],
    });
    expect(asked.informational).toEqual([
      { status: 103, statusText: 'Early Hints', headers: [['Link', '</a.css>; rel=preload']] },
    ]);
  });

  it('writes no faster than it is read', async () => {
    const { server, log } = await serve(
      plain(`
        const piece = 'x'.repeat(100_000);
        let written = 0;
        while (written < 100) {
          written++;
          if (!response.write(piece)) {
            console.log('full', written);
            await new Promise((go) => response.once('drain', go));
          }
        }
        response.end();`),
    );
    const { body } = await ask(server, '/').head;
    // Turns of the loop in which the app could go on, if nothing held it.
    for (let other = 0; other < 20; other++) ask(server, '/other').exchange.abort();
    await new Promise((go) => setTimeout(go, 50));
    const written = Number(log.at(-1)?.text.split(' ')[1]);
    expect(written).toBeLessThan(10);
    expect((await textOf(body)).length).toBe(10_000_000);
  });

  it('tells the app that a client has gone, and a client that the app has hung up', async () => {
    const { server, log } = await serve(
      plain(`
        request.on('close', () => console.log('request closed', request.url, request.destroyed));
        response.on('close', () => console.log('response closed', response.writableFinished));
        if (request.url === '/cut') { response.write('half'); setTimeout(() => request.socket.destroy(), 5); }
        else response.write('forever');`),
    );
    const asked = ask(server, '/stays');
    await asked.head;
    asked.exchange.abort();
    const cut = ask(server, '/cut');
    expect(await cut.failed).toEqual({ kind: 'cut' });
    expect(
      log
        .map(({ text }) => text)
        .slice(0, 2)
        .sort(),
    ).toEqual(['request closed /stays true', 'response closed false']);
  });

  it('closes a connection once its answer is whole', async () => {
    const { server, log } = await serve(
      plain(`request.socket.on('close', () => console.log('closed', request.url)); response.end('ok');`),
    );
    await get(server, '/first');
    await get(server, '/second');
    expect(log.map(({ text }) => text)).toContain('closed /first');
  });

  it('says that nothing is left that could answer', async () => {
    const { server } = await serve(plain(`if (request.url === '/ok') response.end('ok');`));
    await ask(server, '/forgotten').silent;
    expect((await get(server, '/ok')).body).toBe('ok');
  });
});

describe('an app that stops', () => {
  it('says why it never gets ready', async () => {
    const failureOf = async (source: string) => {
      const { server } = await serve(source);
      const outcome = await server.ready;
      await server.close();
      endJob?.();
      return outcome.ok ? null : outcome.failure;
    };
    expect(await failureOf('const = 1;')).toMatchObject({
      kind: 'syntax',
      location: { file: 'app.js', line: 1 },
    });
    expect(await failureOf(`import 'expresss';`)).toMatchObject({ kind: 'import', nearest: ['express'] });
    expect(await failureOf('console.log(1);')).toMatchObject({ kind: 'no-app' });
    expect(await failureOf('await new Promise(() => {});')).toMatchObject({ kind: 'stalled' });
    expect(await failureOf(`setTimeout(() => { throw new Error('late'); }, 5);`)).toMatchObject({
      kind: 'exception',
      message: 'late',
    });
  });

  it('is not ready before it listens, and is then', async () => {
    const { server } = await serve(`
      import http from 'node:http';
      await new Promise((go) => setTimeout(go, 10));
      setTimeout(() => http.createServer((q, s) => s.end('late')).listen(3000), 10);`);
    expect(await server.ready).toMatchObject({ ok: true });
    expect((await get(server, '/')).body).toBe('late');
  });

  it('fails what is under way with the reason, also where its runner had to be killed', async () => {
    for (const [does, kind] of [
      [`throw new TypeError('in a timer')`, 'exception'],
      ['for (;;);', 'time'],
      ['const all = []; for (;;) all.push(new Array(1e6).fill(all.length));', 'memory'],
      ['process.exit(3)', 'exception'],
    ] as const) {
      const { server, log } = await serve(
        plain(`console.log('before'); if (request.url === '/bad') setTimeout(() => { ${does} }, 5);`),
        { limits: { cpuMs: 400, wallMs: 4_000 } },
      );
      await server.ready;
      const waiting = ask(server, '/waits');
      const bad = ask(server, '/bad');
      const failure = await server.stopped;
      expect({ does, failure }).toMatchObject({ failure: { kind } });
      expect(await bad.failed).toEqual({ kind: 'stopped', failure });
      expect(await waiting.failed).toEqual({ kind: 'stopped', failure });
      expect(await ask(server, '/after').failed).toEqual({ kind: 'stopped', failure });
      expect(log).toHaveLength(2);
      endJob?.();
    }
  }, 60_000);
});
