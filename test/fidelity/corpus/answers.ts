import { ask, expressApp, type Family, get, wholeApp } from '../app.ts';

export const streams: Family = {
  family: 'streams and SSE',
  apps: [
    expressApp(
      'server-sent events',
      `app.get('/events', (req, res) => { res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' }); res.flushHeaders(); let n = 0; const every = setInterval(() => { res.write('id: ' + ++n + '\\ndata: {"n":' + n + '}\\n\\n'); if (n === 3) { clearInterval(every); res.end(); } }, 5); });
      app.get('/once', (req, res) => { res.writeHead(200, { 'content-type': 'text/event-stream' }); res.end('data: x\\n\\n'); });`,
      ['/events', '/once', get('/events', ['Accept', 'text/event-stream'])],
    ),
    expressApp(
      'pipes, pipelines and transforms',
      `app.get('/pipe', (req, res) => Readable.from(['a', 'b', 'c']).pipe(res));
      app.get('/pipeline', async (req, res) => { const up = new Transform({ transform(chunk, encoding, done) { done(null, String(chunk).toUpperCase()); } }); await pipeline(Readable.from(['x', 'y']), up, res); });
      app.get('/gzip', (req, res) => { res.set('Content-Encoding', 'gzip').type('text'); Readable.from(['hello ', 'gzip']).pipe(createGzip()).pipe(res); });
      app.post('/upper', (req, res) => { req.setEncoding('utf8'); let all = ''; req.on('data', (part) => { all += part; }).on('end', () => res.send(all.toUpperCase())); });
      app.post('/echo', (req, res) => { res.type(req.get('content-type') ?? 'bin'); req.pipe(res); });
      app.get('/late', (req, res) => { res.write('1'); setImmediate(() => { res.write('2'); process.nextTick(() => res.end('3')); }); });
      app.get('/web', async (req, res) => { const body = new Response('from the web').body; for await (const part of body) res.write(part); res.end(); });`,
      [
        '/pipe',
        '/pipeline',
        '/gzip',
        { method: 'POST', path: '/upper', body: 'héllo' },
        { method: 'POST', path: '/echo', headers: [['Content-Type', 'text/plain']], body: 'same' },
        '/late',
        '/web',
      ],
      {
        imports: `import { Readable, Transform } from 'node:stream'; import { pipeline } from 'node:stream/promises'; import { createGzip } from 'node:zlib';`,
      },
    ),
    wholeApp(
      'writing by hand',
      `import http from 'node:http';
      export default http.createServer((req, res) => {
        if (req.url === '/length') { res.setHeader('Content-Length', 5); res.write('he'); res.end('llo'); }
        else if (req.url === '/trailers') { res.writeHead(200, { Trailer: 'X-Sum' }); res.write('body'); res.addTrailers({ 'X-Sum': '4' }); res.end(); }
        else if (req.url === '/cork') { res.cork(); res.write('a'); res.write('b'); res.uncork(); res.end('c'); }
        else if (req.url === '/back') { let n = 0; const go = () => { while (n++ < 5) if (!res.write('x'.repeat(20000))) return res.once('drain', go); res.end('end'); }; go(); }
        else { res.writeHead(200); res.write(''); res.end(); }
      });`,
      ['/length', '/trailers', '/cork', '/back', '/'],
    ),
  ],
};

export const cookies: Family = {
  family: 'cookies',
  apps: [
    expressApp(
      'setting',
      `app.get('/', (req, res) => { res.cookie('a', '1').cookie('b', { x: 'é' }, { httpOnly: true, secure: true, sameSite: 'strict', path: '/p', domain: 'example.com' }).cookie('c', 'x y', { maxAge: 60000, encode: String }).cookie('d', '', { expires: new Date(0), sameSite: true, priority: 'high', partitioned: true }).send('set'); });
      app.get('/clear', (req, res) => { res.clearCookie('a').clearCookie('b', { path: '/p', maxAge: 5 }).end(); });
      app.get('/bad', (req, res) => { res.cookie('a', 'b', { signed: true }).end(); }); app.get('/name', (req, res) => { res.cookie('a b', '1').end(); }); app.get('/same', (req, res) => { res.cookie('a', '1', { sameSite: 'odd' }).end(); });
      app.use((error, req, res, next) => res.status(500).json([error.name, error.message]));`,
      ['/', '/clear', '/bad', '/name', '/same'],
    ),
    expressApp(
      'reading and signing',
      `app.use(cookieParser(['new', 'old'])); app.get('/set', (req, res) => { res.cookie('u', 'ada', { signed: true }).cookie('o', { a: 1 }, { signed: true }).json({}); });
      app.get('/', (req, res) => res.json({ cookies: req.cookies, signed: req.signedCookies, secret: typeof req.secret }));`,
      [
        '/set',
        get('/', [
          'Cookie',
          'u=s%3Aada.wrong; plain=a%20b; dup=1; dup=2; quoted="q"; j=j%3A%5B1%5D; bad=%ZZ',
        ]),
        '/',
        get('/', ['Cookie', '__proto__=x; constructor=y; =empty; novalue']),
      ],
      { imports: `import cookieParser from 'cookie-parser';` },
    ),
    expressApp(
      'a session kept in memory',
      `const sessions = new Map(); let n = 0;
      app.use((req, res, next) => { const id = /sid=(\\w+)/.exec(req.headers.cookie ?? '')?.[1]; req.session = sessions.get(id); next(); });
      app.post('/login', (req, res) => { const id = 's' + ++n; sessions.set(id, { visits: 0 }); res.cookie('sid', id, { httpOnly: true, sameSite: 'lax' }).sendStatus(204); });
      app.get('/', (req, res) => req.session ? res.json({ visits: ++req.session.visits }) : res.redirect('/login'));`,
      ['/', ask('POST', '/login'), get('/', ['Cookie', 'sid=s1']), get('/', ['Cookie', 'other=1; sid=s1'])],
    ),
  ],
};

export const redirects: Family = {
  family: 'redirects',
  apps: [
    expressApp(
      'statuses and addresses',
      `app.get('/a', (req, res) => res.redirect('/b')); app.get('/301', (req, res) => res.redirect(301, '/é?x=y z')); app.get('/rel', (req, res) => res.redirect('../up')); app.get('/abs', (req, res) => res.redirect(308, 'https://example.com/a?b=c#d'));
      app.get('/loc', (req, res) => res.location('/x"y<z>').status(201).end()); app.get('/html', (req, res) => res.redirect('/?a=<b>&c')); app.post('/post', (req, res) => res.redirect(303, '/a'));
      app.get('/odd', (req, res) => res.redirect('http://exa mple/%zz'));`,
      [
        ...['/a', '/301', '/rel', '/abs', '/loc', '/odd'],
        get('/html', ['Accept', 'text/html']),
        get('/html', ['Accept', 'text/plain']),
        get('/html', ['Accept', 'application/json']),
        ask('POST', '/post'),
        ask('HEAD', '/a'),
      ],
    ),
    expressApp(
      'behind a proxy',
      `app.set('trust proxy', (ip, hop) => hop < 2); app.get('/', (req, res) => res.json([req.ip, req.ips, req.protocol, req.secure, req.hostname, req.host, req.subdomains, req.baseUrl]));
      app.get('/to-https', (req, res) => req.secure ? res.send('secure') : res.redirect('https://' + req.hostname + req.originalUrl));`,
      [
        get(
          '/',
          ['X-Forwarded-For', '9.9.9.9, 8.8.8.8'],
          ['X-Forwarded-Proto', 'https, http'],
          ['X-Forwarded-Host', 'shop.eu.example.com:8080, b'],
        ),
        get('/', ['Host', 'tobi.ferrets.example.com:80']),
        get('/', ['Host', '[::1]:3000']),
        '/to-https',
        get('/to-https', ['X-Forwarded-Proto', 'https']),
      ],
    ),
    expressApp(
      'trust by number, list and name',
      `const one = express(); one.set('trust proxy', 1); one.get('/', (req, res) => res.json([req.ip, req.ips, req.protocol])); const list = express(); list.set('trust proxy', 'loopback, 8.8.8.8'); list.get('/', (req, res) => res.json([req.ip, req.ips]));
      const all = express(); all.enable('trust proxy'); all.get('/', (req, res) => res.json([req.ip, req.ips, req.hostname, req.subdomains, req.xhr]));
      app.use('/one', (req, res) => one(req, res)); app.use('/list', (req, res) => list(req, res)); app.use('/all', (req, res) => all(req, res)); app.get('/', (req, res) => res.json([req.ip, req.ips, req.xhr, req.fresh, req.stale]));`,
      ['/one', '/list', '/all', '/'].map((path) =>
        get(
          path,
          ['X-Forwarded-For', '1.1.1.1, 8.8.8.8'],
          ['X-Forwarded-Host', 'a.b.c.d'],
          ['X-Requested-With', 'XMLHttpRequest'],
        ),
      ),
    ),
  ],
};

export const negotiation: Family = {
  family: 'content negotiation',
  apps: [
    expressApp(
      'res.format',
      `app.get('/', (req, res) => res.format({ text: () => res.send('hey'), html: () => res.send('<p>hey</p>'), 'application/json': () => res.send({ m: 'hey' }) }));
      app.get('/d', (req, res) => res.format({ xml: () => res.send('<x/>'), default: () => res.status(406).send('none') })); app.get('/charset', (req, res) => res.format({ 'text/html; charset=utf-8': () => res.end('h') }));`,
      [
        ...[
          'text/html',
          'application/json',
          '*/*',
          'text/*;q=0.5, application/json;q=0.4',
          'image/png',
          'text/plain;q=0, */*;q=0.1',
        ].map((type) => get('/', ['Accept', type])),
        '/',
        '/d',
        get('/d', ['Accept', 'application/xml']),
        get('/charset', ['Accept', 'text/html']),
      ],
    ),
    expressApp(
      'what is accepted, and what it is',
      `app.all('/', (req, res) => res.json({ a: req.accepts('html', 'json'), b: req.accepts(['image/png']), all: req.accepts(), l: req.acceptsLanguages('en', 'pt'), ls: req.acceptsLanguages(), e: req.acceptsEncodings('gzip', 'br'), c: req.acceptsCharsets('utf-8'), is: req.is('json'), many: req.is(['html', 'text/*', 'urlencoded']), range: req.range(100) ?? null, get: [req.get('Referer') ?? null, req.header('X-A') ?? null] }));
      app.get('/err', (req, res) => { const out = []; for (const run of [() => req.get(), () => req.get(5)]) try { run(); } catch (error) { out.push([error.name, error.message]); } res.json(out); });`,
      [
        '/',
        get(
          '/',
          ['Accept', 'text/html'],
          ['Accept-Language', 'pt-BR, pt;q=0.9, en;q=0.5'],
          ['Accept-Encoding', 'br;q=1, gzip;q=0.5'],
          ['Accept-Charset', 'iso-8859-1'],
          ['Range', 'bytes=0-4, 10-'],
          ['Referrer', 'r'],
          ['X-A', 'a'],
        ),
        { method: 'POST', path: '/', headers: [['Content-Type', 'application/json; charset=x']], body: '{}' },
        get('/', ['Range', 'bytes=200-']),
        '/err',
      ],
    ),
    expressApp(
      'types, vary, links and attachments',
      `app.get('/type', (req, res) => { const out = []; for (const t of ['html', 'json', 'png', '.txt', 'text/x', 'unknown']) { res.type(t); out.push(res.get('Content-Type')); } res.json(out); });
      app.get('/vary', (req, res) => res.vary('Accept').vary(['Origin', 'accept']).append('Link', '<a>').links({ next: '/2', last: ['/8', '/9'] }).send('v'));
      app.get('/att', (req, res) => res.attachment('rép.pdf').send('x')); app.get('/att2', (req, res) => res.attachment().send(Buffer.from('x')));
      app.get('/set', (req, res) => { res.set('X-N', 5).set({ 'X-A': ['1', '2'], 'Content-Type': 'text/x; charset=latin1' }); res.header('X-H', 'h'); res.send('é'); });
      app.get('/bad', (req, res) => { const out = []; for (const run of [() => res.set('Content-Type', ['a']), () => res.status(99), () => res.status('200'), () => res.status(1000), () => res.set('a b', 'c'), () => res.set('x', 'a\\nb'), () => res.vary()]) try { run(); out.push('ok'); } catch (error) { out.push([error.name, error.code ?? null, error.message]); } res.status(200).json(out); });
      app.get('/jsonp', (req, res) => res.jsonp({ a: '<\\u2028>' })); app.get('/send', (req, res) => { const values = { n: null, b: true, u: undefined, o: [1], u8: new Uint8Array([104, 105]) }; res.send(values[req.query.v]); });
      app.set('json spaces', 2); app.set('json escape', true); app.set('json replacer', (key, value) => key === 'secret' ? undefined : value); app.get('/json', (req, res) => res.json({ a: '<&>', secret: 1, d: new Date(0) })); app.get('/statuses', (req, res) => res.sendStatus(Number(req.query.s)));`,
      [
        ...[
          '/type',
          '/vary',
          '/att',
          '/att2',
          '/set',
          '/bad',
          '/jsonp?callback=cb',
          '/jsonp?callback=a.b[0]&callback=c',
          '/jsonp?callback=x;y',
          '/jsonp',
          '/json',
        ],
        ...['n', 'b', 'u', 'o', 'u8'].map((v) => `/send?v=${v}`),
        ...[204, 205, 304, 404, 299].map((s) => `/statuses?s=${s}`),
      ],
    ),
  ],
};

export const caching: Family = {
  family: 'ETags and 304',
  apps: [
    expressApp(
      'weak, strong, none and one of our own',
      `const make = (etag) => { const one = express(); one.set('etag', etag); one.get('/', (req, res) => res.send('same body')); one.get('/j', (req, res) => res.json({ a: 1 })); one.get('/own', (req, res) => res.set('ETag', '"mine"').send('x')); return one; };
      app.use('/weak', make('weak')); app.use('/strong', make('strong')); app.use('/none', make(false)); app.use('/fn', make((body, encoding) => '"' + body.length + '"')); app.use('/true', make(true));`,
      [
        ...['/weak', '/strong', '/none', '/fn', '/true', '/weak/j', '/weak/own'],
        get('/weak/own', ['If-None-Match', '"mine"']),
        get('/weak/own', ['If-None-Match', 'W/"mine"']),
        get('/weak/own', ['If-None-Match', '"a", "mine"']),
        get('/weak/own', ['If-None-Match', '*']),
        get('/fn', ['If-None-Match', '"9"']),
        get('/fn', ['If-None-Match', '"9"'], ['Cache-Control', 'no-cache']),
        ask('HEAD', '/fn', ['If-None-Match', '"9"']),
        ask('POST', '/fn', ['If-None-Match', '"9"']),
      ],
    ),
    expressApp(
      'Last-Modified and freshness',
      `app.get('/', (req, res) => { res.set('Last-Modified', new Date(1e12).toUTCString()); if (req.fresh) return res.status(304).end(); res.set('Cache-Control', 'public, max-age=60').send('body'); });
      app.get('/304', (req, res) => { res.status(304).set('Content-Type', 'text/plain').send('dropped'); }); app.get('/205', (req, res) => res.status(205).send('dropped')); app.get('/204', (req, res) => res.status(204).json({ a: 1 }));`,
      [
        '/',
        get('/', ['If-Modified-Since', new Date(1e12).toUTCString()]),
        get('/', ['If-Modified-Since', new Date(1e12 - 5000).toUTCString()]),
        get('/', ['If-Modified-Since', 'nonsense']),
        ...['/304', '/205', '/204'],
      ],
    ),
    wholeApp(
      'by hand in plain http',
      `const http = require('node:http'); const { createHash } = require('node:crypto');
      module.exports = http.createServer((req, res) => { const body = JSON.stringify({ url: req.url }); const etag = '"' + createHash('md5').update(body).digest('hex') + '"'; res.setHeader('ETag', etag);
        if (req.headers['if-none-match'] === etag) { res.statusCode = 304; return res.end(); } if (req.headers['if-match'] && req.headers['if-match'] !== etag) { res.writeHead(412); return res.end('changed'); } res.end(body); });`,
      ['/', get('/', ['If-None-Match', '"x"']), get('/', ['If-Match', '"x"']), ask('HEAD', '/')],
    ),
  ],
};

export const headAndOptions: Family = {
  family: 'HEAD and OPTIONS',
  apps: [
    expressApp(
      'answered by Express itself',
      `app.get('/a', (req, res) => res.send('hello')); app.post('/a', (req, res) => res.send('p')); app.delete('/a', (req, res) => res.end()); app.head('/own', (req, res) => res.set('X-Own', '1').end()); app.get('/own', (req, res) => res.send('get'));
      const router = express.Router(); router.put('/b', (req, res) => res.end()); router.get('/b', (req, res) => res.json({})); app.use('/r', router); app.options('/o', (req, res) => res.set('Allow', 'NONE').send('mine')); app.all('/all', (req, res) => res.send(req.method));`,
      [
        ...['/a', '/own', '/none', '/r/b', '/all'].map((path) => ask('HEAD', path)),
        ...['/a', '/own', '/none', '/r/b', '/o', '/all', '*'].map((path) => ask('OPTIONS', path)),
      ],
    ),
    expressApp(
      'HEAD with streams, files and errors',
      `app.get('/stream', (req, res) => { res.write('a'); res.end('b'); }); app.get('/file', (req, res) => res.sendFile(process.cwd() + '/a.txt')); app.get('/fail', () => { throw new Error('x'); }); app.get('/length', (req, res) => { res.set('Content-Length', '10').end(); }); app.get('/json', (req, res) => res.json([1, 2]));`,
      ['/stream', '/file', '/fail', '/length', '/json'].map((path) => ask('HEAD', path)),
      { files: { 'a.txt': 'file text' } },
    ),
    wholeApp(
      'methods in plain http',
      `import http from 'node:http';
      export default http.createServer((req, res) => { if (req.method === 'OPTIONS') { res.writeHead(204, { Allow: 'GET, HEAD' }); return res.end(); } if (req.method === 'HEAD') { res.setHeader('Content-Length', '4'); return res.end('body'); } res.end(req.method + ' ' + http.METHODS.includes(req.method)); });`,
      ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'PURGE', 'QUERY', 'TRACE'].map(
        (method) => ask(method, '/'),
      ),
    ),
  ],
};
