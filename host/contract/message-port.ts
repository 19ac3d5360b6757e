import type { Connection } from './connection.ts';

/** A MessagePort of the web, or of Node's `worker_threads`. */
interface WebPort {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  postMessage(data: string): void;
  start(): void;
  close(): void;
}

/** Electron's MessagePortMain, which is an EventEmitter instead. */
interface MainPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(data: string): void;
  start(): void;
  close(): void;
}

/** The window's end of a channel. */
export function webPortConnection(port: WebPort): Connection {
  return {
    send: (data) => port.postMessage(data),
    onMessage: (listener) => {
      port.addEventListener('message', (event) => listener(event.data));
      port.start();
    },
    onClose: (listener) => port.addEventListener('close', listener),
    close: () => port.close(),
  };
}

/** The main process's end of a channel. */
export function mainPortConnection(port: MainPort): Connection {
  return {
    send: (data) => port.postMessage(data),
    onMessage: (listener) => {
      port.on('message', (event) => listener(event.data));
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
    close: () => port.close(),
  };
}
