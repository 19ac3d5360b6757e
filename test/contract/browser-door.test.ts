import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Served, serveHost } from '../../host/serve-host.ts';
import { comeIn, startTestHost, type TestHost } from './transports.ts';

let host: TestHost;
let served: Served;
let origin: string;
let cookie: string;
beforeAll(async () => {
  host = await startTestHost();
  served = await serveHost(host, { port: 0, rendererFolder: host.rendererFolder });
  ({ origin, cookie } = await comeIn(served.url));
});
afterAll(async () => {
  await served.close();
  await host.close();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, origin), { headers, redirect: 'manual' });

it('exchanges the token for a cookie that scripts and other sites cannot use', async () => {
  const response = await fetch(served.url, { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  expect(response.headers.get('set-cookie')).toMatch(
    /^backline-\d+=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict$/,
  );
});

it('shows the page to the cookie alone', async () => {
  expect((await get('/', { cookie })).status).toBe(200);
  expect((await get(`/?token=old`, { cookie })).status).toBe(303);
  for (const [path, headers] of [
    ['/', {}],
    ['/?token=wrong', {}],
    ['/?token=', {}],
    ['/', { cookie: `${cookie.split('=')[0]}=wrong` }],
    ['/', { cookie: cookie.slice(0, -1) }],
  ] as const) {
    const response = await get(path, headers);
    expect([path, response.status, await response.text()]).toEqual([
      path,
      401,
      expect.stringContaining('Open the address that Backline printed'),
    ]);
  }
});

it('sends the security headers with every answer', async () => {
  for (const path of ['/', '/nothing.js', '/?token=wrong']) {
    const { headers } = await get(path, { cookie });
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

it('serves nothing outside its folder', async () => {
  for (const path of [
    '/../data/backline.db',
    '/%2e%2e/data/backline.db',
    '/..%2fdata%2fbackline.db',
    '/data/backline.db',
    '/..%5cindex.html',
    '/%00.html',
    '/%',
  ]) {
    expect([path, await rawStatus(`GET ${path} HTTP/1.1`, new URL(origin).host)]).toEqual([
      path,
      expect.stringMatching(/^4\d\d$/),
    ]);
  }
});

it('refuses a forged Host, on pages and on the socket', async () => {
  const { port } = new URL(origin);
  for (const name of [
    'evil.example',
    `evil.example:${port}`,
    `localhost:${port}`,
    '127.0.0.1',
    `127.0.0.1:${port}.evil.example`,
  ]) {
    expect([name, await rawStatus('GET / HTTP/1.1', name)]).toEqual([name, '403']);
    expect([name, await socketStatus({ headers: { cookie, host: name }, origin })]).toEqual([name, 403]);
  }
});

it('refuses a socket from another origin, or without the token', async () => {
  for (const other of [
    'http://evil.example',
    'null',
    'app://backline',
    origin.replace('http', 'https'),
    undefined,
  ]) {
    expect([
      other,
      await socketStatus({ headers: { cookie }, ...(other === undefined ? {} : { origin: other }) }),
    ]).toEqual([other, 403]);
  }
  expect(await socketStatus({ origin })).toBe(401);
  expect(await socketStatus({ origin, headers: { cookie: `${cookie}x` } })).toBe(401);
  expect(await socketStatus({ origin, headers: { cookie } }, '/other')).toBe(404);
  expect(await socketStatus({ origin, headers: { cookie } })).toBe(101);
});

it('ends a connection that sends more than any message may have, and lives on', async () => {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/host`, { origin, headers: { cookie } });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.on('error', () => {});
  socket.send('x'.repeat(40 * 1024 * 1024));
  expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(1009);
  expect(await socketStatus({ origin, headers: { cookie } })).toBe(101);
});

it('listens on this computer alone', async () => {
  const { networkInterfaces } = await import('node:os');
  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of outside) {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect(Number(new URL(origin).port), address, () => resolve(true)).on('error', () =>
        resolve(false),
      );
      socket.unref();
    });
    expect([address, reached]).toEqual([address, false]);
  }
});

it('says so where the port that was asked for is taken, and finds another where none was', async () => {
  const { port } = new URL(origin);
  await expect(
    serveHost(host, { port: Number(port), rendererFolder: host.rendererFolder }),
  ).rejects.toMatchObject({
    code: 'port-taken',
    nextStep: expect.stringContaining('--port'),
  });
  const two = [
    await serveHost(host, { rendererFolder: host.rendererFolder }),
    await serveHost(host, { rendererFolder: host.rendererFolder }),
  ];
  expect(new Set(two.map(({ url }) => new URL(url).port)).size).toBe(2);
  for (const one of two) await one.close();
});

/** The status of a request as it is written here: fetch would tidy its path and Host. */
function rawStatus(requestLine: string, hostHeader: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text.split(' ')[1] ?? ''));
    socket.on('error', reject);
    socket.write(`${requestLine}\r\nHost: ${hostHeader}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`);
  });
}

function socketStatus(
  options: { origin?: string; headers?: Record<string, string> },
  path = '/host',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}${path}`, options);
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.once('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.once('error', reject);
  });
}
