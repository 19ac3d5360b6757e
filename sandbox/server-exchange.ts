import { Readable, Writable } from 'node:stream';
import type { Exchange, ExchangeFailure, ExchangeListener, ResponseHead } from './server-types.ts';
import type { Arrival, Happening } from './turns.ts';

export interface ExchangeDeps {
  readonly connection: number;
  readonly hasBody: boolean;
  readonly send: (arrival: Arrival) => void;
  /** Nothing of it need be kept. */
  readonly over: () => void;
}

/** So much of a response is read between two words to the app about it. */
const readStep = 64 * 1024;

/** One request under way, with what flows in both directions. */
export class ServerExchange implements Exchange {
  readonly body: Writable;
  trailers: ResponseHead['headers'] = [];
  readonly #connection: number;
  readonly #listener: ExchangeListener;
  readonly #deps: ExchangeDeps;
  readonly #response: Readable;
  #state: 'waiting' | 'answering' | 'over' = 'waiting';
  /** The write that the app has not taken yet. */
  #untaken: (() => void) | null = null;
  /** All of the request has been sent. */
  #whole: boolean;
  #unread = 0;
  #silenceTold = false;

  constructor(listener: ExchangeListener, deps: ExchangeDeps) {
    const { connection, hasBody } = deps;
    this.#connection = connection;
    this.#listener = listener;
    this.#deps = deps;
    this.#whole = !hasBody;
    this.body = new Writable({
      write: (chunk: Uint8Array, _encoding, done) => {
        if (this.#state === 'over') return done();
        this.#untaken = done;
        this.#deps.send({ kind: 'body', connection, bytes: new Uint8Array(chunk) });
      },
      final: (done) => {
        this.#whole = true;
        this.#deps.send({ kind: 'end', connection });
        done();
      },
    });
    this.#response = new Readable({ highWaterMark: readStep, read: () => this.#reads() });
  }

  happened(happening: Extract<Happening, { connection: number }>): void {
    if (this.#state === 'over') return;
    switch (happening.kind) {
      case 'took':
        this.#took();
        break;
      case 'informational':
        this.#listener.informational(happening.head);
        break;
      case 'head':
        this.#state = 'answering';
        this.#listener.head(happening.head, this.#response);
        break;
      case 'body':
        this.#unread += happening.bytes.length;
        if (this.#response.push(happening.bytes)) this.#reads();
        break;
      case 'end':
        this.trailers = happening.trailers;
        this.#end();
        this.#response.push(null);
        break;
      case 'cut':
      case 'not-listening':
        this.fail({ kind: happening.kind });
    }
  }

  /** Nothing is left in the program that could answer. */
  nothingLeft(): void {
    if (this.#state !== 'waiting' || this.#silenceTold || !this.#whole) return;
    this.#silenceTold = true;
    this.#listener.silent();
  }

  fail(reason: ExchangeFailure): void {
    if (this.#state === 'over') return;
    this.#end();
    this.#listener.failed(reason);
    this.#response.destroy();
  }

  abort(): void {
    if (this.#state === 'over') return;
    this.#deps.send({ kind: 'gone', connection: this.#connection });
    this.#end();
    this.#response.destroy();
  }

  #reads(): void {
    if (this.#state === 'over' || this.#unread < readStep) return;
    this.#deps.send({ kind: 'read', connection: this.#connection, bytes: this.#unread });
    this.#unread = 0;
  }

  #took(): void {
    const done = this.#untaken;
    this.#untaken = null;
    done?.();
  }

  #end(): void {
    this.#state = 'over';
    this.#deps.over();
    // Whatever more of the request comes is for nobody.
    this.#took();
  }
}
