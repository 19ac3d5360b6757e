import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connectHost } from '../../host/contract/connect.ts';
import type { WindowMessage } from '../../host/contract/window-messages.ts';
import { openStore } from '../../host/store/open-store.ts';
import * as electron from './electron-stand-in.ts';

// The instance imported above, so that a fresh copy of the shell still meets the Electron that the test plays.
vi.mock('electron', () => electron);

let folder: string;

beforeEach(() => {
  vi.resetModules();
  vi.stubEnv('BACKLINE_NODE', process.execPath);
  folder = mkdtempSync(join(tmpdir(), 'backline-desktop-'));
  electron.startAnew(folder);
});
afterEach(async () => {
  await quit();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<typeof electron.play> {
  await import('../../electron/main.ts');
  await expect
    .poll(() => electron.play.calls.length > 3 && electron.play.windows.length, { timeout: 10_000 })
    .toBe(1);
  return electron.play;
}

/** Quits as Electron does: asks `will-quit`, which may hold the quit until the host is closed. */
async function quit(): Promise<boolean> {
  let held = false;
  electron.app.emit('will-quit', {
    preventDefault: () => {
      held = true;
    },
  });
  if (held) await expect.poll(() => electron.play.callsOf('app.exit'), { timeout: 10_000 }).toEqual([[0]]);
  return held;
}

it('opens one window in a sandbox, on a page of its own scheme', async () => {
  const play = await start();
  expect(play.windows[0]?.options.webPreferences).toEqual({
    preload: expect.stringMatching(/preload\.cjs$/),
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  });
  expect(play.callsOf('window.loadURL')).toEqual([['app://backline/']]);
  expect(play.calls.map(([name]) => name).slice(0, 2)).toEqual([
    'protocol.registerSchemesAsPrivileged',
    'app.enableSandbox',
  ]);
  expect(JSON.stringify(play.callsOf('Menu.setApplicationMenu'))).toContain('Abrir a pasta de dados');
});

it('keeps the window on its own pages, and opens only https outside', async () => {
  const play = await start();
  const contents = play.windows[0]?.webContents;
  const outside = 'https://sqlite.org/lang.html';
  const stranger = [
    'file:///etc/passwd',
    'smb://host/share',
    'ms-settings:',
    'javascript:alert(1)',
    'http://a.example/',
    'https://user:pass@a.example/',
    'not a url',
    'app://other/',
  ];
  const navigate = (event: string, url: string, isMainFrame = true): boolean => {
    let prevented = false;
    const preventDefault = () => {
      prevented = true;
    };
    contents?.emit(event, { url, isMainFrame, preventDefault });
    return prevented;
  };
  for (const url of [outside, ...stranger]) {
    expect([url, contents?.windowOpenHandler({ url })]).toEqual([url, { action: 'deny' }]);
    expect([url, navigate('will-frame-navigate', url)]).toEqual([url, true]);
    expect([url, navigate('will-redirect', url)]).toEqual([url, true]);
  }
  expect(navigate('will-frame-navigate', 'app://backline/', false)).toBe(true);
  expect(navigate('will-frame-navigate', outside, false)).toBe(true);
  expect(navigate('will-attach-webview', '')).toBe(true);
  expect(navigate('will-frame-navigate', 'app://backline/#/lesson')).toBe(false);
  expect(play.callsOf('shell.openExternal')).toEqual([[outside], [outside]]);
});

it('grants no permission but the clipboard, and lets no request out', async () => {
  const { sessionHandlers } = await start();
  const ask = (handler: string, ...values: unknown[]) =>
    (sessionHandlers.get(handler) as (...values: unknown[]) => unknown)(...values);
  const granted = [
    'clipboard-sanitized-write',
    'clipboard-read',
    'media',
    'geolocation',
    'notifications',
    'fileSystem',
    'openExternal',
  ].filter((permission) => {
    let answer = false;
    ask('permissionRequest', null, permission, (given: boolean) => {
      answer = given;
    });
    expect(ask('permissionCheck', null, permission)).toBe(answer);
    return answer;
  });
  expect(granted).toEqual(['clipboard-sanitized-write']);
  expect(ask('devicePermission', {})).toBe(false);
  const cancelled = (url: string): unknown => {
    let result: unknown;
    ask('beforeRequest', { url }, (answer: { cancel: boolean }) => {
      result = answer.cancel;
    });
    return result;
  };
  expect(
    [
      'app://backline/a.js',
      'https://a.example/',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      'ws://a.example',
    ].map(cancelled),
  ).toEqual([false, true, true, true, true]);
});

it('gives the page a line to the host through the preload', async () => {
  await start();
  stubWindow('app:');
  await import('../../electron/preload.ts');
  const client = connectHost();
  const { shell, dataFolder } = await client.call('app.info', {});
  expect({ shell, dataFolder }).toEqual({ shell: 'desktop', dataFolder: folder });
  client.close();
});

it('opens the folder of an exercise, and nothing that the page could name', async () => {
  const play = await start();
  stubWindow('app:');
  await import('../../electron/preload.ts');
  const client = connectHost();
  const { active: profileId } = await client.call('profiles.list', {});
  const exerciseId = 'foundations/select/find-products';
  await client.call('ownEditor.open', { profileId, exerciseId });
  await expect(
    client.call('ownEditor.open', { profileId, exerciseId: 'foundations/select/../../..' }),
  ).rejects.toMatchObject({ code: 'bad-input' });
  expect(play.callsOf('shell.openPath')).toEqual([[join(folder, 'work', profileId, exerciseId)]]);
  client.close();
});

it('gives nothing to a frame that is not its own page', async () => {
  await start();
  const contents = electron.play.windows[0]?.webContents;
  const strangers = [new electron.Frame('https://a.example'), new electron.Frame('app://backline'), null];
  for (const senderFrame of strangers) {
    electron.ipcMain.emit('backline:ask-for-port', { sender: contents, senderFrame });
    expect(senderFrame?.received ?? []).toEqual([]);
  }
  // Its own frame, but somewhere else.
  if (contents !== undefined) contents.mainFrame.origin = 'https://a.example';
  electron.ipcRenderer.send('backline:ask-for-port');
  expect(contents?.mainFrame.received).toEqual([]);
});

it('comes forward when it is started a second time', async () => {
  const play = await start();
  electron.app.emit('second-instance');
  expect(play.calls.slice(-2)).toEqual([['window.restore'], ['window.focus']]);
});

it('leaves at once, and touches no data, where it is the second', async () => {
  electron.play.isFirstInstance = false;
  await import('../../electron/main.ts');
  expect(electron.play.callsOf('app.quit')).toEqual([[]]);
  openStore(folder).close();
});

it('says in a dialog why it cannot start', async () => {
  const other = openStore(folder);
  await import('../../electron/main.ts');
  await expect.poll(() => electron.play.callsOf('app.exit')).toEqual([[2]]);
  expect(electron.play.callsOf('dialog.showErrorBox')).toEqual([
    [expect.stringContaining('already running'), expect.stringContaining('window')],
  ]);
  other.close();
  expect(await quit()).toBe(false);
});

it('closes the data before it quits, and once only', async () => {
  await start();
  expect(await quit()).toBe(true);
  expect(await quit()).toBe(false);
  openStore(folder).close();
});

/** A page's window, as far as connecting goes: messages posted to it come back as events. */
function stubWindow(protocol: string): void {
  const origin = `${protocol}//backline`;
  const listeners = new Set<(event: WindowMessage) => void>();
  vi.stubGlobal('location', { protocol, origin, host: 'backline' });
  vi.stubGlobal('addEventListener', (_type: string, listener: (event: WindowMessage) => void) =>
    listeners.add(listener),
  );
  vi.stubGlobal('removeEventListener', (_type: string, listener: (event: WindowMessage) => void) =>
    listeners.delete(listener),
  );
  vi.stubGlobal('postMessage', (data: unknown, targetOrigin: string, ports: WindowMessage['ports'] = []) => {
    if (targetOrigin !== origin) return;
    queueMicrotask(() => {
      for (const listener of [...listeners]) listener({ data, origin, source: globalThis, ports });
    });
  });
}
