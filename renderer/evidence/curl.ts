import type { HttpEvidence } from '../../lessons/format/evidence.ts';

type Request = HttpEvidence['exchanges'][number]['request'];

/** The same request for a shell, against a server on this computer. */
export function curlOf({ method, path, headers, body }: Request): string {
  const parts = ['curl -i'];
  if (method !== 'GET') parts.push(`-X ${method}`);
  parts.push(quote(`http://localhost:3000${path}`));
  for (const [name, value] of headers) {
    // curl works these out itself.
    if (!['host', 'content-length'].includes(name.toLowerCase()))
      parts.push(`-H ${quote(`${name}: ${value}`)}`);
  }
  if (body && body.text !== '') parts.push(`--data-raw ${quote(body.text)}`);
  return parts.join(parts.length > 2 ? ' \\\n  ' : ' ');
}

/** A POSIX shell takes everything between single quotes as it is. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
