import type { webPortConnection } from './message-port.ts';

type WebPort = Parameters<typeof webPortConnection>[0];

export interface WindowMessage {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
  readonly ports: readonly WebPort[];
}

/** The part of the browser's window that connecting needs; the host is compiled without the DOM's types. */
export interface WindowLike {
  readonly location: { readonly protocol: string; readonly host: string; readonly origin: string };
  addEventListener(type: 'message', listener: (event: WindowMessage) => void): void;
  removeEventListener(type: 'message', listener: (event: WindowMessage) => void): void;
  postMessage(data: unknown, targetOrigin: string, transfer?: readonly unknown[]): void;
}

/** What the window says to its preload to be given a port, and what comes back with the port. */
export const askForPort = 'backline:ask-for-port';
export const givePort = 'backline:give-port';

/** Whether a message came from this very window: a frame inside it could ask for a port, or offer its own. */
export function isOwnMessage(window: WindowLike, event: WindowMessage): boolean {
  return event.source === window && event.origin === window.location.origin;
}
