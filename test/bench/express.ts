import { Agent, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Database from 'better-sqlite3';
import express from 'express';
import type { Sandbox } from '../../sandbox/types.ts';
import { benchExercise, submit } from './exercise.ts';
import { type BenchRow, measureBeside, personsPauseMs, row } from './measure.ts';
import { newProcesses } from './new-process.ts';

const schema = `CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
INSERT INTO notes (text) VALUES ('first'), ('second'), ('third');`;

/** What the learner writes; the baseline below is the same program on plain Node. */
const app = `import express from 'express';
import Database from 'better-sqlite3';

const db = new Database('notes.db');
const app = express();
app.use(express.json());
app.get('/notes/:id', (req, res) => {
  const note = db.prepare('SELECT id, text FROM notes WHERE id = ?').get(req.params.id);
  if (note === undefined) return res.status(404).json({ error: 'no such note' });
  res.json(note);
});
app.post('/notes', (req, res) => {
  const { lastInsertRowid } = db.prepare('INSERT INTO notes (text) VALUES (?)').run(req.body.text);
  res.status(201).json({ id: Number(lastInsertRowid), text: req.body.text });
});
export default app;
`;

const requests = Array.from({ length: 20 }, (_, index) =>
  index % 2 === 0
    ? { method: 'POST', path: '/notes', json: { text: `note ${index}` }, status: 201 }
    : { method: 'GET', path: `/notes/${4 + (index - 1) / 2}`, json: undefined, status: 200 },
);

const exercise = benchExercise(
  'http',
  {
    entry: 'app.ts',
    databases: { main: 'notes.sql' },
    checks: [
      {
        id: 'twenty',
        name: 'Twenty requests',
        steps: requests.map(({ method, path, json, status }) => ({
          request: { method, path, ...(json === undefined ? {} : { json }) },
          expect: { status, json: { id: { $type: 'integer' }, text: { $match: '^note ' } } },
        })),
      },
    ],
  },
  { solution: { 'app.ts': app }, resources: { 'notes.sql': schema } },
);

/** Twenty requests to an Express app in a fresh world, beside the same over loopback with keep-alive. */
export async function benchExpress(sandbox: Sandbox, rounds: number): Promise<BenchRow[]> {
  const files = { 'app.ts': app };
  const plain = await startPlainNode();
  const processes = newProcesses(app);
  try {
    for (let warmUp = 0; warmUp < 10; warmUp += 1) {
      await submit(sandbox, exercise, files);
      await plain.twentyRequests();
    }
    const { ours, theirs } = await measureBeside(
      rounds,
      () => submit(sandbox, exercise, files),
      () => plain.twentyRequests(),
      personsPauseMs,
    );
    const beside = await measureBeside(
      Math.max(5, Math.round(rounds / 3)),
      () => submit(sandbox, exercise, files),
      () => processes.twentyRequests(),
      personsPauseMs,
    );
    return [
      row('express-20-warm', ours, 'plain Node over loopback', theirs),
      row('express-20-warm-beside-processes', beside.ours, 'one new process per submission', beside.theirs),
    ];
  } finally {
    processes.close();
    plain.close();
  }
}

interface PlainNode {
  readonly twentyRequests: () => Promise<void>;
  readonly close: () => void;
}

/** The same app with Express loaded and the server up; each round gets fresh rows, as a fresh world does. */
async function startPlainNode(): Promise<PlainNode> {
  const db = new Database(':memory:');
  const server = plainApp(db).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    twentyRequests: async () => {
      db.exec(`DROP TABLE IF EXISTS notes; ${schema}`);
      for (const wanted of requests) {
        const answer = await send(server, agent, wanted);
        const note = JSON.parse(answer.body) as { id: unknown; text: unknown };
        if (answer.status !== wanted.status || typeof note.id !== 'number' || typeof note.text !== 'string') {
          throw new Error(`plain Node answered ${answer.status} ${answer.body}`);
        }
      }
    },
    close: () => {
      agent.destroy();
      server.close();
      db.close();
    },
  };
}

function plainApp(db: Database.Database) {
  const plain = express();
  plain.use(express.json());
  plain.get('/notes/:id', (req, res) => {
    const note = db.prepare('SELECT id, text FROM notes WHERE id = ?').get(req.params.id);
    if (note === undefined) return res.status(404).json({ error: 'no such note' });
    return res.json(note);
  });
  plain.post('/notes', (req, res) => {
    const { lastInsertRowid } = db.prepare('INSERT INTO notes (text) VALUES (?)').run(req.body.text);
    res.status(201).json({ id: Number(lastInsertRowid), text: req.body.text });
  });
  return plain;
}

function send(
  server: Server,
  agent: Agent,
  { method, path, json }: (typeof requests)[number],
): Promise<{ readonly status: number; readonly body: string }> {
  const { port } = server.address() as AddressInfo;
  const body = json === undefined ? undefined : JSON.stringify(json);
  return new Promise((resolve, reject) => {
    const headers =
      body === undefined
        ? {}
        : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const sent = httpRequest({ host: '127.0.0.1', port, method, path, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
