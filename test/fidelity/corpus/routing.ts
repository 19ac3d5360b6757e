import { ask, expressApp, type Family, get, json } from '../app.ts';

export const routers: Family = {
  family: 'Express routers',
  apps: [
    expressApp(
      'parameters, methods and query',
      `app.get('/users/:id', (req, res) => res.json({ id: req.params.id, query: req.query, route: req.route.path, original: req.originalUrl }));
      app.get('/files/*path', (req, res) => res.json(req.params.path));
      app.get('/opt{/:name}', (req, res) => res.json({ name: req.params.name ?? null }));
      app.get(/^\\/re-(\\d+)$/, (req, res) => res.json(req.params[0]));
      app.get(['/one', '/two'], (req, res) => res.send(req.path));
      app.all('/all', (req, res) => res.send(req.method));
      app.route('/book').get((req, res) => res.send('get')).post((req, res) => res.status(201).send('post')).all((req, res) => res.send('other'));
      app.set('query parser', 'simple');`,
      [
        '/users/7?a=1&b=2&b=3',
        '/users/%C3%A9%20x',
        '/files/a/b/c.txt',
        '/opt',
        '/opt/x',
        '/re-42',
        '/re-x',
        '/one',
        '/two/',
        '/TWO',
        ask('PATCH', '/all'),
        ask('DELETE', '/all'),
        '/book',
        ask('POST', '/book'),
        ask('PUT', '/book'),
        '/users/%ZZ',
        '/nope',
        '//double',
      ],
    ),
    expressApp(
      'nested routers with merged parameters',
      `const items = express.Router({ mergeParams: true }); const strict = express.Router({ strict: true, caseSensitive: true }); const plain = express.Router();
      items.param('item', (req, res, next, value, name) => { req.seen = [...(req.seen ?? []), name + '=' + value]; value === '0' ? next(new Error('none')) : next(); });
      items.get('/', (req, res) => res.json({ base: req.baseUrl, shop: req.params.shop }));
      items.get('/:item', (req, res) => res.json({ ...req.params, seen: req.seen, base: req.baseUrl, url: req.url }));
      strict.get('/Exact', (req, res) => res.send('exact'));
      plain.get('/:item', (req, res) => res.json(req.params)); plain.use((req, res, next) => next('router'));
      plain.get('/never/here', (req, res) => res.send('never'));
      app.use('/shops/:shop/items', items); app.use('/strict', strict); app.use('/plain/:shop', plain);
      app.use('/plain', (req, res) => res.send('after the router'));
      app.use((error, req, res, next) => res.status(400).json({ error: error.message }));`,
      [
        '/shops/3/items',
        '/shops/3/items/7',
        '/shops/3/items/0',
        '/strict/Exact',
        '/strict/exact',
        '/strict/Exact/',
        '/plain/3/5',
        '/plain/3/never/here',
        '/shops//items',
      ],
    ),
    expressApp(
      'mounted apps, locals and settings',
      `const admin = express(); admin.on('mount', (parent) => { admin.locals.parent = parent === app; });
      admin.get('/', (req, res) => res.json({ path: admin.path(), mount: admin.mountpath, parent: admin.locals.parent, url: req.baseUrl, title: res.app === admin }));
      const deep = express(); admin.use('/deep', deep); deep.get('/', (req, res) => res.send(deep.path()));
      app.locals.title = 'Shop'; app.set('title', 'T'); app.enable('flag'); app.disable('x-powered-by');
      app.use(['/admin', '/manage'], admin);
      app.get('/settings', (req, res) => { res.locals.a = 1; res.json([app.get('title'), app.enabled('flag'), app.disabled('x-powered-by'), app.locals.title, res.locals.a, app.get('env'), typeof app.get('etag fn'), app.get('none') ?? null]); });
      app.get('/set-errors', (req, res) => { const caught = []; for (const run of [() => app.set('etag', 'bad'), () => app.set('trust proxy', 'no such'), () => app.set('query parser', 5), () => app.use(), () => app.use('/x', 5), () => app.get('/y', 'z'), () => app.engine('x', 1), () => app.param('p', 1)]) try { run(); caught.push('none'); } catch (error) { caught.push([error.name, error.message]); } res.json(caught); });`,
      ['/admin', '/manage', '/admin/deep', '/settings', '/set-errors', '/admin/none'],
    ),
    expressApp(
      'next("route"), next("router") and several handlers',
      `app.get('/a/:n', (req, res, next) => req.params.n === '1' ? next('route') : next(), (req, res) => res.send('first chain'));
      app.get('/a/:n', [(req, res, next) => { req.x = 1; next(); }, [(req, res, next) => next()]], (req, res) => res.json({ x: req.x }));
      const router = express.Router(); router.use((req, res, next) => req.query.out ? next('router') : next()); router.get('/', (req, res) => res.send('in')); app.use('/r', router); app.get('/r', (req, res) => res.send('out'));
      app.param('n', (req, res, next, value) => { value === 'bad' ? next(Object.assign(new Error('bad n'), { status: 422 })) : value === 'skip' ? next('route') : next(); });`,
      ['/a/1', '/a/2', '/a/bad', '/a/skip', '/r', '/r?out=1'],
    ),
  ],
};

export const middleware: Family = {
  family: 'middleware order',
  apps: [
    expressApp(
      'before, after and by path',
      `const log = (name) => (req, res, next) => { (req.log ??= []).push(name + ':' + req.url); next(); };
      app.use(log('one'), log('two')); app.use('/api', log('api')); app.use(['/x', /^\\/y/], log('xy'));
      app.all('/api/{*rest}', log('all'));
      app.get('/{*any}', (req, res) => res.json(req.log));
      app.use(log('never'));`,
      ['/', '/api', '/api/deep?q=1', '/x/1', '/yes', '/apix'],
    ),
    expressApp(
      'work around an answer',
      `app.use((req, res, next) => { const end = res.end; res.end = function (...args) { res.setHeader('X-End', 'wrapped'); return end.apply(this, args); }; next(); });
      app.use((req, res, next) => { res.on('finish', () => { app.locals.finished = (app.locals.finished ?? 0) + 1; }); res.on('close', () => { app.locals.closed = (app.locals.closed ?? 0) + 1; }); next(); });
      app.use((req, res, next) => setTimeout(next, 5)); app.use(async (req, res, next) => { await null; next(); });
      app.get('/', (req, res) => res.send('hi')); app.get('/count', (req, res) => res.json([app.locals.finished, req.complete, req.aborted, res.headersSent, res.writableEnded]));`,
      ['/', '/count', '/count'],
    ),
    expressApp(
      'auth, request ids and async context',
      `const store = new AsyncLocalStorage(); let n = 0;
      app.use((req, res, next) => store.run({ id: ++n }, next));
      app.use((req, res, next) => { res.setHeader('X-Request-Id', store.getStore().id); next(); });
      const auth = (req, res, next) => { const [kind, token] = (req.get('authorization') ?? '').split(' '); if (kind !== 'Bearer') return res.set('WWW-Authenticate', 'Bearer').sendStatus(401); if (token !== 'good') return res.status(403).json({ error: 'forbidden' }); next(); };
      app.get('/private', auth, async (req, res) => { await new Promise((done) => setTimeout(done, 3)); res.json({ id: store.getStore().id }); });
      app.use('/admin', auth); app.get('/admin', (req, res) => res.send('admin'));`,
      [
        '/private',
        get('/private', ['Authorization', 'Bearer bad']),
        get('/private', ['Authorization', 'Bearer good']),
        get('/admin', ['authorization', 'Bearer good']),
      ],
      { imports: `import { AsyncLocalStorage } from 'node:async_hooks';` },
    ),
    expressApp(
      'cookie-parser, cors and validation in a chain',
      `app.use(cors({ origin: ['https://a.example', /b\\.example$/], exposedHeaders: ['X-A'], maxAge: 600 }), cookieParser('secret'), express.json());
      const Body = z.object({ name: z.string().min(2), age: z.coerce.number().int().optional() });
      app.post('/', (req, res) => { const r = Body.safeParse(req.body); if (!r.success) return res.status(422).json(r.error.issues.map((i) => [i.path, i.code, i.message])); res.status(201).json(r.data); });
      app.get('/c', (req, res) => res.json([req.cookies, req.signedCookies]));`,
      [
        json('/', { name: 'Ada', age: '3' }),
        json('/', { name: 'A', age: 1.5 }),
        get(
          '/c',
          ['Cookie', 'a=1; b=%7B%22x%22%3A1%7D; j=j%3A%7B%22k%22%3A2%7D; s=s%3Avalue.bad'],
          ['Origin', 'https://a.example'],
        ),
        get('/c', ['Origin', 'https://x.b.example']),
        get('/c', ['Origin', 'https://evil.example']),
        ask(
          'OPTIONS',
          '/',
          ['Origin', 'https://a.example'],
          ['Access-Control-Request-Method', 'POST'],
          ['Access-Control-Request-Headers', 'x-y, z'],
        ),
      ],
      {
        imports: `import cors from 'cors'; import cookieParser from 'cookie-parser'; import { z } from 'zod';`,
      },
    ),
  ],
};

export const errors: Family = {
  family: 'error handlers',
  apps: [
    expressApp(
      'a chain of handlers',
      `class NotFound extends Error { status = 404; }
      app.get('/none', () => { throw new NotFound('nothing here'); });
      app.get('/coded', (req, res, next) => next(Object.assign(new Error('conflict'), { statusCode: 409, headers: { 'X-Why': 'twice' }, expose: true })));
      app.get('/string', (req, res, next) => next('just text')); app.get('/null', (req, res, next) => next(null)); app.get('/object', (req, res, next) => next({ status: 418 }));
      app.get('/sent', (req, res, next) => { res.status(202).write('part'); next(new Error('late')); });
      app.use((error, req, res, next) => { if (error instanceof NotFound) return res.status(404).json({ error: error.message }); next(error); });
      app.use((error, req, res, next) => { if (error.expose) { res.set('X-Seen', '1'); } next(error); });`,
      ['/none', '/coded', '/string', '/null', '/object', '/elsewhere'],
    ),
    expressApp(
      'the last handler, in production',
      `app.get('/500', () => { throw new Error('secret'); }); app.get('/600', (req, res, next) => next(Object.assign(new Error('x'), { status: 600 }))); app.get('/404', (req, res, next) => next(Object.assign(new Error('gone'), { status: 404 })));
      app.get('/preset', (req, res, next) => { res.status(503); next(new Error('busy')); }); app.get('/empty', (req, res, next) => next(new Error('')));
      app.get('/handler', (req, res, next) => next(new Error('first')), (error, req, res, next) => res.send('in the route: ' + error.message));
      app.get('/again', () => { throw new Error('a'); }); app.use('/again', (error, req, res, next) => { throw new Error('b'); }); app.use('/again', (error, req, res, next) => res.status(500).send(error.message));`,
      [
        '/500',
        '/600',
        '/404',
        '/preset',
        '/empty',
        '/handler',
        '/again',
        ask('HEAD', '/500'),
        ask('POST', '/500'),
        '/<script>',
      ],
    ),
    expressApp(
      'the last handler, while developing',
      `app.get('/500', () => { throw new Error('shown <b>'); }); app.get('/text', (req, res, next) => next('only text'));`,
      ['/500', '/text', '/none'],
      { env: { NODE_ENV: 'development' } },
    ),
  ],
};

export const asyncThrows: Family = {
  family: 'async throws',
  apps: [
    expressApp(
      'rejections reach the handler',
      `app.get('/a', async () => { throw Object.assign(new Error('now'), { status: 400 }); });
      app.get('/b', async () => { await new Promise((done) => setTimeout(done, 2)); throw new Error('later'); });
      app.get('/c', () => Promise.reject()); app.get('/d', () => Promise.reject('text'));
      app.get('/e', async (req, res, next) => { await null; next(new Error('through next')); });
      app.param('id', async (req, res, next, id) => { if (id === 'x') throw new Error('bad id'); next(); }); app.get('/p/:id', (req, res) => res.send('ok'));
      app.use('/m', async () => { throw new Error('in middleware'); });
      app.use(async (error, req, res, next) => { await null; res.status(error?.status ?? 500).json({ error: error?.message ?? String(error) }); });`,
      ['/a', '/b', '/c', '/d', '/e', '/p/1', '/p/x', '/m'],
    ),
    expressApp(
      'handlers that throw in turn',
      `app.get('/', async () => { throw new Error('one'); });
      app.use(async (error, req, res, next) => { await null; throw new Error('two after ' + error.message); });
      app.use((error, req, res, next) => { res.status(500).type('text').send(error.message); });
      app.get('/never', async (req, res) => { try { await Promise.reject(new Error('x')); } catch { res.send('caught'); } });`,
      ['/', '/never'],
    ),
    expressApp(
      'all, race, any and finally',
      `const wait = (ms, value) => new Promise((done) => setTimeout(done, ms, value)); const fail = (ms) => new Promise((_, no) => setTimeout(no, ms, new Error('f' + ms)));
      app.get('/all', async (req, res) => res.json(await Promise.all([wait(5, 'a'), wait(1, 'b')])));
      app.get('/settled', async (req, res) => res.json((await Promise.allSettled([wait(1, 1), fail(2)])).map((one) => one.status)));
      app.get('/race', async (req, res) => res.json(await Promise.race([wait(50, 'slow'), wait(1, 'fast')])));
      app.get('/any', async (req, res) => { try { await Promise.any([fail(1), fail(2)]); } catch (error) { res.json([error.name, error.errors.map((one) => one.message)]); } });
      app.get('/finally', async (req, res) => { const seen = []; await fail(1).finally(() => seen.push('f')).catch(() => seen.push('c')); res.json(seen); });
      app.get('/gen', async (req, res) => { async function* three() { for (let n = 0; n < 3; n++) { await wait(1); yield n; } } const out = []; for await (const n of three()) out.push(n); res.json(out); });
      app.get('/throw', async (req, res) => { await Promise.all([wait(5), fail(1)]); });`,
      ['/all', '/settled', '/race', '/any', '/finally', '/gen', '/throw'],
    ),
  ],
};
