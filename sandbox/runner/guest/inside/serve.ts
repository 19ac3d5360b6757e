import { encode } from './bindings/buffer.ts';
import { chunkFor, type WirePart, type WireRequest } from './bindings/http-parser.ts';
import { listening } from './builtins/net.ts';
import type { Builtins } from './builtins.ts';

type Handler = (request: unknown, response: unknown) => unknown;
interface Server {
  emit(name: string, ...args: unknown[]): boolean;
}

export interface Serving {
  /** Looks at what the entry module exports; what listens is found without being told. */
  setExports(exports: unknown): void;
  hasApp(): boolean;
  /** Hands the request to the app over a connection of its own; false where there is no app. */
  request(connection: number, request: WireRequest): boolean;
  /** Opens a connection on which nothing has been sent yet; null where there is no app. */
  connect(connection: number): Connection | null;
}

/** The app's end of a connection. */
export interface Connection {
  emit(name: string, ...args: unknown[]): boolean;
  on(name: string, listener: () => void): void;
  isPaused(): boolean;
  destroy(): void;
}

/** Finds the learner's app and serves it, through Node's own http server on a connection that is not real. */
export function createServing(builtins: Builtins): Serving {
  let exported: unknown;
  const servers = new WeakMap<object, Server>();

  const serverFor = (app: unknown): Server | null => {
    if ((typeof app !== 'object' && typeof app !== 'function') || app === null) return null;
    const known = servers.get(app);
    if (known !== undefined) return known;
    const http = builtins.internal('http') as unknown as {
      Server: new () => Server;
      createServer(handler: Handler): Server;
    };
    const made =
      app instanceof http.Server
        ? app
        : isHandler(app)
          ? http.createServer(app)
          : hasFetch(app)
            ? http.createServer(fetchListener(builtins, app))
            : null;
    if (made !== null) servers.set(app, made);
    return made;
  };
  const find = (): Server | null => {
    const own = candidates(exported).reduce<Server | null>((found, one) => found ?? serverFor(one), null);
    return own ?? (listening[0]?.server as Server | undefined) ?? null;
  };
  const connect = (connection: number): Connection | null => {
    const server = find();
    if (server === null) return null;
    const { Socket } = builtins.internal('net') as unknown as {
      Socket: new (options: object) => Connection;
    };
    const socket = new Socket({ connection });
    server.emit('connection', socket);
    return socket;
  };
  return {
    setExports: (exports) => {
      exported = exports;
    },
    hasApp: () => find() !== null,
    connect,
    request(connection, request) {
      const socket = connect(connection);
      if (socket === null) return false;
      send(socket, { kind: 'whole', request });
      return true;
    },
  };
}

/** Gives the connection a piece of a request, as if it had come over the network. */
export function send(socket: Connection, part: WirePart): void {
  const text = 'request' in part ? `${part.request.method} ${part.request.url} HTTP/1.1\r\n` : '';
  const chunk = part.kind === 'body' ? part.bytes : encode(text, 'latin1');
  chunkFor(part, chunk);
  socket.emit('data', chunk);
}

/** The default export, whichever module system gave it, then what is commonly exported by name. */
function candidates(exported: unknown): unknown[] {
  if (typeof exported === 'function') return [exported];
  if (typeof exported !== 'object' || exported === null) return [];
  const { default: byDefault, app, server, handler } = exported as Record<string, unknown>;
  const nested = (byDefault as { default?: unknown } | undefined)?.default;
  return [byDefault, nested, app, server, handler, exported];
}

function isHandler(app: unknown): app is Handler {
  return (
    typeof app === 'function' && !/^class\b/.test(Function.prototype.toString.call(app)) && !hasOwnFetch(app)
  );
}

function hasOwnFetch(app: object): boolean {
  return typeof (app as { fetch?: unknown }).fetch === 'function' && !('handle' in app);
}

function hasFetch(app: object): app is { fetch(request: unknown, env: unknown): unknown } {
  return typeof (app as { fetch?: unknown }).fetch === 'function';
}

/** An app of the fetch kind runs under @hono/node-server, as it would in a Node project. */
function fetchListener(builtins: Builtins, app: { fetch(request: unknown, env: unknown): unknown }): Handler {
  const { getRequestListener } = builtins.open('@hono/node-server') as {
    getRequestListener(fetch: unknown): Handler;
  };
  return getRequestListener(app.fetch.bind(app));
}
