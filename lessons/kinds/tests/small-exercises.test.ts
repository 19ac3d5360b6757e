import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from '../../../sandbox/sandbox.ts';
import type { Sandbox } from '../../../sandbox/types.ts';
import { gradeSmall, module, onlyCheck, proper, smallExercise } from './small-exercise.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

const tripled = { mutants: [{ name: 'triples', replace: { find: 'n * 2', with: 'n * 3' } }] };

describe('a planted mistake', () => {
  const calls = 'it.double(3); it.double(1); it.half(4);';
  it.each<readonly [string, string, 'passed' | 'failed' | 'error']>([
    ['is noticed by an assertion', proper, 'passed'],
    [
      'is noticed by what a test throws itself',
      "test('x', () => { if (it.double(3) !== 6) throw 0; });",
      'passed',
    ],
    [
      'is noticed by a run that breaks off',
      "test('x', () => { if (it.double(3) !== 6) process.exit(1); });",
      'passed',
    ],
    [
      'is noticed by a rejection that nobody handles',
      "test('x', () => { Promise.resolve(it.double(3)).then((n) => assert.equal(n, 6)); });",
      'passed',
    ],
    [
      'is noticed by a test that never ends',
      "test('x', () => new Promise((done) => { if (it.double(3) === 6) done(); }));",
      'passed',
    ],
    [
      'is noticed by an early hook',
      "test.before(() => assert.equal(it.double(3), 6)); test('x', () => {});",
      'passed',
    ],
    ['is noticed at the top level', "assert.equal(it.double(3), 6); test('x', () => {});", 'passed'],
    ['is not noticed by calls alone', `test('x', () => { ${calls} });`, 'failed'],
    ['is not noticed where no input shows it', "test('x', () => assert.equal(it.double(0), 0));", 'failed'],
    [
      'is not noticed by a test that is skipped',
      "test('y', () => { it.half(2); }); test.skip('x', () => assert.equal(it.double(3), 6));",
      'failed',
    ],
    [
      'is not noticed by a test of things to do',
      "test('y', () => { it.half(2); }); test.todo('x', () => assert.equal(it.double(3), 6));",
      'failed',
    ],
    [
      'is not noticed where the failure is swallowed',
      "test('x', () => { try { assert.equal(it.double(3), 6); } catch {} });",
      'failed',
    ],
    ['is not noticed by asserting false', `test('x', () => { ${calls} assert.fail(); });`, 'failed'],
    [
      'is not noticed by a name that tells runs apart',
      "const n = it.double(3); for (let at = 0; at < n % 4; at += 1) test('t' + at, () => {}); test('always' + n, () => assert.fail());",
      'failed',
    ],
    [
      'is not noticed by counting calls',
      `test('x', () => { ${calls} assert.equal(it.callsSoFar(), 2); });`,
      'failed',
    ],
    [
      'is not noticed by the time of day',
      `test('x', () => { ${calls} assert.equal(Date.now(), Date.UTC(2026, 2, 2, 9)); });`,
      'failed',
    ],
    ['is not noticed by chance', `test('x', () => { ${calls} assert.ok(Math.random() >= 0); });`, 'failed'],
    [
      "is not noticed by a function's text",
      `test('x', () => { ${calls} assert.doesNotMatch(String(it.double), /n \\* 3/); });`,
      'failed',
    ],
    [
      'is not noticed by another node:test',
      `import runner from 'node:test'; runner.test = () => {}; test('x', () => { ${calls} }); console.log('✖ x');`,
      'failed',
    ],
    [
      'is not noticed by a runner that lies about every test',
      `${calls} const then = Promise.prototype.then; test('x', () => { Promise.prototype.then = function (...given) { return then.call(this, () => { throw new Error('no'); }); }; });`,
      'error',
    ],
  ])('%s', async (_, body, status) => {
    const check = await onlyCheck(sandbox, smallExercise(tripled), body);
    // What does not even pass on the reference may end in any way but this one.
    if (status === 'error') expect(check.status).not.toBe('passed');
    else expect(check.status).toBe(status);
  });

  it('is noticed where it never ends or ends the module, and costs no other check its runner', async () => {
    const mutants = [
      { name: 'loops', replace: { find: 'return n * 2', with: 'while (n !== 0) calls += 1; return 0' } },
      {
        name: 'crashes',
        replace: {
          find: 'return n * 2',
          with: 'process.nextTick(() => { throw new Error("late"); }); return n * 2',
        },
      },
      { name: 'exits', replace: { find: 'return n * 2', with: 'process.exit(0)' } },
      { name: 'never answers', replace: { find: 'n / 2', with: 'new Promise(() => {})' } },
    ];
    expect((await onlyCheck(sandbox, smallExercise({ mutants }), proper)).status).toBe('passed');
  });

  it('may be that an answer never comes, which a test waits for no longer than it wants', async () => {
    const resources = {
      'it.ts': 'export const later = (n) => new Promise((done) => setTimeout(() => done(n), 10));',
    };
    const mutants = [{ name: 'never answers', replace: { find: 'done(n)', with: 'n' } }];
    const body = `test('answers', async () => {
        const late = new Promise((done) => setTimeout(() => done('late'), 1_000));
        assert.equal(await Promise.race([it.later(1), late]), 1);
      });
      test('is there', () => { it.later(2); });`;
    const of = smallExercise({ mutants }, { resources, solution: body });
    expect((await onlyCheck(sandbox, of, body)).status).toBe('passed');
    expect((await onlyCheck(sandbox, of, "test('is there', () => { it.later(2); });")).status).toBe('failed');
  });

  it('may show only in an argument, or in how long it takes', async () => {
    const resources = {
      'it.ts': `export const sorted = (list) => list.toSorted();
        export const later = (n) => new Promise((done) => setTimeout(() => done(n), 1_000));`,
    };
    const mutants = [
      { name: 'sorts in place', replace: { find: 'list.toSorted()', with: 'list.sort()' } },
      { name: 'waits longer', replace: { find: '1_000', with: '60_000' } },
    ];
    const body = `test('sorts', () => { const list = [2, 1]; it.sorted(list); assert.deepEqual(list, [2, 1]); });
      test('waits', async () => { const began = Date.now(); await it.later(1); assert.equal(Date.now() - began, 1_000); });`;
    expect(
      (await onlyCheck(sandbox, smallExercise({ mutants }, { resources, solution: body }), body)).status,
    ).toBe('passed');
    const blind = await onlyCheck(
      sandbox,
      smallExercise({ mutants }, { resources, solution: body }),
      "test('sorts', async () => { assert.deepEqual(it.sorted([2, 1]), [1, 2]); await it.later(1); });",
    );
    expect(blind.message).toContain(
      '2 of 2 planted mistakes go unnoticed. The first: sorts in place. "sorts" sees',
    );
    expect(blind.evidence[1]).toMatchObject({
      text: expect.stringContaining('arguments afterwards: [[1, 2]]'),
    });
  });
});

describe('tests that do not pass on the reference', () => {
  it.each<readonly [string, string, string]>([
    ['none at all', 'it.double(1);', 'No test ran.'],
    ['none that is not skipped', "test.skip('x', () => {});", 'No test ran.'],
    ['none that uses it', "test('x', () => {});", 'Your tests never use it.ts.'],
    [
      'one that fails',
      "test('x', () => assert.equal(it.double(1), 3));",
      '"x" fails on the correct implementation: Expected values to be strictly equal: 2 !== 3',
    ],
    [
      'one that never ends',
      "test('x', () => { it.double(1); return new Promise(() => {}); });",
      'The tests did not come to their end on the correct implementation. They wait for the test "x", which never ends.',
    ],
    [
      'a name that is not exported',
      "import { triple } from './it.ts'; test('x', () => triple(1));",
      'it.ts does not export triple',
    ],
    [
      'a call that ends it',
      "test('x', () => { it.half(1n); });",
      '"x" fails on the correct implementation: Cannot mix BigInt and other types, use explicit conversions',
    ],
    ['one by chance', "test('x', () => { it.double(1); assert.ok(Math.random() < 0.5); });", '"x" '],
  ])('%s', async (_, body, message) => {
    const check = await onlyCheck(sandbox, smallExercise({ reference: { tests: 1 } }), body);
    expect(check.message).toContain(message);
    expect(check.status).not.toBe('passed');
  });

  it('fewer than asked for', async () => {
    expect(
      await onlyCheck(
        sandbox,
        smallExercise({ reference: { tests: 3 } }, { solution: `${proper}\n`.repeat(3) }),
        proper,
      ),
    ).toMatchObject({
      status: 'failed',
      message: '1 test passed; the task asks for 3.',
    });
  });
});

describe("the author's own function", () => {
  it('sees the tests and the calls', async () => {
    const resources = {
      'check.ts':
        "export const twice = ({ tests, calls }) => tests.length === 1 && calls.filter(({ name, args }) => name === 'double' && args[0] > 2).length === 1;",
    };
    const of = smallExercise({ verify: { file: 'check.ts', name: 'twice' } }, { resources });
    expect((await onlyCheck(sandbox, of, proper)).status).toBe('passed');
    expect((await onlyCheck(sandbox, of, "test('x', () => { it.double(1); });")).status).toBe('failed');
  });
});

it('runs the tests on the reference once for all checks, with each of the other random numbers as well', async () => {
  let runs = 0;
  const counting: Sandbox = {
    ...sandbox,
    versions: sandbox.versions,
    job: (use, signal) =>
      sandbox.job((job) => {
        const openWorld: typeof job.openWorld = (spec) => {
          if (spec.entry === 'it.ts' && spec.files['it.ts'] === module) runs += 1;
          return job.openWorld(spec);
        };
        return use({ ...job, openWorld });
      }, signal),
  };
  const exercise = smallExercise(tripled);
  const [only] = exercise.exercise.checks;
  const checks = [only, { ...only, id: 'again' }, { ...only, id: 'and-again' }];
  const several = { ...exercise, exercise: { ...exercise.exercise, checks } } as typeof exercise;
  const result = await gradeSmall(counting, several, `Math.random();\n${proper}`);
  expect(result).toMatchObject({ ok: true, report: { passed: true } });
  expect(runs).toBe(12);
});
