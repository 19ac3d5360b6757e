import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ivm from 'isolated-vm';
import type { BuiltShelf } from './built-shelf.ts';

/** The global under which a realm made from the snapshot holds what `boot` gave, until the host takes it. */
export const bootedName = '__backlineBooted';

type Snapshot = ivm.ExternalCopy<ArrayBuffer>;

let known: Snapshot | null | undefined;

/**
 * V8's startup snapshot of a realm with the shelf loaded and the web frameworks evaluated: making a realm
 * from it takes a quarter of the time. Ours alone: it is made here, kept beside the shelf it is of, and
 * never loaded from anywhere else. Null where Node was not started with `--no-node-snapshot`, without
 * which isolates with snapshots of their own are not safe.
 */
export function theSnapshot(shelf: BuiltShelf): Snapshot | null {
  if (known !== undefined) return known;
  if (!process.execArgv.includes('--no-node-snapshot')) {
    known = null;
    return known;
  }
  // What Node itself may do is no part of V8's heap.
  const flags = process.execArgv.filter((flag) => !/^--(permission|allow-)/.test(flag));
  const build = createHash('sha256')
    .update([process.version, process.arch, ...flags].join(' '))
    .digest('hex')
    .slice(0, 12);
  const file = join(shelf.folder, `realm-${build}.snapshot`);
  known = existsSync(file) ? new ivm.ExternalCopy(bytesOf(file)) : makeSnapshot(shelf, file);
  return known;
}

function makeSnapshot(shelf: BuiltShelf, file: string): Snapshot {
  const scripts = [
    { code: `globalThis.__backlineShelf=${shelf.shelf};`, filename: 'backline:shelf' },
    {
      code: `globalThis.${bootedName}=${shelf.inside}(globalThis.__backlineShelf);delete globalThis.__backlineShelf;`,
      filename: 'backline:inside',
    },
    // V8 adds stackTraceLimit when it makes a realm, and will not find it there already; packages read it.
    {
      code: `Error.stackTraceLimit=10;for(const name of ${JSON.stringify(loadedAhead)})globalThis.__backline.open(name);Response;delete Error.stackTraceLimit;`,
      filename: 'backline:entry',
    },
  ];
  const snapshot = ivm.Isolate.createSnapshot(scripts, warmUp) as Snapshot;
  const making = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(making, new Uint8Array(snapshot.copy()));
    renameSync(making, file);
  } catch {
    // A read-only installation makes its snapshot at every start.
  }
  return snapshot;
}

/** zod is left out: it takes longer to restore than all the rest, and not every program uses it. */
const loadedAhead = ['express', 'hono', '@hono/node-server', 'better-sqlite3', 'node:sqlite'];

/**
 * Run in a realm that is thrown away, so that the snapshot holds what it compiles: an Express app
 * answering two requests. The host it is given does nothing.
 */
const warmUp = `{
  const enter = globalThis.${bootedName}.start((operation) => [true, operation === 'stack.map' ? [] : null], { seed: 1, startTime: 0, env: {}, author: false });
  const wire = (method, body) => ({ method, url: '/', headers: ['Host', 'a', 'Content-Type', 'application/json', 'Content-Length', '2'], body, keepAlive: true });
  enter('define', 0, 'app.cjs', (exports, require, module) => {
    const express = require('express');
    const app = express();
    app.use(express.json());
    app.get('/', (request, response) => { console.log('warm', { a: [1] }); response.send('warm'); });
    app.post('/', async (request, response) => { await new Promise((done) => setTimeout(done, 1)); response.status(201).json(request.body); });
    module.exports = app;
  });
  enter('run', 0, 'app.cjs');
  enter('exports', 0);
  enter('request', 0, 1, wire('GET', null));
  for (let at = 0; at < 5; at++) { enter('turn', at); enter('immediate', at); enter('timer', at); }
  enter('request', 5, 2, wire('POST', new Uint8Array([123, 125])));
  for (let at = 5; at < 15; at++) { enter('turn', at); enter('immediate', at); enter('timer', at); }
}`;

function bytesOf(file: string): ArrayBuffer {
  const bytes = readFileSync(file);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
}
