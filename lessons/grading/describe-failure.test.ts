import { describe, expect, it } from 'vitest';
import type { Failure } from '../../sandbox/types.ts';
import { describeFailure } from './describe-failure.ts';

const location = { file: 'app.ts', line: 3, column: 1 };
const failures: readonly Failure[] = [
  { kind: 'syntax', message: 'Unexpected token', location },
  { kind: 'import', message: 'English', specifier: 'expres', nearest: ['express'], location },
  { kind: 'import', message: 'English', specifier: './db', nearest: [], location: null },
  {
    kind: 'exception',
    name: 'TypeError',
    message: 'x is not a function',
    stack: 'TypeError\n at app.ts:3:1',
    location,
  },
  { kind: 'time', limit: 'cpu', limitMs: 1_000 },
  { kind: 'time', limit: 'statement', limitMs: 1_000 },
  { kind: 'stalled', waitingFor: 'GET /' },
  { kind: 'memory', limitMiB: 64 },
  { kind: 'output', what: 'body', limit: 1_024 },
  { kind: 'sql', code: 'SQLITE_ERROR', message: 'no such table: t', statement: 'SELECT * FROM t' },
  { kind: 'denied', message: 'ATTACH' },
  { kind: 'no-app', message: 'English' },
  { kind: 'crash', message: 'English' },
];

describe('describeFailure', () => {
  it('has its own words for each failure in each language, and never mixes them', () => {
    const messages = (locale: 'en' | 'pt-BR') =>
      failures.map((failure) => describeFailure(failure, locale).message);
    expect(new Set(messages('en')).size).toBe(failures.length);
    expect(new Set([...messages('en'), ...messages('pt-BR')]).size).toBe(2 * failures.length);
    expect(messages('pt-BR').join('\n')).not.toContain('English');
  });

  it('names the nearest packages, and the line', () => {
    expect(describeFailure(failures[1] as Failure, 'en')).toMatchObject({
      status: 'error',
      reason: 'import',
      message: '"expres" could not be imported (app.ts, line 3): it is not on the shelf of this world.',
      nextStep: 'Nearest names: express.',
      location,
    });
  });

  it('says the same of memory, whichever limit was reached first', () => {
    const told = (limitMiB: number) => describeFailure({ kind: 'memory', limitMiB }, 'en');
    expect(told(64)).toEqual(told(512));
  });

  it('takes a clock that ran out without computing for a busy computer', () => {
    expect(describeFailure({ kind: 'time', limit: 'wall', limitMs: 2_000 }, 'en').starved).toBe(true);
    expect(describeFailure({ kind: 'time', limit: 'cpu', limitMs: 1_000 }, 'en').starved).toBe(false);
  });
});
