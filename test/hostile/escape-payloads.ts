/**
 * Bodies of functions that try to leave the isolate, by class of the published escapes. Each runs with
 * `probe(value)`, which follows whatever it is given to another realm's `Function`, and with `roots`,
 * every object through which the host can be heard from. What is found goes into `found`.
 */
export const escapes: Readonly<Record<string, readonly string[]>> = {
  'constructor chains': [
    'for (const root of roots) probe(root);',
    'for (const root of roots) probe(root?.constructor?.constructor);',
    'probe(this); probe(globalThis); probe((function () { return this; })());',
    'probe((() => {}).constructor); probe((async () => {}).constructor); probe((function* () {}).constructor); probe((async function* () {}).constructor);',
    "probe(Function('return this')()); probe(eval('this')); probe((0, eval)('this'));",
    "probe([].map.constructor('return process')()); probe(''.constructor.constructor('return globalThis')());",
    'probe(arguments.callee?.caller); probe(arguments.callee); probe(require.main); probe(module.parent); probe(module.constructor);',
    "probe(new (class extends Function {})('return this')());",
    'for (const root of roots) { let at = root; while (at !== null && at !== undefined) { probe(at); at = Object.getPrototypeOf(Object(at)); if (at === Object.prototype) break; } }',
    'for (const name of Object.getOwnPropertyNames(globalThis)) { let value; try { value = globalThis[name]; } catch { continue; } probe(value); probe(value?.prototype); }',
    'for (const name of Object.getOwnPropertyNames(process)) probe(process[name]);',
    "for (const name of ['mainModule', 'binding', '_linkedBinding', 'dlopen', 'internalBinding', 'reallyExit', '_kill', '_debugProcess']) { try { probe(process[name]?.('fs')); } catch {} }",
    "for (const name of ['fs', 'child_process', 'vm', 'worker_threads', 'module', 'inspector', 'v8', 'net', 'repl', 'cluster', 'wasi', 'internal/bootstrap/realm']) { try { const m = require(name); probe(m); for (const key of Object.keys(m)) probe(m[key]); } catch {} }",
  ],
  'modules that would run something': [
    "require('child_process').execSync('touch ' + lootFile);",
    "require('child_process').spawn('touch', [lootFile]);",
    "require('node:child_process').fork(lootFile);",
    "process.getBuiltinModule('child_process').execFileSync('touch', [lootFile]);",
    "require('fs').writeFileSync(lootFile, 'x'); if (require('fs').readFileSync(secret, 'utf8').includes('jewels')) found.push('the secret');",
    "const text = require('fs').readFileSync(secret, 'utf8'); found.push('read ' + text);",
    "const text = require('fs').readFileSync('/proc/self/environ', 'utf8'); found.push('read ' + text);",
    "found.push(...require('fs').readdirSync('/').filter((name) => name === 'etc'));",
    "require('fs').symlinkSync(secret, '/app/link'); found.push(require('fs').readFileSync('/app/link', 'utf8'));",
    "found.push(require('fs').readFileSync('/app/../../../../../..' + secret, 'utf8'));",
    "require('vm').runInThisContext('this.constructor.constructor(\"return process\")().exit()'); probe(require('vm').runInNewContext('this'));",
    "const { Worker } = require('worker_threads'); new Worker('require(\"fs\").writeFileSync(' + JSON.stringify(lootFile) + ', \"\")', { eval: true }); await new Promise((done) => setTimeout(done, 50));",
    'process.dlopen({ exports: {} }, lootFile);',
    "require('module')._load('fs').writeFileSync(lootFile, 'x');",
    "require('module').createRequire('/')('fs').writeFileSync(lootFile, 'x');",
    'require(secret);',
    "require('/etc/passwd'); found.push('loaded');",
    "require('isolated-vm'); found.push('isolated-vm');",
    "await import('isolated-vm'); found.push('isolated-vm');",
    "await import('file:///etc/passwd'); found.push('loaded');",
    "await import('data:text/javascript,export default process').then((m) => probe(m.default)); found.push('data');",
    "await import('http://127.0.0.1/x.mjs'); found.push('http');",
    "process.kill(process.ppid, 'SIGKILL'); process.kill(process.pid, 'SIGKILL');",
    "process.abort?.(); process.chdir?.('/');",
    "require('net').connect(22, '127.0.0.1').on('connect', () => found.push('connected')).on('error', () => {}); await new Promise((done) => setTimeout(done, 50));",
    "await fetch('http://127.0.0.1:22/').then(() => found.push('fetched'), (error) => { probe(error); probe(error.cause); });",
    "require('dns').lookup('localhost', (error, address) => { if (address) found.push('resolved'); }); await new Promise((done) => setTimeout(done, 50));",
  ],
  'hooks of error stacks': [
    'Error.prepareStackTrace = (error, sites) => sites; for (const site of hostErrors().flatMap((e) => e.stack ?? [])) { probe(site); probe(site.getThis?.()); probe(site.getFunction?.()); probe(site.getEvalOrigin?.()); probe(site.getTypeName?.()); }',
    'Error.prepareStackTrace = (error, sites) => { for (const s of sites) { probe(s); probe(s.getThis?.()); probe(s.getFunction?.()?.constructor); } return sites; }; for (const root of roots) { try { root(Symbol(), 1n, {}); } catch (error) { probe(error); probe(error?.stack); } }',
    'const real = Error; globalThis.Error = class extends real { static prepareStackTrace(e, s) { for (const one of s) { probe(one.getThis?.()); probe(one.getFunction?.()); } return s; } }; try { hostErrors(); const f = (n) => f(n + 1); f(0); } catch (e) { probe(e); probe(e.stack); } globalThis.Error = real;',
    'Error.stackTraceLimit = Infinity; Error.prepareStackTrace = (e, s) => s; const deep = (n) => { try { if (n === 0) for (const x of hostErrors()) [].concat(x.stack).forEach((site) => { probe(site); probe(site?.getThis?.()); }); else deep(n - 1); } catch (error) { probe(error); } }; deep(500);',
    'const overflow = () => { try { overflow(); } catch (error) { probe(error); probe(error.stack); throw error; } }; try { overflow(); } catch (error) { probe(error); }',
    "const deepCall = (n) => n === 0 ? undefined : (() => { try { return deepCall(n - 1); } finally { try { require('fs').readFileSync('/x'); } catch (error) { probe(error); } } })(); try { deepCall(8000); } catch (error) { probe(error); }",
    "Object.defineProperty(Error, 'stackTraceLimit', { get() { probe(arguments.callee.caller); return 10; }, set() {} }); hostErrors();",
    "Object.defineProperty(Error, 'prepareStackTrace', { get() { return (e, s) => { probe(e); s.forEach((x) => { probe(x); probe(x.getFunction?.()); }); return ''; }; }, set(value) { probe(value); } }); hostErrors().map((e) => e.stack); console.log('x'); setTimeout(() => {}, 1);",
    "const e = new Error(); e.name = { toString() { probe(this); probe(arguments.callee.caller); return 'x'; } }; Error.prepareStackTrace = undefined; e.stack; console.log(e);",
    'const e = new Error(Symbol); e.name = Symbol(); try { e.stack; } catch (error) { probe(error); probe(error.constructor.constructor); }',
    'Error.captureStackTrace(globalThis); probe(globalThis.stack); const o = { __proto__: { get stack() { probe(this); } } }; Error.captureStackTrace(o); probe(o.stack);',
    "const r = []; Error.prepareStackTrace = (e, s) => { r.push(...s); return 'x'; }; await Promise.reject(new Error('a')).catch((e) => e.stack); await (async () => { null.f; })().catch((e) => e.stack); for (const s of r) { probe(s); probe(s.getThis?.()); probe(s.getFunction?.()); probe(s.getPromiseIndex?.()); }",
  ],
  'errors that the host throws': [
    'for (const error of hostErrors()) { probe(error); probe(error.cause); probe(error.constructor); for (const key of Reflect.ownKeys(error)) probe(error[key]); }',
    'try { globalThis.__backline.open({ toString() { throw { probe }; } }); } catch (error) { probe(error); }',
    "try { globalThis.__backline.importer(new Proxy({}, { get() { throw probe; } }))('x'); } catch (error) { probe(error); }",
    "for (const size of [-1, 2 ** 53, NaN, 1e400]) { try { require('crypto').randomBytes(size); } catch (error) { probe(error); } try { Buffer.alloc(size); } catch (error) { probe(error); } try { new ArrayBuffer(size); } catch (error) { probe(error); } }",
    "const Database = require('better-sqlite3'); const db = new Database('x.db'); for (const sql of ['nonsense', 'ATTACH \"x\" AS y', 'SELECT load_extension(1)', '\\0']) { try { db.prepare(sql).all(); } catch (error) { probe(error); probe(error.code); } } for (const value of [Symbol(), {}, () => {}, new Proxy({}, {}), globalThis]) { try { db.prepare('SELECT ?').get(value); } catch (error) { probe(error); } }",
    "const { DatabaseSync } = require('node:sqlite'); const db = new DatabaseSync(':memory:'); try { db.exec({ toString() { throw probe; } }); } catch (error) { probe(error); } probe(db); probe(db.prepare('SELECT 1')); probe(db.prepare('SELECT 1').get()); probe(Object.getPrototypeOf(db.prepare('SELECT 1 AS a').get()));",
    "const zlib = require('zlib'); try { zlib.gunzipSync(Buffer.from('no')); } catch (error) { probe(error); } try { zlib.inflateSync(new Proxy(new Uint8Array(1), {})); } catch (error) { probe(error); }",
    'for (const given of [Symbol(), 1n, null, {}, [], new Proxy(() => {}, {}), globalThis]) for (const root of roots) { try { probe(root(given, given, given)); } catch (error) { probe(error); } try { probe(new root(given)); } catch (error) { probe(error); } }',
    "try { new URL({ toString() { throw { probe }; } }); } catch (error) { probe(error); } try { new URL('::'); } catch (error) { probe(error); probe(error.input); }",
    "try { structuredClone({ f() {} }); } catch (error) { probe(error); } try { structuredClone(new Proxy({}, {})); } catch (error) { probe(error); } probe(structuredClone({ a: [new Map(), new Date(), new Error('x')] }));",
    'const e = new RangeError(); Object.setPrototypeOf(e, null); try { throw e; } catch (error) { probe(error); } try { null.x; } catch (error) { probe(error); } try { ({}).x.y; } catch (error) { probe(error); } try { 1n + 1; } catch (error) { probe(error); } try { BigInt(1.5); } catch (error) { probe(error); }',
    "process.on('uncaughtException', (error) => { probe(error); probe(arguments.callee.caller); }); setTimeout(() => { require('fs').readFileSync('/x'); }, 1); await new Promise((done) => setTimeout(done, 5));",
    "process.on('unhandledRejection', (reason, promise) => { probe(reason); probe(promise); }); void Promise.reject(new Error('x')); await fetch('http://x').catch((e) => { probe(e.cause); });",
  ],
  proxies: [
    'const p = new Proxy(function () {}, { get: (t, k, r) => { probe(r); return p; }, apply: (t, self, args) => { probe(self); probe(args); args.forEach(probe); return p; }, construct: (t, args) => { args.forEach(probe); return p; }, has: () => true, getPrototypeOf: () => { probe(new Error().stack); return p; }, ownKeys: () => [], getOwnPropertyDescriptor: () => undefined }); for (const root of roots) { try { root(p); } catch (error) { probe(error); } try { root.call(p, p); } catch (error) { probe(error); } }',
    'const revoked = Proxy.revocable({}, {}); revoked.revoke(); for (const root of roots) { try { root(revoked.proxy); } catch (error) { probe(error); } } console.log(revoked.proxy);',
    'console.log(new Proxy({}, { get(target, key, receiver) { probe(receiver); probe(arguments.callee.caller); return () => probe; } }));',
    "const seen = new Proxy(Object.prototype, { get(t, k, r) { probe(r); return t[k]; } }); for (const root of roots) { try { Object.setPrototypeOf(Object(root), seen); } catch {} } console.log('x'); Buffer.from('x');",
    "const t = new Proxy([], { get(a, k, r) { if (k === 'length') return 3; probe(r); return { probe }; } }); try { probe(Reflect.apply(roots[0], t, t)); } catch (error) { probe(error); } try { probe(Buffer.concat(t)); } catch (error) { probe(error); } try { require('better-sqlite3')('x').prepare('SELECT 1').all(t); } catch (error) { probe(error); }",
    "const handler = new Proxy({}, { get(target, trap) { return function (...args) { for (const a of args) probe(a); probe(arguments.callee.caller); return Reflect[trap](...args); }; } }); const p = new Proxy({ a: 1 }, handler); JSON.stringify(p); console.log(p); structuredClone; Object.keys(p); require('util').inspect(p, { showProxy: true });",
    "require('util').inspect(new Proxy({}, {}), { showProxy: true }); require('util').inspect({ [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) { probe(depth); probe(options); probe(inspect); probe(inspect.constructor); probe(options.stylize); return ''; } });",
    'new Proxy(Promise, { construct(t, a, n) { a.forEach(probe); return Reflect.construct(t, a, n); } }); const P = class extends Promise { constructor(executor) { super((a, b) => { probe(executor); probe(a); executor(a, b); }); } }; await P.resolve(1).then(probe);',
  ],
  symbols: [
    "for (const name of Object.getOwnPropertyNames(Symbol)) { const symbol = Symbol[name]; if (typeof symbol === 'symbol') for (const root of roots) { try { probe(root?.[symbol]); } catch {} } }",
    "for (const name of ['nodejs.util.inspect.custom', 'nodejs.util.promisify.custom', 'nodejs.rejection', 'nodejs.dispose', 'nodejs.worker_threads.vm_dynamic_import_main_context_default', 'undici.globalDispatcher.1', 'nodejs.stream.destroyed']) { const s = Symbol.for(name); for (const root of [...roots, globalThis, process]) probe(root?.[s]); }",
    "for (const root of roots) if (root !== null && typeof root === 'object' || typeof root === 'function') for (const s of Object.getOwnPropertySymbols(root)) { let v; try { v = root[s]; } catch { continue; } probe(v); }",
    "Object.prototype[Symbol.toPrimitive] = function (hint) { probe(this); return 'x'; }; try { for (const root of roots) { try { root({}); } catch (e) { probe(e); } } } finally { delete Object.prototype[Symbol.toPrimitive]; }",
    "Object.defineProperty(Object.prototype, Symbol.toStringTag, { configurable: true, get() { probe(this); return 'x'; } }); try { hostErrors(); console.log({}, []); } finally { delete Object.prototype[Symbol.toStringTag]; }",
    "Object.defineProperty(Function.prototype, Symbol.hasInstance, { value(x) { probe(x); probe(this); return true; } }); new URL('http://a'); Buffer.from('a');",
    "Array.prototype[Symbol.iterator] = function* () { probe(this); yield* Object.values(this); }; hostErrors(); console.log('a', 'b'); require('events').EventEmitter;",
    'Object.defineProperty(Object.prototype, Symbol.asyncIterator, { configurable: true, get() { probe(this); } }); try { for await (const x of [1]) probe(x); } finally { delete Object.prototype[Symbol.asyncIterator]; }',
    "RegExp.prototype[Symbol.replace] = function (text) { probe(this); return text; }; RegExp.prototype[Symbol.match] = function () { probe(this); return null; }; RegExp.prototype[Symbol.split] = () => []; hostErrors(); new URL('http://a/b');",
    'Object.defineProperty(Array.prototype, Symbol.unscopables, { get() { probe(this); } }); Object.defineProperty(Object.prototype, Symbol.isConcatSpreadable, { configurable: true, get() { probe(this); } }); try { hostErrors(); } finally { delete Object.prototype[Symbol.isConcatSpreadable]; }',
  ],
  species: [
    'class Sly extends Array { static get [Symbol.species]() { return function (...a) { a.forEach(probe); probe(this); return globalThis; }; } } try { new Sly(1, 2, 3).map((x) => x); } catch (error) { probe(error); } try { Buffer.concat(new Sly()); } catch (error) { probe(error); }',
    'Object.defineProperty(Array, Symbol.species, { get() { return class extends Array { constructor(...a) { super(...a); probe(this); } }; } }); hostErrors(); console.log([1].map((x) => x)); [1].concat([2]);',
    "Array.prototype.constructor = { [Symbol.species]: function () { probe(this); return {}; } }; try { hostErrors(); console.log(1, 2); require('better-sqlite3')('x').prepare('SELECT 1').all(); } finally { Array.prototype.constructor = Array; }",
    "Object.defineProperty(Promise, Symbol.species, { get() { return class { constructor(run) { probe(run); run(probe, probe); } }; } }); await Promise.resolve().then(() => 1); await fetch('http://x').catch(probe);",
    'Promise.prototype.constructor = function (run) { probe(run); run((x) => probe(x), (x) => probe(x)); }; void Promise.resolve(1).then(probe); await null;',
    "Object.defineProperty(Uint8Array, Symbol.species, { get() { return class extends Uint8Array { constructor(...a) { super(...a); a.forEach(probe); } }; } }); Buffer.from('abc').slice(1); require('crypto').createHash('sha256').update('x').digest();",
    "Object.defineProperty(RegExp, Symbol.species, { get() { return function () { probe(this); return /x/; }; } }); 'abc'.split(/b/); new URL('http://a');",
    "ArrayBuffer.prototype.constructor = { [Symbol.species]: function (n) { probe(n); return new ArrayBuffer(n * 2 + 1); } }; try { new ArrayBuffer(8).slice(1); Buffer.from('x'); } catch (error) { probe(error); }",
  ],
  'prototypes that reach across': [
    "for (const prototype of [Object.prototype, Array.prototype, Function.prototype, Error.prototype]) for (const name of ['0', '1', 'polluted', 'then', 'get', 'set', 'value', 'code', 'message', 'name', 'positional', 'named', 'readonly', 'mustExist', 'N', 'maxmem', 'copy', 'reference', 'timeout', 'release']) Object.defineProperty(prototype, name, { configurable: true, get() { probe(this); return undefined; }, set(value) { probe(this); probe(value); } }); try { hostErrors(); console.log('x'); require('better-sqlite3')('x').prepare('SELECT ? AS a').all(1); } catch (error) { probe(error); }",
    "Object.prototype.then = function (done) { probe(this); probe(done); }; try { await fetch('http://x').catch(probe); hostErrors(); } finally { delete Object.prototype.then; }",
    "Object.prototype.polluted = 'polluted'; JSON.parse('{\"__proto__\": {\"polluted\": 1}}'); const o = JSON.parse('{\"__proto__\": {\"a\": 1}, \"constructor\": {\"prototype\": {\"polluted\": 1}}}'); require('better-sqlite3')('x').prepare('SELECT 1').all(); require('querystring').parse('__proto__[polluted]=1&constructor.prototype.polluted=1'); delete Object.prototype.polluted;",
    'Object.setPrototypeOf(Object.getPrototypeOf(globalThis), new Proxy({}, { get(t, k, r) { probe(r); return undefined; }, has: () => false })); hostErrors();',
    "Function.prototype.call = function (...a) { probe(this); a.forEach(probe); }; Function.prototype.apply = function (self, a) { probe(this); probe(self); probe(a); }; Function.prototype.bind = function () { probe(this); return this; }; try { hostErrors(); console.log('x'); } catch (error) { probe(error); }",
    "Reflect.apply = (f, self, a) => { probe(f); probe(self); probe(a); }; Reflect.construct = (f, a) => { probe(f); probe(a); return {}; }; Reflect.get = (...a) => a.forEach(probe); Reflect.ownKeys = (o) => { probe(o); return []; }; try { hostErrors(); new URL('http://a'); } catch (error) { probe(error); }",
    "for (const name of Object.getOwnPropertyNames(Array.prototype)) { if (name === 'constructor' || name === 'length') continue; const real = Array.prototype[name]; Array.prototype[name] = function (...a) { probe(this); return Reflect.apply(real, this, a); }; } try { hostErrors(); console.log('x'); } catch (error) { probe(error); }",
    "for (const type of [Map, Set, WeakMap]) for (const name of ['get', 'set', 'has', 'add', 'delete']) { const real = type.prototype[name]; if (real) type.prototype[name] = function (...a) { probe(this); a.forEach(probe); return Reflect.apply(real, this, a); }; } try { hostErrors(); require('events'); } catch (error) { probe(error); }",
    'Object.defineProperty = (o, k, d) => { probe(o); probe(d); return o; }; Object.assign = (...a) => { a.forEach(probe); return a[0]; }; Object.keys = (o) => { probe(o); return []; }; Object.create = (p) => { probe(p); return {}; }; try { hostErrors(); console.log({ a: 1 }); } catch (error) { probe(error); }',
    "String.prototype.replace = String.prototype.split = String.prototype.slice = function (...a) { a.forEach(probe); probe(this); return ''; }; Object.defineProperty(String.prototype, 'length', { get() { probe(this); return 1e9; } }); try { hostErrors(); } catch (error) { probe(error); }",
  ],
  'what async leaks': [
    "const kept = []; const then = Promise.prototype.then; Promise.prototype.then = function (a, b) { probe(this); probe(a); probe(b); kept.push(this); return Reflect.apply(then, this, [a, b]); }; await fetch('http://x').catch(probe); await import('node:fs').catch(probe); for (const k of kept) probe(k);",
    'await ({ then(resolve, reject) { probe(resolve); probe(reject); probe(resolve.constructor); probe(arguments.callee.caller); resolve(); } });',
    "const m = await import('node:fs'); probe(m); probe(m.default); for (const key of Object.keys(m)) probe(m[key]); const self = await import('./app.cjs').catch(probe); probe(self);",
    "await import({ toString() { probe(this); probe(arguments.callee.caller); return 'node:fs'; } }).then(probe, probe); await import('./app.cjs', { with: { get type() { probe(this); } } }).catch(probe);",
    "const { AsyncLocalStorage, executionAsyncResource, createHook } = require('async_hooks'); probe(new AsyncLocalStorage().getStore()); try { probe(executionAsyncResource?.()); } catch (error) { probe(error); } try { createHook({ init(id, type, trigger, resource) { probe(resource); } }).enable(); setTimeout(() => {}, 1); await null; } catch (error) { probe(error); }",
    'const t = setTimeout(() => {}, 1); probe(t); for (const key of Reflect.ownKeys(t)) probe(t[key]); const i = setImmediate(() => {}); probe(i); for (const key of Reflect.ownKeys(i)) probe(i[key]);',
    'setTimeout(function () { probe(this); probe(arguments.callee.caller); for (const s of Object.getOwnPropertySymbols(this)) probe(this[s]); }, 1); setImmediate(function () { probe(this); }); process.nextTick(function () { probe(this); }); queueMicrotask(function () { probe(this); }); await new Promise((done) => setTimeout(done, 5));',
    'async function* g() { try { yield 1; } finally { probe(this); } } for await (const x of g()) { probe(x); break; } const it = g(); probe(it); probe(await it.next()); probe(it.return().constructor);',
    'const { promise, resolve } = Promise.withResolvers(); probe(promise); probe(resolve); resolve({ get then() { probe(this); probe(new Error().stack); return undefined; } }); probe(await promise);',
    "const c = new AbortController(); probe(c); probe(c.signal); c.signal.addEventListener('abort', function (event) { probe(this); probe(event); probe(event.target); }); c.abort({ probe }); const s = AbortSignal.timeout(1); await new Promise((done) => setTimeout(done, 5)); probe(s.reason);",
    "probe(globalThis.__backlineAsync); try { probe(globalThis.__backlineAsync(function* () { probe(this); probe(yield 1); })); } catch (error) { probe(error); } for (const key of Object.keys(globalThis.__backline)) { probe(globalThis.__backline[key]); try { probe(globalThis.__backline[key]('constructor', '__proto__', {})); } catch (error) { probe(error); } }",
    "try { globalThis.__backline.settle('app.cjs', { default: { then: probe } }); } catch (error) { probe(error); } try { globalThis.__backline.run('__proto__'); } catch (error) { probe(error); } try { globalThis.__backline = { open: probe }; } catch (error) { probe(error); }",
  ],
  'what is told apart by its absence': [
    "for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'ivm', '_ivm', 'isolate', 'backlineBoot', '__backlineShelf', '__backlineStart', 'gc', '$262', 'd8', 'load', 'importScripts', 'Deno', 'Bun']) if (globalThis[name] !== undefined) found.push(name);",
    "for (const key of Reflect.ownKeys(globalThis)) { let v; try { v = globalThis[key]; } catch { continue; } if (v !== null && (typeof v === 'object' || typeof v === 'function')) for (const name of ['derefInto', 'applySync', 'copyInto', 'createContextSync', 'getSync', 'evalClosureSync', 'setSync']) { let inside = false; try { inside = name in v; } catch {} if (inside) found.push(String(key) + '.' + name); } }",
    'probe(new Function(\'return typeof globalThis.isolated !== "undefined" ? isolated : null\')()); probe((0, eval)(\'typeof ivm === "undefined" ? null : ivm\'));',
  ],
};

/** The guest in which a payload runs: `attack()` gives what was found. */
export function escapingProgram(
  body: string,
  places: { readonly secret: string; readonly lootFile: string },
): string {
  return `'use strict';
const { secret, lootFile } = ${JSON.stringify(places)};
const TheFunction = Function, theGlobal = globalThis, reflect = { ...Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((name) => [name, Reflect[name]])) };
const objectPrototype = Object.prototype, add = Array.prototype.push, ownKeys = Reflect.ownKeys;
const found = [];
const seen = new WeakSet(), has = WeakSet.prototype.has, keep = WeakSet.prototype.add, apply = Reflect.apply;
const tell = (what) => { found[found.length] = what; };
const ivmNames = ['derefInto', 'applySync', 'copyInto', 'createContextSync', 'evalClosureSync', 'compileScriptSync'];
/** The value, its constructors and prototypes: anything whose Function makes code of another realm has escaped. */
function probe(value) {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
  if (apply(has, seen, [value])) return;
  apply(keep, seen, [value]);
  for (let at = 0; at < ivmNames.length; at++) { try { if (ivmNames[at] in value) tell('an object of isolated-vm'); } catch {} }
  let top = value;
  for (let depth = 0; depth < 20; depth++) { let next; try { next = reflect.getPrototypeOf(top); } catch { break; } if (next === null) break; top = next; }
  const candidates = [value];
  try { candidates[1] = value.constructor; } catch {}
  try { candidates[2] = candidates[1].constructor; } catch {}
  try { candidates[3] = top.constructor.constructor; } catch {}
  for (let at = 0; at < candidates.length; at++) {
    const one = candidates[at];
    if (typeof one !== 'function' || one === TheFunction) continue;
    let made; try { made = one('return this'); } catch { continue; }
    if (typeof made !== 'function') continue;
    let global; try { global = made(); } catch { continue; }
    if (global === null || typeof global !== 'object' || global === theGlobal || typeof global.Array !== 'function') continue;
    if (global.Array === theGlobal.Array || global.Array === Array) continue;
    tell('another realm');
    try { global.canary = 'stolen'; } catch {}
    try { global.process.getBuiltinModule('node:fs').writeFileSync(lootFile, 'x'); } catch {}
    try { global.process.mainModule.require('node:fs').writeFileSync(lootFile, 'x'); } catch {}
  }
}
const wanted = (name) => { try { return require(name); } catch { return null; } };
const roots = [console.log, console.error, setTimeout, setInterval, setImmediate, queueMicrotask, process, process.nextTick, process.exit, process.hrtime, process.memoryUsage,
  fetch, Buffer, Buffer.from, URL, URLSearchParams, structuredClone, TextEncoder, TextDecoder, AbortController, Response, Request, Headers, performance, performance.now,
  crypto, crypto.randomUUID, crypto.getRandomValues, crypto.subtle, crypto.subtle?.digest, globalThis.__backline, globalThis.__backline.open, globalThis.__backlineAsync, require, module, exports,
  wanted('fs'), wanted('fs')?.readFileSync, wanted('http')?.createServer, wanted('better-sqlite3'), wanted('node:sqlite')?.DatabaseSync, wanted('express'), wanted('crypto')?.createHash,
  wanted('crypto')?.scryptSync, wanted('zlib')?.gzipSync, wanted('events'), wanted('stream'), wanted('util')?.inspect, wanted('async_hooks')?.AsyncLocalStorage, wanted('os')?.hostname, Date, Date.now, Math.random, Intl.DateTimeFormat];
/** Errors for which the host was asked. */
function hostErrors() {
  const errors = [];
  const collect = (run) => { try { run(); } catch (error) { errors[errors.length] = error; } };
  collect(() => require('fs').readFileSync('/etc/passwd'));
  collect(() => new URL('::'));
  collect(() => require('crypto').createHash('nope'));
  collect(() => require('crypto').scryptSync('a', 'b', 1, { N: 3 }));
  collect(() => require('zlib').gunzipSync(Buffer.from('no')));
  collect(() => require('better-sqlite3')('x').prepare('nonsense'));
  collect(() => require('nowhere'));
  return errors;
}
exports.attack = async function () { try { await run(); } catch (error) { try { probe(error); } catch {} } return found; };
async function run() { await body.call(undefined, 1); }
const body = ${body.includes('await') ? 'async ' : ''}function () { ${body} };
`;
}
