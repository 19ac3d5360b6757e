import type { WorldRequest, WorldResponse } from '../../types.ts';

/** Reads the bytes a server writes on one connection as HTTP/1.1 (RFC 9112), as a client would. */
export class ResponseReader {
  #bytes: Uint8Array = new Uint8Array(0);
  #parts: Uint8Array[] = [];
  #head: { status: number; statusText: string; headers: [string, string][]; bodyAt: number } | null = null;
  #ended = false;
  #size = 0;
  readonly #method: string;
  readonly #bodyLimit: number;

  constructor(method: string, bodyLimit: number) {
    this.#method = method;
    this.#bodyLimit = bodyLimit;
  }

  /** Keeps what fits in the limit and some more for the head; the rest only counts. */
  write(bytes: Uint8Array): false {
    if (this.#size < this.#bodyLimit * 2 + 262_144) this.#parts.push(bytes);
    this.#size += bytes.length;
    return false;
  }

  /** The server has closed its side. */
  end(): void {
    this.#ended = true;
  }

  /** The whole response, or null while more is to come. Throws where the bytes are not HTTP. */
  read(): WorldResponse | null {
    const bytes = this.#joined();
    this.#head ??= readHead(bytes);
    const head = this.#head;
    if (head === null) return null;
    // An informational response is followed by the real one (RFC 9110, 15.2).
    if (head.status < 200 && head.status !== 101) {
      this.#bytes = bytes.subarray(head.bodyAt);
      this.#size -= head.bodyAt;
      this.#head = null;
      return this.read();
    }
    const over = this.#size > bytes.length;
    const body = this.#body(head, bytes.subarray(head.bodyAt), over);
    if (body === null) return null;
    const { status, statusText, headers } = head;
    const truncated = body.length > this.#bodyLimit;
    return {
      status,
      statusText,
      headers,
      body: truncated ? body.slice(0, this.#bodyLimit) : body.slice(),
      truncated,
    };
  }

  /** True where the server hung up before a whole response was there. */
  get cutShort(): boolean {
    return this.#ended;
  }

  #body(
    head: { status: number; headers: readonly (readonly [string, string])[] },
    bytes: Uint8Array,
    over: boolean,
  ): Uint8Array | null {
    const { status, headers } = head;
    if (this.#method === 'HEAD' || status === 204 || status === 304) return new Uint8Array(0);
    if (over) return bytes;
    const value = (name: string) => headers.findLast(([given]) => given.toLowerCase() === name)?.[1];
    if (/\bchunked\b/i.test(value('transfer-encoding') ?? '')) return readChunked(bytes);
    const length = value('content-length');
    if (length !== undefined)
      return bytes.length >= Number(length) ? bytes.subarray(0, Number(length)) : null;
    return this.#ended ? bytes : null;
  }

  #joined(): Uint8Array {
    if (this.#parts.length > 0) {
      this.#bytes = new Uint8Array(Buffer.concat([this.#bytes, ...this.#parts]));
      this.#parts = [];
    }
    return this.#bytes;
  }
}

/** The head of a response and where its body begins; null where it is not whole. Throws where it is not HTTP. */
export function readHead(
  bytes: Uint8Array,
): { status: number; statusText: string; headers: [string, string][]; bodyAt: number } | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 131_072)).toString(
    'latin1',
  );
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const match = /^HTTP\/1\.[01] (\d{3})(?: (.*))?$/.exec(first);
  if (match === null) throw new Error('What the app wrote on the connection is not an HTTP response.');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { status: Number(match[1]), statusText: match[2] ?? '', headers, bodyAt: end + 4 };
}

function readChunked(bytes: Uint8Array): Uint8Array | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: Uint8Array[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = buffer.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(buffer.toString('latin1', at, lineEnd), 16);
    if (Number.isNaN(size)) throw new Error('What the app wrote on the connection is not a chunked body.');
    at = lineEnd + 2;
    if (size === 0) {
      const trailerEnd = buffer.indexOf('\r\n', at);
      return trailerEnd < 0 ? null : new Uint8Array(Buffer.concat(parts));
    }
    if (at + size + 2 > buffer.length) return null;
    parts.push(buffer.subarray(at, at + size));
    at += size + 2;
  }
}

/** What a client adds by itself: a Host, and the length of a body. */
export function wireRequest(request: WorldRequest): object {
  const headers = request.headers.flat();
  const has = (name: string) => request.headers.some(([given]) => given.toLowerCase() === name);
  const body = typeof request.body === 'string' ? new TextEncoder().encode(request.body) : request.body;
  if (!has('host')) headers.unshift('Host', 'localhost:3000');
  if (body !== null && !has('content-length') && !has('transfer-encoding'))
    headers.push('Content-Length', String(body.length));
  const connection = request.headers.find(([name]) => name.toLowerCase() === 'connection')?.[1];
  return {
    method: request.method.toUpperCase(),
    url: request.path,
    headers,
    body: body === null ? null : new Uint8Array(body),
    keepAlive: connection?.toLowerCase() !== 'close',
  };
}
