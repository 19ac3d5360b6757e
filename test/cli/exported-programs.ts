import { type FidelityRequest, json } from '../fidelity/app.ts';

export interface ExportedProgram {
  readonly name: string;
  /** Path to text; the first is the entry. */
  readonly files: Readonly<Record<string, string>>;
  readonly requests: readonly FidelityRequest[];
  /** What package.json must name, and nothing else. */
  readonly packages: readonly string[];
  /** The files of databases that the first start must make. */
  readonly databases: readonly string[];
}

/** Programs of each way to write a server, with what only a world or a loader makes easy. */
export const programs: readonly ExportedProgram[] = [
  {
    name: 'Express and better-sqlite3, in TypeScript',
    packages: ['better-sqlite3', 'express', 'tsx', 'zod'],
    databases: ['src/notes.db', 'src/logs/audit.sqlite'],
    files: {
      'app.ts': `import express, { Request, Response } from 'express';
import { z } from 'zod';
import { addNote, allNotes, auditCount, Shape } from './store.js';

enum Status { Created = 201, Conflict = 409 }

class Greeter {
  constructor(private readonly words: string) {}
  greet() { return this.words; }
}

const body = z.object({ text: z.string().min(1) });
const app = express();
app.use(express.json());
app.get('/', (_req: Request, res: Response) => void res.send(new Greeter(process.env.GREETING ?? '').greet()));
app.get('/notes', (_req, res) => void res.json(allNotes()));
app.post('/notes', (req, res) => {
  const parsed = body.safeParse(req.body);
  if (!parsed.success) return void res.status(400).json({ issues: parsed.error.issues });
  const note: Shape | null = addNote(parsed.data.text);
  if (note === null) return void res.status(Status.Conflict).json({ error: Status[Status.Conflict] });
  res.status(Status.Created).location('/notes/' + note.id).json(note);
});
app.get('/audit', (_req, res) => void res.json({ entries: auditCount() }));
app.get('/fails', () => { throw new Error('told'); });
await Promise.resolve();
export default app;
`,
      'store.ts': `import { join } from 'node:path';
import Database from 'better-sqlite3';

export interface Shape { id: number; text: string }
const db = new Database('notes.db');
const audit = new Database(join(import.meta.dirname, 'logs', 'audit.sqlite'));
export const allNotes = () => db.prepare('SELECT * FROM notes ORDER BY id').all() as Shape[];
export const auditCount = () => audit.prepare('SELECT count(*) FROM entries').pluck().get();
export function addNote(text: string): Shape | null {
  audit.prepare('INSERT INTO entries VALUES (?)').run(text);
  try {
    return db.prepare('INSERT INTO notes (text) VALUES (?) RETURNING *').get(text) as Shape;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE') return null;
    throw error;
  }
}
`,
    },
    requests: [
      '/',
      '/notes',
      json('/notes', { text: 'Eggs' }),
      json('/notes', { text: 'Eggs' }),
      json('/notes', { text: '' }),
      { method: 'HEAD', path: '/notes' },
      '/audit',
      '/nothing',
      '/notes',
    ],
  },
  {
    name: 'Hono and node:sqlite, opened when it is first asked',
    packages: ['@hono/node-server', 'hono'],
    databases: ['src/main.sqlite3'],
    files: {
      'app.js': `import { DatabaseSync } from 'node:sqlite';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
const app = new Hono();
app.use(cors());
let db;
const database = () => (db ??= new DatabaseSync(process.env.DATABASE ?? ['main', 'sqlite3'].join('.')));
app.get('/notes', (c) => c.json(database().prepare('SELECT * FROM notes ORDER BY id').all()));
app.post('/notes', async (c) => {
  const { text } = await c.req.json();
  const { lastInsertRowid } = database().prepare('INSERT INTO notes (text) VALUES (?)').run(text);
  return c.json({ id: lastInsertRowid }, 201, { Location: '/notes/' + lastInsertRowid });
});
app.get('/stream', () => new Response(new ReadableStream({
  start(controller) {
    for (const part of ['one ', 'two ', 'three']) controller.enqueue(new TextEncoder().encode(part));
    controller.close();
  },
})));
export default app;
`,
    },
    requests: [
      '/notes',
      json('/notes', { text: 'Tea' }),
      '/notes',
      '/stream',
      '/nothing',
      { method: 'OPTIONS', path: '/notes' },
    ],
  },
  {
    name: 'plain node:http in CommonJS, with a file of its own',
    packages: [],
    databases: ['src/data.db'],
    files: {
      'app.js': `const { readFileSync } = require('fs');
const { join } = require('path');
const notes = require('./lib/notes');
module.exports = function (req, res) {
  if (req.url === '/page') {
    res.setHeader('Content-Type', 'text/html');
    return res.end(readFileSync('public/page.html'));
  }
  if (req.url === '/same') return res.end(readFileSync(join(__dirname, 'public', 'page.html')));
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ method: req.method, notes: notes.all() }));
};
`,
      'lib/notes.js': `const { DatabaseSync } = require('node:sqlite');
const db = new DatabaseSync('./data.db');
exports.all = () => db.prepare('SELECT text FROM notes').all();
`,
      'public/page.html': '<p>olá\r\n</p>',
    },
    requests: ['/notes', '/page', '/same', { method: 'DELETE', path: '/notes' }],
  },
  {
    name: 'an app that listens by itself and exports nothing',
    packages: ['express'],
    databases: ['src/audit.db', 'src/main.db'],
    files: {
      'app.js': `import express from 'express';
const app = express();
app.get('/', (req, res) => res.json({ query: req.query }));
app.listen(process.env.PORT, () => console.log('ready'));
`,
    },
    requests: ['/?a=1&a=2', '/nothing'],
  },
  {
    name: 'an object with fetch alone, in a file with a long name',
    packages: ['@hono/node-server', 'hono'],
    databases: [],
    files: {
      'my server/app #1.mjs': `const fetch = async (request) => Response.json({ url: new URL(request.url).pathname, body: await request.text() });
export default { fetch };
`,
    },
    requests: ['/a', json('/b', [1])],
  },
  {
    name: 'a server that is exported and listens as well, in CommonJS and TypeScript',
    packages: ['tsx'],
    databases: [],
    files: {
      'app.ts': `const { createServer } = require('node:http');
const say: string = 'both';
const server = createServer((req: unknown, res: { end(text: string): void }) => res.end(say));
server.listen(Number(process.env.PORT ?? 3000));
module.exports = { server };
`,
    },
    requests: ['/'],
  },
];
