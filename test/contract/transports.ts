import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { WebSocket } from 'ws';
import type { Connection } from '../../host/contract/connection.ts';
import { webPortConnection } from '../../host/contract/message-port.ts';
import { serveConnection } from '../../host/contract/server.ts';
import { openWebSocket } from '../../host/contract/web-socket.ts';
import { serveHost } from '../../host/serve-host.ts';
import { type StartedHost, startHost } from '../../host/start-host.ts';

export const countingPack = fileURLToPath(new URL('../fixtures/packs/counting', import.meta.url));

export interface TestHost extends StartedHost {
  readonly folder: string;
  /** A folder with an `index.html`, to serve where a test needs pages. */
  readonly rendererFolder: string;
}

/** A real host on a temporary data folder with one small pack; its `close` removes the folder. */
export async function startTestHost(): Promise<TestHost> {
  const folder = mkdtempSync(join(tmpdir(), 'backline-contract-'));
  const host = await startHost({
    shell: 'browser',
    dataFolder: join(folder, 'data'),
    packFolders: [countingPack],
  });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Backline</title>');
  return {
    ...host,
    folder,
    rendererFolder: folder,
    close: async () => {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Line {
  connect(): Promise<Connection>;
  /** Cuts every connection that is open, as a crash of the other side would. */
  cut(): void;
  close(): Promise<void>;
}

/** Each way in which a window can reach the host. */
export const transports: Readonly<Record<string, (host: TestHost) => Promise<Line>>> = {
  MessageChannel: async (host) => {
    const ports: { close(): void }[] = [];
    return {
      connect: async () => {
        const { port1, port2 } = new MessageChannel();
        ports.push(port1);
        serveConnection(webPortConnection(port1), host.implementation);
        return webPortConnection(port2);
      },
      cut: () => {
        for (const port of ports.splice(0)) port.close();
      },
      close: async () => {
        for (const port of ports) port.close();
      },
    };
  },
  WebSocket: async (host) => {
    const served = await serveHost(host, { port: 0, rendererFolder: host.rendererFolder });
    const { origin, cookie } = await comeIn(served.url);
    const sockets: WebSocket[] = [];
    return {
      connect: () => {
        const socket = new WebSocket(`${origin.replace('http', 'ws')}/host`, { origin, headers: { cookie } });
        sockets.push(socket);
        return openWebSocket(socket);
      },
      cut: () => {
        for (const socket of sockets.splice(0)) socket.terminate();
      },
      close: served.close,
    };
  },
};

/** Exchanges the printed address for the cookie, as a browser does. */
export async function comeIn(url: string): Promise<{ origin: string; cookie: string }> {
  const response = await fetch(url, { redirect: 'manual' });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { origin: new URL(url).origin, cookie };
}
