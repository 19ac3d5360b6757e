import { ask, expressApp, type Family, get } from '../app.ts';

const site = {
  'public/index.html': '<h1>héllo</h1>',
  'public/a.txt': 'abcdefghijklmnopqrstuvwxyz',
  'public/style.css': 'body{}',
  'public/deep/index.html': 'deep',
  'public/deep/data.json': '{"a":1}',
  'public/.hidden': 'hidden',
  'public/with space.txt': 'space',
  'public/page.html': 'page',
};
const range = (value: string, path = '/a.txt') => get(path, ['Range', value]);

export const staticFiles: Family = {
  family: 'static files',
  apps: [
    expressApp(
      'express.static as it is',
      `app.use(express.static('public')); app.use('/again', express.static(process.cwd() + '/public', { index: false })); app.post('/a.txt', (req, res) => res.send('posted'));`,
      [
        ...[
          '/',
          '/a.txt',
          '/style.css',
          '/deep',
          '/deep/',
          '/deep/data.json',
          '/.hidden',
          '/with%20space.txt',
          '/none',
          '/../app.mjs',
          '/%2e%2e/app.mjs',
          '/a.txt/',
          '/a%00b',
          '/%',
          '/again',
          '/again/',
          '/again/a.txt',
          '/deep?x=1',
        ],
        ask('HEAD', '/a.txt'),
        ask('POST', '/a.txt'),
        ask('PUT', '/a.txt'),
        ...[
          'bytes=0-4',
          'bytes=-3',
          'bytes=20-',
          'bytes=0-0,5-6',
          'bytes=100-',
          'lines=1-2',
          'bytes=5-2',
          'bytes=0-4,1-3',
        ].map((one) => range(one)),
        get('/a.txt', ['If-None-Match', '*']),
        get('/a.txt', ['If-Modified-Since', 'Thu, 01 Jan 2026 00:00:00 GMT']),
        get('/a.txt', ['If-Modified-Since', 'Thu, 01 Jan 2020 00:00:00 GMT']),
        get('/a.txt', ['If-Match', '"no"']),
        get('/a.txt', ['If-Match', '*']),
        get('/a.txt', ['If-Unmodified-Since', 'Thu, 01 Jan 2020 00:00:00 GMT']),
        get('/a.txt', ['If-Unmodified-Since', 'nonsense']),
        get('/a.txt', ['Range', 'bytes=0-1'], ['If-Range', '"no"']),
        get('/a.txt', ['Range', 'bytes=0-1'], ['If-Range', 'Thu, 01 Jan 2026 00:00:00 GMT']),
        get('/a.txt', ['Range', 'bytes=0-1'], ['If-Range', 'Thu, 01 Jan 2020 00:00:00 GMT']),
      ],
      { files: site },
    ),
    expressApp(
      'options',
      `const use = (path, options) => app.use(path, express.static('public', options));
      use('/dot', { dotfiles: 'allow' }); use('/deny', { dotfiles: 'deny' }); use('/ext', { extensions: ['html', 'txt'] }); use('/no', { redirect: false, etag: false, lastModified: false }); use('/age', { maxAge: '1d', immutable: true }); use('/index', { index: ['nope.html', 'page.html'] }); use('/strict', { fallthrough: false }); use('/head', { setHeaders(res, path, stat) { res.set('X-Size', stat.size); } }); use('/plain', { acceptRanges: false, cacheControl: false });
      app.use((error, req, res, next) => res.status(error.status ?? 500).json({ code: error.code, status: error.status, message: error.message.replace(process.cwd(), '') }));
      app.get('/errors', (req, res) => { const out = []; for (const run of [() => express.static(), () => express.static(5), () => express.static('x', { setHeaders: 1 })]) try { run(); } catch (error) { out.push([error.name, error.message]); } res.json(out); });`,
      [
        '/dot/.hidden',
        '/deny/.hidden',
        '/ext/page',
        '/ext/a',
        '/ext/zzz',
        '/no/deep',
        '/no/a.txt',
        '/age/a.txt',
        '/index/',
        '/strict/none',
        '/strict/deep',
        '/strict/%2e%2e/x',
        '/head/a.txt',
        '/plain/a.txt',
        '/errors',
        get('/plain/a.txt', ['Range', 'bytes=0-1']),
        ask('POST', '/strict/a.txt'),
      ],
      { files: site },
    ),
    expressApp(
      'sendFile and download',
      `const root = process.cwd() + '/public';
      app.get('/abs', (req, res) => res.sendFile(root + '/a.txt')); app.get('/root', (req, res) => res.sendFile('a.txt', { root, headers: { 'X-Sent': 'yes' }, maxAge: 5000, immutable: true })); app.get('/rel', (req, res) => res.sendFile('a.txt')); app.get('/up', (req, res) => res.sendFile('../app.mjs', { root })); app.get('/none', (req, res, next) => res.sendFile('none', { root }, (error) => error ? res.status(error.statusCode).json([error.code, error.status, res.headersSent]) : next()));
      app.get('/dir', (req, res, next) => res.sendFile(root)); app.get('/dot', (req, res) => res.sendFile('.hidden', { root })); app.get('/dot2', (req, res) => res.sendFile('.hidden', { root, dotfiles: 'allow' })); app.get('/cb', (req, res) => res.sendFile('a.txt', { root }, () => { app.locals.done = true; })); app.get('/done', (req, res) => res.json(app.locals.done ?? false));
      app.get('/part', (req, res) => res.sendFile('a.txt', { root, start: 2, end: 5 })); app.get('/dl', (req, res) => res.download(root + '/a.txt')); app.get('/dl2', (req, res) => res.download(root + '/a.txt', 'naïve file.txt', { headers: { 'X-A': '1', 'Content-Disposition': 'dropped' } })); app.get('/dl3', (req, res) => res.download('a.txt', 'b.txt', { root }, () => {})); app.get('/dl4', (req, res, next) => res.download(root + '/none', (error) => next(error)));
      app.get('/bad', (req, res) => { const out = []; for (const run of [() => res.sendFile(), () => res.sendFile(5), () => res.sendFile('a.txt', 5)]) try { run(); } catch (error) { out.push([error.name, error.message]); } res.json(out); });
      app.use((error, req, res, next) => res.status(error.status ?? 500).json({ code: error.code, status: error.status }));`,
      [
        '/abs',
        '/root',
        '/rel',
        '/up',
        '/none',
        '/dir',
        '/dot',
        '/dot2',
        '/cb',
        '/done',
        '/part',
        '/dl',
        '/dl2',
        '/dl3',
        '/dl4',
        '/bad',
        get('/root', ['Range', 'bytes=1-3']),
        ask('HEAD', '/dl'),
      ],
      { files: site },
    ),
    expressApp(
      'views',
      `app.engine('tpl', (path, options, done) => fs.readFile(path, 'utf8', (error, text) => error ? done(error) : done(null, text.replace(/\\{(\\w+)\\}/g, (all, name) => options[name] ?? options.settings?.[name] ?? '')))); app.set('view engine', 'tpl'); app.set('views', ['missing', 'views']); app.locals.site = 'S'; app.set('view cache', true);
      app.get('/', (req, res) => { res.locals.who = 'local'; res.render('home', { name: 'Ada' }); }); app.get('/again', (req, res) => res.render('home.tpl')); app.get('/deep', (req, res) => res.render('deep')); app.get('/cb', (req, res) => res.render('home', { name: 'cb' }, (error, html) => res.send('<' + html + '>'))); app.get('/none', (req, res) => res.render('none')); app.get('/app', (req, res) => app.render('home', { name: 'app', cache: false }, (error, html) => res.send(html))); app.get('/ext', (req, res) => res.render('home.odd'));
      app.use((error, req, res, next) => res.status(500).send(error.message.replaceAll(process.cwd(), '')));`,
      ['/', '/again', '/deep', '/cb', '/none', '/app', '/ext'],
      {
        imports: `import fs from 'node:fs';`,
        files: { 'views/home.tpl': '{name} {site} {who}', 'views/deep/index.tpl': 'deep {site}' },
      },
    ),
  ],
};
