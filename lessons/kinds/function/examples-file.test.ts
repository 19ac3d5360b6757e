import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { examplesFile, plainFile } from './examples-file.ts';
import { functionExerciseSchema } from './schema.ts';

const exercise = functionExerciseSchema.parse({
  format: 1,
  kind: 'function',
  title: 'Any',
  minutes: 1,
  entry: 'any.js',
  function: 'same',
  checks: [
    {
      id: 'one',
      name: 'One',
      examples: [
        { args: [{ a: 1, b: [2] }], returns: { b: [2], a: 1 } },
        { args: [{ $bigint: '12' }], returns: { $bigint: '12' } },
        { args: [{ $undefined: true }], returns: { $undefined: true } },
        { call: 'today', returns: '2026-03-02T09:00:00.000Z' },
        { call: 'collected', returns: { list: [1, 2], table: { a: 1 } } },
        { call: 'fails', throws: 'RangeError' },
        { call: 'fails', throws: true },
      ],
    },
  ],
});

const program = `exports.same = (value) => value;
exports.today = async () => new Date();
exports.collected = () => ({ list: new Set([1, 2]), table: new Map([['a', 1]]), nothing: undefined });
exports.fails = () => { throw new RangeError('no'); };
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-examples-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function failuresOf(source: string): string[] {
  const [check] = exercise.checks;
  if (check === undefined) throw new Error('the exercise has no check');
  for (const name of ['src', 'examples']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'src/any.js'), source);
  writeFileSync(join(folder, 'examples/one.test.mjs'), examplesFile(check, exercise, 'en'));
  writeFileSync(join(folder, 'examples/plain.mjs'), plainFile('en'));
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const run = spawnSync(process.execPath, ['--test-reporter=tap', 'examples/one.test.mjs'], {
    cwd: folder,
    encoding: 'utf8',
    env,
  });
  expect(run.stdout).toContain('# tests 7');
  return [...run.stdout.matchAll(/^not ok \d+ - (.*)$/gm)].map((match) => match[1] ?? '');
}

it('writes examples that pass where a world passes them', () => {
  expect(failuresOf(program)).toEqual([]);
});

it('and that fail for an answer, an error or a promise that is not as it should be', () => {
  const wrong = program
    .replace('(value) => value', '(value) => (typeof value === "bigint" ? 12 : value)')
    .replace('new Set([1, 2])', 'new Set([2, 1])')
    .replace('new RangeError', 'new TypeError');
  expect(failuresOf(wrong)).toEqual(['same(12n)', 'collected()', 'fails()']);
});
