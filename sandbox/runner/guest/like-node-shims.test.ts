import { describe, expect, test } from 'vitest';
import { differences } from './differences.ts';

const imports = `import assert from 'node:assert'; import crypto from 'node:crypto'; import * as asyncHooks from 'node:async_hooks'; import buffer from 'node:buffer'; import events from 'node:events'; import http from 'node:http'; import path from 'node:path'; import * as perfHooks from 'node:perf_hooks'; import querystring from 'node:querystring'; import stream from 'node:stream'; import * as streamPromises from 'node:stream/promises'; import * as consumers from 'node:stream/consumers'; import * as decoders from 'node:string_decoder'; import timers from 'node:timers'; import * as timersPromises from 'node:timers/promises'; import url from 'node:url'; import util from 'node:util';
  const modules = { assert, asyncHooks, buffer, events, http, path, perfHooks, querystring, stream, streamPromises, consumers, decoders, timers, timersPromises, url, util };`;

/** What a world does not have, or has under another name or length; docs/fidelity.md says why. */
const absent = [
  'buffer.transcode',
  ...['Performance', 'PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure', 'PerformanceObserver'],
  ...['PerformanceObserverEntryList', 'PerformanceResourceTiming', 'constants', 'createHistogram'],
  ...['createSlidingWindowHistogram', 'eventLoopUtilization', 'importHistogram', 'monitorEventLoopDelay'],
  'timerify',
  ...['url.URL.createObjectURL', 'url.URL.revokeObjectURL', 'url.URLPattern'],
].map((one) => (one.includes('.') ? one : `perfHooks.${one}`));
const renamed = [
  'buffer.Buffer#compare',
  'events.EventEmitter#getMaxListeners',
  'events.EventEmitter#listenerCount',
  'events.EventEmitter#once',
];

describe('modules as in Node', () => {
  test('have the same members, of the same names and lengths', async () => {
    const found = await differences(
      imports,
      `const members = (thing) => Object.getOwnPropertyNames(thing).filter((key) => !['caller', 'arguments', 'prototype', 'constructor'].includes(key)).map((key) => { const { value, get } = Object.getOwnPropertyDescriptor(thing, key); return [String(key), get ? 'get' : typeof value === 'function' ? value.name + '/' + value.length : typeof value]; }).sort((a, b) => (a[0] < b[0] ? -1 : 1));
       for (const [name, module] of Object.entries(modules)) for (const key of Reflect.ownKeys(module)) { const value = Object.getOwnPropertyDescriptor(module, key).value;
         found[name + '.' + String(key)] = typeof value === 'function' ? [value.name, value.length] : typeof value;
         if (typeof value === 'function') for (const [member, what] of members(value)) found[name + '.' + String(key) + '.' + member] = what;
         if (typeof value === 'function' && value.prototype) for (const [member, what] of members(value.prototype)) found[name + '.' + String(key) + '#' + member] = what; }`,
    );
    const isAbsent = (name: string) =>
      absent.find((one) => name === one || (/^[.#]/.test(name.slice(one.length)) && name.startsWith(one)));
    const names = Object.keys(found);
    expect(names.filter((one) => isAbsent(one) === undefined).sort()).toEqual(renamed);
    // What a world has by now need not be listed any more.
    expect(absent.filter((one) => !names.some((name) => isAbsent(name) === one))).toEqual([]);
  });

  for (const [name, body] of Object.entries({
    path: `const paths = ['', '.', '..', '/', '//', '/a/b/c.txt', 'a/../b', './a//b/', '../../x', '/..', 'a.tar.gz', '.hidden', 'x.', 'C:\\\\a\\\\b.txt', 'C:', '\\\\\\\\server\\\\share\\\\f', 'a b/é', null, 5, undefined];
      for (const kind of ['posix', 'win32']) for (const one of paths) { for (const method of ['basename', 'dirname', 'extname', 'normalize', 'parse', 'isAbsolute', ...(kind === 'posix' ? ['toNamespacedPath'] : [])]) tell(name(kind, method, one), () => path[kind][method](one)); for (const other of paths) { tell(name(kind, 'join', one, other), () => path[kind].join(one, other)); tell(name(kind, 'relative', one, other), () => path[kind].relative('/r/' + one, '/r/' + other)); tell(name(kind, 'resolve', one, other), () => path[kind].resolve('/root', one, other)); } tell(name(kind, 'base', one), () => path[kind].basename(one, '.txt')); tell(name(kind, 'format', one), () => path[kind].format(path[kind].parse(one))); }`,
    'querystring and string_decoder': `for (const text of ['', 'a=1&b=2', 'a=1&a=2&a=', '=x', '&&', 'a', 'a=%E2%82%AC+x', '%', 'a=%zz', 'é=ü', 'a[b]=c', '__proto__=1', null, 5]) { tell(name('parse', text), () => querystring.parse(text)); tell(name('parse ;', text), () => querystring.parse(text, ';', ':')); tell(name('most', text), () => querystring.parse(text, null, null, { maxKeys: 1 })); tell(name('unescape', text), () => querystring.unescape(String(text))); tell(name('escape', text), () => querystring.escape(text)); }
      for (const given of [{}, { a: 1, b: [1, 2], c: '', d: null, e: undefined, f: true, g: NaN, h: {}, i: 5n, 'é &': '=€' }, [1, 2], 'x', null]) tell('stringify ' + String(given), () => [querystring.stringify(given), querystring.stringify(given, ';', ':'), querystring.stringify(given, null, null, { encodeURIComponent: String })]);
      const data = Buffer.from('a€😀é\\u0301z', 'utf8'); const bad = Buffer.from([0xe2, 0x82, 0x41, 0xf0, 0x9f, 0xff, 0xc3]);
      for (const encoding of ['utf8', 'utf16le', 'ucs2', 'latin1', 'ascii', 'hex', 'base64', 'base64url', undefined, 'nope']) for (const from of [data, bad]) for (const size of [1, 2, 3, 5]) tell(name(encoding, from.toString('hex'), size), () => { const d = new decoders.StringDecoder(encoding); const out = []; for (let at = 0; at < from.length; at += size) out.push(d.write(from.subarray(at, at + size))); return [out, d.end(), d.end(Buffer.from([0xe2])), d.lastNeed, d.lastTotal, d.encoding]; });
      tell('wrong', () => new decoders.StringDecoder().write(5)); tell('text', () => new decoders.StringDecoder().write('x')); tell('view', () => new decoders.StringDecoder().write(Uint16Array.of(97)));`,
    url: `const texts = ['http://user:pa%20ss@Example.COM:8080/p/a/../t/?q=1&r=é#frag', 'https://例え.jp/é?x', '//host/path', '/only/path?x=1', 'mailto:a@b.c', 'javascript:alert(1)', 'http://[::1]:80/', 'http://a:99999/', 'file:///a/b%20c', 'data:text/plain,x', 'http://a b/', '', '?q', '#h', 'http://x/?a=1&a=2', 'HTTP://EXAMPLE.com:80', 'http://1.2.3', 'ws://a/..//b', null, 5];
      for (const text of texts) { tell(name('parse', text), () => ({ ...url.parse(text) })); tell(name('query', text), () => ({ ...url.parse(text, true).query })); tell(name('format', text), () => url.format(url.parse(text))); tell(name('URL', text), () => { const u = new URL(text); return [u.href, u.origin, u.protocol, u.username, u.password, u.host, u.hostname, u.port, u.pathname, u.search, u.hash, [...u.searchParams], util.inspect(u)]; }); tell(name('base', text), () => new URL(text, 'http://base/dir/file?x').href); tell(name('can', text), () => [URL.canParse(text), URL.parse(text)?.href]); tell(name('resolve', text), () => url.resolve('http://base/dir/file?x', text)); tell(name('file', text), () => url.fileURLToPath(text)); tell(name('options', text), () => url.urlToHttpOptions(new URL(text))); tell(name('to file', text), () => url.pathToFileURL(typeof text === 'string' ? '/' + text : text).href); }
      for (const text of ['例え.jp', 'xn--r8jz45g.jp', 'a b', '']) tell(name('domain', text), () => [url.domainToASCII(text), url.domainToUnicode(text)]);
      for (const [key, value] of [['href', 'http://z/'], ['href', 'nope'], ['protocol', 'https'], ['protocol', 'foo'], ['host', 'h:1'], ['hostname', ''], ['port', '70000'], ['port', '81x'], ['pathname', 'a b'], ['search', '?é'], ['hash', ''], ['username', 'ü'], ['password', ':'], ['origin', 'x']]) tell(name('set', key, value), () => { const u = new URL('http://a:80/b?c#d'); u[key] = value; return u.href; });
      const params = new URLSearchParams('b=2&a=1&b=3&é=%20+'); tell('params', () => { params.append('x', 'y z'); params.sort(); params.delete('b', '3'); params.set('a', '€'); return [String(params), params.size, params.getAll('b'), params.has('x', 'no'), params.get('none'), [...params.entries()], util.inspect(params)]; });
      for (const given of [{ a: 1 }, [['a', 'b']], [['a']], [1], 'x=1', null, undefined, new Map([['k', 'v']]), 5, Symbol('x')]) tell('params of ' + String(given?.toString?.() ?? given), () => String(new URLSearchParams(given)));`,
    util: `const circular = { name: 'c' }; circular.self = circular; class Own { #hidden = 1; shown = 2; get got() { return 3; } static x = 1; } class Sub extends Own {} const things = { undefined, null: null, text: "it's", quotes: "'\\"\u0060", number: -0, big: 5n, symbol: Symbol('s'), date: new Date(0), bad: new Date(NaN), regex: /x/g, list: [1, , 3], long: Array.from({ length: 120 }, (_, n) => n), nested: { a: { b: { c: { d: 1 } } } }, circular, map: new Map([[{ a: 1 }, new Set([1])]]), weak: new WeakMap(), typed: new Uint8Array(3), buffer: Buffer.from('hi'), array: new ArrayBuffer(4), fn: function named() {}, arrow: () => {}, gen: function* g() {}, Own, Sub, own: new Own(), sub: new Sub(), none: Object.create(null), boxed: new String('x'), symbols: { [Symbol('k')]: 1 }, getter: { get a() { return 1; }, set a(v) {}, set b(v) {} }, args: (function () { return arguments; })(1, 2), custom: { [util.inspect.custom]: (depth, options) => 'own ' + depth }, tag: { [Symbol.toStringTag]: 'T' }, lines: 'a\\nb'.repeat(30), keys: { 'a-b': 1, 2: 3, é: 4 }, url: new URL('http://a/'), error: Object.assign(new Error('m', { cause: 'c' }), { stack: 'Error: m', code: 'X' }), aggregate: Object.assign(new AggregateError([1], 'all'), { stack: 'AggregateError: all' }) };
      for (const [key, thing] of Object.entries(things)) { for (const options of [{}, { depth: 0 }, { depth: null, compact: false }, { colors: true }, { showHidden: true }, { getters: true, sorted: true }, { maxArrayLength: 2, maxStringLength: 5, breakLength: 20 }, { numericSeparator: true, compact: 1 }]) tell('inspect ' + key + ' ' + JSON.stringify(options), () => util.inspect(thing, options)); for (const pattern of ['%s', '%d', '%i', '%f', '%j', '%o', '%O', '%c', '%%', '%x']) tell('format ' + key + pattern, () => util.format(pattern + '!', thing)); tell('alone ' + key, () => util.format(thing, 'x')); for (const type of Object.keys(util.types)) tell(type + ' ' + key, () => util.types[type](thing)); for (const other of Object.keys(things)) tell('deep ' + key + ' ' + other, () => util.isDeepStrictEqual(thing, things[other])); }
      const keys = [crypto.createSecretKey(Buffer.from('a')), await globalThis.crypto.subtle.importKey('raw', Buffer.from('a'), 'HKDF', false, ['deriveBits'])]; tell('keys', () => keys.map((one) => [util.types.isKeyObject(one), util.types.isCryptoKey(one)]));
      tell('rest', () => [util.styleText('red', 'x', { validateStream: false }), util.stripVTControlCharacters('\\u001b[31mx'), util.toUSVString('\\ud800'), util.inspect.defaultOptions, util.parseArgs({ args: ['-f', '--bar', 'b', 'pos'], options: { f: { type: 'boolean', short: 'f' }, bar: { type: 'string' } }, allowPositionals: true }), new util.MIMEType('text/html; charset=utf-8').essence]);
      tell('unknown', () => util.parseArgs({ args: ['--x'] })); tell('style', () => util.styleText('nope', 'x')); tell('promisify', () => util.promisify(5)); tell('callbackify', () => util.callbackify(5)); tell('inherits', () => util.inherits(5)); tell('debug', () => util.debuglog('x').enabled); tell('deprecate', () => util.deprecate(5)); tell('diff', () => util.diff('ab', 'ac')); tell('sites', () => Array.isArray(util.getCallSites()));
      await told('promisified', () => util.promisify((a, done) => done(null, a + 1))(1)); await told('callbackified', () => new Promise((done) => util.callbackify(async () => { throw null; })((error) => done([error.code, error.message])))); await told('aborted', () => { const c = new AbortController(); const p = util.aborted(c.signal, {}); c.abort(); return p; });
      tell('coders', () => [new TextEncoder().encodeInto('é€', new Uint8Array(4)), new util.TextDecoder('utf-16le').decode(Uint8Array.of(65, 0)), new TextDecoder('latin1').encoding, new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.of(0xef, 0xbb, 0xbf, 65)).length]); tell('fatal', () => new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.of(255))); tell('label', () => new TextDecoder('nope'));`,
    assert: `const values = [0, 1, '1', null, undefined, NaN, [1], [1, 2], { a: 1 }, { a: '1' }, new Map([[1, 2]]), new Set([1]), new Date(0), /x/, Buffer.from('a'), Symbol.iterator, 'a\\nb\\nc', 'a\\nb\\nd'];
      for (const one of values) for (const other of values) for (const method of ['equal', 'notEqual', 'strictEqual', 'notStrictEqual', 'deepEqual', 'notDeepEqual', 'deepStrictEqual', 'notDeepStrictEqual', 'partialDeepStrictEqual']) tell(name(method, util.inspect(one), util.inspect(other)), () => assert[method](one, other));
      const boom = () => { throw new TypeError('boom'); };
      for (const [title, given] of Object.entries({ none: [boom], class: [boom, TypeError], other: [boom, RangeError], regex: [boom, /bo/], wrong: [boom, /xx/], object: [boom, { message: 'boom' }], differs: [boom, { message: 'x' }], check: [boom, () => true], fails: [boom, () => false], quiet: [() => {}], quietly: [() => {}, TypeError, 'said'], text: [boom, 'boom'], number: [5] })) { tell('throws ' + title, () => assert.throws(...given)); tell('not ' + title, () => assert.doesNotThrow(...given)); }
      tell('fail', () => assert.fail()); tell('said', () => assert.fail('x')); tell('own', () => assert.equal(1, 2, new RangeError('own'))); tell('match', () => assert.match('a', /b/)); tell('not match', () => assert.doesNotMatch('b', /b/)); tell('if', () => assert.ifError(null)); tell('if error', () => assert.ifError(new Error('e'))); tell('strict', () => assert.strict.equal(1, '1'));
      await told('rejects', () => assert.rejects(Promise.resolve(1))); await told('rejected', () => assert.rejects(Promise.reject(new Error('x')), /y/)); await told('not rejected', () => assert.doesNotReject(Promise.reject(new Error('x')))); await told('no promise', () => assert.rejects(5));`,
  })) {
    test(name, async () => {
      expect(await differences(imports, body)).toEqual({});
    });
  }
});
