import http from 'node:http';
import net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { backline } from './backline.ts';
import { programFolder, type RunProgram, runProgram, send, textOf } from './run-program.ts';

describe('a program that is served', () => {
  let program: RunProgram;
  beforeAll(async () => {
    program = await runProgram({ 'package.json': '{"type":"module"}', 'src/app.ts': app });
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

describe('the life of a program', () => {
  let program: RunProgram | null = null;
  afterEach(async () => {
    await program?.end();
    program = null;
  });
  const start = async (files: Readonly<Record<string, string>>, ...args: string[]): Promise<RunProgram> => {
    program = await runProgram(files, ['--port', '0', ...args]);
    return program;
  };
  const get = async ({ url }: RunProgram, path = '/') => {
    const answer = await fetch(url + path);
    return { status: answer.status, body: await answer.text() };
  };
  const answering = (text: string) =>
    `import http from 'node:http';\nhttp.createServer((q, s) => s.end('${text}')).listen(process.env.PORT);\n`;

  it('loads it again when a file changes, and keeps the one before while the new one is broken', async () => {
    const run = await start({
      'app.mjs': `import { text } from './text.mjs';\nimport http from 'node:http';\nhttp.createServer((q, s) => s.end(text)).listen(0);\n`,
      'text.mjs': `export const text = 'first';\n`,
    });
    expect((await get(run)).body).toBe('first');
    run.write({ 'text.mjs': `export const text = 'second';\n` });
    await run.printed(/Changed, and loaded again/);
    expect((await get(run)).body).toBe('second');
    run.write({ 'text.mjs': 'export const text = ;\n' });
    await run.printed(/could not be loaded[\s\S]*text\.mjs, line 1[\s\S]*goes on answering/);
    expect((await get(run)).body).toBe('second');
    run.write({
      'deep/new.mjs': `export const text = 'third';\n`,
      'text.mjs': `export * from './deep/new.mjs';\n`,
    });
    await run.printed(/Changed, and loaded again/);
    expect((await get(run)).body).toBe('third');
    run.write({ 'deep/new.mjs': `export const text = 'fourth';\n` });
    await run.printed(/Changed, and loaded again/);
    expect((await get(run)).body).toBe('fourth');
  });

  it('waits for a change where it never could be loaded, and says why to whoever asks', async () => {
    const run = await start({ 'app.js': `require('expres');\n` });
    await run.printed(/could not be loaded/);
    expect(await get(run)).toMatchObject({ status: 503, body: expect.stringContaining('"expres"') });
    run.write({
      'app.js': `require('http').createServer((q, s) => s.end('mended')).listen(process.env.PORT);\n`,
    });
    await run.printed(/loaded again/);
    expect(await get(run)).toEqual({ status: 200, body: 'mended' });
  });

  it('starts it again after an error, a loop, a memory bomb or an exit, at the next request', async () => {
    const run = await start(
      {
        'app.js': `
const http = require('http');
const bad = {
  '/error': () => { throw new TypeError('nobody caught it'); },
  '/rejection': async () => { throw new Error('nor this'); },
  '/loop': () => { for (;;); },
  '/memory': () => { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); },
  '/exit': () => process.exit(7),
};
http.createServer((request, response) => {
  const run = bad[request.url];
  if (run) setImmediate(run);
  else response.end('well');
}).listen(process.env.PORT);
`,
      },
      '--cpu-limit',
      '1',
    );
    for (const [path, said] of [
      ['/error', /TypeError: nobody caught it\n\s+at .*app\.js:4:\d+/],
      ['/rejection', /Error: nor this\n\s+at .*app\.js:5:\d+/],
      ['/loop', /computing time/],
      ['/memory', /memory/],
      ['/exit', /process\.exit\(7\)/],
    ] as const) {
      const { status, body } = await get(run, path);
      expect({ path, status, body }).toEqual({ path, status: 502, body: expect.stringMatching(said) });
      await run.printed(/The program stopped\.\n/);
      await run.printed(said);
      await run.printed(/started again at the next request/);
      expect(await get(run)).toEqual({ status: 200, body: 'well' });
      await run.printed(/Started again/);
    }
  }, 60_000);

  it('gives it databases, anew with each load', async () => {
    const files = {
      'server.js': `
const Database = require('better-sqlite3');
const shop = new Database('shop.db');
const main = new Database('main');
main.exec('INSERT INTO visits VALUES (1)');
const count = (db, table) => db.prepare('SELECT count(*) AS n FROM ' + table).get().n;
require('http').createServer((q, s) => s.end(count(main, 'visits') + ' ' + count(shop, 'orders'))).listen(process.env.PORT);
`,
      'schema.sql': 'CREATE TABLE visits (n);',
      'shop.sql': 'CREATE TABLE orders (n); INSERT INTO orders VALUES (1), (2);',
    };
    const run = await start(files, '--db', 'schema.sql', '--db', 'shop=shop.sql');
    expect((await get(run)).body).toBe('1 2');
    run.write({ 'shop.sql': 'CREATE TABLE orders (n);' });
    await run.printed(/loaded again/);
    expect((await get(run)).body).toBe('1 0');
    expect(run.output()).toMatch(/Databases: main, shop\..* anew/);
    run.write({ 'schema.sql': 'CREATE TABLE oops' });
    await run.printed(/could not be loaded[\s\S]*SQLite/);
  });

  it('makes an hour pass at once where time is virtual', async () => {
    const app = `require('http').createServer((q, s) => setTimeout(() => s.end(new Date().toISOString()), 3600000)).listen(process.env.PORT);`;
    const run = await start({ 'index.js': app }, '--virtual-time');
    expect((await get(run)).body).toBe('2026-01-01T01:00:00.000Z');
  });

  it('ends quietly with 0 on Ctrl+C, also while a stream is open', async () => {
    const run = await start({
      'app.mjs': `import http from 'node:http';\nhttp.createServer((q, s) => s.write('open')).listen(process.env.PORT);\n`,
    });
    const { request, response } = send(run);
    request.end();
    (await response).on('error', () => {});
    await run.printed(/Ctrl\+C/);
    const before = run.output();
    expect(await run.interrupt()).toBe(0);
    expect(run.output().slice(before.length)).toBe('');
  });

  it('speaks Portuguese', async () => {
    const run = await start({ 'app.mjs': answering('oi') }, '--locale', 'pt-BR');
    expect(run.output()).toContain('app.mjs está no ar em http');
    await run.printed(/Pressione Ctrl\+C/);
    run.write({ 'app.mjs': 'const' });
    await run.printed(/Não foi possível carregar[\s\S]*A versão anterior continua/);
  });
});

describe('what cannot be served', () => {
  let remove: (() => void) | null = null;
  afterEach(() => remove?.());
  const folderWith = (files: Readonly<Record<string, string>>): string => {
    const made = programFolder(files);
    remove = made.remove;
    return made.folder;
  };
  const said = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await backline('run', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^backline: [^\n]+\n$/);
    return stderr;
  };

  it('is told in one sentence: nothing there, no entry, no script, a bad option', async () => {
    const folder = folderWith({ 'notes.txt': 'hello', 'two.js': '' });
    expect(await said(`${folder}/nowhere.ts`)).toContain('there is no file or folder');
    expect(await said(folder)).toMatch(/Looked for: package\.json.*app\.ts.*src\/main\.ts/);
    expect(await said(folder, '--locale', 'pt-BR')).toContain('por onde começar');
    expect(await said(`${folder}/two.js`, '--db', `${folder}/none.sql`)).toContain('none.sql');
    expect(await said(folder, '--port', '70000')).toContain('65535');
    expect(await said(folder, '--db', 'a=x.sql', '--db', 'a=y.sql')).toContain('given twice');
  }, 60_000);

  it('is told so where the port is taken', async () => {
    const folder = folderWith({
      'app.js': `require('http').createServer((q, s) => s.end('here')).listen(process.env.PORT);`,
    });
    const taken = net.createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as net.AddressInfo).port));
    });
    expect(await said(folder, '--port', String(port))).toContain(`port ${port} is taken`);
    taken.close();
  }, 60_000);

  it('is no port where none is named: the next free one is taken', async () => {
    const usual = net.createServer();
    await new Promise<void>((resolve) => {
      usual.once('error', () => resolve());
      usual.listen(3000, '127.0.0.1', resolve);
    });
    const app = `require('http').createServer((q, s) => s.end(process.env.PORT)).listen(3000);`;
    const program = await runProgram({ 'app.js': app }, []);
    try {
      expect(program.port).toBeGreaterThan(3000);
      await program.printed(/asks for port 3000; here it answers at/);
      expect(await (await fetch(program.url)).text()).toBe(String(program.port));
    } finally {
      await program.end();
      usual.close();
    }
  }, 60_000);
});

const app = `import http from 'node:http';

const subscribers = new Set<http.ServerResponse>();
let release = () => {};
http
  .createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    switch (pathname) {
      case '/port':
        response.setHeader('Content-Length', process.env.PORT!.length);
        response.end(process.env.PORT);
        break;
      case '/shout':
        for await (const piece of request) response.write(String(piece).toUpperCase());
        response.end();
        break;
      case '/events':
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.write('data: hello\\n\\n');
        subscribers.add(response);
        response.on('close', () => {
          subscribers.delete(response);
          console.log('the subscriber has left');
        });
        break;
      case '/publish':
        for (const one of subscribers) one.write(\`data: \${searchParams.get('message')}\\n\\n\`);
        response.end();
        break;
      case '/held':
        release = () => response.end('at last');
        console.log('held');
        break;
      case '/release':
        response.end('released');
        setTimeout(release, 5);
        break;
      case '/later':
        setTimeout(() => response.end(searchParams.get('n')), Number(searchParams.get('n')) % 7);
        break;
      case '/raw':
        response.sendDate = false;
        response.writeHead(207, 'As I Say', ['X-One', '1', 'x-ONE', '2', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'Content-Length', '2']);
        response.end('ok');
        break;
      case '/nothing':
        response.writeHead(204).end();
        break;
      case '/unchanged':
        response.writeHead(304, { ETag: '"1"' }).end();
        break;
      case '/hints':
        response.writeEarlyHints({ link: '</a.css>; rel=preload' });
        response.end('page');
        break;
      case '/echo':
        request.pipe(response);
        break;
      case '/hang-up':
        request.socket.destroy();
        break;
      case '/split':
        request.socket.write('HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\nX-A: a\\rb\\r\\n\\r\\n');
        break;
      case '/prints':
        console.log('\\u001b]0;pwned\\u0007title and %o\\nsecond line', { a: 1 });
        response.end();
        break;
    }
  })
  .listen(process.env.PORT, () => console.log('listening'));
`;
