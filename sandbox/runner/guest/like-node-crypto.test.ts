import * as real from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { runBoth } from './run-both.ts';
import { loadedWorld } from './test-world.ts';

/** `node:crypto` in a world and outside give the same for what does not depend on chance. */
describe('crypto as in Node', () => {
  for (const [name, body] of Object.entries({
    hashes: `return ['md5','sha1','sha256','sha384','sha512','SHA-256','sha3-256','RSA-SHA256'].map((one) => crypto.createHash(one).update('héllo').update(Buffer.from([1,2])).digest('hex'));`,
    'hash forms': `const h = crypto.createHash('sha256'); h.update('a'); const c = h.copy(); c.update('b');
      return [h.digest('base64url'), c.digest('latin1'), crypto.hash('sha1', 'x'), crypto.createHash('shake256', { outputLength: 5 }).update('a').digest('hex')];`,
    hmac: `return [crypto.createHmac('sha256', 'key').update('data').digest('hex'), crypto.createHmac('sha512', Buffer.alloc(200, 1)).update('data').digest('base64'), crypto.createHmac('sha1', crypto.createSecretKey(Buffer.from('k'))).update('é', 'latin1').digest('hex')];`,
    'hash errors': `return [() => crypto.createHash('nope'), () => crypto.createHash('sha1').update(5), () => { const h = crypto.createHash('sha1'); h.digest(); h.digest(); }, () => crypto.createHmac('sha1'), () => crypto.createHmac('nope', 'a'), () => { const h = crypto.createHash('sha1'); h.digest(); h.update('a'); }].map(caught);`,
    'slow hashes': `const p = (await import('node:util')).promisify;
      return [crypto.scryptSync('pw', 'salt', 32).toString('hex'), crypto.scryptSync('pw', 'salt', 16, { N: 1024, r: 8, p: 1 }).toString('hex'), crypto.pbkdf2Sync('pw', 'salt', 1000, 20, 'sha512').toString('hex'),
        (await p(crypto.scrypt)('a', 'b', 8)).toString('hex'), (await p(crypto.pbkdf2)('a', 'b', 1, 8, 'sha1')).toString('hex'), Buffer.from(crypto.hkdfSync('sha256', 'key', 'salt', 'info', 10)).toString('hex')];`,
    'timing-safe': `return [crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('a')), crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('b')), caught(() => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('bc'))), caught(() => crypto.timingSafeEqual('a', 'a'))];`,
    random: `return [crypto.randomBytes(8).length, typeof crypto.randomInt(5), crypto.randomUUID().length, caught(() => crypto.randomBytes(-1)), caught(() => crypto.randomBytes('5')), caught(() => crypto.randomInt(5, 5)), caught(() => crypto.randomInt(0.5)),
        globalThis.crypto.getRandomValues(new Uint16Array(2)).length, caught(() => globalThis.crypto.getRandomValues(new Uint8Array(65537))), crypto.randomFillSync(Buffer.alloc(3)).length];`,
    'AES-GCM': `const key = Buffer.alloc(32, 1), iv = Buffer.alloc(12, 2);
      const c = crypto.createCipheriv('aes-256-gcm', key, iv); c.setAAD(Buffer.from('aad'));
      const text = c.update('héllo wörld', 'utf8', 'hex') + c.final('hex'); const tag = c.getAuthTag();
      const open = (with_) => { const d = crypto.createDecipheriv('aes-256-gcm', key, iv); d.setAAD(Buffer.from('aad')); d.setAuthTag(with_); return d.update(text, 'hex', 'utf8') + d.final('utf8'); };
      return [text, tag.toString('hex'), open(tag), caught(() => open(Buffer.alloc(16))), caught(() => crypto.createCipheriv('aes-256-gcm', Buffer.alloc(5), iv)), caught(() => crypto.createCipheriv('nope', key, iv))];`,
    'AES-CBC': `const key = Buffer.alloc(16, 1), iv = Buffer.alloc(16, 2); const c = crypto.createCipheriv('aes-128-cbc', key, iv);
      const parts = [c.update('a'.repeat(20)), c.update('b'), c.final()].map((one) => one.toString('base64'));
      const d = crypto.createDecipheriv('aes-128-cbc', key, iv); const all = parts.map((one) => Buffer.from(one, 'base64'));
      const bad = crypto.createDecipheriv('aes-128-cbc', key, iv); bad.update(Buffer.alloc(5));
      return [parts, Buffer.concat([...all.map((one) => d.update(one)), d.final()]).toString(), caught(() => bad.final()).slice(0, 1)];`,
    'cipher streams': `const { pipeline } = await import('node:stream/promises'); const { Readable } = await import('node:stream'); const { text } = await import('node:stream/consumers');
      const c = crypto.createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)); const h = crypto.createHash('sha1');
      Readable.from(['one', 'two']).pipe(h); const hashed = Buffer.from(await (await import('node:stream/consumers')).buffer(h)).toString('hex');
      Readable.from([Buffer.from('abc')]).pipe(c); return [hashed, Buffer.from(await (await import('node:stream/consumers')).buffer(c)).toString('hex')];`,
    'keys and signatures': `const jwk = { kty: 'OKP', crv: 'Ed25519', d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
      const key = crypto.createPrivateKey({ key: jwk, format: 'jwk' }); const pub = crypto.createPublicKey(key);
      const sig = crypto.sign(null, Buffer.from('data'), key);
      return [sig.toString('hex'), crypto.verify(null, Buffer.from('data'), pub, sig), crypto.verify(null, Buffer.from('date'), pub, sig), pub.export({ type: 'spki', format: 'pem' }), key.export({ format: 'jwk' }), key.type, pub.asymmetricKeyType, key.asymmetricKeyDetails, crypto.createSecretKey(Buffer.from('abc')).export({ format: 'jwk' }), crypto.createSecretKey(Buffer.from('abc')).symmetricKeySize, Object.prototype.toString.call(key)];`,
    subtle: `const { subtle } = globalThis.crypto; const enc = new TextEncoder(); const hex = (b) => Buffer.from(b).toString('hex');
      const hmac = await subtle.importKey('raw', enc.encode('key'), { name: 'HMAC', hash: 'SHA-256' }, true, ['sign', 'verify']);
      const aes = await subtle.importKey('raw', new Uint8Array(16), 'AES-GCM', false, ['encrypt', 'decrypt']);
      const box = await subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12), additionalData: enc.encode('x') }, aes, enc.encode('hi'));
      const base = await subtle.importKey('raw', enc.encode('pw'), 'PBKDF2', false, ['deriveBits', 'deriveKey']);
      const derived = await subtle.deriveKey({ name: 'PBKDF2', salt: enc.encode('s'), iterations: 10, hash: 'SHA-256' }, base, { name: 'AES-GCM', length: 256 }, true, ['decrypt', 'encrypt']);
      const wrong = async (run) => { try { await run(); } catch (error) { return [error.name, error.constructor.name]; } };
      return [hex(await subtle.digest('SHA-256', enc.encode('a'))), hex(await subtle.sign('HMAC', hmac, enc.encode('d'))), await subtle.verify('HMAC', hmac, new Uint8Array(32), enc.encode('d')), await subtle.exportKey('jwk', hmac), hmac.algorithm, hmac.usages, hmac.type,
        hex(box), Buffer.from(await subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(12), additionalData: enc.encode('x') }, aes, box)).toString(), hex(await subtle.deriveBits({ name: 'PBKDF2', salt: enc.encode('s'), iterations: 10, hash: 'SHA-256' }, base, 128)), hex(await subtle.exportKey('raw', derived)), derived.algorithm, derived.usages,
        await wrong(() => subtle.exportKey('raw', aes)), await wrong(() => subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, aes, box)), await wrong(() => subtle.sign('HMAC', aes, enc.encode('a'))), await wrong(() => subtle.digest('MD5', enc.encode('a'))), await wrong(() => subtle.importKey('raw', new Uint8Array(5), 'AES-GCM', true, ['encrypt']))];`,
  })) {
    test(name, async () => {
      const { inWorld, inNode } = await runBoth(`import crypto from 'node:crypto';`, body);
      expect(inWorld).toEqual(inNode);
    });
  }

  test('keys come from the seed, and what they sign is verified by Node itself', () => {
    const source = {
      'app.ts': `import crypto from 'node:crypto';
        export const go = (type, options, digest, extra) => { const { publicKey, privateKey } = crypto.generateKeyPairSync(type, options);
          const data = Buffer.from('data');
          return [publicKey.export({ type: 'spki', format: 'pem' }), crypto.sign(digest, data, { key: privateKey, ...extra }).toString('hex')]; };
        export const seal = (pem) => crypto.publicEncrypt({ key: pem, oaepHash: 'sha256' }, Buffer.from('sealed')).toString('hex');`,
    };
    const cases = [
      ['ec', { namedCurve: 'P-256' }, 'sha256', {}],
      ['ec', { namedCurve: 'secp384r1' }, 'sha384', { dsaEncoding: 'ieee-p1363' }],
      ['ec', { namedCurve: 'P-521' }, 'sha512', {}],
      ['rsa', { modulusLength: 2048 }, 'sha256', {}],
      [
        'rsa',
        { modulusLength: 1024 },
        'sha256',
        { padding: real.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
      ],
      ['ed25519', {}, undefined, {}],
    ] as const;
    for (const given of cases) {
      const [first, again, other] = [1, 1, 2].map((seed) =>
        loadedWorld(source, { seed }).guest.call('go', given as never),
      );
      expect(first).toEqual(again);
      expect(first).not.toEqual(other);
      if (!first?.ok) throw new Error(JSON.stringify(first));
      const [key, signature] = first.value as [string, string];
      expect(
        real.verify(given[2], Buffer.from('data'), { key, ...given[3] }, Buffer.from(signature, 'hex')),
      ).toBe(true);
    }
    const { publicKey, privateKey } = real.generateKeyPairSync('rsa', { modulusLength: 2048 });
    const sealed = loadedWorld(source).guest.call('seal', [
      publicKey.export({ type: 'spki', format: 'pem' }) as string,
    ]);
    if (!sealed.ok) throw new Error(JSON.stringify(sealed));
    const opened = real.privateDecrypt(
      { key: privateKey, oaepHash: 'sha256' },
      Buffer.from(sealed.value as string, 'hex'),
    );
    expect(opened.toString()).toBe('sealed');
  });
});
