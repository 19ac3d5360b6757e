import { describe, expect, test } from 'vitest';
import { loadedWorld, testWorld } from './test-world.ts';

const limits = { cpuMs: 200, wallMs: 400 };

describe('limits', () => {
  const loops: Readonly<Record<string, string>> = {
    'an infinite loop': 'for (;;) {}',
    'a catastrophic regular expression': `/^(a+)+$/.test('a'.repeat(40) + 'b')`,
    'endless microtasks': 'const f = () => Promise.resolve().then(f); f();',
    'endless async calls': 'const f = async () => { await null; return f(); }; f();',
    'endless ticks': 'const f = () => process.nextTick(f); f();',
    'endless immediates': 'const f = () => setImmediate(f); f();',
    'a loop after an await': 'await null; for (;;) {}',
    'a loop in a getter of what is returned': 'export default new Proxy({}, { get() { for (;;) {} } });',
    'a loop while a stack is formatted': `Error.prepareStackTrace = () => { for (;;) {} }; new Error('x').stack;`,
  };
  for (const [name, code] of Object.entries(loops)) {
    test(`${name} is stopped in time`, () => {
      const world = testWorld({ 'app.mjs': code }, { limits });
      const started = performance.now();
      expect(world.guest.load()).toMatchObject({ ok: false, failure: { kind: 'time' } });
      expect(performance.now() - started).toBeLessThan(3_000);
      expect(world.guest.request({ method: 'GET', path: '/', headers: [], body: null })).toMatchObject({
        failure: { kind: 'time' },
      });
    });
  }

  test('an endless interval while a response is awaited is stopped', () => {
    const world = loadedWorld(
      { 'app.cjs': `module.exports = () => { setInterval(() => {}, 1); };` },
      { limits },
    );
    expect(world.guest.request({ method: 'GET', path: '/', headers: [], body: null })).toMatchObject({
      failure: { kind: 'time' },
    });
  });

  test('a heap or array buffers that grow without end are a memory failure', () => {
    const growing = ['all.push({ a: 1, b: [1, 2, 3] })', 'all.push(new Uint8Array(1e6).fill(1))'];
    for (const grow of growing) {
      const world = testWorld(
        { 'app.mjs': `const all = []; for (;;) ${grow};` },
        { limits: { ...limits, memoryMiB: 8 } },
      );
      expect(world.guest.load()).toMatchObject({ ok: false, failure: { kind: 'memory', limitMiB: 8 } });
    }
  });

  test('a body over the limit is cut and labelled', () => {
    const world = loadedWorld(
      { 'app.cjs': `module.exports = (req, res) => { res.end('x'.repeat(5000)); };` },
      { limits: { bodyBytes: 1000 } },
    );
    const response = world.get('/');
    expect([response.body.length, response.truncated]).toEqual([1000, true]);
  });

  test('huge arguments of host functions are refused', () => {
    const world = loadedWorld({
      'app.ts': `import * as c from 'node:crypto'; import zlib from 'node:zlib';
        const refused = (run: () => unknown) => { try { run(); return 'ran'; } catch (error) { return (error as Error).name; } };
        export const all = () => [refused(() => c.pbkdf2Sync('a', 'b', 1e12, 64, 'sha512')), refused(() => c.scryptSync('a', 'b', 64, { N: 2 ** 25 })),
          refused(() => c.randomBytes(2 ** 30)), refused(() => zlib.gunzipSync(zlib.gzipSync(Buffer.alloc(20e6))))];`,
    });
    expect(world.guest.call('all', [])).toMatchObject({
      ok: true,
      value: ['Error', 'Error', 'RangeError', 'Error'],
    });
  });

  test('a source that would overflow a parser is a syntax failure', () => {
    expect(
      testWorld({ 'app.ts': `const a = ${'['.repeat(50_000)}${']'.repeat(50_000)};` }).guest.load(),
    ).toMatchObject({ failure: { kind: 'syntax' } });
    expect(testWorld({ 'app.ts': `const a = ${'!'.repeat(100_000)}1;` }).guest.load()).toMatchObject({
      failure: { kind: 'syntax' },
    });
    expect(testWorld({ 'app.ts': `//${'x'.repeat(50_000_000)}` }).guest.load()).toMatchObject({
      failure: { kind: 'syntax' },
    });
  });
});

describe('escapes', () => {
  const canary = globalThis as unknown as { canary?: unknown };

  test('constructor chains stay in the realm', () => {
    const world = loadedWorld({
      'app.ts': `import fs from 'node:fs'; import http from 'node:http'; import Database from 'better-sqlite3'; import express from 'express';
        const roots: unknown[] = [console.log, setTimeout, process, process.nextTick, fetch, fs.readFileSync, http.createServer, Database, express, Buffer, URL,
          crypto.randomUUID, globalThis.__backline, (globalThis as any).__backline.open, (globalThis as any).__backlineAsync, structuredClone, import.meta.resolve, Response, performance.now];
        const sites: any[] = [];
        export const all = () => {
          const found: string[] = [];
          for (const root of roots) {
            for (const path of [(x: any) => x.constructor, (x: any) => x.constructor.constructor, (x: any) => x.__proto__.constructor.constructor]) {
              let made: any; try { made = path(root); } catch { continue; }
              if (typeof made !== 'function') continue;
              let real: any; try { real = made('return this')(); } catch { continue; }
              if (real && real !== globalThis && typeof real.process === 'object') found.push('another realm');
              if (typeof made === 'function' && made.name === 'Function' && made !== Function) found.push('another Function');
            }
          }
          Error.prepareStackTrace = (_error, given) => { sites.push(...given); return ''; };
          try { fs.readFileSync('/etc/passwd'); } catch (error) { void (error as Error).stack; found.push((error as { code: string }).code); }
          try { new URL('nope'); } catch (error) { void (error as Error).stack; if ((error as any).constructor.constructor !== Function) found.push('an error of the host'); }
          for (const site of sites) { const f = site.getFunction?.(); const t = site.getThis?.(); if (f && f.constructor !== Function && f.constructor?.constructor !== Function) found.push('a function of another realm'); if (t && t.isolatedVm) found.push('ivm'); }
          for (const name of Object.getOwnPropertyNames(globalThis)) if (/ivm|isolate|host/i.test(name)) found.push(name);
          return found;
        };`,
    });
    expect(world.guest.call('all', [])).toEqual({ ok: true, value: ['ENOENT'] });
  });

  test('eval and Function reach nothing outside', () => {
    const world = loadedWorld({
      'app.cjs': `exports.all = () => ['process.binding', 'require', 'module', 'process.mainModule', 'process.dlopen', 'process._linkedBinding', 'globalThis.ivm']
        .map((name) => { try { return typeof new Function('return ' + name)(); } catch (error) { return error.name; } });`,
    });
    expect(world.guest.call('all', [])).toEqual({
      ok: true,
      value: ['undefined', 'ReferenceError', 'ReferenceError', ...Array(4).fill('undefined')],
    });
  });

  test("patched built-ins forge nothing: the answer is the app's, or the call fails", () => {
    const world = testWorld({
      'app.cjs': `module.exports = (req, res) => { res.setHeader('X-A', '1'); res.end('fine'); };
        JSON.stringify = () => '"PASS"'; Object.keys = () => []; Reflect.apply = () => 'PASS'; Promise.prototype.then = () => 'PASS';
        for (const name of ['push', 'map', 'slice', 'join', 'includes', 'filter', 'find']) Array.prototype[name] = () => 'PASS';
        String.prototype.replace = () => 'PASS'; RegExp.prototype.exec = () => null; Error.prototype.toString = () => 'PASS';`,
    });
    const loaded = world.guest.load();
    const outcome = !loaded.ok
      ? loaded
      : world.guest.request({ method: 'GET', path: '/', headers: [], body: null });
    if (outcome.ok) expect(new TextDecoder().decode(outcome.value.body)).toBe('fine');
    else expect(outcome.failure.kind).toMatch(/exception|stalled/);
  });

  test('only copied data comes out of a call', () => {
    const world = loadedWorld({
      'app.ts': `export const sly = () => ({ get a() { return 1; }, f() {}, s: Symbol('x'), p: new Proxy({ b: 2 }, {}), toJSON() { return 'PASS'; }, __proto__: { hidden: 1 }, then: 3,
          d: new Date(0), m: new Map([['k', 1]]), bytes: new Uint8Array([1]), big: 5n });
        export const thenable = () => ({ then(done: (value: string) => void) { done('settled'); } });
        export const endless = () => { const a: any = {}; a.a = a; return a; };`,
    });
    expect(world.guest.call('sly', [])).toEqual({
      ok: true,
      value: {
        a: 1,
        f: undefined,
        s: undefined,
        p: { b: 2 },
        toJSON: undefined,
        // biome-ignore lint/suspicious/noThenProperty: what a guest may well return
        then: 3,
        d: '1970-01-01T00:00:00.000Z',
        m: { k: 1 },
        bytes: new Uint8Array([1]),
        big: 5n,
      },
    });
    expect(world.guest.call('thenable', [])).toEqual({ ok: true, value: 'settled' });
    expect(world.guest.call('endless', [])).toMatchObject({
      ok: false,
      failure: { kind: 'exception', name: 'RangeError' },
    });
    expect(canary.canary).toBeUndefined();
  });

  test('errors of the host carry no path or stack of this machine', () => {
    const world = loadedWorld({
      'app.ts': `import * as c from 'node:crypto'; import zlib from 'node:zlib';
        export const all = () => [() => c.createHash('nope').digest(), () => zlib.gunzipSync(Buffer.from('no')), () => new URL('::'), () => c.scryptSync('a', 'b', -1)]
          .map((run) => { try { run(); return ''; } catch (error) { return String((error as Error).stack); } }).join('\\n');`,
    });
    const outcome = world.guest.call('all', []);
    expect(outcome.ok && String(outcome.value)).not.toMatch(
      /sandbox|node_modules\/isolated|host-calls|file:\/\/\/(?!app)/,
    );
  });
});
