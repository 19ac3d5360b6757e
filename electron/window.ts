import { BrowserWindow, type Session, shell, type WebContents } from 'electron';
import { appOrigin, isAppUrl } from './app-origin.ts';

/** Opens the window: a page in a sandbox, with the preload as its only way to anything else. */
export function createWindow(preloadFile: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1360,
    height: 880,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Backline',
    webPreferences: {
      preload: preloadFile,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  // A crashed page is loaded again: drafts are saved as they are typed, so nothing is lost with it.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') window.reload();
  });
  void window.loadURL(`${appOrigin}/`);
  return window;
}

/** Keeps contents on the app's own pages: a lesson's link must not take the window elsewhere. */
export function keepOnOwnPages(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && isAppUrl(event.url)) return;
    event.preventDefault();
    if (event.isMainFrame) openOutside(event.url);
  });
  contents.on('will-redirect', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Grants nothing but writing text to the clipboard and saving what the page made, and lets no request leave for the network. */
export function lockSession(session: Session): void {
  const isAllowed = (permission: string): boolean => permission === 'clipboard-sanitized-write';
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isAllowed(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isAllowed(permission));
  session.setDevicePermissionHandler(() => false);
  // What the page itself made, such as an exported profile; the person is asked where to put it.
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${appOrigin}/`)) event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isAppUrl(details.url) && !/^(devtools|blob|data):/.test(details.url) });
  });
}

/** Only https, and only what parses as a URL: other schemes start other programs. */
function openOutside(text: string): void {
  const url = URL.parse(text);
  if (url !== null && url.protocol === 'https:' && url.username === '' && url.password === '') {
    void shell.openExternal(url.href);
  }
}
