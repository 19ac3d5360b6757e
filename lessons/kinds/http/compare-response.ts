import type { WorldResponse } from '../../../sandbox/types.ts';
import type { Difference } from '../../format/evidence.ts';
import { decodeBody } from '../../grading/exchange.ts';
import { compareJson, type Json } from './json-matcher.ts';
import type { HttpExpectation } from './request-schema.ts';

/** Everything in which a response is not what was asked for: status first, then headers, then body. */
export function compareResponse(expected: HttpExpectation, response: WorldResponse): readonly Difference[] {
  return [
    ...compareStatus(expected.status, response.status),
    ...compareHeaders(expected.headers ?? {}, response.headers),
    ...compareBody(expected, response),
  ];
}

function compareStatus(expected: HttpExpectation['status'], actual: number): readonly Difference[] {
  if (expected === undefined) return [];
  const allowed = typeof expected === 'number' ? [expected] : expected;
  if (allowed.includes(actual)) return [];
  return [
    { part: 'status', path: '', change: 'changed', expected: allowed.join(' | '), actual: String(actual) },
  ];
}

/** Names are compared without regard to case; a header sent several times is joined by ", " (RFC 9110, 5.3). */
function compareHeaders(
  expected: NonNullable<HttpExpectation['headers']>,
  actual: WorldResponse['headers'],
): readonly Difference[] {
  return Object.entries(expected).flatMap(([name, wanted]): readonly Difference[] => {
    const values = actual
      .filter(([header]) => header.toLowerCase() === name.toLowerCase())
      .map(([, value]) => value);
    const value = values.length === 0 ? undefined : values.join(', ');
    if (wanted === null) {
      return value === undefined
        ? []
        : [{ part: 'header', path: name, change: 'extra', expected: null, actual: value }];
    }
    return compareJson(wanted as Json, value, name).map((difference) => ({
      ...difference,
      part: 'header',
      path: name,
      expected: typeof wanted === 'string' ? wanted : difference.expected,
      actual: value ?? null,
    }));
  });
}

function compareBody(expected: HttpExpectation, response: WorldResponse): readonly Difference[] {
  if (expected.text !== undefined) {
    const text = decodeBody(response.body);
    return compareJson(expected.text as Json, text).map((difference) => ({ ...difference, path: '' }));
  }
  if (expected.json === undefined) return [];
  const json = parseJson(response.body);
  if (json === undefined) {
    const actual = decodeBody(response.body);
    return [{ part: 'body', path: '$', change: 'changed', expected: JSON.stringify(expected.json), actual }];
  }
  return compareJson(expected.json as Json, json);
}

/** The body as JSON, or undefined where it is not JSON. */
export function parseJson(body: Uint8Array): Json | undefined {
  try {
    return JSON.parse(decodeBody(body)) as Json;
  } catch {
    return undefined;
  }
}
