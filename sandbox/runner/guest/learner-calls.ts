import type { Copied, WorldRequest } from '../../types.ts';
import type { GuestHost, TestedWorld } from '../guest-contract.ts';
import { asBytes, asText, finite } from './checked.ts';

const longestBody = 8 * 1024 * 1024;
const longestScript = 1024 * 1024;
const mostHeaders = 200;

/** What author code asks of the world it tests. A pack is not trusted: everything is checked and capped. */
export function learnerCalls(
  host: Pick<GuestHost, 'learner'>,
): Record<string, (...args: unknown[]) => unknown> {
  const learner = (): TestedWorld => {
    if (host.learner === null) throw new Error('There is no world to act in here.');
    return host.learner;
  };
  return {
    learner: (name, args) =>
      learner().call(asText(name, 256), Array.isArray(args) ? (args as readonly Copied[]) : []),
    'world.request': (request) => learner().request(requestOf(request)),
    'world.advance': (ms) => learner().advance(Math.max(0, finite(ms))),
    'world.sql': (database, script) => learner().sql(asText(database, 256), asText(script, longestScript)),
  };
}

function requestOf(given: unknown): WorldRequest {
  const { method, path, headers, body } = (given ?? {}) as Record<string, unknown>;
  const pairs = Array.isArray(headers) ? headers.slice(0, mostHeaders) : [];
  return {
    method: asText(method, 64),
    path: asText(path, 64 * 1024),
    headers: pairs.map((pair) => {
      const [name, value] = Array.isArray(pair) ? pair : [];
      return [asText(name, 1024), asText(value, 64 * 1024)] as const;
    }),
    body:
      body === null || body === undefined
        ? null
        : typeof body === 'string'
          ? asText(body, longestBody)
          : asBytes(body, longestBody),
  };
}
