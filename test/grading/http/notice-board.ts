import { type Corpus, failsAt, type Labelled, openAt, passes } from '../labelled.ts';

function program(submission: Omit<Labelled, 'files'> & { readonly text: string }): Labelled {
  const { text, ...label } = submission;
  return { ...label, files: { 'app.ts': text } };
}

/** A right board, as a table of handlers: [path, method] to an answer. */
const board = `const { createServer } = require('http');
const notices = { __proto__: null, welcome: 'Read me first.' };
const show = (name) => ({ name, text: notices[name] });
const say = (res, status, value, headers) => {
  res.writeHead(status, Object.assign({ 'content-type': 'application/json; charset=utf-8' }, headers));
  res.end(JSON.stringify(value, null, 2));
};
const none = (res) => say(res, 404, { error: 'nothing here' });
const one = {
  GET: (res, name) => (name in notices ? say(res, 200, show(name)) : none(res)),
  HEAD: (res, name) => one.GET(res, name),
  DELETE: (res, name) => (name in notices ? (delete notices[name], res.writeHead(204).end()) : none(res)),
  OPTIONS: (res) => res.writeHead(204, { allow: 'options,delete , PUT, HEAD,GET' }).end(),
  PUT: (res, name, body) => {
    let text;
    try { ({ text } = JSON.parse(body)); } catch { }
    if (!text || text !== String(text)) return say(res, 400, { error: 'no text' });
    const status = name in notices ? 200 : 201;
    notices[name] = text;
    say(res, status, show(name));
  },
};
const all = {
  GET: (res) => say(res, 200, Object.keys(notices).sort().map(show)),
  HEAD: (res) => all.GET(res),
  OPTIONS: (res) => res.writeHead(204, { ALLOW: 'HEAD, GET, OPTIONS' }).end(),
};
module.exports = createServer((req, res) => {
  const pieces = [];
  req.on('data', (piece) => pieces.push(piece));
  req.on('end', () => {
    const [path] = req.url.split('?');
    const name = path.startsWith('/notices/') ? path.slice(9) : '';
    if (path !== '/notices' && !/^[a-z0-9-]+$/.test(name)) return none(res);
    const methods = name ? one : all;
    const handle = Object.hasOwn(methods, req.method) && methods[req.method];
    if (!handle) return say(res, 405, { error: 'not like this' }, { Allow: Object.keys(methods).join() });
    handle(res, name, Buffer.concat(pieces).toString());
  });
});`;

const but = (...changes: readonly (readonly [string, string])[]) =>
  changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the board has no ${from}`);
    return text.replace(from, to);
  }, board);

export const noticeBoard: Corpus = {
  exercise: 'foundations/methods-status-headers/notice-board',
  unnamed: 'passed',
  submissions: [
    program({
      name: 'CommonJS, a table of handlers, and JSON on many lines',
      sort: 'right-unusual',
      failsAt: passes,
      text: board,
    }),
    program({
      name: 'a PUT on a notice that is there says 201',
      sort: 'wrong-subtle',
      failsAt: failsAt('replace', 'other-notices'),
      text: but(['name in notices ? 200 : 201', '201']),
    }),
    program({
      name: 'Allow without OPTIONS',
      sort: 'wrong-subtle',
      failsAt: failsAt('not-allowed', 'options'),
      text: but(
        ['Object.keys(methods).join()', "Object.keys(methods).filter((m) => m !== 'OPTIONS').join()"],
        ['options,delete , PUT, HEAD,GET', 'DELETE, PUT, HEAD, GET'],
        ['HEAD, GET, OPTIONS', 'HEAD, GET'],
      ),
    }),
    program({
      name: 'Allow with one method too many',
      sort: 'wrong-subtle',
      failsAt: failsAt('not-allowed'),
      text: but(['Object.keys(methods).join()', "[...Object.keys(methods), 'POST'].join()"]),
    }),
    program({
      name: '200 with two braces in place of 204',
      sort: 'wrong-subtle',
      failsAt: failsAt('delete', 'other-notices'),
      text: but([
        '(delete notices[name], res.writeHead(204).end())',
        '(delete notices[name], say(res, 200, {}))',
      ]),
    }),
    program({
      name: 'the order in which notices were made',
      sort: 'wrong-subtle',
      failsAt: { ...failsAt('board'), ...openAt('other-notices') },
      text: but(['Object.keys(notices).sort()', 'Object.keys(notices)']),
    }),
    program({
      name: 'errors as plain text',
      sort: 'wrong-subtle',
      failsAt: failsAt('missing', 'bad-body', 'delete', 'not-allowed', 'other-notices'),
      text: but(
        [
          'const none',
          'const inner = say; say = (res, status, value, headers) => status < 400 ? inner(res, status, value, headers) : res.writeHead(status, headers).end(value.error);\nconst none',
        ],
        ['const say', 'let say'],
      ),
    }),
  ],
  afterwards: [
    program({
      name: 'nothing, of the type JSON',
      sort: 'wrong-subtle',
      failsAt: { ...failsAt('delete'), ...openAt('other-notices') },
      text: but([
        'res.writeHead(204).end())',
        "res.writeHead(204, { 'content-type': 'application/json' }).end())",
      ]),
    }),
  ],
};
