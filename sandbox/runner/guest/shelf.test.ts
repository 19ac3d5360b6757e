import { describe, expect, test } from 'vitest';
import { loadedWorld } from './test-world.ts';

/** The packages on the shelf, each used as a learner would. */
describe('the shelf', () => {
  test('graphql answers a query, and says what is wrong with one', () => {
    const world = loadedWorld({
      'app.ts': `import { buildSchema, graphql, GraphQLError, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
        const schema = buildSchema('type Query { hello(name: String!): String, boom: Int }');
        const rootValue = { hello: ({ name }) => 'Hello ' + name, boom() { throw new GraphQLError('no'); } };
        export const ask = async (source) => JSON.parse(JSON.stringify(await graphql({ schema, source, rootValue })));
        const made = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { a: { type: GraphQLString, resolve: async () => 'b' } } }) });
        export const coded = async () => (await graphql({ schema: made, source: '{ a }' })).data?.a;`,
    });
    expect(world.guest.call('ask', ['{ hello(name: "Ada") }'])).toEqual({
      ok: true,
      value: { data: { hello: 'Hello Ada' } },
    });
    expect(world.guest.call('ask', ['{ boom }'])).toMatchObject({
      value: { data: { boom: null }, errors: [{ message: 'no', path: ['boom'] }] },
    });
    expect(world.guest.call('ask', ['{ nope }'])).toMatchObject({
      value: { errors: [{ message: 'Cannot query field "nope" on type "Query".' }] },
    });
    expect(world.guest.call('coded', [])).toEqual({ ok: true, value: 'b' });
  });

  test('jose signs, verifies and encrypts with every family of keys', () => {
    const world = loadedWorld({
      'app.ts': `import * as jose from 'jose';
        const secret = new TextEncoder().encode('a secret of thirty-two characters');
        export const hmac = async () => {
          const jwt = await new jose.SignJWT({ role: 'admin' }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setSubject('7').setExpirationTime('2h').sign(secret);
          const { payload } = await jose.jwtVerify(jwt, secret);
          return [payload.sub, payload.role, payload.exp - payload.iat, await jose.jwtVerify(jwt.slice(0, -3) + 'abc', secret).catch((error) => error.code)];
        };
        export const expired = async () => {
          const jwt = await new jose.SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime('1s').sign(secret);
          await new Promise((done) => setTimeout(done, 5000));
          return jose.jwtVerify(jwt, secret).catch((error) => error.code);
        };
        export const pair = async (alg) => {
          const { publicKey, privateKey } = await jose.generateKeyPair(alg, { extractable: true });
          const jwk = await jose.exportJWK(publicKey);
          const jwt = await new jose.SignJWT({ a: 1 }).setProtectedHeader({ alg }).sign(privateKey);
          const pem = await jose.exportPKCS8(privateKey);
          const again = await jose.importPKCS8(pem, alg);
          const second = await new jose.SignJWT({ a: 2 }).setProtectedHeader({ alg }).sign(again);
          const { payload } = await jose.jwtVerify(second, await jose.importJWK(jwk, alg));
          return [(await jose.jwtVerify(jwt, publicKey)).payload.a, payload.a, jwk, jwt];
        };
        export const encrypted = async (alg, enc) => {
          const key = alg === 'dir' ? new Uint8Array(enc === 'A256GCM' ? 32 : 64).fill(7) : /^PBES/.test(alg) ? secret : (await jose.generateKeyPair(alg)).publicKey;
          const pair = /^(RSA|ECDH)/.test(alg) ? await jose.generateKeyPair(alg) : { publicKey: key, privateKey: key };
          const jwe = await new jose.EncryptJWT({ hidden: true }).setProtectedHeader({ alg, enc }).encrypt(pair.publicKey);
          const options = /^PBES/.test(alg) ? { keyManagementAlgorithms: [alg] } : {};
          return (await jose.jwtDecrypt(jwe, pair.privateKey, options)).payload.hidden;
        };`,
    });
    const called = (name: string, ...args: string[]) => {
      const outcome = world.guest.call(name, args);
      if (!outcome.ok) throw new Error(`${name}(${args}): ${JSON.stringify(outcome.failure)}`);
      return outcome.value;
    };
    expect(called('hmac')).toEqual(['7', 'admin', 7200, 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED']);
    expect(called('expired')).toBe('ERR_JWT_EXPIRED');
    for (const alg of ['ES256', 'ES384', 'ES512', 'EdDSA', 'RS256', 'PS256']) {
      expect([alg, called('pair', alg)]).toEqual([alg, [1, 2, expect.any(Object), expect.any(String)]]);
    }
    for (const [alg, enc] of [
      ['dir', 'A256GCM'],
      ['dir', 'A256CBC-HS512'],
      ['RSA-OAEP-256', 'A256GCM'],
      ['ECDH-ES', 'A128GCM'],
      ['ECDH-ES+A256KW', 'A256GCM'],
      ['PBES2-HS256+A128KW', 'A128GCM'],
    ] as const)
      expect([alg, enc, called('encrypted', alg, enc)]).toEqual([alg, enc, true]);
  });

  test('bcryptjs hashes and compares', () => {
    const world = loadedWorld({
      'app.ts': `import bcrypt from 'bcryptjs';
        import { hashSync } from 'bcryptjs';
        export const go = async () => { const hash = await bcrypt.hash('secret', 4);
          return [hash.slice(0, 7), hash.length, await bcrypt.compare('secret', hash), await bcrypt.compare('Secret', hash), bcrypt.getRounds(hashSync('x', 5)),
            bcrypt.compareSync('abc', '$2b$04$5JhhQv4pi4WOXQ1LJkVBXu4x5rgCeF8DnUJfCVRE0bdZdV8eGDdQa')]; };`,
      'old.cjs': '',
    });
    expect(world.guest.call('go', [])).toMatchObject({
      ok: true,
      value: ['$2b$04$', 60, true, false, 5, false],
    });
    const common = loadedWorld({
      'app.cjs': `const bcrypt = require('bcryptjs'); exports.go = () => bcrypt.compareSync('a', bcrypt.hashSync('a', 4));`,
    });
    expect(common.guest.call('go', [])).toEqual({ ok: true, value: true });
  });

  test('cookie-parser and cors in front of an Express app', () => {
    const world = loadedWorld({
      'app.ts': `import express from 'express'; import cookieParser from 'cookie-parser'; import cors from 'cors';
        const app = express();
        app.use(cors({ origin: 'https://shop.example', credentials: true }));
        app.use(cookieParser('key'));
        app.get('/set', (req, res) => { res.cookie('user', 'ada', { signed: true }).json({}); });
        app.get('/', (req, res) => { res.json({ cookies: req.cookies, signed: req.signedCookies }); });
        export default app;`,
    });
    const [cookie = ''] = (world.get('/set').header('set-cookie') ?? '').split(';');
    expect(cookie).toMatch(/^user=s%3Aada\./);
    const answer = world.get('/', [
      ['Cookie', `${cookie}; plain=1`],
      ['Origin', 'https://shop.example'],
    ]);
    expect(JSON.parse(answer.body)).toEqual({ cookies: { plain: '1' }, signed: { user: 'ada' } });
    expect(answer.header('access-control-allow-origin')).toBe('https://shop.example');
    const preflight = world.send({
      method: 'OPTIONS',
      path: '/',
      headers: [
        ['Origin', 'https://shop.example'],
        ['Access-Control-Request-Method', 'PUT'],
      ],
    });
    expect(preflight).toMatchObject({ status: 204, body: '' });
    expect(preflight.header('access-control-allow-methods')).toBe('GET,HEAD,PUT,PATCH,POST,DELETE');
  });
});

test('node:test runs what a learner tests, and says so in the log', () => {
  const world = loadedWorld({
    'app.test.ts': `import { describe, it, test, beforeEach, mock } from 'node:test'; import assert from 'node:assert/strict';
      const seen = [];
      describe('sums', () => { beforeEach(() => seen.push('each')); it('adds', () => assert.equal(1 + 1, 2)); it('waits', async () => { await new Promise((done) => setTimeout(done, 100)); }); });
      test('fails', () => { assert.deepEqual({ a: 1 }, { a: 2 }); });
      test('skipped', { skip: true }, () => { throw new Error('no'); });
      test('mocks', (t) => { const f = t.mock.fn((a) => a + 1); f(1); assert.equal(f.mock.callCount(), 1); assert.deepEqual(f.mock.calls[0].arguments, [1]); });`,
  });
  world.guest.advance(1_000);
  const lines = world.log.map(({ text }) => text.split('\n')[0]);
  expect(lines).toEqual([
    ...['▶ sums', '  ✔ adds', '  ✔ waits', '✔ sums', '✖ fails'],
    expect.stringMatching(/^AssertionError/),
    ...[
      '﹣ skipped # SKIP',
      '✔ mocks',
      'ℹ tests 5',
      'ℹ suites 1',
      'ℹ pass 3',
      'ℹ fail 1',
      'ℹ skipped 1',
      'ℹ todo 0',
    ],
  ]);
});

test('assert says which expression did not hold, as Node does', () => {
  const world = loadedWorld({
    'app.ts': `import assert from 'node:assert/strict';
      interface Row { id: number }
      const rows: Row[] = [];
      const check = (run: () => void) => { try { run(); } catch (error) { console.log(error.message); } };
      const found = async () => { await null; assert.ok(rows.length > 0 && 'some'); };
      check(() => assert.ok(rows.some(({ id }) => id === 1)));
      check(() => { const one = 1; assert(one === 2); });
      check(() => assert.equal(assert.ok?.(false), 3));
      check(() => assert.ok(false, 'own words'));
      await found().catch((error) => console.log(error.message));`,
  });
  const falsy = (expression: string) => `The expression evaluated to a falsy value:\n\n  ${expression}\n`;
  expect(world.log.map(({ text }) => text)).toEqual([
    falsy('assert.ok(rows.some(({ id }) => id === 1))'),
    falsy('assert(one === 2)'),
    falsy('assert.ok?.(false)'),
    'own words',
    falsy("assert.ok(rows.length > 0 && 'some')"),
  ]);
});
