import { breaksAt, type Corpus, failsAt, type Labelled, openAt, passes } from '../labelled.ts';

const every = ['moves', 'any-order', 'receipts'] as const;
const opened = "import Database from 'better-sqlite3';\nconst db = new Database('bank.db');";
const table = `db.exec('CREATE TABLE IF NOT EXISTS transfers (id INTEGER PRIMARY KEY, from_id, to_id, amount); CREATE INDEX IF NOT EXISTS by_payer ON transfers (from_id)');`;
const rule = `const possible = ({ from, to, amount }) => Number.isInteger(amount) && amount > 0 && from !== to
  && amount <= (db.prepare('SELECT balance FROM accounts WHERE id = ?').get(from)?.balance ?? 0);`;
const move = `const move = db.transaction(({ from, to, amount }) => {
  db.prepare('UPDATE accounts SET balance = balance - ? WHERE id = ?').run(amount, from);
  db.prepare('UPDATE accounts SET balance = balance + ? WHERE id = ?').run(amount, to);
  db.prepare('INSERT INTO transfers (from_id, to_id, amount) VALUES (?, ?, ?)').run(from, to, amount);
});`;
const handler = `app.post('/transfers', (req, res) => {
  if (!possible(req.body)) return res.sendStatus(422);
  move(req.body);
  res.sendStatus(201);
});`;
const right = { table, rule, move, handler, before: 'app.use(express.json());' };

/** The right program with one of its parts replaced. */
function express(parts: Partial<typeof right>): string {
  const all = { ...right, ...parts };
  return ["import express from 'express';", opened, 'const app = express();', all.before]
    .concat(all.table, all.rule, all.move, all.handler, 'export default app;')
    .join('\n');
}

function program(submission: Omit<Labelled, 'files'> & { readonly text: string }): Labelled {
  const { text, ...label } = submission;
  return { ...label, files: { 'app.ts': text } };
}

const submissions: readonly Labelled[] = [
  program({
    name: 'Hono and node:sqlite, with the rule in the UPDATE',
    sort: 'right-unusual',
    failsAt: passes,
    text: `import { Hono } from 'hono';
import { DatabaseSync } from 'node:sqlite';
const db = new DatabaseSync('bank.db');
db.exec('CREATE TABLE transfers (from_id INT, to_id INT, amount INT, at TEXT DEFAULT CURRENT_TIMESTAMP); CREATE INDEX x ON transfers (from_id, to_id)');
const app = new Hono();
app.post('/transfers', async (c) => {
  const { from, to, amount } = await c.req.json();
  if (from === to || !(amount > 0) || amount % 1 !== 0) return c.body(null, 422);
  const { changes } = db.prepare('UPDATE accounts SET balance = balance - :amount WHERE id = :from AND balance >= :amount').run({ amount, from });
  if (changes === 0) return c.json({ error: 'not enough' }, 422);
  db.prepare('UPDATE accounts SET balance = balance + ? WHERE id = ?').run(amount, to);
  db.prepare('INSERT INTO transfers (from_id, to_id, amount) VALUES (?, ?, ?)').run(from, to, amount);
  return c.text('moved', 201);
});
export default app;`,
  }),
  program({
    name: 'a trigger does the work and the refusal',
    sort: 'right-unusual',
    failsAt: passes,
    text: express({
      table: `db.exec(\`CREATE TABLE transfers (id INTEGER PRIMARY KEY, from_id INTEGER NOT NULL, to_id INTEGER NOT NULL CHECK (to_id <> from_id), amount INTEGER NOT NULL CHECK (typeof(amount) = 'integer' AND amount > 0));
CREATE INDEX payer ON transfers (from_id);
CREATE TRIGGER moves BEFORE INSERT ON transfers BEGIN
  SELECT RAISE(ABORT, 'not enough') WHERE NEW.amount > (SELECT balance FROM accounts WHERE id = NEW.from_id);
  UPDATE accounts SET balance = balance - NEW.amount WHERE id = NEW.from_id;
  UPDATE accounts SET balance = balance + NEW.amount WHERE id = NEW.to_id;
END\`);`,
      rule: '',
      move: '',
      handler: `app.post('/transfers', (req, res) => {
  try {
    db.prepare('INSERT INTO transfers (from_id, to_id, amount) VALUES (@from, @to, @amount)').run(req.body);
    res.status(201).end();
  } catch {
    res.status(422).end();
  }
});`,
    }),
  }),
  program({
    name: 'plain node:http and a queue of promises',
    sort: 'right-unusual',
    failsAt: passes,
    text: `import http from 'node:http';
${opened}
${table}
${rule}
${move}
let last = Promise.resolve();
const server = new http.Server();
server.on('request', (req, res) => {
  last = last.then(async () => {
    const pieces = [];
    for await (const piece of req) pieces.push(piece);
    const order = JSON.parse(Buffer.concat(pieces));
    await new Promise((resolve) => setTimeout(resolve, 25));
    const isPossible = possible(order);
    if (isPossible) move(order);
    res.writeHead(isPossible ? 201 : 422, { 'Content-Length': 0 }).end();
  });
});
server.listen(0);`,
  }),
  program({
    name: 'amounts and balances as BigInt',
    sort: 'right-unusual',
    failsAt: passes,
    text: express({
      table: `${table}\ndb.defaultSafeIntegers();`,
      rule: `const possible = ({ from, to, amount }) => Number.isInteger(amount) && amount > 0 && from !== to
  && BigInt(amount) <= db.prepare('SELECT balance FROM accounts WHERE id = ?').pluck().get(from);`,
    }),
  }),
  program({
    name: 'column names in other letters, and an index on more columns',
    sort: 'right-unusual',
    failsAt: passes,
    text: express({
      table: `db.exec('CREATE TABLE "transfers" ("AMOUNT" INTEGER, "To_Id" INTEGER, "From_Id" INTEGER, n INTEGER PRIMARY KEY AUTOINCREMENT, note TEXT); CREATE INDEX "my index" ON transfers (from_id ASC, amount DESC)');`,
    }),
  }),
  program({
    name: 'an answer in another language, with a body and headers of its own',
    sort: 'odd-format',
    failsAt: passes,
    text: express({
      handler: handler
        .replace('res.sendStatus(422)', "res.status(422).set('X-Motivo', 'saldo').send('Saldo insuficiente')")
        .replace(
          'res.sendStatus(201)',
          "res.location('/transfers/1').status(201).json({ ok: true, saldo: 1e3 })",
        ),
    }),
  }),
  program({
    name: 'waits four seconds before every transfer',
    sort: 'right-unusual',
    failsAt: passes,
    text: express({
      handler: handler.replace(
        '(req, res) => {',
        'async (req, res) => {\n  await new Promise((go) => setTimeout(go, 4000));',
      ),
    }),
  }),
  program({
    name: 'moves everything down to the last cent but one',
    sort: 'wrong-subtle',
    failsAt: failsAt('any-order'),
    text: express({ rule: rule.replace('amount <= (', 'amount < (') }),
  }),
  program({
    name: 'an amount of 0 is moved',
    sort: 'wrong-subtle',
    failsAt: failsAt('any-order'),
    text: express({ rule: rule.replace('amount > 0', 'amount >= 0') }),
  }),
  program({
    name: 'an account may pay itself',
    sort: 'wrong-subtle',
    failsAt: failsAt('any-order'),
    text: express({ rule: rule.replace('&& from !== to', '') }),
  }),
  program({
    name: '400 instead of 422',
    sort: 'wrong-subtle',
    failsAt: failsAt('moves', 'any-order'),
    text: express({ handler: handler.replace('422', '400') }),
  }),
  program({
    name: '200 instead of 201',
    sort: 'wrong-subtle',
    failsAt: { ...failsAt('moves', 'any-order'), ...openAt('receipts') },
    text: express({ handler: handler.replace('201', '200') }),
  }),
  program({
    name: 'the receiver gets nothing',
    sort: 'wrong-subtle',
    failsAt: failsAt('moves', 'any-order'),
    text: express({ move: move.replace(/.*balance \+.*\n/, '') }),
  }),
  program({
    name: 'refused transfers are kept as well',
    sort: 'wrong-subtle',
    failsAt: failsAt('receipts'),
    text: express({
      move: move.replace(/.*INSERT.*\n/, ''),
      handler: handler.replace(
        '{\n',
        "{\n  const { from, to, amount } = req.body;\n  db.prepare('INSERT INTO transfers (from_id, to_id, amount) VALUES (?, ?, ?)').run(from, to, amount);\n",
      ),
    }),
  }),
  program({
    name: 'payer and receiver are swapped in the table',
    sort: 'wrong-subtle',
    failsAt: failsAt('receipts'),
    text: express({ move: move.replace('(from_id, to_id, amount)', '(to_id, from_id, amount)') }),
  }),
  program({
    name: 'the index begins with who was paid',
    sort: 'wrong-subtle',
    failsAt: failsAt('moves'),
    text: express({ table: table.replace('transfers (from_id)', 'transfers (to_id, from_id)') }),
  }),
  program({
    name: 'transfers are kept in an array',
    sort: 'wrong-subtle',
    failsAt: { ...failsAt('moves'), ...breaksAt('receipts') },
    text: express({
      table: 'const transfers = [];',
      move: move.replace(/.*INSERT.*\n/, '  transfers.push({ from, to, amount });\n'),
    }),
  }),
  program({
    name: 'balances live in memory and are written back when the clock strikes',
    sort: 'wrong-subtle',
    failsAt: failsAt('moves', 'any-order'),
    text: express({
      rule: `const balances = Object.fromEntries(db.prepare('SELECT id, balance FROM accounts').all().map(({ id, balance }) => [id, balance]));
const possible = ({ from, to, amount }) => Number.isInteger(amount) && amount > 0 && from !== to && amount <= balances[from];`,
      move: `function move({ from, to, amount }) {
  balances[from] -= amount;
  balances[to] += amount;
  db.prepare('INSERT INTO transfers (from_id, to_id, amount) VALUES (?, ?, ?)').run(from, to, amount);
}
setInterval(() => { for (const id in balances) db.prepare('UPDATE accounts SET balance = ? WHERE id = ?').run(balances[id], id); }, 3_600_000);`,
    }),
  }),
  program({
    name: 'the requests of the examples, word for word',
    sort: 'hard-coded',
    failsAt: { ...failsAt('any-order'), ...openAt('receipts') },
    text: express({
      rule: 'const possible = ({ amount }) => amount === 30;',
      move: `const move = () => db.exec('UPDATE accounts SET balance = 70 WHERE id = 1; UPDATE accounts SET balance = 30 WHERE id = 3');`,
    }),
  }),
  program({
    name: 'an exception instead of a refusal',
    sort: 'wrong-subtle',
    failsAt: failsAt('moves', 'any-order'),
    text: express({
      handler: handler.replace('return res.sendStatus(422)', "throw new RangeError('not enough')"),
    }),
  }),
  program({
    name: 'falls over at a refusal',
    sort: 'wrong-subtle',
    failsAt: breaksAt(...every),
    text: express({
      handler: handler.replace(
        'return res.sendStatus(422)',
        "{ setImmediate(() => { throw new Error('not enough'); }); return; }",
      ),
    }),
  }),
  program({
    name: 'the body is not read',
    sort: 'wrong-subtle',
    failsAt: { ...failsAt('moves', 'any-order'), ...openAt('receipts') },
    text: express({ before: '', rule: 'const possible = (body) => body?.amount > 0;' }),
  }),
  program({
    name: 'patched prototypes of the author',
    sort: 'hostile',
    failsAt: { ...failsAt('moves', 'any-order'), ...breaksAt('receipts') },
    text: `Object.fromEntries = () => ({ 1: 100, 2: 50, 3: 0 });
Array.prototype.map = function () { return []; };
JSON.parse = () => ({});
globalThis.world = { request: () => ({ status: 201 }), sql: () => [] };
import { createServer } from 'node:http';
export default createServer((req, res) => { res.statusCode = 201; res.end(); });`,
  }),
  program({
    name: 'a status that is a text, a boolean, or nothing',
    sort: 'hostile',
    failsAt: failsAt('moves', 'any-order'),
    text: `import { createServer } from 'node:http';
${opened}
${table}
export default createServer((req, res) => { res.statusCode = 299; res.statusMessage = '201 Created'; res.end('201'); });`,
  }),
  program({
    name: 'balances by a view over the accounts that were renamed',
    sort: 'hostile',
    failsAt: { ...failsAt('any-order'), ...openAt('receipts') },
    text: express({
      table: `db.exec('ALTER TABLE accounts RENAME TO real_accounts; CREATE VIEW accounts AS SELECT 1 AS id, 70 AS balance UNION SELECT 2, 50 UNION SELECT 3, 30'); ${table}`,
      rule: 'const possible = ({ amount }) => amount === 30;',
      move: 'const move = () => {};',
    }),
  }),
];

export const transfers: Corpus = {
  exercise: 'kinds/http/transfers',
  unnamed: 'passed',
  isCostly: true,
  submissions,
  afterwards: [
    program({
      name: 'answers first and moves later',
      sort: 'wrong-subtle',
      failsAt: { ...failsAt('any-order'), ...openAt('moves', 'receipts') },
      text: express({
        handler: handler.replace(
          '  move(req.body);\n  res.sendStatus(201);',
          '  res.sendStatus(201);\n  setTimeout(() => move(req.body), 500);',
        ),
      }),
    }),
  ],
};
