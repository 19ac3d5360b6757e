import { join } from 'node:path';
import { app, type BrowserWindow, dialog, session, shell } from 'electron';
import { builtIn } from '../host/built-in.ts';
import { StartFault } from '../host/start-fault.ts';
import { type StartedHost, startHost } from '../host/start-host.ts';
import { declareAppScheme, serveAppScheme } from './app-protocol.ts';
import { setMenu } from './menu.ts';
import { offerPorts } from './port.ts';
import { createWindow, keepOnOwnPages, lockSession } from './window.ts';

let host: StartedHost | null = null;
let window: BrowserWindow | null = null;

declareAppScheme();
app.enableSandbox();
app.on('web-contents-created', (_event, contents) => keepOnOwnPages(contents));
app.on('window-all-closed', () => app.quit());
app.on('will-quit', closeHostFirst);

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', bringForward);
  app.whenReady().then(open).catch(fail);
} else {
  // The first instance gets `second-instance` and comes forward.
  app.quit();
}

async function open(): Promise<void> {
  lockSession(session.defaultSession);
  serveAppScheme(builtIn.rendererFolder);
  const starting = startHost({
    shell: 'desktop',
    dataFolder: app.commandLine.getSwitchValue('data') || undefined,
    nodePath: runnerNodePath(),
    openFolder: openInFileManager,
  });
  // The page loads while the sandbox warms up.
  offerPorts(starting);
  window = createWindow(join(import.meta.dirname, 'preload.cjs'));
  window.on('closed', () => {
    window = null;
  });
  host = await starting;
  setMenu(host.store.folder);
}

/** Electron gives the system's words for why it did not open, and nothing where it did. */
async function openInFileManager(folder: string): Promise<void> {
  const fault = await shell.openPath(folder);
  if (fault !== '') throw new Error(`the folder was not opened: ${fault}`);
}

/** The Node that the package carries; from a checkout, the one that started Electron (see `build/start.ts`). */
function runnerNodePath(): string {
  if (!app.isPackaged) return process.env.BACKLINE_NODE ?? 'node';
  return join(process.resourcesPath, 'node', process.platform === 'win32' ? 'node.exe' : 'node');
}

function bringForward(): void {
  if (window === null) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

function fail(error: unknown): void {
  if (error instanceof StartFault) dialog.showErrorBox(error.message, error.nextStep);
  else
    dialog.showErrorBox('Backline could not start.', error instanceof Error ? error.message : String(error));
  app.exit(2);
}

/** Holds the quit until the runners have ended and the data file is closed. */
function closeHostFirst(event: { preventDefault(): void }): void {
  if (host === null) return;
  event.preventDefault();
  const closing = host;
  host = null;
  closing.close().finally(() => app.exit(0));
}
