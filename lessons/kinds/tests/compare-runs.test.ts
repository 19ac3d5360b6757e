import { describe, expect, it } from 'vitest';
import type { Exchange, TestResult, TestRun } from '../../../sandbox/test-run-types.ts';
import type { Copied } from '../../../sandbox/types.ts';
import { detect, visibleDifferences } from './compare-runs.ts';

/** `?f` is a call of the tests', `!1` an answer of the module's. */
function exchanges(text: string): readonly Exchange[] {
  return text.split(' ').map((one) => ({
    from: one.startsWith('?') ? ('tests' as const) : ('module' as const),
    digest: one,
    shown: null,
  }));
}

function run(text: string, tests: readonly Partial<TestResult>[], ended = false): TestRun {
  return {
    tests: tests.map((test) => ({ name: 'it', status: 'passed', failure: null, after: 0, ...test })),
    failure: ended ? { kind: 'stalled', waitingFor: 'it' } : null,
    exchanges: exchanges(text),
    usedChance: false,
    moduleFailure: null,
  };
}

const reference = run('!exports ?f !1 ?g !2', [{ after: 5 }]);
const failed = { status: 'failed', after: 5 } as const;

describe('a planted mistake is noticed', () => {
  it.each([
    ['by a failure after another answer', run('!exports ?f !1 ?g !3', [failed])],
    ['by a failure where the tests then went another way', run('!exports ?f !9 ?h !2', [failed])],
    ['by a run that breaks off after another answer', run('!exports ?f !1 ?g !3', [], true)],
    ['by a failure after an answer that never came', run('!exports ?f !1 ?g', [{ ...failed, after: 4 }])],
    ['by a failure after an answer that came too soon', run('!exports ?f !1 !2 ?g', [failed])],
    ['by a failure after another exported value', run('!other ?f !1 ?g !2', [failed])],
  ])('%s', (_, other) => expect(detect(reference, other).status).toBe('noticed'));

  it.each([
    ['without another answer', 'unreached', run('!exports ?f !1 ?g !2', [failed])],
    [
      'where the tests were the first to do something else',
      'unreached',
      run('!exports ?f !1 ?h !9', [failed]),
    ],
    ['where they stopped calling by themselves', 'unreached', run('!exports ?f !1', [failed], true)],
    [
      'by a failure before the other answer',
      'unnoticed',
      run('!exports ?f !1 ?g !3', [{ ...failed, after: 3 }]),
    ],
    ['where everything passes', 'unnoticed', run('!exports ?f !1 ?g !3', [{ after: 5 }])],
    [
      'by a test that is still to do',
      'unnoticed',
      run('!exports ?f !1 ?g !3', [{ status: 'todo', after: 5 }]),
    ],
  ])('not %s', (_, status, other) => expect(detect(reference, other).status).toBe(status));
});

it('takes for visible what is another value, and not another order of keys', () => {
  const answer = (digest: string, value: Copied): Exchange => ({
    from: 'module',
    digest,
    shown: {
      kind: 'answered',
      call: { act: 'call', label: 'f', args: [] },
      state: 'returned',
      value,
      after: [],
    },
  });
  const [one, other] = [
    [answer('a', { x: 1, y: 2 }), answer('b', 1), answer('c', 1)],
    [answer('d', { y: 2, x: 1 }), answer('b', 1), answer('e', 2)],
  ] as const;
  expect(visibleDifferences(one, other, 3).map(({ at }) => at)).toEqual([2]);
  expect(visibleDifferences(one, other, 2)).toEqual([]);
});
