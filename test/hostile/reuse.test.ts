import { describe, expect, it } from 'vitest';
import { besiege } from './besieged.ts';

/** A runner serves one job after another: nothing of one may be seen by the next. */
const besieged = besiege({ runners: 1 });
const limits = { cpuMs: 10_000, wallMs: 20_000 };
const databases = { main: 'CREATE TABLE t (a); INSERT INTO t VALUES (1);' };

const looks = `exports.look = () => {
  const { DatabaseSync } = require('node:sqlite');
  const db = new DatabaseSync('main.db');
  return {
    globals: Object.getOwnPropertyNames(globalThis).sort().join(),
    prototypes: [Object, Array, Function, Promise, String, RegExp, Error, Map, Buffer, require('events'), require('http').ServerResponse, require('express').Router]
      .map((type) => Reflect.ownKeys(type).concat(Reflect.ownKeys(type.prototype)).map(String).join()).join('|'),
    works: [[1, 2].map((x) => x * 2).join(), JSON.stringify({ a: 1 }), 'abc'.replace('b', 'x'), Object.keys({ k: 1 }).join()].join(),
    modules: [require('express').left, require('fs').left, process.env.LEFT, process.left, require('events').left].map(String).join(),
    listeners: process.eventNames().map(String).join(),
    rows: db.prepare('SELECT a FROM t').all().length,
    tables: db.prepare("SELECT count(*) AS n FROM sqlite_master").get().n,
    temporary: db.prepare("SELECT count(*) AS n FROM sqlite_temp_master").get().n,
    transaction: db.isTransaction,
    settings: db.prepare('PRAGMA foreign_keys').get().foreign_keys,
    files: (() => { try { return require('fs').readdirSync('/app').sort().join(); } catch (error) { return error.code; } })(),
    random: [Math.random(), require('crypto').randomUUID(), Date.now()].join(),
    store: String(new (require('async_hooks').AsyncLocalStorage)().getStore()),
  };
};`;

const leaves = `globalThis.left = 1; process.env.LEFT = '1'; process.left = 1;
for (const type of [Object, Array, Function, Promise, String, RegExp, Error, Map, Buffer]) { type.left = 1; type.prototype.left = 1; }
for (const name of ['express', 'fs', 'events']) require(name).left = 1;
process.on('uncaughtException', () => {}); process.on('exit', () => {});
setInterval(() => { console.log('late'); globalThis.late = 1; }, 1); setImmediate(() => {});
require('async_hooks').AsyncLocalStorage && new (require('async_hooks').AsyncLocalStorage)().enterWith('left');
const { DatabaseSync } = require('node:sqlite');
const db = new DatabaseSync('main.db');
db.exec("INSERT INTO t VALUES (2); CREATE TABLE left (a); CREATE TEMP TABLE more (a); PRAGMA foreign_keys = OFF; BEGIN; INSERT INTO t VALUES (3)");
try { require('fs').writeFileSync('/app/left.txt', 'left'); } catch {}
Math.random(); Math.random(); require('crypto').randomUUID();
Array.prototype.map = () => 'left'; JSON.stringify = () => 'left'; String.prototype.replace = () => 'left'; Object.keys = () => ['left'];
exports.leave = () => 'left';`;

describe('the next job in the same runner', () => {
  it('finds nothing of the one before', async () => {
    const look = () => besieged.attack({ files: { 'app.cjs': looks }, databases, limits, call: 'look' });
    const pids = [...besieged.sandbox.runnerPids];
    const before = await look();
    expect(before.failure).toBe(null);
    for (let round = 0; round < 3; round += 1) {
      await besieged.attack({ files: { 'app.cjs': leaves }, databases, limits, call: 'leave' });
      expect((await look()).value).toEqual(before.value);
    }
    // Otherwise nothing was shown.
    expect(besieged.sandbox.runnerPids).toEqual(pids);
  });
});
