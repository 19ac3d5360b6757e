import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { serveAppScheme } from '../../electron/app-protocol.ts';
import { contentSecurityPolicy } from '../../host/security-headers.ts';
import { play } from './electron-stand-in.ts';

vi.mock('electron', () => import('./electron-stand-in.ts'));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-scheme-'));
  mkdirSync(join(folder, 'renderer/assets'), { recursive: true });
  writeFileSync(join(folder, 'renderer/index.html'), 'the page');
  writeFileSync(join(folder, 'renderer/assets/main-1a2b.js'), 'the program');
  writeFileSync(join(folder, 'secret.txt'), 'a secret');
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'renderer/link.txt'));
  serveAppScheme(join(folder, 'renderer'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function get(url: string, method = 'GET'): Promise<[number, string]> {
  const response = await play.protocols.get('app')?.(new Request(url, { method }));
  expect(response?.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  return [response?.status ?? 0, (await response?.text()) ?? ''];
}

it('serves the built files', async () => {
  expect(await get('app://backline/')).toEqual([200, 'the page']);
  expect(await get('app://backline/assets/main-1a2b.js')).toEqual([200, 'the program']);
});

it('serves nothing else', async () => {
  const urls = [
    '../secret.txt',
    '..%2fsecret.txt',
    '%2e%2e/secret.txt',
    '..%5csecret.txt',
    'link.txt',
    'assets',
    'nothing.js',
    '%',
    '%00',
  ];
  for (const url of urls.map((path) => `app://backline/${path}`))
    expect([url, (await get(url))[0]]).toEqual([url, 404]);
  expect((await get('app://other/index.html'))[0]).toBe(404);
  expect((await get('app://backline/', 'POST'))[0]).toBe(404);
});
