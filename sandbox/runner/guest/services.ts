import type { ServiceRoute } from '../../service-types.ts';
import type { Copied } from '../../types.ts';
import type { GuestHost, GuestSpec } from '../guest-contract.ts';
import { createRandom } from '../random.ts';
import { asBytes, asText } from './checked.ts';

/** What becomes of one outgoing request, as the guest is told; it waits for `latencyMs` of virtual time itself. */
export type ServiceAnswer =
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

export interface Webhook {
  readonly afterMs: number;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: Uint8Array;
}

/** The services of one world. Chance comes from the world's seed, time from its clock; each call is on the record. */
export function serviceCalls(
  { services = {}, seed }: Pick<GuestSpec, 'services' | 'seed'>,
  { clock, events }: Pick<GuestHost, 'clock' | 'events'>,
): Record<string, (...args: unknown[]) => unknown> {
  const random = createRandom(seed, 'services');
  const chance = () => random.next() / 2 ** 32;
  const recent = new Map<ServiceRoute, number[]>();

  /** Milliseconds until the route takes requests again; 0 where it takes this one. */
  const limited = (route: ServiceRoute): number => {
    if (route.rateLimit === undefined) return 0;
    const { requests, perMs } = route.rateLimit;
    const now = clock.elapsed();
    const times = (recent.get(route) ?? []).filter((at) => at > now - perMs);
    recent.set(route, times);
    const [oldest = now] = times;
    if (times.length >= requests) return oldest + perMs - now;
    times.push(now);
    return 0;
  };
  const answer = (method: string, url: URL): ServiceAnswer => {
    const routes = Object.hasOwn(services, url.host) ? services[url.host] : undefined;
    if (routes === undefined)
      return { kind: 'unknown-host', hostname: url.hostname, known: Object.keys(services) };
    const found = findRoute(routes, method, url.pathname);
    if (found === null) return response(404, { error: `${method} ${url.pathname} is not offered here` });
    const { route, parts } = found;
    const { latencyMs = 0, failure = { status: 503 } } = route;
    const latency =
      typeof latencyMs === 'number' ? latencyMs : latencyMs.min + chance() * (latencyMs.max - latencyMs.min);
    // Every request draws the same numbers, so that one that is limited does not change what befalls the next.
    const fails = chance() < (route.failureRate ?? 0);
    if (route.hang === true) return { kind: 'hang' };
    const wait = limited(route);
    if (wait > 0) {
      return {
        ...response(429, { error: 'too many requests' }, { 'retry-after': String(Math.ceil(wait / 1000)) }),
        latencyMs: latency,
      };
    }
    if (fails && failure === 'reset') return { kind: 'reset', latencyMs: latency };
    if (fails && failure !== 'reset')
      return { ...response(failure.status, failure.body ?? { error: 'unavailable' }), latencyMs: latency };
    const { webhook } = route;
    return {
      ...response(route.status ?? 200, filled(route.body, parts), route.headers),
      latencyMs: latency,
      webhook: webhook === undefined ? null : webhookOf(webhook, parts),
    };
  };
  return {
    service(method, address, body) {
      const name = asText(method, 32).toUpperCase();
      asBytes(body);
      const url = new URL(asText(address, 8192));
      const given = answer(name, url);
      events.call(name, url.href, given.kind === 'response' ? given.status : null);
      return given;
    },
  };
}

function findRoute(
  routes: readonly ServiceRoute[],
  method: string,
  path: string,
): { readonly route: ServiceRoute; readonly parts: Readonly<Record<string, string>> } | null {
  for (const route of routes) {
    if (route.method !== undefined && route.method.toUpperCase() !== method) continue;
    const parts = fitted(route.path, path);
    if (parts !== null) return { route, parts };
  }
  return null;
}

function fitted(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  const parts: Record<string, string> = Object.create(null);
  for (const [at, part] of wanted.entries()) {
    if (part === '*' && at === wanted.length - 1) return parts;
    const value = given[at];
    if (value === undefined) return null;
    if (part.startsWith(':') && value !== '') parts[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return wanted.length === given.length ? parts : null;
}

function response(
  status: number,
  body: Copied,
  headers: Readonly<Record<string, string>> = {},
): Extract<ServiceAnswer, { kind: 'response' }> {
  const bytes = bytesOf(body);
  const typed = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  const type = body === undefined || typed ? [] : [['content-type', contentType(body)] as const];
  return {
    kind: 'response',
    latencyMs: 0,
    status,
    headers: [...type, ...Object.entries(headers), ['content-length', String(bytes.length)]],
    body: bytes,
    webhook: null,
  };
}

function webhookOf(
  { path, afterMs, method = 'POST', headers = {}, body }: NonNullable<ServiceRoute['webhook']>,
  parts: Readonly<Record<string, string>>,
): Webhook {
  const content = filled(body, parts);
  const bytes = bytesOf(content);
  const own = [
    ...Object.entries(headers),
    ...(content === undefined ? [] : [['Content-Type', contentType(content)]]),
  ];
  return {
    afterMs,
    method: method.toUpperCase(),
    path: String(filled(path, parts)),
    headers: ['Host', 'localhost:3000', ...own.flat(), 'Content-Length', String(bytes.length)],
    body: bytes,
  };
}

/** Puts the path's parts where a text of the body names them. */
function filled(body: Copied, parts: Readonly<Record<string, string>>): Copied {
  if (typeof body === 'string') return body.replace(/\{(\w+)\}/g, (all, name: string) => parts[name] ?? all);
  if (Array.isArray(body)) return body.map((one: Copied) => filled(one, parts));
  if (typeof body !== 'object' || body === null || body instanceof Uint8Array) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, filled(value as Copied, parts)]),
  );
}

function bytesOf(body: Copied): Uint8Array {
  if (body === undefined) return new Uint8Array(0);
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}

function contentType(body: Copied): string {
  if (body instanceof Uint8Array) return 'application/octet-stream';
  return typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
}
