import { createServer } from 'node:http';

// The store: a notice's name and its text.
const notices = new Map([['welcome', 'Read me first.']]);

export default createServer(async (req, res) => {
  // What the client asks for: the method, and the path without its query string.
  const { pathname } = new URL(req.url ?? '/', 'http://localhost');
  console.log(req.method, pathname);

  // So far, every request gets the same answer. Make it depend on the method and the path.
  res.writeHead(200, { 'Content-Type': 'text/plain' });
  res.end('It works.\n');
});

/** The request's whole body as text. */
async function readBody(req: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
