import { describe, expect, test } from 'vitest';
import { runBoth } from './run-both.ts';
import { loadedWorld, testWorld } from './test-world.ts';

const imports = `import fs from 'node:fs'; import * as promises from 'node:fs/promises'; import os from 'node:os'; import zlib from 'node:zlib'; import path from 'node:path'; import { promisify } from 'node:util';
  import { pipeline } from 'node:stream/promises'; import { Readable } from 'node:stream'; import { createRequire, builtinModules, isBuiltin } from 'node:module';
  const dir = fs.mkdtempSync(os.tmpdir() + '/both-'); const at = (name) => dir + '/' + name;
  const short = (value) => JSON.parse(JSON.stringify(value).replaceAll(dir, 'DIR'));
  const rejected = async (promise) => { try { await promise; return 'nothing thrown'; } catch (error) { return [error.name, error.code, error.message, error.syscall]; } };`;

/** Files and compression in a world and outside, run by Node's own JavaScript over another bottom. */
describe('files as in Node', () => {
  for (const [name, body] of Object.entries({
    'writing and reading': `fs.writeFileSync(at('a.txt'), 'héllo'); fs.appendFileSync(at('a.txt'), ' more'); fs.copyFileSync(at('a.txt'), at('b.txt'));
      fs.renameSync(at('b.txt'), at('c.txt')); fs.truncateSync(at('c.txt'), 3);
      return [fs.readFileSync(at('a.txt'), 'utf8'), fs.readFileSync(at('a.txt')).toString('hex'), fs.readFileSync(at('c.txt'), 'latin1'), fs.existsSync(at('b.txt')), fs.readdirSync(dir), fs.statSync(at('a.txt')).size];`,
    folders: `fs.mkdirSync(at('x/y/z'), { recursive: true }); fs.writeFileSync(at('x/f'), ''); const made = fs.mkdirSync(at('x/n/m'), { recursive: true });
      const all = fs.readdirSync(dir, { recursive: true }).sort(); const types = fs.readdirSync(at('x'), { withFileTypes: true }).map((one) => [one.name, one.isDirectory(), one.isFile(), one.parentPath]);
      const errors = [() => fs.rmdirSync(at('x')), () => fs.mkdirSync(at('x')), () => fs.rmSync(at('x')), () => fs.readFileSync(at('x')), () => fs.readdirSync(at('x/f')), () => fs.mkdirSync(at('q/w'))].map(caught);
      fs.rmSync(at('x'), { recursive: true }); fs.rmSync(at('x'), { force: true }); return short([all, types, errors, made, fs.existsSync(at('x')), caught(() => fs.rmSync(at('x')))]);`,
    errors: `return short([() => fs.readFileSync(at('no')), () => fs.openSync(at('no')), () => fs.statSync(at('no')), () => fs.unlinkSync(at('no')), () => fs.readdirSync(at('no')), () => fs.accessSync(at('no')), () => fs.readFileSync(), () => fs.writeFileSync(at('n/o'), ''), () => fs.renameSync(at('no'), at('na')), () => fs.readSync(999, Buffer.alloc(1)), () => fs.realpathSync(at('no')), () => fs.lstatSync(at('no'))].map(caught).concat([fs.statSync(at('no'), { throwIfNoEntry: false }) ?? 'none']));`,
    promises: `await promises.mkdir(at('p')); await promises.writeFile(at('p/a'), 'one'); const h = await promises.open(at('p/a'), 'r+'); await h.write('TWO', 1); const read = await h.readFile('utf8'); const stat = await h.stat(); await h.close();
      return short([read, stat.size, stat.isFile(), await promises.readFile(at('p/a'), 'utf8'), await promises.readdir(at('p')), await rejected(promises.readFile(at('p/none'))), await rejected(promises.stat(at('p/none'))), await rejected(promises.access(at('none'))), await promises.rm(at('p'), { recursive: true }) ?? 'gone', fs.existsSync(at('p'))]);`,
    callbacks: `const read = promisify(fs.readFile); await promisify(fs.writeFile)(at('c'), Buffer.from([1, 2, 3])); const exists = await new Promise((done) => fs.exists(at('c'), done));
      return short([[...(await read(at('c')))], exists, (await promisify(fs.stat)(at('c'))).size, await rejected(read(at('none'))), await rejected(promisify(fs.mkdir)(at('c')))]);`,
    streams: `await pipeline(Readable.from(['one ', 'two ', 'three']), fs.createWriteStream(at('s'))); const parts = []; for await (const part of fs.createReadStream(at('s'), { start: 4, end: 9, encoding: 'utf8', highWaterMark: 4 })) parts.push(part);
      const missing = await rejected(pipeline(fs.createReadStream(at('none')), fs.createWriteStream(at('t')))); return short([parts, fs.readFileSync(at('s'), 'utf8'), missing]);`,
    descriptors: `const fd = fs.openSync(at('d'), 'w+'); fs.writeSync(fd, 'abcdef'); fs.writeSync(fd, Buffer.from('XY'), 0, 2, 1); const b = Buffer.alloc(4); const n = fs.readSync(fd, b, 0, 4, 0); fs.ftruncateSync(fd, 2); const size = fs.fstatSync(fd).size; fs.closeSync(fd);
      return [n, b.toString(), size, caught(() => fs.closeSync(fd)), caught(() => fs.openSync(at('d'), 'wx')).slice(0, 2)];`,
    times: `fs.writeFileSync(at('t'), ''); fs.utimesSync(at('t'), 1000, 2000.5); const s = fs.statSync(at('t')); return [s.atimeMs, s.mtime.toISOString(), s.isDirectory(), (s.mode & 0o777).toString(8), fs.statSync(at('t'), { bigint: true }).mtimeMs];`,
    'zlib at once': `const text = 'abc'.repeat(1000); const names = ['gzip', 'deflate', 'deflateRaw', 'brotliCompress']; const back = ['gunzip', 'inflate', 'inflateRaw', 'brotliDecompress'];
      return [names.map((one, n) => [zlib[one + 'Sync'](text).toString('base64'), zlib[back[n] + 'Sync'](zlib[one + 'Sync'](text)).toString().length]), zlib.unzipSync(zlib.gzipSync('x')).toString(), zlib.gzipSync('abc', { level: 9 }).toString('hex'), zlib.crc32('hello'),
        (await promisify(zlib.gzip)('later')).toString('hex'), (await promisify(zlib.brotliDecompress)(zlib.brotliCompressSync('b'))).toString(), caught(() => zlib.gunzipSync('not gzip')), caught(() => zlib.inflateSync(Buffer.from('abc'))), caught(() => zlib.gzipSync(5)), caught(() => zlib.gunzipSync(zlib.gzipSync('a'.repeat(1000)), { maxOutputLength: 10 })), caught(() => zlib.createGzip({ level: 99 })), await rejected(promisify(zlib.gunzip)('bad'))];`,
    'zlib in streams': `const gz = zlib.createGzip(); const parts = []; gz.on('data', (part) => parts.push(part)); gz.write('first'); await new Promise((done) => gz.flush(done)); const flushed = Buffer.concat(parts).length > 10; gz.end('second'); await new Promise((done) => gz.on('end', done));
      const out = []; for await (const part of Readable.from([Buffer.concat(parts)]).pipe(zlib.createGunzip())) out.push(part);
      const web = new Response(new Blob(['hello']).stream().pipeThrough(new CompressionStream('gzip')).pipeThrough(new DecompressionStream('gzip')));
      return [flushed, Buffer.concat(out).toString(), await web.text(), zlib.constants.Z_BEST_COMPRESSION, zlib.constants.BROTLI_PARAM_QUALITY];`,
    module: `const require = createRequire(import.meta.url); return [require('node:path') === path, isBuiltin('fs'), isBuiltin('node:test'), isBuiltin('test'), isBuiltin('express'), builtinModules.includes('http'), caught(() => require('./none.cjs')).slice(0, 2), caught(() => createRequire('relative')).slice(0, 2)];`,
  })) {
    test(name, async () => {
      const { inWorld, inNode } = await runBoth(imports, body);
      expect(inWorld).toEqual(inNode);
    });
  }

  test('a program reads its own files, and createRequire loads its modules', () => {
    const world = loadedWorld({
      'src/app.mjs': `import { readFileSync, readdirSync } from 'node:fs'; import { createRequire } from 'node:module';
        const require = createRequire(import.meta.url);
        export const go = () => [readFileSync(new URL('../data.json', import.meta.url), 'utf8'), readdirSync('/app').sort(), require('./lib.cjs').a, require('../data.json').b, require.resolve('./lib.cjs')];`,
      'src/lib.cjs': 'exports.a = 1;',
      'data.json': '{"b":2}',
    });
    expect(world.guest.call('go', [])).toEqual({
      ok: true,
      value: ['{"b":2}', ['data.json', 'src'], 1, 2, '/app/src/lib.cjs'],
    });
  });

  test("a world's disk is as large as it is, and empty in the next world", () => {
    const source = {
      'app.mjs': `import fs from 'node:fs'; export const fill = () => { try { for (let n = 0; ; n++) fs.writeFileSync('/tmp/' + n, Buffer.alloc(1_000_000)); } catch (error) { return [error.code, fs.readdirSync('/tmp').length]; } };
        export const many = () => { try { for (let n = 0; ; n++) fs.writeFileSync('/tmp/m' + n, ''); } catch (error) { return error.code; } };
        export const bomb = async () => { const zlib = await import('node:zlib'); let data = Buffer.alloc(10_000_000); try { for (let n = 0; n < 100; n++) zlib.inflateSync(zlib.deflateSync(data)); } catch (error) { return error.code; } };`,
    };
    expect(loadedWorld(source).guest.call('fill', [])).toEqual({ ok: true, value: ['ENOSPC', 17] });
    expect(loadedWorld(source).guest.call('fill', [])).toEqual({ ok: true, value: ['ENOSPC', 17] });
    expect(loadedWorld(source).guest.call('many', [])).toEqual({ ok: true, value: 'ENOSPC' });
    expect(loadedWorld(source).guest.call('bomb', [])).toEqual({ ok: true, value: 'ERR_OUT_OF_RANGE' });
    expect(testWorld(source).guest.load()).toMatchObject({ ok: true });
  });
});
