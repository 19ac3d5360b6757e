import { describe, expect, it } from 'vitest';
import { AuthorFault } from '../../grading/author-fault.ts';
import { compareJson, type Json, valueAt } from './json-matcher.ts';

const agrees = (expected: Json, actual: Json) => compareJson(expected, actual).length === 0;

describe('compareJson', () => {
  it('names the path of each difference', () => {
    const expected = { items: [{ id: 1, name: 'Cup' }, { id: 2 }], total: 3, 'odd key': true };
    const actual = { items: [{ id: 1, name: 'cup' }], total: 3, more: null };
    expect(compareJson(expected, actual)).toEqual([
      { part: 'body', path: '$.items[0].name', change: 'changed', expected: '"Cup"', actual: '"cup"' },
      { part: 'body', path: '$.items[1]', change: 'missing', expected: '{"id":2}', actual: null },
      { part: 'body', path: '$["odd key"]', change: 'missing', expected: 'true', actual: null },
      { part: 'body', path: '$.more', change: 'extra', expected: null, actual: 'null' },
    ]);
  });

  it.each<[string, Json, Json, boolean]>([
    ['a number is not its text', 1, '1', false],
    ['null is not absent', { a: null }, {}, false],
    ['an empty list is not an empty object', [], {}, false],
    ['minus zero is zero', 0, -0, true],
    ['$any takes null', { $any: true }, null, true],
    ['$type integer', { $type: 'integer' }, 3, true],
    ['$type integer refuses 3.5', { $type: 'integer' }, 3.5, false],
    ['$type number takes an integer', { $type: 'number' }, 3, true],
    ['$match', { $match: '^a+$' }, 'aaa', true],
    ['$match refuses a number', { $match: '1' }, 1, false],
    ['$length of a list', { $length: 2 }, [1, 2], true],
    ['$not', { $not: 'secret' }, 'public', true],
    ['$not refuses', { $not: { $match: 'sec' } }, 'secret', false],
    ['$contains leaves other keys free', { $contains: { id: 1 } }, { id: 1, name: 'x' }, true],
    ['$contains wants its members', { $contains: [3] }, [1, 2], false],
    ['$unordered', { $unordered: [1, 2, 2] }, [2, 1, 2], true],
    ['$unordered counts duplicates', { $unordered: [1, 2, 2] }, [1, 1, 2], false],
    ['$tokens in any order and case', { $tokens: ['GET', 'HEAD'] }, 'head,GET', true],
    ['$tokens wants exactly these', { $tokens: ['GET', 'HEAD'] }, 'GET, HEAD, PUT', false],
    ['a matcher inside', { id: { $type: 'integer' } }, { id: 7 }, true],
    ['__proto__ is a key like any other', JSON.parse('{"__proto__": 1}') as Json, {}, false],
  ])('%s', (_, expected, actual, outcome) => {
    expect(agrees(expected, actual)).toBe(outcome);
  });

  it('words a matcher as what it stands for', () => {
    const expected = {
      id: { $type: 'integer' },
      name: { $match: '^a' },
      tags: { $length: 2 },
      any: { $any: true },
    };
    expect(compareJson(expected, 'no').map((difference) => difference.expected)).toEqual([
      '{"id":‹integer›,"name":/^a/,"tags":‹length 2›,"any":‹any›}',
    ]);
  });

  it('says to the author that a matcher is unknown', () => {
    expect(() => compareJson({ $typo: 1 }, 1)).toThrow(AuthorFault);
  });
});

describe('valueAt', () => {
  it('follows keys and indexes and gives undefined off the path', () => {
    const root = { items: [{ id: 7 }] };
    expect([valueAt(root, '$.items[0].id'), valueAt(root, '$.items[1].id'), valueAt(root, '$.a.b')]).toEqual([
      7,
      undefined,
      undefined,
    ]);
  });
});
