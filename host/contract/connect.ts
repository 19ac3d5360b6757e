import { createHostClient } from './client.ts';
import type { HostClient } from './client-types.ts';
import type { Connection } from './connection.ts';
import { webPortConnection } from './message-port.ts';
import { openWebSocket } from './web-socket.ts';

type WebPort = Parameters<typeof webPortConnection>[0];

interface WindowMessage {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
  readonly ports: readonly WebPort[];
}

/** The part of the browser's window that connecting needs; the host is compiled without the DOM's types. */
interface WindowLike {
  readonly location: { readonly protocol: string; readonly host: string; readonly origin: string };
  addEventListener(type: 'message', listener: (event: WindowMessage) => void): void;
  removeEventListener(type: 'message', listener: (event: WindowMessage) => void): void;
  postMessage(data: unknown, targetOrigin: string): void;
}

/** What the window says to its preload to be given a port, and what comes back with the port. */
export const askForPort = 'backline:ask-for-port';
export const givePort = 'backline:give-port';

/**
 * Connects the window to its host: in the desktop app (a page of `app:`) through a MessagePort that
 * the preload hands over, in a browser through a WebSocket to where the page came from, which its
 * cookie opens.
 */
export function connectHost(): HostClient {
  const window = globalThis as unknown as WindowLike;
  return createHostClient(() =>
    window.location.protocol === 'app:' ? portFromPreload(window) : socketToOrigin(window),
  );
}

/** Only a message of this very window and origin counts: another frame could offer a port of its own. */
function portFromPreload(window: WindowLike): Promise<Connection> {
  return new Promise((resolve) => {
    const receive = (event: WindowMessage): void => {
      const [port] = event.ports;
      if (event.source !== window || event.origin !== window.location.origin) return;
      if (event.data !== givePort || port === undefined) return;
      window.removeEventListener('message', receive);
      resolve(webPortConnection(port));
    };
    window.addEventListener('message', receive);
    window.postMessage(askForPort, window.location.origin);
  });
}

function socketToOrigin(window: WindowLike): Promise<Connection> {
  return openWebSocket(new WebSocket(`ws://${window.location.host}/host`));
}
