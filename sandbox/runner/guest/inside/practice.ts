import type { Builtins } from './builtins.ts';
import { setHost } from './host.ts';
import type { Loop } from './loop.ts';
import { createServing } from './serve.ts';
import { world } from './world.ts';

interface PracticeParts {
  readonly builtins: Builtins;
  readonly loop: Loop;
  /** Node's counters of async ids, which a program can read. */
  readonly asyncIds: Float64Array;
}

/** Runs the next callback of the practice; false once nothing of it is left. */
export type Practise = () => boolean;

/**
 * Serves two requests of an Express app of ours, before any learner's code is here: V8 has met then what the
 * first request of every program runs, which otherwise takes it twice as long. A realm that practised must be
 * told from one that did not by nothing else, so what it counted and kept is put back. The host turns the
 * loop, one entry for each callback, since microtasks run as an entry ends.
 */
export function createPractice({ builtins, loop, asyncIds }: PracticeParts): Practise {
  const idsBefore = asyncIds.slice();
  const requests = practiceRequests();
  let serving: ReturnType<typeof createServing> | null = null;
  return () => {
    if (serving === null) {
      setHost(nobody);
      serving = createServing(builtins);
      serving.setExports(practiceApp(builtins));
    }
    if (loop.ticks()) return true;
    const [immediates, , expiry] = loop.waiting();
    if (immediates > 0) {
      loop.immediate();
      return true;
    }
    const request = requests.shift();
    if (request !== undefined) {
      serving.request(0, request);
      return true;
    }
    // Node keeps the date of a response for a second, and a connection for five.
    if (expiry !== null) {
      world.elapsed = Math.max(world.elapsed, expiry);
      loop.timer(world.elapsed);
      return true;
    }
    asyncIds.set(idsBefore);
    setHost(null);
    return false;
  };
}

/** Stands for the host: a hash is zeros, and a database has one thing. */
const nobody = (operation: string, ...args: readonly unknown[]): readonly unknown[] => {
  if (operation === 'db.prepare') {
    const reader = String(args[1]).startsWith('SELECT');
    const column = { name: 'id', column: 'id', table: 'things', database: 'main', type: 'INTEGER' };
    return [true, { id: 1, reader, readonly: reader, columns: reader ? [column] : [] }];
  }
  if (operation === 'db.get') return [true, { rows: [[1]], columns: null }];
  if (operation === 'db.run') return [true, { changes: 1, lastInsertRowid: 1 }];
  return [true, operation === 'hash' ? new Uint8Array(20) : 1];
};

interface ExpressResponse {
  status(code: number): ExpressResponse;
  json(body: unknown): void;
}
interface Express {
  (): Express;
  json(): unknown;
  use(middleware: unknown): void;
  get(path: string, handle: Handle): void;
  post(path: string, handle: Handle): void;
}
interface Statement {
  get(...given: unknown[]): unknown;
  run(...given: unknown[]): unknown;
}
type Database = new (name: string) => { prepare(sql: string): Statement };
type Handle = (
  request: { readonly body: object; readonly params: { readonly id: string } },
  response: ExpressResponse,
) => void;

function practiceApp(builtins: Builtins): unknown {
  const express = builtins.open('express') as Express;
  const db = new (builtins.open('better-sqlite3') as Database)('things.db');
  const app = express();
  app.use(express.json());
  app.get('/things/:id', (request, response) => {
    response.json(db.prepare('SELECT id FROM things WHERE id = ?').get(request.params.id));
  });
  app.post('/things', (request, response) => {
    db.prepare('INSERT INTO things DEFAULT VALUES').run();
    response.status(201).json(request.body);
  });
  return app;
}

function practiceRequests() {
  const body = new Uint8Array([...'{"name":"thing"}'].map((letter) => letter.charCodeAt(0)));
  const post = {
    method: 'POST',
    url: '/things',
    headers: ['Host', 'localhost', 'Content-Type', 'application/json', 'Content-Length', String(body.length)],
    body,
    keepAlive: true,
  };
  const get = {
    method: 'GET',
    url: '/things/1?page=2',
    headers: ['Host', 'localhost'],
    body: null,
    keepAlive: true,
  };
  return [post, get];
}
