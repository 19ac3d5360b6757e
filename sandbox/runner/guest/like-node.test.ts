import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WorldRequest } from '../../types.ts';
import { loadedWorld, type TestWorld } from './test-world.ts';
import { ResponseReader } from './wire.ts';

/** The same app, in a world and on plain Node over loopback, must answer with the same bytes. */
const source = `
  import express from 'express';
  import { createHash } from 'node:crypto';
  const app = express();
  app.use(express.json());
  app.use(express.urlencoded({ extended: true }));
  app.get('/', (req, res) => { res.send('<p>héllo</p>'); });
  app.get('/json', (req, res) => { res.json({ host: req.hostname, ip: req.ip, query: req.query, path: req.path, secure: req.secure }); });
  app.post('/echo', (req, res) => { res.status(201).location('/echo/1').json({ body: req.body, type: req.get('content-type') }); });
  app.get('/text', (req, res) => { res.type('text').set('X-Custom', 'a').append('Set-Cookie', 'a=1').append('Set-Cookie', 'b=2').send('plain'); });
  app.get('/stream', (req, res) => { res.write('one,'); setTimeout(() => { res.write('two,'); res.end('three'); }, 5); });
  app.get('/empty', (req, res) => { res.sendStatus(204); });
  app.get('/cookie', (req, res) => { res.cookie('session', 'x y', { httpOnly: true, sameSite: 'lax' }).redirect(303, '/json'); });
  app.get('/buffer', (req, res) => { res.send(createHash('sha256').update('x').digest()); });
  app.get('/fresh', (req, res) => { res.set('ETag', '"1"').send('cached'); });
  app.get('/fail', (req, res, next) => { next(Object.assign(new Error('teapot'), { status: 418, stack: 'Error: teapot' })); });
  app.get('/head', (req, res) => { res.writeHead(200, 'Fine', { 'X-Written': 'yes', 'content-type': 'text/plain' }); res.end('x'); });
  app.get('/close', (req, res) => { res.set('Connection', 'close').send('bye'); });
  export default app;
`;

const requests: ReadonlyArray<Partial<WorldRequest> & { readonly path: string }> = [
  { path: '/' },
  {
    path: '/json?a=1&b[]=2&b[]=3',
    headers: [
      ['Host', 'example.com:81'],
      ['X-Forwarded-For', '1.2.3.4'],
    ],
  },
  {
    method: 'POST',
    path: '/echo',
    headers: [['content-type', 'application/json']],
    body: '{"a":"é","n":[1,null]}',
  },
  {
    method: 'POST',
    path: '/echo',
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: 'a=1&b=two+words&c[d]=4',
  },
  { method: 'POST', path: '/echo', headers: [['content-type', 'text/plain']], body: 'not parsed' },
  { path: '/text' },
  { path: '/stream' },
  { path: '/empty' },
  { path: '/cookie', headers: [['Accept', 'text/html']] },
  { path: '/buffer' },
  { path: '/fresh', headers: [['If-None-Match', '"1"']] },
  { path: '/fail' },
  { path: '/head' },
  { path: '/close' },
  { path: '/missing' },
  { method: 'HEAD', path: '/' },
  { method: 'OPTIONS', path: '/echo' },
  { method: 'DELETE', path: '/echo' },
  { path: '/%E0%A4%A' },
  { path: '/json', headers: [['Connection', 'close']] },
];

let folder = '';
let server: Server;
let world: TestWorld;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backline-like-node-'));
  symlinkSync(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'app.mjs'), source);
  const { default: app } = (await import(pathToFileURL(join(folder, 'app.mjs')).href)) as {
    default: Parameters<typeof createServer>[1];
  };
  server = createServer(app as never).listen(0);
  await once(server, 'listening');
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

describe('like plain Node', () => {
  for (const request of requests) {
    const name = `${request.method ?? 'GET'} ${request.path} ${JSON.stringify(request.headers ?? [])}`;
    test(name, async () => {
      world = loadedWorld({ 'app.mjs': source });
      const outcome = world.guest.request({ method: 'GET', headers: [], body: null, ...request });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
      expect(comparable(outcome.value)).toEqual(comparable(await overLoopback(request)));
    });
  }
});

/** Everything but the clock, the client's address family and where the packages lie. */
function comparable(response: {
  status: number;
  statusText: string;
  headers: ReadonlyArray<readonly [string, string]>;
  body: Uint8Array;
}) {
  const body = new TextDecoder('latin1')
    .decode(response.body)
    .replace('::ffff:127.0.0.1', '127.0.0.1')
    .replace(/&nbsp;at .*?(?=<\/pre>)/s, '');
  const headers = response.headers
    .filter(([name]) => !(/<pre>|"ip"/.test(body) && /^(content-length|etag)$/i.test(name)))
    .map(([name, value]) => [name, name === 'Date' ? 'now' : value]);
  return { status: response.status, statusText: response.statusText, headers, body };
}

async function overLoopback(request: Partial<WorldRequest> & { readonly path: string }) {
  const address = server.address();
  const socket = connect({
    port: typeof address === 'object' && address !== null ? address.port : 0,
    host: '127.0.0.1',
  });
  await once(socket, 'connect');
  const method = request.method ?? 'GET';
  const headers = request.headers ?? [];
  const has = (name: string) => headers.some(([given]) => given.toLowerCase() === name);
  const body = Buffer.from(request.body ?? '');
  const lines = [
    `${method} ${request.path} HTTP/1.1`,
    ...(has('host') ? [] : ['Host: localhost:3000']),
    ...headers.map(([key, value]) => `${key}: ${value}`),
  ];
  if (request.body !== undefined) lines.push(`Content-Length: ${body.length}`);
  const reader = new ResponseReader(method, 1_000_000);
  socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]));
  for await (const chunk of socket) {
    reader.write(chunk as Uint8Array);
    const response = reader.read();
    if (response !== null) {
      socket.destroy();
      return response;
    }
  }
  reader.end();
  const response = reader.read();
  if (response === null) throw new Error('plain Node did not answer');
  return response;
}
