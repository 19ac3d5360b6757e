import type { ResponseHead } from '../../server-types.ts';
import { readHead } from './wire.ts';

/** What a response is made of, in order. */
export type ResponsePart =
  | { readonly kind: 'informational' | 'head'; readonly head: ResponseHead }
  | { readonly kind: 'body'; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly trailers: ResponseHead['headers'] }
  /** The connection was closed in the middle, or what was written is not HTTP. */
  | { readonly kind: 'cut' };

type Framing =
  | { readonly kind: 'length'; left: number }
  | { readonly kind: 'chunk-size' }
  | { readonly kind: 'chunk'; left: number }
  | { readonly kind: 'chunk-end' }
  | { readonly kind: 'trailers' }
  | { readonly kind: 'until-closed' };

type State = { readonly kind: 'head' } | Framing | { readonly kind: 'done' };

const longestHead = 128 * 1024;
const longestLine = 16 * 1024;

/**
 * Reads what a server writes on one connection as HTTP/1.1 (RFC 9112), piece by piece: each piece is told
 * as soon as it is there.
 */
export class ResponseStream {
  readonly #method: string;
  readonly #tell: (part: ResponsePart) => void;
  #state: State = { kind: 'head' };
  #rest: Buffer = Buffer.alloc(0);

  constructor(method: string, tell: (part: ResponsePart) => void) {
    this.#method = method;
    this.#tell = tell;
  }

  /** True once the response is whole, or never will be. */
  get done(): boolean {
    return this.#state.kind === 'done';
  }

  write(bytes: Uint8Array): void {
    if (this.done) return;
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#rest = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    while (this.#step()) {
      // Each step takes something from what is there.
    }
  }

  /** The server has closed its side. */
  end(): void {
    if (this.#state.kind === 'until-closed') this.#finish([]);
    else this.#cut();
  }

  /** False where it needs more bytes. */
  #step(): boolean {
    const state = this.#state;
    switch (state.kind) {
      case 'head':
        return this.#head();
      case 'length':
        state.left -= this.#body(state.left);
        if (state.left === 0) this.#finish([]);
        return false;
      case 'until-closed':
        this.#body(Number.POSITIVE_INFINITY);
        return false;
      case 'chunk-size': {
        const line = this.#line();
        if (line === null) return false;
        const size = /^[0-9a-f]{1,8}(?=[;\s]|$)/i.exec(line)?.[0];
        if (size === undefined) return this.#cut();
        const left = Number.parseInt(size, 16);
        this.#state = left === 0 ? { kind: 'trailers' } : { kind: 'chunk', left };
        return true;
      }
      case 'chunk':
        state.left -= this.#body(state.left);
        if (state.left > 0) return false;
        this.#state = { kind: 'chunk-end' };
        return true;
      case 'chunk-end':
        if (this.#rest.length < 2) return false;
        this.#take(2);
        this.#state = { kind: 'chunk-size' };
        return true;
      case 'trailers': {
        const end = this.#rest.indexOf('\r\n\r\n');
        if (this.#rest.length >= 2 && this.#rest.indexOf('\r\n') === 0) this.#finish([]);
        else if (end >= 0) this.#finish(readTrailers(this.#rest.toString('latin1', 0, end)));
        else if (this.#rest.length > longestHead) this.#cut();
        return false;
      }
      case 'done':
        return false;
    }
  }

  #head(): boolean {
    let read: ReturnType<typeof readHead>;
    try {
      read = readHead(this.#rest);
    } catch {
      return this.#cut();
    }
    if (read === null) return this.#rest.length > longestHead ? this.#cut() : false;
    const { status, statusText, headers, bodyAt } = read;
    this.#take(bodyAt);
    const head = { status, statusText, headers };
    // An informational response is followed by the real one (RFC 9110, 15.2).
    if (status < 200 && status !== 101) {
      this.#tell({ kind: 'informational', head });
      return true;
    }
    this.#tell({ kind: 'head', head });
    const framing = this.#framing(head);
    if (framing === null) this.#finish([]);
    else this.#state = framing;
    return framing !== null;
  }

  /** How the body's end is told (RFC 9112, 6.3); null where there is no body. */
  #framing({ status, headers }: ResponseHead): Framing | null {
    if (this.#method === 'HEAD' || status === 101 || status === 204 || status === 304) return null;
    const value = (name: string) => headers.findLast(([given]) => given.toLowerCase() === name)?.[1];
    if (/\bchunked\b/i.test(value('transfer-encoding') ?? '')) return { kind: 'chunk-size' };
    const length = value('content-length');
    if (length === undefined) return { kind: 'until-closed' };
    const left = Number(length);
    return Number.isSafeInteger(left) && left > 0 ? { kind: 'length', left } : null;
  }

  #body(most: number): number {
    const length = Math.min(most, this.#rest.length);
    if (length > 0) this.#tell({ kind: 'body', bytes: new Uint8Array(this.#take(length)) });
    return length;
  }

  /** A line without its end, or null where it is not whole. */
  #line(): string | null {
    const end = this.#rest.indexOf('\r\n');
    if (end < 0 && this.#rest.length > longestLine) this.#cut();
    return end < 0 ? null : this.#take(end + 2).toString('latin1', 0, end);
  }

  #take(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }

  #finish(trailers: ResponseHead['headers']): void {
    this.#state = { kind: 'done' };
    this.#tell({ kind: 'end', trailers });
  }

  #cut(): false {
    if (!this.done) {
      this.#state = { kind: 'done' };
      this.#tell({ kind: 'cut' });
    }
    return false;
  }
}

function readTrailers(text: string): [string, string][] {
  return text.split('\r\n').map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
}
