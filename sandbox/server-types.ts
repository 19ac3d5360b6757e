import type { Readable, Writable } from 'node:stream';
import type { Failure, LogLevel, Outcome, SourceLocation, WorldSpec } from './types.ts';

/** An app that is served to clients outside, for as long as its job lasts. */
export interface ServerSpec extends Omit<WorldSpec, 'startTime'> {
  /**
   * `real`: the machine's clock. `virtual`: time stands still while nobody waits for the app; while
   * someone does, it jumps to the next timer.
   */
  readonly clock: { readonly kind: 'real' } | { readonly kind: 'virtual'; readonly startTime: number };
  /** Told each line that the program prints, while it runs. */
  readonly onLog: (line: LogLine) => void;
  /** So many lines more were printed without a pause, and left out: `limits.logBytes` holds for one go. */
  readonly onLogLeftOut: (lines: number) => void;
}

export interface LogLine {
  readonly level: LogLevel;
  readonly text: string;
  readonly location: SourceLocation | null;
}

type Headers = ReadonlyArray<readonly [string, string]>;

/** The head of a request, as a client sent it. */
export interface ServerRequest {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly headers: Headers;
  /** Of HTTP/1.0 or HTTP/1.1 (RFC 9112). */
  readonly minorVersion: 0 | 1;
  /** Whether the client's connection may carry another request. */
  readonly keepAlive: boolean;
  /** False where the request is whole with its head. */
  readonly hasBody: boolean;
}

export interface ResponseHead {
  readonly status: number;
  readonly statusText: string;
  /** As the app wrote them. Nothing here has been checked: they may hold what must not be sent on. */
  readonly headers: Headers;
}

/** Why a request got no whole response. */
export type ExchangeFailure =
  /** The app closed the connection. */
  | { readonly kind: 'cut' }
  /** The program runs and has no app. */
  | { readonly kind: 'not-listening' }
  /** The program stopped. */
  | { readonly kind: 'stopped'; readonly failure: Failure };

/** What a client hears of one request. After `failed` nothing more is said. */
export interface ExchangeListener {
  /** A response of the 1xx class, ahead of the real one. */
  informational(head: ResponseHead): void;
  /** The app writes no faster than `body` is read. It ends with the response. */
  head(head: ResponseHead, body: Readable): void;
  failed(reason: ExchangeFailure): void;
  /** Nothing is left in the program that could answer, unless another request does. Said once. */
  silent(): void;
}

/** One request under way. */
export interface Exchange {
  /** The request's body. A write is done when the app has taken it. */
  readonly body: Writable;
  /** Headers after a chunked body; all there once the response's body has ended. */
  readonly trailers: Headers;
  /** The client has gone. */
  abort(): void;
}

export interface AppServer {
  /** Settles once requests reach the app, with the port it asked for; or with why they never will. */
  readonly ready: Promise<Outcome<{ readonly port: number | null }>>;
  /** Settles when the program has stopped by itself, with the reason. */
  readonly stopped: Promise<Failure>;
  /** Hands over a request; many may be under way. Listeners are never called before it returns. */
  open(request: ServerRequest, listener: ExchangeListener): Exchange;
  /** Ends the program; what is under way fails. */
  close(): Promise<void>;
}
