/** A request as it reaches a fake connection: already taken apart, so that nothing need be parsed. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  /** Names and values in turn, as they came. */
  readonly headers: readonly string[];
  readonly body: Uint8Array | null;
  readonly keepAlive: boolean;
  /** Of HTTP/1.0 where it is 0. */
  readonly minorVersion?: number;
}

/** A piece of a request. */
export type WirePart =
  | { readonly kind: 'whole'; readonly request: WireRequest }
  | { readonly kind: 'head'; readonly request: WireRequest }
  | { readonly kind: 'body'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' };

const parts = new WeakMap<object, WirePart>();

/** Makes a chunk of "network data" stand for a piece of a request; the parser below knows what it means. */
export function chunkFor(part: WirePart, chunk: object): void {
  parts.set(chunk, part);
}

const kOnMessageBegin = 0;
const kOnHeaders = 1;
const kOnHeadersComplete = 2;
const kOnBody = 3;
const kOnMessageComplete = 4;
const kOnExecute = 5;
const kOnTimeout = 6;

const methods = (
  'DELETE GET HEAD POST PUT CONNECT OPTIONS TRACE COPY LOCK MKCOL MOVE PROPFIND PROPPATCH SEARCH UNLOCK BIND REBIND ' +
  'UNBIND ACL REPORT MKACTIVITY CHECKOUT MERGE M-SEARCH NOTIFY SUBSCRIBE UNSUBSCRIBE PATCH PURGE MKCALENDAR LINK ' +
  'UNLINK SOURCE QUERY'
).split(' ');

/** llhttp's place in Node's http: calls the same callbacks with the same arguments (src/node_http_parser.cc). */
export function httpParserBinding(): Record<string, unknown> {
  return { methods: methods.slice().sort(), allMethods: methods, HTTPParser, ConnectionsList };
}

type Callback = (...args: unknown[]) => unknown;

class HTTPParser {
  static REQUEST = 1;
  static RESPONSE = 2;
  static kOnMessageBegin = kOnMessageBegin;
  static kOnHeaders = kOnHeaders;
  static kOnHeadersComplete = kOnHeadersComplete;
  static kOnBody = kOnBody;
  static kOnMessageComplete = kOnMessageComplete;
  static kOnExecute = kOnExecute;
  static kOnTimeout = kOnTimeout;
  static kLenientNone = 0;
  static kLenientHeaders = 1;
  static kLenientChunkedLength = 2;
  static kLenientKeepAlive = 4;
  static kLenientTransferEncoding = 8;
  static kLenientVersion = 16;
  static kLenientDataAfterClose = 32;
  static kLenientOptionalLFAfterCR = 64;
  static kLenientOptionalCRLFAfterChunk = 128;
  static kLenientOptionalCRBeforeLF = 256;
  static kLenientSpacesAfterChunkSize = 512;
  static kLenientAll = 1023;

  [index: number]: Callback | undefined;

  initialize(): void {}
  close(): void {}
  free(): void {}
  remove(): void {}
  pause(): void {}
  resume(): void {}
  consume(): void {}
  unconsume(): void {}
  finish(): void {}
  duration(): number {
    return 0;
  }
  headersCompleted(): boolean {
    return true;
  }
  getCurrentBuffer(): null {
    return null;
  }

  execute(chunk: Uint8Array): number {
    const part = parts.get(chunk);
    switch (part?.kind) {
      case undefined:
        break;
      case 'whole':
        this.#begin(part.request);
        this.#body(part.request.body);
        this[kOnMessageComplete]?.();
        break;
      case 'head':
        this.#begin(part.request);
        break;
      case 'body':
        this.#body(part.bytes);
        break;
      case 'end':
        this[kOnMessageComplete]?.();
    }
    return chunk.length;
  }

  #begin({ method, url, headers, keepAlive, minorVersion = 1 }: WireRequest): void {
    this[kOnMessageBegin]?.();
    this[kOnHeadersComplete]?.(
      1,
      minorVersion,
      headers.slice(),
      methods.indexOf(method),
      url,
      undefined,
      undefined,
      method === 'CONNECT',
      keepAlive,
    );
  }

  #body(bytes: Uint8Array | null): void {
    if (bytes !== null && bytes.length > 0) this[kOnBody]?.(bytes);
  }
}

class ConnectionsList {
  all(): unknown[] {
    return [];
  }
  idle(): unknown[] {
    return [];
  }
  active(): unknown[] {
    return [];
  }
  expired(): unknown[] {
    return [];
  }
}
