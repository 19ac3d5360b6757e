import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { backline } from './backline.ts';
import { programFolder, type RunProgram, runProgram, send } from './run-program.ts';

describe('the life of a program', { timeout: 120_000 }, () => {
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
  });

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

describe('what cannot be served', { timeout: 120_000 }, () => {
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
  });

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
  });

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
  });
});
