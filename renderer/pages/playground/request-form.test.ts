import { expect, it } from 'vitest';
import { headerLines, readHeaderLines, toSendable } from './request-form.ts';

const plain = { method: 'GET', path: '/', headers: [], body: null };

it('reads headers as they are written, and writes them as they were read', () => {
  const text = 'Accept: text/html\nX-Time: 10:30\n\nX-Empty';
  const headers = readHeaderLines(text);
  expect(headers).toEqual([
    ['Accept', 'text/html'],
    ['X-Time', '10:30'],
    ['X-Empty', ''],
  ]);
  expect(headerLines(headers)).toBe('Accept: text/html\nX-Time: 10:30\nX-Empty');
});

it('takes a path as people write it', () => {
  const pathOf = (path: string) => {
    const sendable = toSendable({ ...plain, path });
    return sendable.ok ? sendable.request.path : null;
  };
  expect(['notes', ' /a b ', 'http://localhost:3000/x?y=1', '', '/a#b'].map(pathOf)).toEqual([
    '/notes',
    '/a%20b',
    '/x?y=1',
    '/',
    '/a%23b',
  ]);
});

it('says that a body is JSON where nothing else is said', () => {
  const headersOf = (body: string, headers: [string, string][] = []) => {
    const sendable = toSendable({ ...plain, body, headers });
    return sendable.ok ? sendable.request.headers : null;
  };
  expect(headersOf('{"a":1}')).toEqual([['Content-Type', 'application/json']]);
  expect(headersOf('{"a":1}', [['content-type', 'text/plain']])).toEqual([['content-type', 'text/plain']]);
  expect(headersOf('a=1')).toEqual([]);
  expect(toSendable({ ...plain, body: '' })).toMatchObject({ request: { body: null } });
});

it('refuses a header that is none', () => {
  expect(toSendable({ ...plain, headers: [['two words', 'x']] })).toEqual({
    ok: false,
    badHeader: 'two words',
  });
});
