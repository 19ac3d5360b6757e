import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/**
 * Stands in for the `electron` module, whose binary a build machine may not have: it records what
 * the shell asks of Electron and lets a test play Electron's part. Only what the shell uses is here.
 */

class App extends EventEmitter {
  readonly commandLine = { getSwitchValue: (name: string) => play.switches[name] ?? '' };
  get isPackaged(): boolean {
    return play.isPackaged;
  }
  enableSandbox = (): void => record('app.enableSandbox');
  requestSingleInstanceLock = (): boolean => play.isFirstInstance;
  whenReady = (): Promise<void> => play.ready;
  getLocale = (): string => 'pt-BR';
  quit = (): void => record('app.quit');
  exit = (code: number): void => record('app.exit', code);
}

class WebContents extends EventEmitter {
  windowOpenHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  readonly mainFrame = new Frame('app://backline');
  setWindowOpenHandler(handler: WebContents['windowOpenHandler']): void {
    this.windowOpenHandler = handler;
  }
}

export class Frame {
  origin: string;
  readonly received: { channel: string; ports: MainPort[] }[] = [];
  constructor(origin: string) {
    this.origin = origin;
  }
  postMessage(channel: string, _message: unknown, ports: MainPort[]): void {
    this.received.push({ channel, ports });
    ipcRenderer.emit(channel, { ports: ports.map((port) => port.port) });
  }
}

export class BrowserWindow extends EventEmitter {
  readonly options: { webPreferences: Record<string, unknown> };
  readonly webContents = new WebContents();
  constructor(options: BrowserWindow['options']) {
    super();
    this.options = options;
    play.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL = async (url: string): Promise<void> => record('window.loadURL', url);
  isMinimized = (): boolean => true;
  restore = (): void => record('window.restore');
  focus = (): void => record('window.focus');
  show = (): void => record('window.show');
  reload = (): void => record('window.reload');
}

/** Electron's port is an EventEmitter whose messages come as `{ data }`. */
class MainPort extends EventEmitter {
  readonly port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.port = port;
  }
  postMessage = (data: unknown): void => this.port.postMessage(data);
  start(): void {
    this.port.on('message', (data) => this.emit('message', { data }));
    this.port.on('close', () => this.emit('close'));
  }
  close = (): void => this.port.close();
}

export class MessageChannelMain {
  readonly port1: MainPort;
  readonly port2: MainPort;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MainPort(port1);
    this.port2 = new MainPort(port2);
  }
}

type Handler = (...values: never[]) => unknown;

const sessionHandlers = new Map<string, Handler>();
const setHandler =
  (name: string) =>
  (handler: Handler): void =>
    void sessionHandlers.set(name, handler);

export const app = new App();
export const ipcMain = new EventEmitter();
export const ipcRenderer = Object.assign(new EventEmitter(), {
  send: (channel: string) => {
    const sender = play.windows.at(-1)?.webContents;
    ipcMain.emit(channel, { sender, senderFrame: sender?.mainFrame });
  },
});
export const dialog = {
  showErrorBox: (title: string, text: string) => record('dialog.showErrorBox', title, text),
};
export const shell = {
  openExternal: async (url: string) => record('shell.openExternal', url),
  openPath: async (path: string): Promise<string> => {
    record('shell.openPath', path);
    return '';
  },
};
export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: (menu: unknown) => record('Menu.setApplicationMenu', menu),
};
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => record('protocol.registerSchemesAsPrivileged', schemes),
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
    void play.protocols.set(scheme, handler),
};
export const session = {
  defaultSession: {
    setPermissionRequestHandler: setHandler('permissionRequest'),
    setPermissionCheckHandler: setHandler('permissionCheck'),
    setDevicePermissionHandler: setHandler('devicePermission'),
    on: (event: string, handler: Handler) => void sessionHandlers.set(event, handler),
    webRequest: { onBeforeRequest: setHandler('beforeRequest') },
  },
};

/** The test's side: what Electron is to do, and what it was asked. */
export const play = {
  isFirstInstance: true,
  isPackaged: false,
  switches: {} as Record<string, string>,
  ready: Promise.resolve(),
  windows: [] as BrowserWindow[],
  protocols: new Map<string, (request: Request) => Promise<Response>>(),
  sessionHandlers,
  calls: [] as [name: string, ...values: unknown[]][],
  callsOf: (name: string): unknown[][] =>
    play.calls.filter(([called]) => called === name).map(([, ...values]) => values),
};

/** Electron as it is before the program starts. */
export function startAnew(dataFolder: string): void {
  play.isFirstInstance = true;
  play.isPackaged = false;
  play.switches = { data: dataFolder };
  play.windows = [];
  play.calls = [];
  play.protocols.clear();
  sessionHandlers.clear();
  for (const emitter of [app, ipcMain, ipcRenderer]) emitter.removeAllListeners();
}

function record(name: string, ...values: unknown[]): void {
  play.calls.push([name, ...values]);
}
