import { breaksAt, type Corpus, failsAt, type Labelled, openAt, passes } from '../labelled.ts';

const every = ['lists', 'few-statements', 'steady'] as const;
const opened = "import Database from 'better-sqlite3';\nconst db = new Database('shop.db');";
const grouped = `
  const byOrder = Map.groupBy(db.prepare('SELECT * FROM items ORDER BY id').all(), (item) => item.order_id);
  const orders = db.prepare('SELECT id, customer FROM orders ORDER BY id').all().map((order) => ({
    ...order,
    items: (byOrder.get(order.id) ?? []).map(({ product, quantity }) => ({ product, quantity })),
  }));`;
const express = (handler: string) => `import express from 'express';
${opened}
const app = express();
app.get('/orders', (req, res) => {
${handler}
});
export default app;`;

function program(submission: Omit<Labelled, 'files'> & { readonly text: string }): Labelled {
  const { text, ...label } = submission;
  return { ...label, files: { 'app.ts': text } };
}

const submissions: readonly Labelled[] = [
  program({
    name: 'Hono, with two statements',
    sort: 'right-unusual',
    failsAt: passes,
    text: `import { Hono } from 'hono';
${opened}
const app = new Hono();
app.get('/orders', (c) => {${grouped} return c.json(orders); });
export default app;`,
  }),
  program({
    name: 'plain node:http that listens, and node:sqlite',
    sort: 'right-unusual',
    failsAt: passes,
    text: `import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
const db = new DatabaseSync('orders.sqlite');
createServer((req, res) => {
  if (req.url !== '/orders') { res.statusCode = 404; return res.end(); }${grouped}
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify(orders));
}).listen(process.env.PORT ?? 3000, () => console.log('ready'));`,
  }),
  program({
    name: 'CommonJS',
    sort: 'right-unusual',
    failsAt: passes,
    text: `const express = require('express');
const Database = require('better-sqlite3');
const db = new Database('shop.db', { fileMustExist: true });
const app = express();
app.get('/orders', function (req, res) {${grouped} res.send(orders); });
module.exports = app;`,
  }),
  program({
    name: 'SQLite builds the JSON, which is sent with blanks and as text',
    sort: 'odd-format',
    failsAt: passes,
    text: express(`const { list } = db.prepare(\`SELECT json_group_array(json_object('id', id, 'customer', customer, 'items',
    (SELECT json_group_array(json_object('product', product, 'quantity', quantity) ORDER BY id)
     FROM items WHERE order_id = o.id)) ORDER BY id) AS list FROM orders AS o\`).get();
  res.type('text/plain').send('\\n  ' + JSON.stringify(JSON.parse(list), null, '\\t') + '  \\n\\n');`),
  }),
  program({
    name: 'keys in another order, and numbers with a fraction of nothing',
    sort: 'odd-format',
    failsAt: passes,
    text: express(`${grouped}
  const text = orders.map(({ id, customer, items }) => \`{"items":\${JSON.stringify(items)
    .replace(/"quantity":(\\d+)/g, '"quantity":$1.0')},"customer":"\\\\u00\${customer.charCodeAt(0).toString(16)}\${customer.slice(1)}","id":\${id}e0}\`);
  res.type('json').send('[' + text.join(',\\n') + ']');`),
  }),
  program({
    name: 'an answer after a while',
    sort: 'right-unusual',
    failsAt: passes,
    text: express(
      `${grouped} setTimeout(() => setImmediate(() => process.nextTick(() => res.json(orders))), 800);`,
    ),
  }),
  program({
    name: 'a read transaction around two statements would be four',
    sort: 'wrong-subtle',
    failsAt: failsAt('few-statements'),
    text: express(`const read = db.transaction(() => {${grouped} return orders; });
  res.json(read());`),
  }),
  program({
    name: 'an answer in pieces, from an iterator',
    sort: 'right-unusual',
    failsAt: passes,
    text: express(`const items = db.prepare('SELECT order_id, product, quantity FROM items ORDER BY order_id, id').iterate();
  let next = items.next().value;
  res.type('json').write('[');
  let comma = '';
  for (const order of db.prepare('SELECT id, customer FROM orders ORDER BY id').all()) {
    const own = [];
    for (; next?.order_id === order.id; next = items.next().value) {
      own.push({ product: next.product, quantity: next.quantity });
    }
    res.write(comma + JSON.stringify({ ...order, items: own }));
    comma = ',';
  }
  res.end(']');`),
  }),
  program({
    name: 'everything is read when the program starts',
    sort: 'right-unusual',
    failsAt: passes,
    text: `import express from 'express';
${opened}${grouped}
export default express().get('/orders', (req, res) => res.json(orders));`,
  }),
  program({
    name: 'one by one, behind a cache that is cold the first time',
    sort: 'wrong-subtle',
    failsAt: failsAt('few-statements', 'steady'),
    text: `import express from 'express';
${opened}
const cache = new Map();
const itemsOf = (id) => {
  if (!cache.has(id)) cache.set(id, db.prepare('SELECT product, quantity FROM items WHERE order_id = ? ORDER BY id').all(id));
  return cache.get(id);
};
export default express().get('/orders', (req, res) => {
  const orders = db.prepare('SELECT id, customer FROM orders ORDER BY id').all();
  res.json(orders.map((order) => ({ ...order, items: itemsOf(order.id) })));
});`,
  }),
  program({
    name: 'one by one, after the answer, to no purpose',
    sort: 'wrong-subtle',
    failsAt: failsAt('few-statements', 'steady'),
    text: express(`${grouped} res.json(orders);
  setTimeout(() => { for (const { id } of orders) db.prepare('SELECT 1 FROM items WHERE order_id = ?').get(id); }, 0);`),
  }),
  program({
    name: 'one by one in a single exec',
    sort: 'wrong-subtle',
    failsAt: failsAt('few-statements', 'steady'),
    text: express(
      `${grouped} db.exec(orders.map(({ id }) => 'SELECT * FROM items WHERE order_id = ' + id).join(';')); res.json(orders);`,
    ),
  }),
  program({
    name: 'the newest order first',
    sort: 'wrong-subtle',
    failsAt: failsAt(...every),
    text: express(`const rows = db.prepare('SELECT o.id, customer, product, quantity FROM orders o LEFT JOIN items i ON order_id = o.id ORDER BY o.id DESC, i.id').all();
  const list = Object.values(Object.groupBy(rows, ({ id }) => 'o' + id));
  res.json(list.map((own) => ({ id: own[0].id, customer: own[0].customer, items: own.filter(({ product }) => product).map(({ product, quantity }) => ({ product, quantity })) })));`),
  }),
  program({
    name: 'an order without items has a list with one that is null',
    sort: 'wrong-subtle',
    failsAt: { ...failsAt('lists'), ...openAt('few-statements', 'steady') },
    text: express(`const rows = db.prepare('SELECT o.id, customer, product, quantity FROM orders o LEFT JOIN items i ON order_id = o.id ORDER BY o.id, i.id').all();
  const list = [...Map.groupBy(rows, ({ id }) => id).values()];
  res.json(list.map((own) => ({ id: own[0].id, customer: own[0].customer, items: own.map(({ product, quantity }) => ({ product, quantity })) })));`),
  }),
  program({
    name: 'quantities are text',
    sort: 'wrong-subtle',
    failsAt: failsAt('lists', 'few-statements', 'steady'),
    text: express(
      `${grouped} res.json(orders.map((o) => ({ ...o, items: o.items.map((i) => ({ ...i, quantity: String(i.quantity) })) })));`,
    ),
  }),
  program({
    name: 'the id of each item is given too',
    sort: 'wrong-subtle',
    failsAt: failsAt(...every),
    text: express(
      `${grouped.replace('({ product, quantity }) => ({ product, quantity })', '({ id, product, quantity }) => ({ id, product, quantity })')} res.json(orders);`,
    ),
  }),
  program({
    name: 'a list in an envelope',
    sort: 'wrong-subtle',
    failsAt: failsAt(...every),
    text: express(`${grouped} res.json({ orders });`),
  }),
  program({
    name: 'no more than a hundred orders',
    sort: 'wrong-subtle',
    failsAt: failsAt('few-statements', 'steady'),
    text: express(
      `${grouped.replace("ORDER BY id').all().map", "ORDER BY id LIMIT 100').all().map")} res.json(orders);`,
    ),
  }),
  program({
    name: 'the three orders of the example, word for word',
    sort: 'hard-coded',
    failsAt: failsAt('few-statements', 'steady'),
    text: express(`res.json([{ id: 1, customer: 'Ana', items: [{ product: 'Mug', quantity: 2 }, { product: 'Lamp', quantity: 1 }] },
    { id: 2, customer: 'Bruno', items: [] }, { id: 3, customer: 'Carla', items: [{ product: 'Lamp', quantity: 1 }] }]);`),
  }),
  program({
    name: 'one by one for few orders, and none for many',
    sort: 'hard-coded',
    failsAt: failsAt('few-statements', 'steady'),
    text: express(`const orders = db.prepare('SELECT id, customer FROM orders ORDER BY id').all();
  const few = orders.length <= 3;
  res.json(orders.map((o) => ({ ...o, items: few ? db.prepare('SELECT product, quantity FROM items WHERE order_id = ? ORDER BY id').all(o.id) : [] })));`),
  }),
  program({
    name: 'a JSON.stringify that gives the example',
    sort: 'hostile',
    failsAt: failsAt('few-statements', 'steady'),
    text: `JSON.stringify = () => '[{"id":1,"customer":"Ana","items":[{"product":"Mug","quantity":2},{"product":"Lamp","quantity":1}]},{"id":2,"customer":"Bruno","items":[]},{"id":3,"customer":"Carla","items":[{"product":"Lamp","quantity":1}]}]';
Array.prototype.toJSON = () => ({ $any: true });
${express('res.json([])')}`,
  }),
  program({
    name: 'a matcher in the answer',
    sort: 'hostile',
    failsAt: failsAt(...every),
    text: express('res.json({ $any: true });'),
  }),
  program({
    name: 'ends the process with 0 and prints a verdict',
    sort: 'hostile',
    failsAt: breaksAt(...every),
    text: express(`console.log('{"status":"passed"}'); process.stdout.write('PASS\\n'); process.exit(0);`),
  }),
  program({
    name: 'statements hidden from the count by a patched prepare',
    sort: 'hostile',
    failsAt: failsAt('few-statements', 'steady'),
    text: `import express from 'express';
import Database from 'better-sqlite3';
const run = Database.prototype.prepare;
Database.prototype.prepare = function (sql) { const made = run.call(this, sql); return { all: (...given) => made.all(...given) }; };
const db = new Database('shop.db');
export default express().get('/orders', (req, res) => {
  const orders = db.prepare('SELECT id, customer FROM orders ORDER BY id').all();
  res.json(orders.map((o) => ({ ...o, items: db.prepare('/* none */ SELECT product, quantity FROM items WHERE order_id = ? ORDER BY id').all(o.id) })));
});`,
  }),
  program({
    name: 'never answers',
    sort: 'wrong-subtle',
    failsAt: breaksAt(...every),
    text: express('db.prepare("SELECT 1").get();'),
  }),
];

export const ordersWithItems: Corpus = {
  exercise: 'kinds/http/orders-with-items',
  unnamed: 'passed',
  isCostly: true,
  submissions,
  afterwards: [
    program({
      name: 'one by one on another connection',
      sort: 'hostile',
      failsAt: failsAt('few-statements', 'steady'),
      text: express(`const orders = db.prepare('SELECT id, customer FROM orders ORDER BY id').all();
  const other = new Database('shop.db', { readonly: true });
  const own = other.prepare('SELECT product, quantity FROM items WHERE order_id = ? ORDER BY id');
  res.json(orders.map((order) => ({ ...order, items: own.all(order.id) })));`),
    }),
    program({
      name: 'a list of ids glued into one statement',
      sort: 'right-unusual',
      failsAt: passes,
      text: express(`const orders = db.prepare('SELECT id, customer FROM orders ORDER BY id').all();
  const items = db.prepare('SELECT * FROM items WHERE order_id IN (' + orders.map(({ id }) => id).join() + ') ORDER BY id').all();
  const byOrder = Object.groupBy(items, (item) => item.order_id);
  res.json(orders.map((order) => ({ ...order, items: (byOrder[order.id] ?? []).map(({ product, quantity }) => ({ product, quantity })) })));`),
    }),
    program({
      name: 'one by one through a function of the database',
      sort: 'hostile',
      failsAt: failsAt('few-statements', 'steady'),
      text: express(`const own = db.prepare('SELECT product, quantity FROM items WHERE order_id = ? ORDER BY id');
  const reader = new Database('shop.db');
  reader.function('items_of', (id) => JSON.stringify(own.all(id)));
  const orders = reader.prepare('SELECT id, customer, items_of(id) AS items FROM orders ORDER BY id').all();
  res.json(orders.map((order) => ({ ...order, items: JSON.parse(order.items) })));`),
    }),
  ],
};
