import type { LogLine, ResponseHead, ServerRequest } from './server-types.ts';

/**
 * How an app is served: in turns. Each is one command with what arrived since the last, and does what is
 * due now; between two of them the app waits without running. So time spent waiting counts for no limit.
 */
export interface TurnCommand {
  readonly server: number;
  readonly arrivals: readonly Arrival[];
}

/** What reaches the app. A connection carries one request. */
export type Arrival =
  | { readonly kind: 'open'; readonly connection: number; readonly request: ServerRequest }
  | { readonly kind: 'body'; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly connection: number }
  /** So many bytes of the response's body have been read. */
  | { readonly kind: 'read'; readonly connection: number; readonly bytes: number }
  | { readonly kind: 'gone'; readonly connection: number };

/** What the app did, sent as it does it. */
export type Happening =
  | { readonly kind: 'log'; readonly line: LogLine }
  /** More lines in this turn than anyone would read. */
  | { readonly kind: 'log-left-out'; readonly lines: number }
  /** The last `body` has been taken. */
  | { readonly kind: 'took'; readonly connection: number }
  | { readonly kind: 'informational'; readonly connection: number; readonly head: ResponseHead }
  | { readonly kind: 'head'; readonly connection: number; readonly head: ResponseHead }
  | { readonly kind: 'body'; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly connection: number; readonly trailers: ResponseHead['headers'] }
  | { readonly kind: 'cut'; readonly connection: number }
  | { readonly kind: 'not-listening'; readonly connection: number };

/** How things stand at the end of a turn. */
export interface Turned {
  readonly state: 'loading' | 'no-app' | 'serving';
  /** The port that the app asked for, where it listens. */
  readonly port: number | null;
  /** Milliseconds until something is due: 0 to be turned again at once, null where only an arrival matters. */
  readonly nextMs: number | null;
  /** False where no timer or other work keeps the program going. */
  readonly busy: boolean;
}
