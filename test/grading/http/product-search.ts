import { breaksAt, type Corpus, failsAt, type Labelled, passes } from '../labelled.ts';

const shop = "import Database from 'better-sqlite3';\nconst db = new Database('shop.db');";
const search = `app.get('/products', (req, res) => {
  res.json(db.prepare('SELECT id, name FROM products WHERE instr(name, ?) ORDER BY id').all(String(req.query.q ?? '')));
});`;
const signUp = `app.post('/users', (req, res) => {
  const { lastInsertRowid: id } = db.prepare("INSERT INTO users (email, role) VALUES (?, 'customer')").run(String(req.body?.email));
  res.status(201).json({ id, email: String(req.body?.email), role: 'customer' });
});`;

/** An Express program of a search and a registration; what is not given is right. */
function express(parts: { search?: string; signUp?: string; before?: string }): string {
  return `import express from 'express';
${shop}
const app = express();
app.use(express.json());
${parts.before ?? ''}
${parts.search ?? search}
${parts.signUp ?? signUp}
export default app;`;
}

const found = (rows: string) => `app.get('/products', (req, res) => {
  const q = String(req.query.q ?? '');
  ${rows}
});`;

/** A search with an expression of the program put into the middle of its condition. */
function glued(before: string, expression: string, after: string): string {
  return `res.json(db.prepare(\`SELECT id, name FROM products WHERE ${before}\${${expression}}${after} ORDER BY id\`).all());`;
}

function program(submission: Omit<Labelled, 'files'> & { readonly text: string }): Labelled {
  const { text, ...label } = submission;
  return { ...label, files: { 'app.ts': text } };
}

const submissions: readonly Labelled[] = [
  program({
    name: 'Hono, with a filter in JavaScript',
    sort: 'right-unusual',
    failsAt: passes,
    text: `import { Hono } from 'hono';
${shop}
const app = new Hono();
app.get('/products', (c) => {
  const q = c.req.query('q') ?? '';
  return c.json(db.prepare('SELECT id, name FROM products ORDER BY id').all().filter(({ name }) => name.includes(q)));
});
app.post('/users', async (c) => {
  const { email } = await c.req.json();
  return c.json(db.prepare('INSERT INTO users (email) VALUES (?) RETURNING id, email, role').get(email), 201);
});
export default app;`,
  }),
  program({
    name: 'a (req, res) function that reads the body by hand',
    sort: 'right-unusual',
    failsAt: passes,
    text: `import { DatabaseSync } from 'node:sqlite';
const db = new DatabaseSync('shop.db');
export default function (req, res) {
  const url = new URL(req.url, 'http://shop');
  const send = (status, value) => { res.writeHead(status, { 'CONTENT-TYPE': 'Application/JSON; Charset=UTF-8' }); res.end(JSON.stringify(value)); };
  if (req.method === 'GET' && url.pathname === '/products') {
    return send(200, db.prepare("SELECT id, name FROM products WHERE name LIKE '%' || replace(replace(replace(:q, '!', '!!'), '%', '!%'), '_', '!_') || '%' ESCAPE '!' ORDER BY id").all({ q: url.searchParams.get('q') ?? '' }));
  }
  let body = '';
  req.setEncoding('utf8').on('data', (piece) => { body += piece; }).on('end', () => {
    const { email } = JSON.parse(body);
    const { lastInsertRowid } = db.prepare('INSERT INTO users (email) VALUES (?)').run(email);
    send(201, { role: 'customer', email, id: Number(lastInsertRowid) });
  });
}`,
  }),
  program({
    name: 'apostrophes doubled by hand, without a parameter',
    sort: 'right-unusual',
    failsAt: passes,
    text: express({
      search: found(glued("instr(name, '", `q.replaceAll("'", "''")`, "')")),
    }),
  }),
  program({
    name: 'the term travels inside JSON',
    sort: 'right-unusual',
    failsAt: passes,
    text: express({
      search: found(
        "res.json(db.prepare(`SELECT id, name FROM products WHERE instr(name, json_extract(?, '$.q')) ORDER BY id`).all(JSON.stringify({ q })));",
      ),
    }),
  }),
  program({
    name: 'whoever names a role is refused',
    sort: 'right-unusual',
    failsAt: passes,
    text: express({
      signUp: signUp.replace(
        '{\n',
        "{\n  if (Object.keys(req.body).join() !== 'email') return res.sendStatus(422);\n",
      ),
    }),
  }),
  {
    name: 'CommonJS, and the routes in a file of their own',
    sort: 'right-unusual',
    failsAt: passes,
    files: {
      'app.ts': `const express = require('express');
module.exports = express().use(express.json(), require('./routes'));`,
      'routes.js': `const app = require('express').Router();
const Database = require('better-sqlite3');
const db = new Database('./data/shop.db');
${search}
${signUp}
module.exports = app;`,
    },
  },
  program({
    name: 'only the first apostrophe is doubled',
    sort: 'wrong-subtle',
    failsAt: failsAt('search-injection'),
    text: express({
      search: found(glued("instr(name, '", `q.replace("'", "''")`, "')")),
    }),
  }),
  program({
    name: 'a backslash before each apostrophe, which means nothing to SQLite',
    sort: 'wrong-subtle',
    failsAt: failsAt('search-injection'),
    text: express({
      search: found(glued("name LIKE '%", `q.replaceAll("'", "\\\\'")`, "%'")),
    }),
  }),
  program({
    name: 'UNION and comments are taken out of the term, once and in capitals',
    sort: 'wrong-subtle',
    failsAt: failsAt('search-injection'),
    text: express({
      search: found(glued("name LIKE '%", "q.replace(/UNION |--/g, '')", "%'")),
    }),
  }),
  program({
    name: 'errors of SQL become an empty list',
    sort: 'wrong-subtle',
    failsAt: failsAt('search-injection'),
    text: express({
      search: found(`try { ${glued("name LIKE '%", 'q', "%'")} } catch { res.json([]); }`),
    }),
  }),
  program({
    name: 'the term stands between double quotes',
    sort: 'wrong-subtle',
    failsAt: failsAt('search-injection'),
    text: express({
      search: found(glued('name LIKE "%', 'q', '%"')),
    }),
  }),
  program({
    name: 'the term is a pattern of a regular expression',
    sort: 'wrong-subtle',
    failsAt: failsAt('search-injection'),
    text: express({
      search: found(
        "res.json(db.prepare('SELECT id, name FROM products ORDER BY id').all().filter(({ name }) => new RegExp(q).test(name)));",
      ),
    }),
  }),
  program({
    name: 'the cost is given away',
    sort: 'wrong-subtle',
    failsAt: failsAt('search-injection'),
    text: express({
      search: found(
        "res.json(db.prepare('SELECT * FROM products WHERE instr(name, ?) ORDER BY id').all(q));",
      ),
    }),
  }),
  program({
    name: 'the whole name must be equal',
    sort: 'wrong-subtle',
    failsAt: failsAt('search-injection'),
    text: express({
      search: found("res.json(db.prepare('SELECT id, name FROM products WHERE name = ?').all(q));"),
    }),
  }),
  program({
    name: 'the defaults are laid under the body instead of over it',
    sort: 'wrong-subtle',
    failsAt: failsAt('mass-assignment'),
    text: express({
      signUp: `app.post('/users', (req, res) => {
  const user = { role: 'customer', ...req.body };
  res.status(201).json(db.prepare('INSERT INTO users (email, role) VALUES (@email, @role) RETURNING id, email, role').get(user));
});`,
    }),
  }),
  program({
    name: 'the table is right and the answer says what was asked for',
    sort: 'wrong-subtle',
    failsAt: failsAt('mass-assignment'),
    text: express({
      signUp: `app.post('/users', (req, res) => {
  const { lastInsertRowid: id } = db.prepare('INSERT INTO users (email) VALUES (?)').run(req.body.email);
  res.status(201).json({ id, role: 'customer', ...req.body });
});`,
    }),
  }),
  program({
    name: 'the answer is right and the table has an administrator',
    sort: 'wrong-subtle',
    failsAt: failsAt('mass-assignment'),
    text: express({
      signUp: `app.post('/users', (req, res) => {
  const { email, role = 'customer' } = req.body;
  const { id } = db.prepare('INSERT INTO users (email, role) VALUES (?, ?) RETURNING id').get(email, role);
  res.status(201).json({ id, email, role: 'customer' });
});`,
    }),
  }),
  program({
    name: 'the role is written a moment after the answer',
    sort: 'hostile',
    failsAt: failsAt('mass-assignment'),
    text: express({
      signUp: signUp.replace(
        '});\n});',
        "});\n  setTimeout(() => db.prepare('UPDATE users SET role = ? WHERE id = ?').run(req.body.role ?? 'customer', id), 0);\n});",
      ),
    }),
  }),
  program({
    name: '200 instead of 201',
    sort: 'wrong-subtle',
    failsAt: failsAt('mass-assignment'),
    text: express({ signUp: signUp.replace('status(201)', 'status(200)') }),
  }),
  program({
    name: 'the id is text',
    sort: 'wrong-subtle',
    failsAt: failsAt('mass-assignment'),
    text: express({ signUp: signUp.replace('json({ id,', 'json({ id: String(id),') }),
  }),
  program({
    name: 'the new user comes with the token',
    sort: 'wrong-subtle',
    failsAt: failsAt('mass-assignment'),
    text: express({
      signUp: `app.post('/users', (req, res) => {
  res.status(201).json(db.prepare('INSERT INTO users (email) VALUES (?) RETURNING *').get(req.body.email));
});`,
    }),
  }),
  program({
    name: 'the JSON parser comes after the routes',
    sort: 'wrong-subtle',
    failsAt: failsAt('mass-assignment'),
    text: `import express from 'express';
${shop}
const app = express();
${search}
${signUp.replaceAll('req.body?.', 'req.body.')}
app.use(express.json());
export default app;`,
  }),
  program({
    name: 'the examples word for word',
    sort: 'hard-coded',
    failsAt: failsAt('search-injection'),
    text: express({ search: found("res.json(q === 'Lamp' ? [{ id: 3, name: 'Lamp' }] : []);") }),
  }),
  program({
    name: 'different answers to the grader and to a browser',
    sort: 'hostile',
    failsAt: failsAt('search-injection'),
    text: express({
      search: found(
        `if (/grader|node|undici|backline/i.test(req.headers['user-agent'] ?? '')) return res.json([]);
  ${glued("name LIKE '%", 'q', "%'")}`,
      ),
    }),
  }),
  program({
    name: 'ends when it is attacked',
    sort: 'hostile',
    failsAt: breaksAt('search-injection'),
    text: express({
      before: "app.use((req, res, next) => (req.url.includes('UNION') ? process.exit(0) : next()));",
    }),
  }),
  program({
    name: 'does not answer a term with an apostrophe',
    sort: 'hostile',
    failsAt: breaksAt('search-injection'),
    text: express({ search: search.replace('{\n', `{\n  if (String(req.query.q).includes("'")) return;\n`) }),
  }),
];

export const productSearch: Corpus = {
  exercise: 'kinds/http/product-search',
  unnamed: 'passed',
  isCostly: true,
  submissions,
  afterwards: [
    program({
      name: 'new users choose their id',
      sort: 'wrong-subtle',
      failsAt: failsAt('mass-assignment'),
      text: express({
        signUp: `app.post('/users', (req, res) => {
  const { id = null, email } = req.body;
  res.status(201).json(db.prepare('INSERT INTO users (id, email) VALUES (?, ?) RETURNING id, email, role').get(id, String(email)));
});`,
      }),
    }),
  ],
};
