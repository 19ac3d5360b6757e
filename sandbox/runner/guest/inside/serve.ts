import { encode } from './bindings/buffer.ts';
import { chunkFor, type WireRequest } from './bindings/http-parser.ts';
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
  return {
    setExports: (exports) => {
      exported = exports;
    },
    hasApp: () => find() !== null,
    request(connection, request) {
      const server = find();
      if (server === null) return false;
      const { Socket } = builtins.internal('net') as unknown as { Socket: new (options: object) => Server };
      const socket = new Socket({ connection });
      server.emit('connection', socket);
      const chunk = encode(`${request.method} ${request.url} HTTP/1.1\r\n`, 'latin1');
      chunkFor(request, chunk);
      socket.emit('data', chunk);
      return true;
    },
  };
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
