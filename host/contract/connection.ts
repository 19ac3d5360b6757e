/**
 * A line to the other side that carries whole texts in order, until it closes. What is above it
 * (client, server) does not know whether it is a MessagePort or a WebSocket.
 */
export interface Connection {
  send(data: string): void;
  /** Called with each arrival, in order. It is `unknown` because the other side may send anything. */
  onMessage(listener: (data: unknown) => void): void;
  /** Called once, when the line ends for whatever reason. */
  onClose(listener: () => void): void;
  close(): void;
}
