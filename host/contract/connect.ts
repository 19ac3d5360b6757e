import { createHostClient } from './client.ts';
import type { HostClient } from './client-types.ts';
import type { Connection } from './connection.ts';
import { webPortConnection } from './message-port.ts';
import { openWebSocket } from './web-socket.ts';
import {
  askForPort,
  givePort,
  isOwnMessage,
  type WindowLike,
  type WindowMessage,
} from './window-messages.ts';

/**
 * Connects the window to its host: in the desktop app (a page of `app:`) through a MessagePort that
 * the preload hands over, in a browser through a WebSocket to where the page came from, which its
 * cookie opens.
 */
export function connectHost(): HostClient {
  const window = globalThis as unknown as WindowLike;
  return createHostClient(() =>
    window.location.protocol === 'app:'
      ? portFromPreload(window)
      : openWebSocket(new WebSocket(`ws://${window.location.host}/host`)),
  );
}

function portFromPreload(window: WindowLike): Promise<Connection> {
  return new Promise((resolve) => {
    const receive = (event: WindowMessage): void => {
      const [port] = event.ports;
      if (!isOwnMessage(window, event) || event.data !== givePort || port === undefined) return;
      window.removeEventListener('message', receive);
      resolve(webPortConnection(port));
    };
    window.addEventListener('message', receive);
    window.postMessage(askForPort, window.location.origin);
  });
}
