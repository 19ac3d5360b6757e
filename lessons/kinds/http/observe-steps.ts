import type { Copied, World } from '../../../sandbox/types.ts';
import { decodeBody } from '../../grading/exchange.ts';
import type { Observed } from '../../grading/grader.ts';
import { shownIfAny } from './findings.ts';
import type { Trail } from './run-steps.ts';

type Headers = ReadonlyArray<readonly [string, string]>;

/** What an author's function is shown of a check's steps: the exchanges, the log and the statements. */
export async function observeSteps(world: World, trail: Trail): Promise<Observed> {
  const { events } = await world.record();
  const observation = {
    exchanges: trail.answered.map(({ request, response }) => ({
      request: { method: request.method, path: request.path, ...message(request.headers, request.body) },
      response: { status: response.status, ...message(response.headers, response.body) },
    })),
    log: events.flatMap((event) =>
      event.kind === 'log' ? [{ level: event.level, text: event.text, request: event.request }] : [],
    ),
    statements: events.flatMap((event) =>
      event.kind === 'statement'
        ? [{ sql: event.sql, database: event.database, request: event.request, ...event.counters }]
        : [],
    ),
  };
  return { observation, world, evidence: shownIfAny(trail.exchanges) };
}

function message(headers: Headers, body: Uint8Array | string | null): { readonly [key: string]: Copied } {
  const text = body === null ? '' : typeof body === 'string' ? body : decodeBody(body);
  return { headers: byName(headers), text, json: parse(text) };
}

/** Names in lower case; a header that was sent several times is joined by ", " (RFC 9110, 5.3). */
function byName(headers: Headers): Readonly<Record<string, string>> {
  const groups = Map.groupBy(headers, ([name]) => name.toLowerCase());
  return Object.fromEntries(
    [...groups].map(([name, pairs]) => [name, pairs.map(([, one]) => one).join(', ')]),
  );
}

/** Undefined where the text is not JSON. */
function parse(text: string): Copied {
  try {
    return JSON.parse(text) as Copied;
  } catch {
    return undefined;
  }
}
