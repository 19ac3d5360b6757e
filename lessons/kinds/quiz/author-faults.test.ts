import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox } from '../../../sandbox/sandbox.ts';
import type { Sandbox } from '../../../sandbox/types.ts';
import type { LoadedExercise } from '../../format/load-exercise.ts';
import { findExercise, loadPacks } from '../../format/load-pack.ts';
import { gradeExercise } from '../../grade-exercise.ts';
import { withAnswer } from './answers.ts';
import { type QuizExercise, quizExerciseSchema, quizFaults } from './schema.ts';

/** A quiz that is broken says so to its author; nobody's answer is called wrong for it. */
const folder = fileURLToPath(new URL('../../../test/fixtures/packs/kinds', import.meta.url));
const { packs } = await loadPacks([folder]);
const loaded = findExercise(packs, 'kinds/quiz/requests-warm-up')?.exercise as LoadedExercise;
const exercise = loaded.exercise as QuizExercise;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

function grade(of: LoadedExercise) {
  const versions = { packVersion: '1.0.0', appVersion: '0.0.0-test' };
  // No answer at all: the author is told all the same.
  const files = { 'answers.yaml': '# nothing' };
  return gradeExercise({ sandbox, exercise: of, ...versions, files, mode: 'submit', seed: 1, locale: 'en' });
}

/** A quiz of one question, with files and the solution's answer. */
function quizOf(
  question: object,
  answer: string,
  resources: Readonly<Record<string, string>> = {},
): LoadedExercise {
  const only = { id: 'only', name: 'Only', question: 'What?', ...question };
  const parsed = quizExerciseSchema.parse({ ...exercise, checks: [only], wrong: {} });
  return {
    ...loaded,
    exercise: parsed,
    resources,
    solution: { 'answers.yaml': withAnswer('', 'only', answer) },
  };
}

const predict = { predict: { program: 'p.ts', why: 'So.' } };
it.each<readonly [string, LoadedExercise, string]>([
  [
    'a program that throws',
    quizOf(predict, '1', { 'p.ts': 'console.log(1);\nthrow new Error("oh");' }),
    'p.ts does not run to its end: oh (p.ts, line 2)',
  ],
  ['a program that cannot be read', quizOf(predict, '1', { 'p.ts': '\nconst = 1;' }), '(p.ts, line 2)'],
  [
    'a program that never ends',
    quizOf(predict, '1', { 'p.ts': 'for (;;);' }),
    'p.ts does not run to its end: it did not end within',
  ],
  [
    'a program that waits for nothing',
    quizOf(predict, '1', { 'p.ts': 'await new Promise(() => {});' }),
    'p.ts does not run to its end: it waits for',
  ],
  [
    'a program that prints for ever',
    quizOf(predict, '1', { 'p.ts': 'setInterval(() => console.log(1), 50);' }),
    'p.ts does not end',
  ],
  ['a program that prints nothing', quizOf(predict, '1', { 'p.ts': 'const a = 1;' }), 'p.ts prints nothing'],
  [
    'a dataset that does not load',
    quizOf({ predict: { query: 'q.sql', dataset: 'd.sql', why: 'So.' } }, '1', {
      'q.sql': 'SELECT 1;',
      'd.sql': 'CREATE TABLE t (a);\nINSERT INTO u VALUES (1);',
    }),
    'd.sql:2: no such table: u',
  ],
  [
    'a query that fails',
    quizOf({ predict: { query: 'q.sql', dataset: 'd.sql', why: 'So.' } }, '1', {
      'q.sql': 'SELECT 1;\nSELECT b FROM t;',
      'd.sql': 'CREATE TABLE t (a);',
    }),
    'q.sql does not run to its end: q.sql:2: no such column: b',
  ],
  [
    'a solution that is not what it prints',
    quizOf(predict, '2', { 'p.ts': 'console.log(1);' }),
    'solution/answers.yaml, line 1, does not answer "only" rightly: Line 1 is not what it prints.',
  ],
  [
    'a solution that fails in its blank',
    quizOf({ fillIn: { program: 'p.ts', why: 'So.' } }, 'nowhere', { 'p.ts': 'console.log(___);' }),
    'p.ts does not run to its end: nowhere is not defined (p.ts, line 1)',
  ],
  [
    'a solution that has no answer',
    { ...quizOf(predict, '1', { 'p.ts': 'console.log(1);' }), solution: { 'answers.yaml': '# none' } },
    'solution/answers.yaml does not answer the question "only"',
  ],
  [
    'a solution that cannot be read',
    { ...quizOf(predict, '1', { 'p.ts': 'console.log(1);' }), solution: { 'answers.yaml': 'a: b\n- c' } },
    'solution/answers.yaml, line 2, cannot be read as answers',
  ],
])('%s is told to the author, and no answer is judged', async (_, of, message) => {
  expect(await grade(of)).toMatchObject({
    ok: false,
    error: { code: 'pack-broken', message: expect.stringContaining(message) },
  });
});

it.each<readonly [string, object, string]>([
  [
    'no right option',
    {
      choice: {
        options: [
          { id: 'a', text: 'A', why: 'No.' },
          { id: 'b', text: 'B', why: 'No.' },
        ],
      },
    },
    'has no right option',
  ],
  [
    'two right options where one may be chosen',
    {
      choice: {
        several: false,
        options: [
          { id: 'a', text: 'A', right: true, why: 'Yes.' },
          { id: 'b', text: 'B', right: true, why: 'Yes.' },
        ],
      },
    },
    'has 2 right options, and only one may be chosen',
  ],
  [
    'two items of one name',
    {
      ordering: {
        items: [
          { id: 'a', text: 'A' },
          { id: 'a', text: 'B' },
        ],
        why: 'So.',
      },
    },
    'has two with the id "a"',
  ],
  ['no type', {}, 'needs exactly one of choice, ordering, predict, fillIn; it has none'],
  [
    'two types',
    { predict: { program: 'p.ts', why: 'So.' }, fillIn: { number: 1, why: 'So.' } },
    'it has predict and fillIn',
  ],
  ['a hidden question', { visibility: 'hidden', fillIn: { number: 1, why: 'So.' } }, 'must be shown'],
])('%s is refused', (_, question, message) => {
  const only = { id: 'only', name: 'Only', question: 'What?', ...question };
  const parsed = quizExerciseSchema.safeParse({ ...exercise, checks: [only], wrong: {} });
  expect(parsed.error?.issues.map((issue) => issue.message).join()).toContain(message);
});

it.each([
  [
    'a blank that is there twice',
    { fillIn: { program: 'p.ts', why: 'So.' } },
    '___(___);',
    'p.ts has 2 times ___',
  ],
  ['no blank', { fillIn: { program: 'p.ts', why: 'So.' } }, 'console.log(1);', 'p.ts has 0 times ___'],
  ['a blank to predict', { predict: { program: 'p.ts', why: 'So.' } }, 'log(___);', 'p.ts has 1 times ___'],
])('%s is refused', (_, question, text, message) => {
  const of = quizOf(question, '1', { 'p.ts': text });
  expect(quizFaults(of.exercise as QuizExercise, of.resources)).toMatchObject([
    { path: ['checks', 0, expect.any(String)], message: { en: expect.stringContaining(message) } },
  ]);
});
