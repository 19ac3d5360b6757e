import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { ask, expressApp, type Family, get, json, post, wholeApp } from '../app.ts';

const big = JSON.stringify({ text: 'x'.repeat(120_000) });

export const limits: Family = {
  family: 'body limits',
  apps: [
    expressApp(
      'too large, for each parser',
      `app.post('/json', express.json({ limit: '1kb' }), (req, res) => res.json({ n: JSON.stringify(req.body).length })); app.post('/text', express.text({ limit: 10 }), (req, res) => res.send(req.body)); app.post('/raw', express.raw({ limit: 5, type: '*/*' }), (req, res) => res.send(req.body)); app.post('/form', express.urlencoded({ limit: '20b', extended: false, parameterLimit: 2 }), (req, res) => res.json(req.body));
      app.post('/default', express.json(), (req, res) => res.json({ ok: true })); app.use((error, req, res, next) => res.status(error.status ?? 500).json({ type: error.type, message: error.message, limit: error.limit, length: error.length, expected: error.expected, expose: error.expose, code: error.code }));`,
      [
        json('/json', { a: 'x'.repeat(500) }),
        json('/json', { a: 'x'.repeat(2000) }),
        post('/text', 'text/plain', 'short'),
        post('/text', 'text/plain', 'much too long'),
        post('/raw', 'x/y', 'abcdef'),
        post('/raw', 'x/y', 'abc'),
        post('/form', 'application/x-www-form-urlencoded', 'a=1&b=2'),
        post('/form', 'application/x-www-form-urlencoded', 'a=1&b=2&c=3'),
        post('/form', 'application/x-www-form-urlencoded', `a=${'b'.repeat(30)}`),
        post('/default', 'application/json', big),
        post('/json', 'application/json', JSON.stringify({ a: 'x'.repeat(2000) }), [
          ['Transfer-Encoding', 'chunked'],
        ]),
      ],
    ),
    expressApp(
      'compressed bodies',
      `app.post('/', express.json({ limit: '1kb' }), (req, res) => res.json(req.body)); app.post('/no', express.json({ inflate: false }), (req, res) => res.json(req.body));
      app.use((error, req, res, next) => res.status(error.status ?? 500).json({ type: error.type, message: error.message, encoding: error.encoding }));`,
      [
        post('/', 'application/json', gzipSync('{"a":1}'), [['Content-Encoding', 'gzip']]),
        post('/', 'application/json', deflateSync('{"a":2}'), [['Content-Encoding', 'deflate']]),
        post('/', 'application/json', brotliCompressSync('{"a":3}'), [['Content-Encoding', 'br']]),
        post('/', 'application/json', gzipSync(JSON.stringify('x'.repeat(5000))), [
          ['Content-Encoding', 'gzip'],
        ]),
        post('/', 'application/json', '{"a":1}', [['Content-Encoding', 'gzip']]),
        post('/', 'application/json', '{"a":1}', [['Content-Encoding', 'odd']]),
        post('/', 'application/json', '{"a":1}', [['Content-Encoding', 'IDENTITY']]),
        post('/no', 'application/json', gzipSync('{"a":1}'), [['Content-Encoding', 'gzip']]),
      ],
    ),
    expressApp(
      'forms, nested and simple',
      `app.post('/deep', express.urlencoded({ extended: true, depth: 2, parameterLimit: 5 }), (req, res) => res.json(req.body)); app.post('/flat', express.urlencoded(), (req, res) => res.json(req.body)); app.post('/latin', express.urlencoded({ extended: true, defaultCharset: 'iso-8859-1', charsetSentinel: true, interpretNumericEntities: true }), (req, res) => res.json(req.body));
      app.post('/bad', (req, res, next) => { const caught = []; for (const options of [{ parameterLimit: 0 }, { depth: -1, extended: true }, { defaultCharset: 'x' }, { verify: 1 }]) try { express.urlencoded(options); caught.push('ok'); } catch (error) { caught.push([error.name, error.message]); } res.json(caught); });
      app.use((error, req, res, next) => res.status(error.status ?? 500).json({ type: error.type, message: error.message }));`,
      [
        post('/deep', 'application/x-www-form-urlencoded', 'a[b]=1&a[c][]=2&a[c][]=3&d=x+y%21'),
        post('/deep', 'application/x-www-form-urlencoded', 'a[b][c][d][e]=1'),
        post('/deep', 'application/x-www-form-urlencoded', 'a=1&b=2&c=3&d=4&e=5&f=6'),
        post('/deep', 'application/x-www-form-urlencoded', 'a[0]=x&a[200]=y&__proto__[z]=1'),
        post('/flat', 'application/x-www-form-urlencoded', 'a[b]=1&c=2&c=3&=4&d'),
        post('/flat', 'application/x-www-form-urlencoded; charset=koi8', 'a=1'),
        post('/flat', 'application/x-www-form-urlencoded', ''),
        post('/latin', 'application/x-www-form-urlencoded', 'utf8=%26%2310003%3B&a=%E9&b=%26%239786%3B'),
        post('/latin', 'application/x-www-form-urlencoded; charset=iso-8859-1', 'a=%E9'),
        ask('POST', '/bad'),
      ],
    ),
    expressApp(
      'types, verification and raw bytes',
      `app.use('/v', express.json({ verify(req, res, buffer, encoding) { if (buffer[0] === 0x5b) throw Object.assign(new Error('no arrays'), { status: 406 }); req.raw = buffer.length + ':' + encoding; } })); app.post('/v', (req, res) => res.json([req.raw, req.body]));
      app.post('/types', express.json({ type: ['application/*+json', 'json'] }), express.text({ type: 'text/html' }), express.raw({ type: (req) => req.get('x-raw') === '1' }), (req, res) => res.json([typeof req.body, Buffer.isBuffer(req.body) ? req.body.toString('hex') : req.body ?? null]));
      app.post('/strict', express.json({ strict: false, reviver: (key, value) => typeof value === 'number' ? value + 1 : value }), (req, res) => res.json(req.body)); app.post('/charset', express.text({ type: '*/*', defaultCharset: 'latin1' }), (req, res) => res.send(req.body));
      app.post('/twice', express.json(), express.json(), express.text({ type: '*/*' }), (req, res) => res.json(req.body)); app.post('/none', express.json(), (req, res) => res.json({ body: req.body ?? null }));
      app.use((error, req, res, next) => res.status(error.status ?? 500).json({ type: error.type, message: error.message, charset: error.charset, body: error.body }));`,
      [
        json('/v', { a: 1 }),
        json('/v', [1]),
        post('/types', 'application/vnd.api+json', '{"a":1}'),
        post('/types', 'text/html', '<p>'),
        post('/types', 'other/x', 'raw', [['X-Raw', '1']]),
        post('/types', 'other/x', 'none'),
        post('/strict', 'application/json', '5'),
        post('/strict', 'application/json', '{"a":[1,{"b":2}]}'),
        post('/charset', 'text/plain; charset=utf-16le', Buffer.from('hé', 'utf16le')),
        post('/charset', 'text/plain', Buffer.from('hé', 'latin1')),
        post('/charset', 'text/plain; charset=nope', 'x'),
        post('/v', 'application/json; charset=utf-16', '{}'),
        post('/v', 'application/json; charset=latin1', '{}'),
        json('/twice', { a: 1 }),
        ask('POST', '/none'),
        post('/none', 'application/json', ''),
        get('/none', ['Content-Type', 'application/json'], ['Content-Length', '0']),
      ],
    ),
  ],
};

const broken = [
  '{',
  '{"a":}',
  '[1,2',
  '"text"',
  'null',
  '{"a":1}}',
  "{'a':1}",
  '\u{feff}{"a":1}',
  ' {"a":1}',
  '{"__proto__":{"x":1}}',
  '{"a":"\u0001"}',
  'undefined',
  '#',
  '  x',
];

export const malformed: Family = {
  family: 'malformed JSON',
  apps: [
    expressApp(
      'with a handler',
      `app.use(express.json()); app.post('/', (req, res) => res.json(req.body)); app.use((error, req, res, next) => res.status(error.status).json({ name: error.name, type: error.type, message: error.message, body: error.body, expose: error.expose }));`,
      broken.map((body) => post('/', 'application/json', body)),
    ),
    expressApp(
      'without one',
      `app.use(express.json({ strict: true })); app.post('/', (req, res) => res.json(req.body));`,
      broken.map((body) => post('/', 'application/json', body)),
    ),
    wholeApp(
      'parsed by hand',
      `import http from 'node:http'; import { json } from 'node:stream/consumers';
      export default http.createServer(async (req, res) => { try { const value = await json(req); res.setHeader('Content-Type', 'application/json'); res.end(JSON.stringify(value)); } catch (error) { res.statusCode = 400; res.end(error.name + ': ' + error.message); } });`,
      broken.map((body) => post('/', 'application/json', body)),
    ),
  ],
};

const boundary = '----edge';
const multipartBody = [
  `--${boundary}\r\nContent-Disposition: form-data; name="title"\r\n\r\nhéllo\r\n`,
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nline one\r\nline two\r\n`,
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="b.bin"\r\nContent-Type: application/octet-stream\r\n\r\n\u0000\u0001\r\n--${boundary}--\r\n`,
].join('');
const multipartRequests = [
  post('/', `multipart/form-data; boundary=${boundary}`, multipartBody),
  post('/', `multipart/form-data; boundary=${boundary}`, multipartBody, [['Transfer-Encoding', 'chunked']]),
  post('/', `multipart/form-data; boundary=${boundary}`, `--${boundary}--\r\n`),
  post('/', 'multipart/form-data', 'x'),
  post('/', `multipart/form-data; boundary=${boundary}`, 'not multipart'),
];

export const multipart: Family = {
  family: 'multipart',
  apps: [
    expressApp(
      'read with Request.formData()',
      `app.post('/', express.raw({ type: 'multipart/form-data' }), async (req, res) => { const form = await new Request('http://x/', { method: 'POST', headers: { 'content-type': req.get('content-type') }, body: req.body }).formData(); const out = []; for (const [name, value] of form) out.push(typeof value === 'string' ? [name, value] : [name, value.name, value.type, value.size, await value.text()]); res.json(out); });
      app.use((error, req, res, next) => res.status(400).json({ name: error.name }));`,
      multipartRequests,
    ),
    wholeApp(
      'in Hono',
      `import { Hono } from 'hono'; const app = new Hono(); app.post('/', async (c) => { const body = await c.req.parseBody({ all: true }); const shown = async (v) => Array.isArray(v) ? Promise.all(v.map(shown)) : typeof v === 'string' ? v : [v.name, v.type, await v.text()]; return c.json(Object.fromEntries(await Promise.all(Object.entries(body).map(async ([k, v]) => [k, await shown(v)])))); }); app.onError((error, c) => c.text(error.name, 400)); export default app;`,
      multipartRequests,
    ),
    expressApp(
      'split by hand',
      `app.post('/', (req, res) => { const parts = []; req.on('data', (part) => parts.push(part)).on('end', () => { const boundary = /boundary=(.+)$/.exec(req.headers['content-type'])?.[1]; if (!boundary) return res.status(415).end(); const text = Buffer.concat(parts).toString('latin1'); const found = text.split('--' + boundary).slice(1, -1).map((one) => { const [head, ...rest] = one.slice(2).split('\\r\\n\\r\\n'); return [/name="([^"]*)"/.exec(head)?.[1], Buffer.from(rest.join('\\r\\n\\r\\n').slice(0, -2), 'latin1').toString()]; }); res.json(found); }); });`,
      multipartRequests,
    ),
  ],
};

export const large: Family = {
  family: 'big and chunked bodies',
  apps: [
    expressApp(
      'both ways',
      `app.post('/json', express.json({ limit: '2mb' }), (req, res) => res.json({ n: req.body.text.length })); app.post('/echo', (req, res) => req.pipe(res)); app.get('/big', (req, res) => res.send('y'.repeat(300_000))); app.get('/chunks', (req, res) => { for (let n = 0; n < 50; n++) res.write(String(n).repeat(100)); res.end(); });
      app.post('/count', (req, res) => { let n = 0; req.on('data', (part) => { n += part.length; }); req.on('end', () => res.json({ n, te: req.headers['transfer-encoding'] ?? null, cl: req.headers['content-length'] ?? null })); }); app.get('/buffer', (req, res) => res.send(Buffer.alloc(100_000, 7)));`,
      [
        post('/json', 'application/json', big),
        post('/json', 'application/json', big, [['Transfer-Encoding', 'chunked']]),
        post('/echo', 'text/plain', 'z'.repeat(200_000)),
        post('/echo', 'text/plain', 'z'.repeat(5_000), [['Transfer-Encoding', 'chunked']]),
        ...['/big', '/chunks', '/buffer'],
        post('/count', 'x/y', 'w'.repeat(150_000)),
        post('/count', 'x/y', 'w'.repeat(3_000), [['Transfer-Encoding', 'chunked']]),
        post('/count', 'x/y', '', [['Transfer-Encoding', 'chunked']]),
      ],
    ),
    wholeApp(
      'consumers in plain http',
      `import http from 'node:http'; import { text, buffer, arrayBuffer } from 'node:stream/consumers'; import { createHash } from 'node:crypto';
      export default http.createServer(async (req, res) => { const run = { '/text': text, '/buffer': buffer, '/array': arrayBuffer }[req.url]; if (!run) { const hash = createHash('sha256'); for await (const part of req) hash.update(part); return res.end(hash.digest('hex')); } const value = await run(req); res.end(String(value.length ?? value.byteLength)); });`,
      ['/text', '/buffer', '/array', '/hash'].flatMap((path) => [
        post(path, 'text/plain', 'é'.repeat(40_000)),
        post(path, 'text/plain', 'é'.repeat(1_001), [['Transfer-Encoding', 'chunked']]),
      ]),
    ),
    wholeApp(
      'in Hono, with a limit',
      `import { Hono } from 'hono'; import { bodyLimit } from 'hono/body-limit'; import { stream, streamText } from 'hono/streaming';
      const app = new Hono(); app.post('/limit', bodyLimit({ maxSize: 1000, onError: (c) => c.text('too big', 413) }), async (c) => c.text(String((await c.req.text()).length))); app.post('/echo', async (c) => c.body(await c.req.arrayBuffer())); app.get('/stream', (c) => stream(c, async (s) => { for (let n = 0; n < 3; n++) await s.write('part' + n); })); app.get('/text', (c) => streamText(c, async (s) => { await s.writeln('one'); await s.sleep(3); await s.writeln('two'); })); export default app;`,
      [
        post('/limit', 'text/plain', 'x'.repeat(10)),
        post('/limit', 'text/plain', 'x'.repeat(2_000)),
        post('/limit', 'text/plain', 'x'.repeat(2_000), [['Transfer-Encoding', 'chunked']]),
        post('/echo', 'text/plain', 'e'.repeat(70_000)),
        '/stream',
        '/text',
      ],
    ),
  ],
};
