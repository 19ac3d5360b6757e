import type { WirePart, WireRequest } from './bindings/http-parser.ts';
import { releaseWrite } from './builtins/net.ts';
import { askHost } from './host.ts';
import { type Connection, type Serving, send } from './serve.ts';

interface Open {
  readonly socket: Connection;
  /** What came while the app was not reading. */
  readonly waiting: WirePart[];
}

/** What the host calls where requests come and responses go piece by piece, many at a time. */
export function connectionOperations(
  serving: Serving,
): Readonly<Record<string, (connection: number, ...given: never[]) => unknown>> {
  const open = new Map<number, Open>();

  const flush = (connection: number, { socket, waiting }: Open): void => {
    while (!socket.isPaused()) {
      const part = waiting.shift();
      if (part === undefined) return;
      send(socket, part);
      if (part.kind === 'body') askHost('socket.took', connection);
    }
  };
  const arrive = (connection: number, part: WirePart): void => {
    const found = open.get(connection);
    if (found === undefined) return;
    found.waiting.push(part);
    flush(connection, found);
  };
  return {
    /** False where there is no app. */
    'connection.open'(connection, request: WireRequest, whole: boolean) {
      const socket = serving.connect(connection);
      if (socket === null) return false;
      const opened: Open = { socket, waiting: [] };
      open.set(connection, opened);
      socket.on('resume', () => flush(connection, opened));
      arrive(connection, { kind: whole ? 'whole' : 'head', request });
      return true;
    },
    'connection.body': (connection, bytes: Uint8Array) => arrive(connection, { kind: 'body', bytes }),
    'connection.end': (connection) => arrive(connection, { kind: 'end' }),
    'connection.release'(connection) {
      const found = open.get(connection);
      if (found !== undefined) releaseWrite(found.socket);
    },
    'connection.gone'(connection) {
      const found = open.get(connection);
      open.delete(connection);
      found?.socket.destroy();
    },
  };
}
