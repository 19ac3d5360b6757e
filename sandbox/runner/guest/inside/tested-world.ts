import { utf8Decode } from './bindings/utf8.ts';
import { copyOut } from './copied.ts';

type Ask = (what: string, operation: string, ...args: readonly unknown[]) => unknown;

type Header = readonly [name: string, value: string];

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body: string | Uint8Array | null;
}

interface Response {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

interface StatementResult {
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<readonly unknown[]>;
}

/** A request as author code writes it. */
interface GivenRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly json?: unknown;
  readonly body?: string | Uint8Array;
}

/** Exchanges kept for whoever shows them: the latest, since what goes wrong comes last. */
const mostKept = 100;

/** `world` as author code sees it: what a grader can do, in few words. */
export function testedWorld(ask: Ask): object {
  let sent: { readonly request: Request; readonly response: Response | null }[] = [];
  const note = (request: Request, response: Response | null): void => {
    sent.push({ request, response });
    if (sent.length > mostKept) sent.shift();
  };
  return {
    /** Sends a request and gives `{ status, headers, text, json }`; names of headers are in lower case. */
    request(given: GivenRequest): object {
      const request = requestOf(given);
      let response: Response;
      try {
        response = ask(`${request.method} ${request.path}`, 'world.request', request) as Response;
      } catch (error) {
        note(request, null);
        throw error;
      }
      note(request, response);
      return readable(response);
    },
    /** Moves the clock on by so many milliseconds. */
    advance(ms: number): void {
      ask('The clock', 'world.advance', ms);
    },
    /** Runs SQL and gives the rows of its last result, each an object by column. */
    sql(script: string, database = 'main'): object[] {
      const results = ask('The SQL', 'world.sql', database, script) as readonly StatementResult[];
      const last = results.findLast(({ columns }) => columns.length > 0);
      if (last === undefined) return [];
      return last.rows.map((row) => Object.fromEntries(last.columns.map((name, at) => [name, row[at]])));
    },
    /** The exchanges since it was last asked. */
    takeSent(): object[] {
      const taken = sent;
      sent = [];
      return taken;
    },
  };
}

function requestOf({ method = 'GET', path, headers = {}, json, body }: GivenRequest): Request {
  const pairs = Object.entries(headers).map(([name, value]): Header => [name, String(value)]);
  const has = (wanted: string) => pairs.some(([name]) => name.toLowerCase() === wanted);
  if (!has('host')) pairs.unshift(['Host', 'localhost']);
  if (json === undefined) {
    return { method, path, headers: pairs, body: body === undefined ? null : bytesOrText(body) };
  }
  if (!has('content-type')) pairs.push(['Content-Type', 'application/json']);
  return { method, path, headers: pairs, body: JSON.stringify(json) };
}

function bytesOrText(body: string | Uint8Array): string | Uint8Array {
  return typeof body === 'string' ? body : (copyOut(body, 'A body') as Uint8Array);
}

function readable({ status, headers, body }: Response): object {
  const byName: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    byName[key] = key in byName ? `${byName[key]}, ${value}` : value;
  }
  const text = utf8Decode(body, 0, body.length, 'replace') ?? '';
  return { status, headers: byName, text, json: parse(text) };
}

/** Undefined where the text is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
