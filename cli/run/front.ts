import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { ExchangeFailure, ResponseHead, ServerRequest } from '../../sandbox/server-types.ts';
import type { Failure } from '../../sandbox/types.ts';
import type { Answering } from './generations.ts';

/** How a request went, for the terminal. */
export interface Exchanged {
  readonly method: string;
  readonly path: string;
  readonly outcome:
    | { readonly kind: 'answered' | 'stream-opened'; readonly status: number }
    /** The client left first. */
    | { readonly kind: 'left'; readonly status: number | null }
    | { readonly kind: 'cut' }
    /** Answered by the front, for want of a program. */
    | { readonly kind: 'refused'; readonly status: number }
    /** Nothing is left in the program that could answer. */
    | { readonly kind: 'silent' }
    /** The app's headers are not such that they may be sent. */
    | { readonly kind: 'bad-headers'; readonly message: string };
  readonly ms: number;
}

export interface FrontOptions {
  readonly answering: () => Promise<Answering>;
  /** A page in plain text for a client that gets no answer of the app's. */
  readonly explain: (failure: Failure | 'not-listening') => string;
  readonly tell: (exchanged: Exchanged) => void;
}

export interface Front {
  readonly port: number;
  close(): Promise<void>;
}

/** Longer than what apps promise their clients; nobody else needs these connections. */
const keepAliveTimeout = 120_000;

/**
 * Speaks HTTP/1.1 on 127.0.0.1 and hands every request to the app. What the app answers goes through Node's
 * own checks, so that it writes one well-formed response and nothing else. Rejects as `listen` fails.
 */
export async function openFront(port: number, options: FrontOptions): Promise<Front> {
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    void serve(request, response, options);
  };
  const server = http.createServer({ keepAliveTimeout, requestTimeout: 0, requireHostHeader: false });
  // Whether to go on, and what to make of an expectation, is for the app to say.
  for (const event of ['request', 'checkContinue', 'checkExpectation']) server.on(event, handle);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    port: address.port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: FrontOptions,
): Promise<void> {
  const began = performance.now();
  const { method = 'GET', url: path = '/' } = request;
  const note = (outcome: Exchanged['outcome']): void =>
    options.tell({ method, path, outcome, ms: performance.now() - began });
  let finished = false;
  const finish = (outcome: Exchanged['outcome']): void => {
    if (!finished) note(outcome);
    finished = true;
  };
  const refuse = (status: number, why: Failure | 'not-listening'): void => {
    const page = Buffer.from(options.explain(why));
    response.writeHead(status, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': page.length,
    });
    response.end(page);
    finish({ kind: 'refused', status });
  };
  const badHeaders = (message: string): void => {
    finish({ kind: 'bad-headers', message });
    response.destroy();
  };

  const found = await options.answering();
  if (response.destroyed) {
    if (found.ok) found.done();
    return;
  }
  if (!found.ok) {
    request.resume();
    refuse(503, found.failure);
    return;
  }
  const exchange = found.server.open(requestHead(request, response), {
    informational: (head) => passInformational(head, response),
    head(head, body) {
      const fault = writeHead(head, response);
      if (fault !== null) {
        badHeaders(fault);
        return;
      }
      response.flushHeaders();
      if (isEventStream(head)) note({ kind: 'stream-opened', status: head.status });
      body.pipe(response, { end: false });
      body.once('end', () => {
        const fault = addTrailers(exchange.trailers, response);
        if (fault === null) response.end();
        else badHeaders(fault);
      });
    },
    failed(reason: ExchangeFailure) {
      if (response.headersSent || reason.kind === 'cut') {
        finish({ kind: 'cut' });
        response.destroy();
      } else if (reason.kind === 'stopped') refuse(502, reason.failure);
      else refuse(503, 'not-listening');
    },
    silent: () => note({ kind: 'silent' }),
  });
  request.pipe(exchange.body);
  response.once('close', () => {
    found.done();
    if (response.writableFinished) {
      finish({ kind: 'answered', status: response.statusCode });
      return;
    }
    exchange.abort();
    finish({ kind: 'left', status: response.headersSent ? response.statusCode : null });
  });
}

function isEventStream({ headers }: ResponseHead): boolean {
  return headers.some(([name, value]) => /^content-type$/i.test(name) && /event-stream/i.test(value));
}

function requestHead(request: IncomingMessage, response: ServerResponse): ServerRequest {
  const { method = 'GET', url = '/', rawHeaders, headers } = request;
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    pairs.push([rawHeaders[at] as string, rawHeaders[at + 1] as string]);
  return {
    method,
    path: url,
    headers: pairs,
    minorVersion: request.httpVersionMinor === 0 ? 0 : 1,
    keepAlive: response.shouldKeepAlive,
    hasBody: headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0,
  };
}

function passInformational({ status, headers }: ResponseHead, response: ServerResponse): void {
  if (response.headersSent || response.destroyed) return;
  if (status === 100) response.writeContinue();
  else if (status === 102) response.writeProcessing();
  else if (status === 103) {
    const hints: Record<string, string | string[]> = {};
    for (const [name, value] of headers) {
      const key = name.toLowerCase();
      const before = hints[key];
      hints[key] = before === undefined ? value : [before, value].flat();
    }
    if (hints.link !== undefined) response.writeEarlyHints(hints as { link: string | string[] });
  }
}

/** Passes the head on as it was written; gives what is wrong with it where it may not be sent. */
function writeHead({ status, statusText, headers }: ResponseHead, response: ServerResponse): string | null {
  const has = (name: string): boolean => headers.some(([given]) => given.toLowerCase() === name);
  response.sendDate = false;
  // Node adds these where they are missing, unless it is told that they were taken away.
  for (const name of ['connection', 'content-length', 'transfer-encoding'])
    if (!has(name)) response.removeHeader(name);
  try {
    response.writeHead(status, statusText, headers.flat());
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function addTrailers(trailers: ResponseHead['headers'], response: ServerResponse): string | null {
  try {
    if (trailers.length > 0)
      response.addTrailers(trailers.map(([name, value]): [string, string] => [name, value]));
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
