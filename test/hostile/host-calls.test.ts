import { describe, expect, it } from 'vitest';
import { besiege, largestRunnerMiB } from './besieged.ts';

/** HOSTILE.md, row 15b: what the host does for a guest is refused or stopped where too much is asked. */
const besieged = besiege();
const limits = { cpuMs: 400, wallMs: 800 };

const calls: Readonly<Record<string, string>> = {
  'pbkdf2 of many rounds': "crypto.pbkdf2Sync('a', 'b', 1e12, 64, 'sha512')",
  'pbkdf2 of many bytes': "crypto.pbkdf2Sync('a', 'b', 1, 2 ** 30, 'sha512')",
  'pbkdf2 within its cap, again and again':
    "(() => { for (;;) crypto.pbkdf2Sync('a', 'b', 1e6, 1024, 'sha512'); })()",
  'scrypt of much memory': "crypto.scryptSync('a', 'b', 64, { N: 2 ** 25, maxmem: 2 ** 40 })",
  'scrypt of much time': "crypto.scryptSync('a', 'b', 64, { N: 2, r: 8, p: 2 ** 24 })",
  'scrypt of fractions': "crypto.scryptSync('a', 'b', 64, { N: 2 ** 24, r: 0.001, p: 1 })",
  'scrypt of negatives': "crypto.scryptSync('a', 'b', 64, { N: 2 ** 24, r: -1, p: -1 })",
  'scrypt again and again': "(() => { for (;;) crypto.scryptSync('a', 'b', 64); })()",
  'random bytes': 'crypto.randomBytes(2 ** 30)',
  'random bytes again and again':
    '(() => { const all = []; for (;;) all.push(crypto.randomBytes(2 ** 20)); })()',
  'a zip bomb':
    '(() => { let b = Buffer.alloc(16e6); b = zlib.gzipSync(b); return zlib.gunzipSync(Buffer.concat(Array(400).fill(b))); })()',
  'brotli again and again':
    "(() => { const b = Buffer.alloc(1e6, 'abcdef'); for (;;) zlib.brotliCompressSync(b); })()",
  'gzip of much': 'zlib.gzipSync(Buffer.alloc(2 ** 28))',
  'hashes of much':
    "(() => { const b = Buffer.alloc(1e7); for (;;) crypto.createHash('sha512').update(b).digest(); })()",
  'hashes updated for ever':
    "(() => { const h = crypto.createHash('md5'); const b = Buffer.alloc(1e6); for (;;) h.update(b); })()",
  'keys of many bits': "crypto.generateKeyPairSync('rsa', { modulusLength: 65536 })",
  'keys again and again':
    "(() => { for (;;) crypto.generateKeyPairSync('rsa', { modulusLength: 4096 }); })()",
  'a prime of many bits': 'crypto.generatePrimeSync(100000)',
  'Diffie and Hellman': 'crypto.createDiffieHellman(8192)',
  'a URL of megabytes': "new URL('http://a/' + 'x'.repeat(5e7))",
  'URLs again and again': "(() => { for (;;) new URL('http://a/' + 'é'.repeat(1e6)); })()",
  'a database of much':
    "(() => { const db = new Database('x.db'); db.exec('CREATE TABLE t (a)'); for (;;) db.prepare('INSERT INTO t VALUES (zeroblob(1000000))').run(); })()",
  'a statement without end':
    "new Database('x.db').prepare('WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT count(*) FROM r').get()",
  'a result of many rows':
    "new Database('x.db').prepare('WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x, hex(zeroblob(1000)) FROM r').all()",
  'databases by the thousand': "(() => { const all = []; for (;;) all.push(new Database(':memory:')); })()",
  'statements by the million':
    "(() => { const db = new Database('x.db'); const all = []; for (;;) all.push(db.prepare('SELECT 1')); })()",
  'parameters by the million':
    "new Database('x.db').prepare('SELECT 1').all(...Array(1e5).fill('x'.repeat(1e3)))",
  'timers by the million': '(() => { for (let i = 0; i < 1e7; i++) setTimeout(() => {}, i); })()',
  'log lines by the million': "(() => { for (;;) console.log('x'); })()",
  'stacks by the million': "(() => { for (;;) new Error('x').stack; })()",
  'files by the million':
    "(() => { for (let i = 0; ; i++) fs.writeFileSync('/app/f' + i, 'x'.repeat(1e5)); })()",
  'comparisons of much': 'crypto.timingSafeEqual(Buffer.alloc(2 ** 28), Buffer.alloc(2 ** 28))',
};

describe('a call of the host', () => {
  it.each(Object.entries(calls))('%s is refused or stopped', async (_, expression) => {
    const files = {
      'app.cjs': `const crypto = require('crypto'), zlib = require('zlib'), fs = require('fs'), Database = require('better-sqlite3');
exports.ask = () => { ${expression}; return 'done'; };`,
    };
    const began = performance.now();
    const { failure } = await besieged.attack({ files, call: 'ask', limits });
    expect(failure?.kind, JSON.stringify(failure)).toMatch(/^(exception|time|memory|sql|output)$/);
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(besieged.peakMiB()).toBeLessThanOrEqual(largestRunnerMiB);
  });
});
