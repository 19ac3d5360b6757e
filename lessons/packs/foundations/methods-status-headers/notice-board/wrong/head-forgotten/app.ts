import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

const notices = new Map([['welcome', 'Read me first.']]);

const boardMethods = 'GET, HEAD, OPTIONS';
const noticeMethods = 'GET, HEAD, PUT, DELETE, OPTIONS';

export default createServer(async (req, res) => {
  const { pathname } = new URL(req.url ?? '/', 'http://localhost');
  if (pathname === '/notices') return answerBoard(req, res);

  const name = /^\/notices\/([a-z0-9-]+)$/.exec(pathname)?.[1];
  if (name !== undefined) return answerNotice(name, req, res);

  sendError(res, 404, `There is nothing at ${pathname}.`);
});

function answerBoard(req: IncomingMessage, res: ServerResponse): void {
  switch (req.method) {
    case 'GET': {
      const names = [...notices.keys()].sort();
      return send(res, 200, names.map(notice));
    }
    case 'OPTIONS':
      return sendNothing(res, { Allow: boardMethods });
    default:
      return sendError(res, 405, `The board does not allow ${req.method}.`, { Allow: boardMethods });
  }
}

async function answerNotice(name: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  switch (req.method) {
    case 'GET':
      if (!notices.has(name)) return sendError(res, 404, `There is no notice named ${name}.`);
      return send(res, 200, notice(name));

    case 'PUT': {
      const text = textOf(await readBody(req));
      if (text === null) return sendError(res, 400, 'Send JSON with a text that is not empty.');
      const status = notices.has(name) ? 200 : 201;
      notices.set(name, text);
      return send(res, status, notice(name));
    }

    case 'DELETE':
      if (!notices.delete(name)) return sendError(res, 404, `There is no notice named ${name}.`);
      return sendNothing(res);

    case 'OPTIONS':
      return sendNothing(res, { Allow: noticeMethods });

    default:
      return sendError(res, 405, `A notice does not allow ${req.method}.`, { Allow: noticeMethods });
  }
}

function notice(name: string) {
  return { name, text: notices.get(name) };
}

async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The text of a notice sent as JSON, or null where the body is not what the contract asks for. */
function textOf(body: string): string | null {
  try {
    const text: unknown = JSON.parse(body)?.text;
    return typeof text === 'string' && text !== '' ? text : null;
  } catch {
    return null;
  }
}

/** Node leaves the body of an answer to HEAD out by itself; status and headers stay the same. */
function send(res: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  res.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  res.end(JSON.stringify(value));
}

function sendError(res: ServerResponse, status: number, error: string, headers?: Record<string, string>): void {
  send(res, status, { error }, headers);
}

function sendNothing(res: ServerResponse, headers: Record<string, string> = {}): void {
  res.writeHead(204, headers);
  res.end();
}
