import type { Connection } from './connection.ts';

/** The part of a WebSocket that a connection needs: the browser's, Node's and ws's all have it. */
interface SocketLike {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  send(data: string): void;
  close(): void;
}

/** Resolves once the socket is open; rejects where it is refused. */
export function openWebSocket(socket: SocketLike): Promise<Connection> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(webSocketConnection(socket)));
    socket.addEventListener('close', () => reject(new Error('the WebSocket did not open')));
  });
}

/** Wraps an open socket, on either side. */
export function webSocketConnection(socket: SocketLike): Connection {
  return {
    send: (data) => socket.send(data),
    onMessage: (listener) => socket.addEventListener('message', (event) => listener(event.data)),
    onClose: (listener) => socket.addEventListener('close', listener),
    close: () => socket.close(),
  };
}
