import type { PlaygroundRequest } from '../../../host/contract/playground.ts';

/** Headers as lines of `Name: value`. */
export function headerLines(headers: PlaygroundRequest['headers']): string {
  return headers.map(([name, value]) => (value === '' ? name : `${name}: ${value}`)).join('\n');
}

export function readHeaderLines(text: string): PlaygroundRequest['headers'] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      return colon < 0 ? [line.trim(), ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
}

export type SendableRequest =
  | { readonly ok: true; readonly request: PlaygroundRequest }
  | { readonly ok: false; readonly badHeader: string };

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** The request as it can be sent: a path that a client would write, and the type of a body that is JSON. */
export function toSendable({ method, path, headers, body }: PlaygroundRequest): SendableRequest {
  const bad = headers.find(([name]) => !token.test(name));
  if (bad !== undefined) return { ok: false, badHeader: bad[0] };
  const written = path.trim().replace(/^https?:\/\/[^/]*/i, '');
  const whole = written.startsWith('/') ? written : `/${written}`;
  const text = body === null || body === '' ? null : body;
  return {
    ok: true,
    request: {
      method: method.trim().toUpperCase() || 'GET',
      path: whole.replace(/\s/g, '%20').replaceAll('#', '%23'),
      headers: needsJsonType({ headers, body: text })
        ? [...headers, ['Content-Type', 'application/json']]
        : headers,
      body: text,
    },
  };
}

/** Whether the body is JSON and no header says what it is. */
export function needsJsonType({ headers, body }: Pick<PlaygroundRequest, 'headers' | 'body'>): boolean {
  if (body === null || headers.some(([name]) => name.toLowerCase() === 'content-type')) return false;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
