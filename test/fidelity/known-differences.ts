import type { WorldResponse } from '../../sandbox/types.ts';

export interface Comparable {
  readonly status: number;
  readonly statusText: string;
  readonly headers: ReadonlyArray<readonly [string, string]>;
  readonly body: string;
}

/**
 * The one place where an answer is changed before it is compared. Each rule is a row of docs/fidelity.md,
 * which says why it is there.
 */
export function comparable(response: WorldResponse, folder: string): Comparable {
  const raw = Buffer.from(response.body).toString('latin1');
  const body = withoutStack(raw.replaceAll(folder, '/app')).replace(/\nRequire stack:[\s\S]*$/, '');
  const changed = body !== raw;
  const headers = response.headers
    .filter(([name]) => !(changed && /^(content-length|etag)$/i.test(name)))
    .map(([name, value]): readonly [string, string] => [name, /^date$/i.test(name) ? 'now' : value]);
  return { status: response.status, statusText: response.statusText, headers, body };
}

/** Frames of a stack trace in an answer name files of the machine and Node's own. */
function withoutStack(body: string): string {
  return body
    .replace(/(?:<br> ?&nbsp;|\\n {4}|\n {4})(?:&nbsp;)*\s*at [\s\S]*?(?=<\/pre>|"|$)/g, '')
    .replace(/(<pre>[^<]*)(<br>[\s\S]*?)(?=<\/pre>)/g, '$1');
}
