import type { WorldRequest, WorldResponse } from '../../sandbox/types.ts';
import type { Difference, HttpEvidence } from '../format/evidence.ts';

const shownBytes = 16 * 1024;

type Exchange = HttpEvidence['exchanges'][number];
type Body = Exclude<Exchange['request']['body'], null>;

/** One request and what came back, as evidence. */
export function toExchange(
  request: WorldRequest,
  response: WorldResponse | null,
  differences: readonly Difference[],
): Exchange {
  return {
    request: {
      method: request.method,
      path: request.path,
      headers: request.headers.map(([name, value]) => [name, value]),
      body: request.body === null ? null : toBody(bytesOf(request.body), false),
    },
    response:
      response === null
        ? null
        : {
            status: response.status,
            statusText: response.statusText,
            headers: response.headers.map(([name, value]) => [name, value]),
            body: toBody(response.body, response.truncated),
          },
    differences: [...differences],
  };
}

/** The exchanges that an author's code had with a program, as evidence. */
export function toExchanges(
  sent: readonly { readonly request: WorldRequest; readonly response: WorldResponse | null }[],
): readonly Exchange[] {
  return sent.map(({ request, response }) => toExchange(request, response, []));
}

/** Bytes as text; those that are not UTF-8 become replacement characters. */
export function decodeBody(body: Uint8Array): string {
  return new TextDecoder('utf-8').decode(body);
}

function bytesOf(body: Uint8Array | string): Uint8Array {
  return typeof body === 'string' ? new TextEncoder().encode(body) : body;
}

function toBody(bytes: Uint8Array, cutBefore: boolean): Body {
  const shown = bytes.subarray(0, shownBytes);
  const truncated = cutBefore || shown.length < bytes.length;
  try {
    // A cut may fall inside a character, so a stream's end is not demanded of it.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(shown, { stream: truncated });
    return { text, isText: true, bytes: bytes.length, truncated };
  } catch {
    return { text: Buffer.from(shown).toString('hex'), isText: false, bytes: bytes.length, truncated };
  }
}
