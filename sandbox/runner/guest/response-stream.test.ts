import { describe, expect, it } from 'vitest';
import { type ResponsePart, ResponseStream } from './response-stream.ts';

/** What is told of a response written in pieces of `step` bytes; its body is shown joined. */
function read(
  text: string,
  {
    method = 'GET',
    step = text.length,
    closed = false,
  }: { method?: string; step?: number; closed?: boolean } = {},
): unknown[] {
  const told: unknown[] = [];
  let body = '';
  const stream = new ResponseStream(method, (part: ResponsePart) => {
    if (part.kind === 'body') body += Buffer.from(part.bytes).toString();
    else if (part.kind === 'end') told.push(['end', body, ...part.trailers]);
    else if (part.kind === 'cut') told.push(['cut', body]);
    else told.push([part.kind, part.head.status]);
  });
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += step) stream.write(bytes.subarray(at, at + step));
  if (closed) stream.end();
  return told;
}

const head = (...headers: string[]): string =>
  `HTTP/1.1 200 OK\r\n${headers.map((one) => `${one}\r\n`).join('')}\r\n`;

describe.each([1, 3, 1_000])('a response in pieces of %i bytes', (step) => {
  it('by its length, to the byte', () => {
    expect(read(`${head('Content-Length: 4')}bodyMORE`, { step })).toEqual([
      ['head', 200],
      ['end', 'body'],
    ]);
    expect(read(`${head('Content-Length: 4')}bo`, { step })).toEqual([['head', 200]]);
    expect(read(`${head('Content-Length: 4')}bo`, { step, closed: true })).toEqual([
      ['head', 200],
      ['cut', 'bo'],
    ]);
  });

  it('in chunks, with trailers', () => {
    const chunked = head('Transfer-Encoding: chunked');
    expect(read(`${chunked}2\r\nbo\r\n2;x=y\r\ndy\r\n0\r\n\r\n`, { step })).toEqual([
      ['head', 200],
      ['end', 'body'],
    ]);
    expect(read(`${chunked}4\r\nbody\r\n0\r\nX-Sum: 4\r\nX-B: c\r\n\r\n`, { step })).toEqual([
      ['head', 200],
      ['end', 'body', ['X-Sum', '4'], ['X-B', 'c']],
    ]);
    expect(read(`${chunked}zz\r\nbody`, { step })).toEqual([
      ['head', 200],
      ['cut', ''],
    ]);
  });

  it('until the connection is closed', () => {
    expect(read(`${head()}body`, { step })).toEqual([['head', 200]]);
    expect(read(`${head()}body`, { step, closed: true })).toEqual([
      ['head', 200],
      ['end', 'body'],
    ]);
  });

  it('without a body, whatever its headers say', () => {
    expect(read(head('Content-Length: 9'), { step, method: 'HEAD' })).toEqual([
      ['head', 200],
      ['end', ''],
    ]);
    expect(read('HTTP/1.1 204 No Content\r\n\r\n', { step })).toEqual([
      ['head', 204],
      ['end', ''],
    ]);
    expect(read('HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n', { step })).toEqual([
      ['head', 304],
      ['end', ''],
    ]);
  });

  it('after those that come before it', () => {
    const text = `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n${head('Content-Length: 0')}`;
    expect(read(text, { step })).toEqual([
      ['informational', 100],
      ['informational', 103],
      ['head', 200],
      ['end', ''],
    ]);
  });

  it('that is none is cut, once', () => {
    expect(read('HTTP/2 hello\r\n\r\nmore\r\n\r\n', { step, closed: true })).toEqual([['cut', '']]);
    expect(read(`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(200_000)}`, { step: step * 1_000 })).toEqual([
      ['cut', ''],
    ]);
  });
});
