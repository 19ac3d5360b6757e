import type { Builtins } from './builtins.ts';
import { askHost } from './host.ts';

interface RequestLike {
  readonly method: string;
  readonly url: string;
  readonly redirect: string;
  readonly signal: AbortSignalLike;
  arrayBuffer(): Promise<ArrayBuffer>;
}
interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(name: 'abort', listener: () => void, options: { once: true }): void;
  removeEventListener(name: 'abort', listener: () => void): void;
}
/** A request of a service to the app. */
export interface Webhook {
  readonly afterMs: number;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: Uint8Array;
}
type Answer =
  | {
      readonly kind: 'response';
      readonly latencyMs: number;
      readonly status: number;
      readonly headers: ReadonlyArray<readonly [string, string]>;
      readonly body: Uint8Array;
      readonly webhook: Webhook | null;
    }
  | { readonly kind: 'reset'; readonly latencyMs: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'unknown-host'; readonly hostname: string; readonly known: readonly string[] };

/** How long Node's fetch waits for an answer's headers. */
const headersTimeoutMs = 300_000;
const mostRedirects = 20;

type Timers = {
  setTimeout(run: () => void, ms: number): { unref(): void };
  clearTimeout(timer: unknown): void;
  setImmediate(run: () => void): void;
};
type Deliver = (webhook: Webhook) => void;
type Classes = {
  Request: new (input: unknown, init?: unknown) => RequestLike;
  Response: new (body: unknown, init: object) => object;
};

/** `fetch`, to the services that the world declares; `deliver` hands the app what a service sends it later. */
export function createFetch(builtins: Builtins, deliver: Deliver): (...args: unknown[]) => Promise<object> {
  const classes = () => builtins.internal('internal/deps/undici/undici') as unknown as Classes;
  const timers = builtins.internal('timers') as unknown as Timers;

  /** Waits in virtual time, as a connection keeps a program going; an abort ends it. */
  const wait = (ms: number, signal: AbortSignalLike): Promise<void> =>
    new Promise((resolve, reject) => {
      if (ms <= 0) {
        timers.setImmediate(resolve);
        return;
      }
      const aborted = () => {
        timers.clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = timers.setTimeout(() => {
        signal.removeEventListener('abort', aborted);
        resolve();
      }, ms);
      signal.addEventListener('abort', aborted, { once: true });
    });
  const ask = async (request: RequestLike, redirects: number): Promise<object> => {
    if (request.signal.aborted) throw request.signal.reason;
    if (!/^https?:/.test(request.url)) throw failed(new Error('unknown scheme'));
    const body = new Uint8Array(await request.arrayBuffer());
    const answer = askHost('service', request.method, request.url, body) as Answer;
    switch (answer.kind) {
      case 'unknown-host': {
        const known = answer.known.length === 0 ? 'It has none.' : `It has: ${answer.known.join(', ')}.`;
        const cause = new Error(
          `getaddrinfo ENOTFOUND ${answer.hostname} (there is no such service in this world. ${known})`,
        );
        throw failed(cause, {
          errno: -3008,
          code: 'ENOTFOUND',
          syscall: 'getaddrinfo',
          hostname: answer.hostname,
        });
      }
      case 'hang':
        await wait(headersTimeoutMs, request.signal);
        throw failed(new Error('Headers Timeout Error'), {
          name: 'HeadersTimeoutError',
          code: 'UND_ERR_HEADERS_TIMEOUT',
        });
      case 'reset':
        await wait(answer.latencyMs, request.signal);
        throw failed(new Error('read ECONNRESET'), { errno: -104, code: 'ECONNRESET', syscall: 'read' });
      case 'response':
        await wait(answer.latencyMs, request.signal);
        if (answer.webhook !== null) {
          const { webhook } = answer;
          // What a service will do some day keeps no program alive.
          timers.setTimeout(() => deliver(webhook), webhook.afterMs).unref();
        }
        return finish(request, answer, redirects);
    }
  };
  const finish = (request: RequestLike, answer: Extract<Answer, { kind: 'response' }>, redirects: number) => {
    const { Request, Response } = classes();
    const location = answer.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
    if (
      location !== undefined &&
      [301, 302, 303, 307, 308].includes(answer.status) &&
      request.redirect !== 'manual'
    ) {
      if (request.redirect === 'error') throw failed(new Error('unexpected redirect'));
      if (redirects >= mostRedirects) throw failed(new Error('redirect count exceeded'));
      const keeps = answer.status >= 307 || request.method === 'GET' || request.method === 'HEAD';
      const next = new Request(new URL_(location, request.url), {
        method: keeps ? request.method : 'GET',
        signal: request.signal,
      });
      return ask(next, redirects + 1);
    }
    const empty = [101, 204, 205, 304].includes(answer.status) || request.method === 'HEAD';
    const response = new Response(empty ? null : answer.body, {
      status: answer.status,
      headers: answer.headers,
    });
    Object.defineProperty(response, 'url', { value: request.url, configurable: true });
    if (redirects > 0) Object.defineProperty(response, 'redirected', { value: true, configurable: true });
    return response;
  };
  const URL_ = builtins.internal('internal/url').URL as new (path: string, base: string) => object;
  return async function fetch(input: unknown, init?: unknown) {
    const { Request } = classes();
    return ask(new Request(input, init), 0);
  };
}

/** As Node's fetch fails: a TypeError that says little, and a cause that says what it was. */
function failed(cause: Error, more: object = {}): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(cause, more) });
}
