import { describe, expect, it } from 'vitest';
import { fill, toRequest } from './capture.ts';
import type { Json } from './json-matcher.ts';

const captured = new Map<string, Json>([
  ['id', 7],
  ['name', 'Ana'],
]);

describe('fill', () => {
  it('keeps the type where the string is only the variable, and writes text elsewhere', () => {
    expect(fill({ id: '{{id}}', path: '/people/{{id}}?name={{name}}' }, captured)).toEqual({
      id: 7,
      path: '/people/7?name=Ana',
    });
  });

  it('blames the author for a variable that nothing captures', () => {
    expect(() => fill('{{nobody}}', captured)).toThrow(/\{\{nobody\}\}/);
  });
});

describe('toRequest', () => {
  it('sends JSON with its type and its length in bytes', () => {
    const step = {
      request: {
        method: 'POST',
        path: '/people/{{id}}',
        headers: { 'X-Trace': 'a' },
        json: { name: 'João' },
      },
      expect: {},
      capture: {},
    };
    expect(toRequest(step, captured)).toEqual({
      method: 'POST',
      path: '/people/7',
      headers: [
        ['Host', 'localhost'],
        ['X-Trace', 'a'],
        ['Content-Type', 'application/json'],
        ['Content-Length', '16'],
      ],
      body: '{"name":"João"}',
    });
  });
});
