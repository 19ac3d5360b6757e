import { ask, type Family, get, json, post, wholeApp } from '../app.ts';

export const hono: Family = {
  family: 'Hono',
  apps: [
    wholeApp(
      'routing and answers',
      `import { Hono } from 'hono'; import { HTTPException } from 'hono/http-exception'; import { cors } from 'hono/cors'; import { etag } from 'hono/etag'; import { getCookie, setCookie } from 'hono/cookie'; import { basicAuth } from 'hono/basic-auth'; import { secureHeaders } from 'hono/secure-headers';
      const app = new Hono(); app.use('/cors/*', cors({ origin: 'https://a.example', credentials: true })); app.use('/etag', etag()); app.use('/auth/*', basicAuth({ username: 'u', password: 'p' })); app.use('/secure', secureHeaders());
      app.get('/', (c) => c.text('hi')); app.get('/json/:id{[0-9]+}', (c) => c.json({ id: c.req.param('id'), q: c.req.query(), many: c.req.queries('a') ?? null }, 201, { 'X-A': 'b' })); app.get('/html', (c) => c.html('<p>é</p>')); app.get('/body', (c) => c.body(new Uint8Array([104, 105]), 200, { 'Content-Type': 'x/y' })); app.get('/none', (c) => c.body(null, 204)); app.get('/redirect', (c) => c.redirect('/x', 307)); app.get('/opt/:a?', (c) => c.text(c.req.param('a') ?? 'none')); app.get('/wild/*', (c) => c.text(c.req.path));
      app.get('/cookie', (c) => { setCookie(c, 'a', '1', { httpOnly: true, path: '/' }); setCookie(c, 'b', 'é'); return c.json(getCookie(c)); }); app.get('/cors/x', (c) => c.text('ok')); app.get('/etag', (c) => c.text('tagged')); app.get('/auth/x', (c) => c.text('in')); app.get('/secure', (c) => c.text('s'));
      app.get('/throw', () => { throw new HTTPException(418, { message: 'teapot' }); }); app.get('/error', async () => { await null; throw new Error('x'); }); app.post('/json', async (c) => c.json(await c.req.json())); app.post('/form', async (c) => c.json(await c.req.parseBody())); app.on(['PURGE', 'PUT'], '/on', (c) => c.text(c.req.method)); app.get('/raw', () => new Response('raw', { status: 202, headers: [['x-b', '1'], ['X-B', '2']] }));
      app.notFound((c) => c.json({ missing: c.req.path }, 404)); export default app;`,
      [
        ...[
          '/',
          '/json/5?a=1&a=2',
          '/json/x',
          '/html',
          '/body',
          '/none',
          '/redirect',
          '/opt',
          '/opt/1',
          '/wild/a/b',
          '/throw',
          '/raw',
          '/secure',
          '/etag',
          '/auth/x',
          '/missing',
        ],
        get('/etag', ['If-None-Match', '"1ee3a5d6d5d6ce7ac5bd68a8a2c6c1e8c6fbb0e5"']),
        get('/auth/x', ['Authorization', `Basic ${Buffer.from('u:p').toString('base64')}`]),
        get('/cookie', ['Cookie', 'x=1; y=%C3%A9']),
        get('/cors/x', ['Origin', 'https://a.example']),
        ask('OPTIONS', '/cors/x', ['Origin', 'https://a.example'], ['Access-Control-Request-Method', 'PUT']),
        ask('HEAD', '/'),
        ask('PUT', '/on'),
        ask('POST', '/'),
        json('/json', { a: ['é'] }),
        post('/json', 'application/json', '{bad'),
        post('/form', 'application/x-www-form-urlencoded', 'a=1&b=x+y'),
        '/error',
      ],
    ),
    wholeApp(
      'middleware, groups and context',
      `import { Hono } from 'hono'; import { createMiddleware } from 'hono/factory'; import { contextStorage, getContext } from 'hono/context-storage'; import { requestId } from 'hono/request-id'; import { validator } from 'hono/validator';
      const app = new Hono(); const api = new Hono(); app.use(contextStorage()); app.use(async (c, next) => { c.set('seen', ['a']); await next(); c.header('X-Seen', c.get('seen').join()); }); const tag = (name) => createMiddleware(async (c, next) => { c.get('seen').push(name); await next(); c.get('seen').push('-' + name); });
      api.use(tag('api')); api.get('/x', tag('route'), (c) => c.json(getContext().get('seen'))); api.get('/fail', () => { throw new Error('boom'); }); api.onError((error, c) => c.json({ group: error.message }, 500)); app.route('/api', api); app.basePath('/base').get('/y', (c) => c.text('y'));
      app.post('/v', validator('json', (value, c) => typeof value.n === 'number' ? value : c.text('n must be a number', 400)), (c) => c.json(c.req.valid('json'))); app.get('/late', async (c) => { await new Promise((done) => setTimeout(done, 4)); return c.text('late'); }); export default app;`,
      ['/api/x', '/api/fail', '/base/y', json('/v', { n: 1 }), json('/v', { n: 'x' }), '/late', '/api/none'],
    ),
    wholeApp(
      'served with @hono/node-server, streaming',
      `import { Hono } from 'hono'; import { serve } from '@hono/node-server'; import { streamSSE } from 'hono/streaming'; import { zValidator } from './none.mjs';`.replace(
        ` import { zValidator } from './none.mjs';`,
        '',
      ) +
        `const app = new Hono(); app.get('/sse', (c) => streamSSE(c, async (s) => { for (let n = 0; n < 3; n++) { await s.writeSSE({ data: 'd' + n, event: 'e', id: String(n) }); await s.sleep(2); } })); app.get('/web', (c) => new Response(new ReadableStream({ async start(k) { k.enqueue(new TextEncoder().encode('one')); await new Promise((done) => setTimeout(done, 2)); k.enqueue(new TextEncoder().encode('two')); k.close(); } }))); app.get('/env', (c) => c.json([c.env.incoming.method, c.req.url, c.req.header('host')])); app.post('/clone', async (c) => { const copy = c.req.raw.clone(); return c.json([await c.req.text(), (await copy.text()).length]); }); serve({ fetch: app.fetch, port: 3000 });`,
      ['/sse', '/web', '/env', post('/clone', 'text/plain', 'clone me'), '/none'],
    ),
  ],
};

export const plainHttp: Family = {
  family: 'plain http',
  apps: [
    wholeApp(
      'headers as written',
      `const http = require('node:http'); http.createServer((req, res) => { const u = new URL(req.url, 'http://h'); switch (u.pathname) {
        case '/case': res.setHeader('x-LOWER', 'a'); res.setHeader('X-Upper', ['1', '2']); res.appendHeader('X-Upper', '3'); res.removeHeader('none'); return res.end(JSON.stringify([res.getHeaderNames(), res.getHeaders(), res.hasHeader('X-LOWER'), res.getRawHeaderNames()]));
        case '/raw': res.writeHead(200, 'Custom Reason', ['A', '1', 'b', '2', 'A', '3']); return res.end(JSON.stringify(req.rawHeaders));
        case '/status': res.statusCode = 299; res.statusMessage = 'Odd'; return res.end(); case '/nodate': res.sendDate = false; return res.end('x'); case '/close': res.shouldKeepAlive = false; return res.end('bye'); case '/early': res.writeEarlyHints({ link: '</a>' }); res.writeProcessing(); return res.end('hints');
        case '/dup': return res.end(JSON.stringify([req.headers, req.headersDistinct, req.httpVersion, req.url])); case '/bad': { const out = []; for (const run of [() => res.setHeader('a b', 1), () => res.setHeader('a'), () => res.setHeader('x', 'a\\nb'), () => res.writeHead(99), () => res.write(5), () => res.write(null)]) try { run(); } catch (error) { out.push([error.name, error.code, error.message]); } return res.end(JSON.stringify(out)); }
        case '/after': res.end('done'); try { res.setHeader('x', 'y'); } catch (error) { globalThis.last = error.code; } res.on('error', (error) => { globalThis.last += error.code; }); return res.write('more'); case '/last': return res.end(String(globalThis.last)); default: res.statusCode = 404; res.end(); } }).listen(3000);`,
      [
        ...['/case', '/raw', '/status', '/nodate', '/close', '/early', '/bad', '/after', '/last', '/none'],
        get(
          '/dup',
          ['X-A', '1'],
          ['x-a', '2'],
          ['Cookie', 'a=1'],
          ['Cookie', 'b=2'],
          ['User-Agent', 'one'],
          ['User-Agent', 'two'],
          ['Set-Cookie', 'x'],
          ['Accept', 'a'],
          ['accept', 'b'],
        ),
        { path: '/case', headers: [['Connection', 'close']] },
      ],
    ),
    wholeApp(
      'dates, numbers, text and regular expressions',
      `import http from 'node:http'; import util from 'node:util'; import { EventEmitter } from 'node:events'; export default http.createServer((req, res) => { const emitter = new EventEmitter(); const seen = []; emitter.once('a', (x) => seen.push(x)).on('a', (x) => seen.push(-x)); emitter.emit('a', 1); emitter.emit('a', 2); res.end(util.inspect({ url: new URL(req.url, 'http://h/'), now: new Date(), map: new Map([[1, { a: [1, [2, [3]]] }]]), set: new Set('ab'), seen, buffer: Buffer.from('é'), big: 10n, re: /a/gi, error: util.inspect(new RangeError('x')).split('\\n')[0], fn: () => {}, sym: Symbol('s'), num: (1234567.891).toLocaleString(), intl: new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' }).format(5), fmt: util.format('%s %d %j %o', 'a', 1.5, { b: 1 }, [2]), cls: new (class Foo { x = 1; #y = 2; get z() { return 3; } })(), nul: Object.create(null), date: new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'America/Sao_Paulo' }).format(new Date()), params: new URLSearchParams('a=1&b=%20'), weak: new WeakMap(), proxyless: util.types.isProxy({}), styled: util.stripVTControlCharacters('\\u001b[31mx') }, { depth: 5 })); });`,
      ['/a?b=c#d', '/%C3%A9'],
    ),
    wholeApp(
      'a router of our own, with JSON',
      `import { createServer, STATUS_CODES } from 'node:http'; import { once } from 'node:events'; import { parse } from 'node:querystring'; const notes = new Map(); let n = 0;
      const send = (res, status, value) => { const body = value === undefined ? '' : JSON.stringify(value); res.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }); res.end(body); };
      const server = createServer(async (req, res) => { const { pathname, searchParams } = new URL(req.url, 'http://localhost'); const id = /^\\/notes\\/(\\d+)$/.exec(pathname)?.[1]; try { if (pathname === '/notes' && req.method === 'POST') { let text = ''; for await (const part of req) text += part; const note = { id: ++n, ...JSON.parse(text) }; notes.set(String(n), note); return send(res, 201, note); } if (pathname === '/notes') return send(res, 200, [...notes.values()].slice(0, Number(searchParams.get('limit') ?? 10))); if (id && !notes.has(id)) return send(res, 404, { error: STATUS_CODES[404] }); if (id && req.method === 'DELETE') { notes.delete(id); return send(res, 204); } if (id) return send(res, 200, notes.get(id)); send(res, 400, parse('a=1&b=2&b=3')); } catch (error) { send(res, 400, { error: error.message }); } });
      server.listen(3000); await once(server, 'listening');`,
      [
        json('/notes', { text: 'é' }),
        json('/notes', { text: 'b' }),
        '/notes',
        '/notes?limit=1',
        '/notes/2',
        ask('DELETE', '/notes/1'),
        '/notes/1',
        post('/notes', 'application/json', '{'),
        '/else',
      ],
    ),
    wholeApp(
      'events, timeouts and expectations',
      `import http from 'node:http'; const seen = []; const server = http.createServer(); server.on('request', (req, res) => { seen.push('request ' + req.url); res.on('finish', () => seen.push('finish')); res.on('close', () => seen.push('close')); req.on('end', () => seen.push('end')); if (req.url === '/seen') return res.end(JSON.stringify(seen)); if (req.url === '/slow') return setTimeout(() => res.end('slow'), 20); req.resume(); res.end(String(req.headers.expect)); });
      server.on('checkExpectation', (req, res) => { res.statusCode = 417; res.end('odd expectation'); }); export default server;`,
      [
        '/a',
        '/slow',
        '/seen',
        get('/x', ['Expect', 'something']),
        { method: 'POST', path: '/100', headers: [['Expect', '100-continue']], body: 'x' },
      ],
    ),
  ],
};

const schema = `buildSchema('type Note { id: ID!, text: String! } type Query { notes(first: Int = 10): [Note!]!, fail: Int! } type Mutation { add(text: String!): Note! }')`;

export const packages: Family = {
  family: 'other packages',
  apps: [
    wholeApp(
      'graphql over Express',
      `import express from 'express'; import { buildSchema, graphql } from 'graphql'; const notes = []; const schema = ${schema}; const rootValue = { notes: ({ first }) => notes.slice(0, first), add: ({ text }) => { notes.push({ id: notes.length + 1, text }); return notes.at(-1); }, fail: () => { throw new Error('no'); } }; const app = express(); app.use(express.json()); app.post('/graphql', async (req, res) => res.json(await graphql({ schema, rootValue, source: req.body.query, variableValues: req.body.variables }))); export default app;`,
      [
        '{ notes { id text } }',
        'mutation { add(text: "a") { id } }',
        '{ notes { id text } }',
        '{ fail }',
        '{ nope }',
        '{',
        'query($n: Int) { notes(first: $n) { id } }',
      ].map((query) => json('/graphql', { query, variables: { n: 1 } })),
    ),
    wholeApp(
      'jose and a guarded route',
      `import express from 'express'; import { SignJWT, jwtVerify, decodeJwt } from 'jose'; const key = new TextEncoder().encode('0123456789abcdef0123456789abcdef'); const app = express(); app.use(express.json()); app.post('/token', async (req, res) => res.json({ token: await new SignJWT({ role: req.body.role }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt(1767225600).setExpirationTime(1767229200).setIssuer('me').sign(key) })); app.get('/me', async (req, res) => { try { const { payload, protectedHeader } = await jwtVerify(req.get('authorization').slice(7), key, { issuer: 'me' }); res.json([payload, protectedHeader]); } catch (error) { res.status(401).json([error.code, error.message]); } }); export default app;`,
      [
        json('/token', { role: 'admin' }),
        json('/token', {}),
        get('/me', ['Authorization', 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.bad']),
        get('/me', ['Authorization', 'Bearer x']),
      ],
    ),
    wholeApp(
      'zod, cookies and CommonJS in TypeScript',
      `const express = require('express'); const { z } = require('zod'); const bcrypt = require('bcryptjs'); const app = express(); app.use(require('cookie-parser')()); app.use(express.json()); const Order = z.object({ items: z.array(z.object({ sku: z.string().regex(/^[A-Z]{3}$/), n: z.number().int().positive() })).min(1), note: z.string().max(5).nullish() }).strict(); app.post('/', (req, res) => { const r = Order.safeParse(req.body); r.success ? res.json(r.data) : res.status(400).json(z.flattenError(r.error)); }); app.get('/check', (req, res) => res.json(bcrypt.compareSync('pw', '$2b$04$abcdefghijklmnopqrstuuJ5uGhbcbXHVeXF0Ck1AZJVxOqq2rNTu'))); module.exports = app;`,
      [
        json('/', { items: [{ sku: 'ABC', n: 1 }] }),
        json('/', { items: [], extra: 1 }),
        json('/', { items: [{ sku: 'abc', n: -1 }], note: 'too long' }),
        json('/', null),
        '/check',
      ],
    ),
    wholeApp(
      'hashes, compression and files',
      `import http from 'node:http'; import crypto from 'node:crypto'; import zlib from 'node:zlib'; import fs from 'node:fs/promises'; import os from 'node:os'; export default http.createServer(async (req, res) => { const dir = await fs.mkdtemp(os.tmpdir() + '/f-'); await fs.writeFile(dir + '/x', 'text'); const text = await fs.readFile(dir + '/x', 'utf8'); await fs.rm(dir, { recursive: true }); res.end(JSON.stringify({ text, sha: crypto.createHash('sha256').update(req.url).digest('hex'), hmac: crypto.createHmac('sha1', 'k').update('d').digest('base64'), scrypt: crypto.scryptSync('p', 's', 16, { N: 1024 }).toString('hex'), gzip: zlib.gzipSync('a'.repeat(50)).toString('hex'), br: zlib.brotliCompressSync('b'.repeat(50)).toString('base64'), digest: Buffer.from(await crypto.subtle.digest('SHA-1', Buffer.from('x'))).toString('hex') })); });`,
      ['/', '/other'],
    ),
  ],
};
