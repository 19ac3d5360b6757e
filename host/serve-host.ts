import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { WebSocketServer } from 'ws';
import { type BrowserDoor, createBrowserDoor } from './browser-door.ts';
import { serveConnection } from './contract/server.ts';
import { webSocketConnection } from './contract/web-socket.ts';
import { maxMessageLength } from './contract/wire.ts';
import { securityHeaders } from './security-headers.ts';
import { StartFault } from './start-fault.ts';
import type { StartedHost } from './start-host.ts';
import { findStaticFile } from './static-files.ts';

export interface ServeHostOptions {
  /**
   * A port to insist on, or 0 for any free one. By default a fixed one, so that the browser finds
   * what it kept for this address again, or any free one where that is taken.
   */
  readonly port?: number | undefined;
  readonly rendererFolder: string;
}

export interface Served {
  /** The address to open, with this launch's token. */
  readonly url: string;
  close(): Promise<void>;
}

const preferredPort = 47_310;

/** Serves the pages and the contract to a browser on this computer, on 127.0.0.1 alone. */
export async function serveHost(host: ServableHost, options: ServeHostOptions): Promise<Served> {
  const app = fastify({ logger: false, forceCloseConnections: true });
  // The routes need the port, which is known after listening; until then nothing is answered.
  let door: BrowserDoor | null = null;
  addPages(app, options.rendererFolder, () => door);
  door = createBrowserDoor(await listen(app, options.port));
  const sockets = addSocket(app, host, door);
  return {
    url: door.address,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await app.close();
    },
  };
}

type ServableHost = Pick<StartedHost, 'implementation' | 'log'>;

async function listen(app: FastifyInstance, port: number | undefined): Promise<number> {
  try {
    await app.listen({ host: '127.0.0.1', port: port ?? preferredPort });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause;
    if (port !== undefined) {
      throw new StartFault(
        {
          code: 'port-taken',
          message: `Port ${port} is in use by another program.`,
          nextStep: 'Choose another, or leave --port out to take any that is free.',
        },
        { cause },
      );
    }
    await app.listen({ host: '127.0.0.1', port: 0 });
  }
  return (app.server.address() as AddressInfo).port;
}

function addPages(app: FastifyInstance, folder: string, door: () => BrowserDoor | null): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders);
    if (door()?.isOurHost(request.raw) !== true) {
      return refuse(
        reply,
        403,
        'This is not the address of Backline. Open the one that it printed when it started.',
      );
    }
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'There is no such page.'));
  app.get('/*', async (request, reply) => {
    const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
    if (pathname === '/')
      return openPage({ request, reply, folder, token: searchParams.get('token'), door: door() });
    return sendFile(reply, folder, pathname);
  });
}

interface PageRequest {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly folder: string;
  readonly token: string | null;
  readonly door: BrowserDoor | null;
}

async function openPage({ request, reply, folder, token, door }: PageRequest): Promise<FastifyReply> {
  if (token !== null && door?.isToken(token) === true) {
    return reply.header('set-cookie', door.setCookie).header('cache-control', 'no-store').redirect('/', 303);
  }
  if (door?.hasCookie(request.raw) === true) {
    return token === null ? sendFile(reply, folder, '/') : reply.redirect('/', 303);
  }
  return refuse(
    reply,
    401,
    'Open the address that Backline printed when it started: it changes with every start.',
  );
}

async function sendFile(reply: FastifyReply, folder: string, urlPath: string): Promise<FastifyReply> {
  const file = findStaticFile(folder, urlPath);
  if (file === null) return refuse(reply, 404, 'There is no such page.');
  return reply
    .header('content-type', file.contentType)
    .header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    .send(await readFile(file.path));
}

/** A page of one sentence. Its link, being followed from here, brings a cookie that a link elsewhere does not. */
function refuse(reply: FastifyReply, status: number, sentence: string): FastifyReply {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Backline</title><p>${sentence}</p><p><a href="/">Try again</a></p></html>`;
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(page);
}

function addSocket(app: FastifyInstance, host: ServableHost, door: BrowserDoor): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    // Beyond any message that is refused politely: what is larger ends the connection unread.
    maxPayload: 4 * maxMessageLength,
  });
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const status = refusalOf(request, door);
    if (status !== null) {
      host.log.warn({ status, url: request.url, origin: request.headers.origin }, 'connection refused');
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', (error) => host.log.warn({ err: error }, 'a connection broke the protocol'));
      serveConnection(webSocketConnection(webSocket), host.implementation);
    });
  });
  return sockets;
}

function refusalOf(request: IncomingMessage, door: BrowserDoor): string | null {
  if (!door.isOurHost(request) || !door.isOurOrigin(request)) return '403 Forbidden';
  if (!door.hasCookie(request)) return '401 Unauthorized';
  return request.url === '/host' ? null : '404 Not Found';
}
