import { bytesOf, encode } from '../bindings/buffer.ts';
import type { Exports } from '../builtins.ts';
import { askHost } from '../host.ts';

type Require = (id: string) => Exports;
type Emitter = {
  emit(name: string, ...args: unknown[]): boolean;
  on(name: string, listener: unknown): void;
  once(name: string, listener: unknown): void;
};
type ServerSelf = Emitter & { _handle: unknown; _connections: number; listening: boolean };
type Constructor = new (...args: never[]) => Emitter & Record<string, unknown>;

/** A server that listens: kept so that requests can be handed to it without any port being opened. */
export interface ListeningServer {
  readonly server: Emitter;
  readonly port: number;
}

export const listening: ListeningServer[] = [];

/** Writes whose other end has enough for now. */
const held = new WeakMap<object, () => void>();

/** The other end of the socket has taken what it had: writing may go on. */
export function releaseWrite(socket: object): void {
  const done = held.get(socket);
  held.delete(socket);
  done?.();
}

/** `net` as far as `http` and a learner's server need it: sockets whose other end is the world's driver. */
export function net(require: Require): Exports {
  const { Duplex } = require('node:stream') as { Duplex: Constructor };
  const EventEmitter = require('node:events') as unknown as Constructor;
  const { nextTick } = require('node:process') as {
    nextTick(callback: (...args: unknown[]) => void, ...args: unknown[]): void;
  };
  const { isIP, isIPv4, isIPv6 } = require('internal/net') as Exports;
  const { setUnrefTimeout } = require('internal/timers') as {
    setUnrefTimeout(run: () => void, ms: number): object;
  };
  const { clearTimeout } = require('node:timers') as { clearTimeout(timer: unknown): void };

  class Socket extends Duplex {
    timeout = 0;
    connecting = false;
    bytesRead = 0;
    bytesWritten = 0;
    _handle: unknown = null;
    #timer: object | null = null;
    /** Number of the request this connection carries, or 0 where nobody reads the other end. */
    #connection: number;

    constructor(options?: { connection?: number }) {
      super({ allowHalfOpen: true, decodeStrings: false } as never);
      this.#connection = options?.connection ?? 0;
    }
    get remoteAddress() {
      return this.destroyed === true ? undefined : '127.0.0.1';
    }
    get remotePort() {
      return 50_000 + (this.#connection % 10_000);
    }
    get remoteFamily() {
      return 'IPv4';
    }
    get localAddress() {
      return '127.0.0.1';
    }
    get localPort() {
      return listening[0]?.port ?? 3000;
    }
    get readyState() {
      return 'open';
    }
    get pending() {
      return false;
    }
    address() {
      return { address: '127.0.0.1', family: 'IPv4', port: this.localPort };
    }
    _read() {}
    _write(chunk: unknown, encoding: string, done: (error?: Error | null) => void) {
      const bytes =
        typeof chunk === 'string' ? encode(chunk, normal(encoding)) : bytesOf(chunk as Uint8Array);
      this.bytesWritten += bytes.length;
      const full = this.#connection !== 0 && askHost('socket.write', this.#connection, plain(bytes)) === true;
      if (full) held.set(this, done);
      else done();
    }
    _writev(
      chunks: ReadonlyArray<{ chunk: unknown; encoding: string }>,
      done: (error?: Error | null) => void,
    ) {
      const pieces = chunks.map(({ chunk, encoding }) =>
        typeof chunk === 'string' ? encode(chunk, normal(encoding)) : bytesOf(chunk as Uint8Array),
      );
      const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
      let at = 0;
      for (const piece of pieces) {
        all.set(piece, at);
        at += piece.length;
      }
      this._write(all, 'buffer', done);
    }
    _final(done: () => void) {
      if (this.#connection !== 0) askHost('socket.end', this.#connection);
      done();
    }
    _destroy(error: Error | null, done: (error: Error | null) => void) {
      if (this.#connection !== 0) askHost('socket.end', this.#connection);
      this.setTimeout(0);
      done(error);
    }
    setTimeout(ms: number, callback?: () => void) {
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = null;
      this.timeout = ms;
      if (callback !== undefined) this.once('timeout', callback);
      if (ms > 0 && this.destroyed !== true) this.#timer = setUnrefTimeout(() => this.emit('timeout'), ms);
      return this;
    }
    _unrefTimer() {}
    setNoDelay() {
      return this;
    }
    setKeepAlive() {
      return this;
    }
    ref() {
      return this;
    }
    unref() {
      return this;
    }
    destroySoon() {
      const self = this as unknown as {
        writable: boolean;
        writableFinished: boolean;
        end(): void;
        destroy(): void;
      };
      if (self.writable) self.end();
      if (self.writableFinished) self.destroy();
      else this.once('finish', self.destroy);
    }
    connect() {
      refuse('net.connect()');
    }
  }

  // An old-style class, because http.Server calls it on itself: `net.Server.call(this, …)`.
  function Server(this: ServerSelf, given?: unknown, listener?: unknown): unknown {
    if (!(this instanceof (Server as unknown as Constructor)))
      return Reflect.construct(Server, [given, listener]);
    Reflect.apply(EventEmitter as unknown as (...args: unknown[]) => void, this, []);
    this._handle = null;
    this._connections = 0;
    this.listening = false;
    const found = typeof given === 'function' ? given : listener;
    if (typeof found === 'function') this.on('connection', found);
    return undefined;
  }
  Object.setPrototypeOf(Server.prototype, EventEmitter.prototype as object);
  Object.setPrototypeOf(Server, EventEmitter);
  const ports = new WeakMap<object, number>();
  const methods = {
    listen(this: ServerSelf, ...args: unknown[]) {
      const callback = args.findLast((one) => typeof one === 'function');
      const first = args[0];
      const wanted = typeof first === 'object' && first !== null ? (first as { port?: unknown }).port : first;
      const port = Number(wanted ?? 0) || freePort();
      if (callback !== undefined) this.once('listening', callback);
      if (listening.some((one) => one.port === port)) {
        const error = Object.assign(new Error(`listen EADDRINUSE: address already in use :::${port}`), {
          code: 'EADDRINUSE',
          errno: -98,
          syscall: 'listen',
          address: '::',
          port,
        });
        nextTick(() => this.emit('error', error));
        return this;
      }
      this.listening = true;
      this._handle = {};
      ports.set(this, port);
      listening.push({ server: this, port });
      nextTick(() => {
        if (this.listening) this.emit('listening');
      });
      return this;
    },
    address(this: ServerSelf) {
      return this.listening ? { address: '::', family: 'IPv6', port: ports.get(this) } : null;
    },
    close(this: ServerSelf, callback?: (error?: Error) => void) {
      const at = listening.findIndex((one) => one.server === this);
      if (at >= 0) listening.splice(at, 1);
      const wasListening = this.listening;
      this.listening = false;
      this._handle = null;
      if (typeof callback === 'function') {
        const error = Object.assign(new Error('Server is not running.'), { code: 'ERR_SERVER_NOT_RUNNING' });
        this.once('close', () => callback(wasListening ? undefined : error));
      }
      nextTick(() => this.emit('close'));
      return this;
    },
    getConnections(this: ServerSelf, callback: (error: null, count: number) => void) {
      nextTick(() => callback(null, this._connections));
      return this;
    },
    ref(this: ServerSelf) {
      return this;
    },
    unref(this: ServerSelf) {
      return this;
    },
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(Server.prototype, name, {
      value,
      writable: true,
      configurable: true,
      enumerable: true,
    });
  }

  const createServer = (options: unknown, listener: unknown) =>
    Reflect.construct(Server, [options, listener]);
  const connect = () => refuse('Opening a connection');
  return {
    Server,
    Socket,
    Stream: Socket,
    createServer,
    connect,
    createConnection: connect,
    isIP,
    isIPv4,
    isIPv6,
    getDefaultAutoSelectFamily: () => true,
    _normalizeArgs: (args: unknown[]) => args,
  };
}

function refuse(what: string): never {
  throw Object.assign(new Error(`${what} is not available: a world has no network`), {
    code: 'ERR_NOT_IN_THIS_WORLD',
  });
}

function freePort(): number {
  let port = 49_152;
  while (listening.some((one) => one.port === port)) port++;
  return port;
}

function normal(encoding: string): string {
  const name = encoding.toLowerCase().replace('-', '');
  if (name === 'binary') return 'latin1';
  return name === 'ucs2' ? 'utf16le' : name;
}

/** A copy that is a bare Uint8Array; what crosses to the host carries no class of the guest's. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
