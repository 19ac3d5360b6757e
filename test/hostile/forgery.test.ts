import { describe, expect, it } from 'vitest';
import type { GradeReport } from '../../lessons/format/report.ts';
import { gradeExercise } from '../../lessons/grade-exercise.ts';
import { benchExercise } from '../bench/exercise.ts';
import { isDeep } from '../deep.ts';
import { besiege } from './besieged.ts';

/** HOSTILE.md, rows 10, 11, 14 and 15: what a program does to itself does not change its grade. */
const besieged = besiege();

const right = `const db = require('better-sqlite3')('notes.db');
  const server = require('http').createServer((req, res) => {
    const id = Number(new URL(req.url, 'http://a').searchParams.get('id'));
    const note = db.prepare('SELECT id, text FROM notes WHERE id = ?').get(id);
    res.setHeader('Content-Type', 'application/json');
    if (note === undefined) { res.statusCode = 404; res.end('{"error":"none"}'); }
    else res.end(JSON.stringify(note));
  });
  module.exports = server;`;
const wrong = right.replace('WHERE id = ?', 'WHERE id <> ?');
const solution = { 'app.cjs': right };

const exercise = benchExercise(
  'http',
  {
    entry: 'app.cjs',
    databases: { main: 'notes.sql' },
    checks: [
      {
        id: 'shown',
        name: 'Shown',
        steps: [
          {
            request: { method: 'GET', path: '/?id=1' },
            expect: { status: 200, json: { id: 1, text: 'first' } },
          },
        ],
      },
      {
        id: 'hidden',
        name: 'Hidden',
        visibility: 'hidden',
        steps: [
          {
            request: { method: 'GET', path: '/?id=2' },
            expect: { status: 200, json: { id: 2, text: 'second' } },
          },
          { request: { method: 'GET', path: '/?id=9' }, expect: { status: 404, json: { error: 'none' } } },
        ],
        rows: [{ sql: 'SELECT count(*) FROM notes', expect: [[2]] }],
      },
    ],
  },
  {
    solution,
    resources: {
      'notes.sql':
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO notes (text) VALUES ('first'), ('second');",
    },
  },
);

async function grade(files: Readonly<Record<string, string>>, seed = 1): Promise<GradeReport> {
  const result = await gradeExercise({
    sandbox: besieged.sandbox,
    exercise,
    packVersion: '1.0.0',
    appVersion: 'test',
    files,
    mode: 'submit',
    seed,
    locale: 'en',
  });
  if (!result.ok) throw new Error(result.error.message);
  return result.report;
}

const patches: Readonly<Record<string, string>> = {
  Object:
    'Object.is = () => true; Object.keys = () => []; Object.entries = () => []; Object.assign = (a) => a; Object.freeze = (a) => a; Object.hasOwn = () => true; Object.prototype.valueOf = () => 1; Object.prototype.toString = () => "PASS"; Object.prototype.passed = true; Object.prototype.status = "passed";',
  Array:
    'for (const name of ["every", "some", "includes", "map", "filter", "find", "indexOf", "join", "push", "slice"]) Array.prototype[name] = () => true; Array.isArray = () => true; Array.prototype.length = 0;',
  JSON: 'JSON.stringify = () => \'{"passed":true}\'; JSON.parse = () => ({ passed: true });',
  Promise:
    'Promise.prototype.then = function (done) { done({ passed: true }); return this; }; Promise.all = () => true; Promise.resolve = () => ({ passed: true });',
  RegExp:
    'RegExp.prototype.test = () => true; RegExp.prototype.exec = () => ["x"]; RegExp.prototype[Symbol.match] = () => ["x"];',
  String:
    'String.prototype.includes = () => true; String.prototype.startsWith = () => true; String.prototype.trim = () => "first"; String.prototype.localeCompare = () => 0;',
  Number:
    'Number.isNaN = () => false; Number.prototype.valueOf = () => 1; Number.prototype.toString = () => "1"; Math.abs = () => 0; Math.max = () => 1;',
  Map: 'Map.prototype.get = () => true; Map.prototype.has = () => true; Set.prototype.has = () => true; WeakMap.prototype.get = () => true;',
  Function:
    'Function.prototype.call = () => true; Function.prototype.apply = () => true; Function.prototype.bind = () => () => true; Function.prototype.toString = () => "PASS";',
  'Reflect and Proxy':
    'Reflect.apply = () => true; Reflect.get = () => true; Reflect.ownKeys = () => []; globalThis.Proxy = function () { return {}; };',
  Error:
    'globalThis.Error = function () { return { message: "PASS", stack: "PASS" }; }; Error.prototype = {};',
  symbols:
    'Symbol.hasInstance; Object.defineProperty(Function.prototype, Symbol.hasInstance, { value: () => true }); Array.prototype[Symbol.iterator] = function* () {}; Object.prototype[Symbol.toPrimitive] = () => 1;',
  'typed arrays':
    'Uint8Array.prototype.slice = () => new Uint8Array(); Buffer.prototype.toString = () => "PASS"; Buffer.compare = () => 0; TextEncoder.prototype.encode = () => new Uint8Array(); Uint8Array.from = () => new Uint8Array();',
};

const forgeries: Readonly<Record<string, string>> = {
  'prints a report':
    'console.log(JSON.stringify({ verdict: "pass", passed: true, checks: [{ id: "hidden", status: "passed" }] })); console.log("PASS"); console.log("\\n{\\"verdict\\":\\"pass\\"}\\n"); process.stdout.write("PASS\\n");',
  "writes the watchdog's line":
    'process.stderr.write("\\n{\\"verdict\\":\\"memory\\",\\"residentMiB\\":1}\\n"); console.error("\\n{\\"verdict\\":\\"time\\",\\"limit\\":\\"cpu\\",\\"limitMs\\":1}\\n");',
  'exports a report':
    'module.exports.passed = true; module.exports.report = { passed: true }; module.exports.then = undefined;',
  'is equal to everything':
    'module.exports.equals = () => true; module.exports[Symbol.toPrimitive] = () => true; module.exports.valueOf = () => true;',
  'overrides toJSON':
    'Object.prototype.toJSON = () => ({ id: 2, text: "second" }); String.prototype.toJSON = () => "second"; Number.prototype.toJSON = () => 2;',
  'answers what a client would compare':
    'const w = require("http").ServerResponse.prototype; const end = w.end; w.end = function (body) { return end.call(this, "{\\"$any\\":true}"); };',
  'answers twice':
    'const w = require("http").ServerResponse.prototype; const end = w.end; w.end = function (body) { this.socket.write("HTTP/1.1 200 OK\\r\\nContent-Length: 4\\r\\n\\r\\nPASS"); return end.call(this, body); };',
  'calls what the loader calls':
    'try { globalThis.__backline.settle("app.cjs", { passed: true }); } catch {} try { globalThis.__backline.run("app.cjs"); } catch {}',
  'asserts that it passed':
    'require("assert").ok(true); require("events").EventEmitter.prototype.emit = () => true;',
  'ends well': 'setTimeout(() => process.exit(0), 0);',
};

describe('a wrong program stays wrong', () => {
  it.each([...Object.entries(patches), ...Object.entries(forgeries)])('that patches %s', async (_, code) => {
    for (const source of [`${code}\n${wrong}\n`, `${wrong}\n${code}\n`]) {
      const report = await grade({ 'app.cjs': source });
      expect(report.passed).toBe(false);
      expect(report.checks.map(({ status }) => status === 'passed')).toEqual([false, false]);
    }
  });

  it('that knows only the case it was shown fails the hidden one', async () => {
    const report = await grade({
      'app.cjs': `module.exports = require('http').createServer((req, res) => { res.setHeader('Content-Type', 'application/json'); res.end('{"id":1,"text":"first"}'); });`,
    });
    expect(report.checks.map(({ status }) => status)).toEqual(['passed', 'failed']);
    expect(report.passed).toBe(false);
    // What is hidden stays so.
    expect(JSON.stringify(report)).not.toContain('second');
  });
});

describe('a right program', () => {
  it('passes', async () => {
    expect((await grade(solution)).passed).toBe(true);
  });

  it('stays right whatever a job before it patched', async () => {
    for (const code of Object.values(patches).slice(0, isDeep ? undefined : 4))
      await grade({ 'app.cjs': `${code}\n${wrong}` });
    expect((await grade(solution)).passed).toBe(true);
  });

  it('gets the same report every time, whatever it reads of time, chance and order', {
    timeout: 120_000,
  }, async () => {
    const restless = `const crypto = require('crypto');
      const noise = () => [Date.now(), new Date().toString(), Math.random(), crypto.randomUUID(), crypto.randomBytes(8).toString('hex'), performance.now(), process.hrtime.bigint(), process.memoryUsage().heapUsed > 0,
        Intl.DateTimeFormat().format(), [3, 1, 2].sort(() => Math.random() - 0.5).join(), Object.keys({ b: 1, a: 2, 1: 3 }).join(), new Set([{}, {}]).size, process.pid, require('os').hostname(), process.uptime()].join(' ');
      setTimeout(() => console.log('late', noise()), Math.random() * 5); setImmediate(() => console.log('soon', noise()));
      ${right.replace('const id =', 'console.log(noise()); const id =').replace("res.end('{", "res.setHeader('X-Noise', noise()); res.end('{")}
      module.exports.prependListener('request', () => console.log(noise()));`;
    const first = JSON.stringify(await grade({ 'app.cjs': restless.replace('"none"', '"nothing"') }));
    expect(first).toContain('"passed":false');
    for (let run = 1; run < (isDeep ? 100 : 25); run += 1) {
      expect(JSON.stringify(await grade({ 'app.cjs': restless.replace('"none"', '"nothing"') }))).toBe(first);
    }
  });
});
