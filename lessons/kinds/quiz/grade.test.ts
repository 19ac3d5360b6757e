import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from '../../../sandbox/sandbox.ts';
import type { Sandbox } from '../../../sandbox/types.ts';
import { type LoadedExercise, readSubmissionFolder, viewDataOf } from '../../format/load-exercise.ts';
import { findExercise, loadPacks } from '../../format/load-pack.ts';
import { type GradeResult, gradeExercise } from '../../grade-exercise.ts';
import { answerTo, readAnswers, withAnswer } from './answers.ts';
import { type QuizExercise, quizExerciseSchema } from './schema.ts';
import { quizViewSchema } from './view-data.ts';

const folder = fileURLToPath(new URL('../../../test/fixtures/packs/kinds', import.meta.url));
const { packs, problems } = await loadPacks([folder]);
const loaded = findExercise(packs, 'kinds/quiz/requests-warm-up')?.exercise as LoadedExercise;
const exercise = loaded.exercise as QuizExercise;
const solution = loaded.solution['answers.yaml'] ?? '';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

interface Grading {
  readonly text?: string;
  readonly seed?: number;
  readonly locale?: 'en' | 'pt-BR';
  readonly of?: LoadedExercise;
}

function grade({ text = solution, seed = 1, locale = 'en', of = loaded }: Grading): Promise<GradeResult> {
  const versions = { packVersion: '1.0.0', appVersion: '0.0.0-test' };
  const files = { 'answers.yaml': text };
  return gradeExercise({ sandbox, exercise: of, ...versions, files, mode: 'submit', seed, locale });
}

async function checks(grading: Grading) {
  const result = await grade(grading);
  if (!result.ok) throw new Error(result.error.message);
  return result.report.checks;
}

async function statuses(grading: Grading) {
  return Object.fromEntries((await checks(grading)).map(({ id, status }) => [id, status]));
}

/** The check that one answer, in place of the solution's, comes to. */
async function answered(question: string, answer: string | readonly string[], grading: Grading = {}) {
  const text = withAnswer(solution, question, answer);
  return (await checks({ ...grading, text })).find(({ id }) => id === question);
}

/** A quiz of one question, with files and the solution's answer. */
function quizOf(
  question: object,
  answer: string | readonly string[],
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

const asked = (answer: string) => withAnswer('', 'only', answer);

describe('the example of the README', () => {
  it('is the fixture, to the letter', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    const examples = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text);
    const read = (name: string) => readFileSync(`${loaded.folder}/${name}`, 'utf8');
    expect(examples).toEqual([read('exercise.yaml'), read('solution/answers.yaml')]);
  });

  it('loads and passes with its solution on several seeds', async () => {
    expect(problems.filter(({ file }) => file.includes('quiz'))).toEqual([]);
    for (const seed of [1, 2, 2 ** 31 - 1]) {
      expect(new Set(Object.values(await statuses({ seed })))).toEqual(new Set(['passed']));
    }
  });

  it('fails in every question with its starter', async () => {
    const text = loaded.starter['answers.yaml'] ?? '';
    expect(new Set(Object.values(await statuses({ text })))).toEqual(new Set(['failed']));
  });

  it.each(loaded.wrong)('catches wrong/%s where it says, and nowhere else', async (name) => {
    const files = await readSubmissionFolder(loaded.folder, `wrong/${name}`, exercise.entry, []);
    const caughtBy = exercise.wrong[name]?.caughtBy ?? '';
    const failed = (await checks({ text: files['answers.yaml'] ?? '' })).filter(
      ({ status }) => status !== 'passed',
    );
    expect(failed.map(({ id, status }) => ({ id, status }))).toEqual([{ id: caughtBy, status: 'failed' }]);
  });

  it('gives the same bytes for the same answers, in either language', async () => {
    for (const locale of ['en', 'pt-BR'] as const) {
      const text = withAnswer(solution, 'turns', 'begin');
      const first = JSON.stringify(await grade({ text, locale }));
      expect(JSON.stringify(await grade({ text, locale }))).toBe(first);
    }
  });
});

describe('what the window gets before anything is answered', () => {
  const secrets = exercise.checks.flatMap(({ choice, ordering, predict, fillIn }) => [
    ...(choice?.options.map(({ why }) => why) ?? []),
    ...[ordering ?? predict ?? fillIn].flatMap((one) => (one === undefined ? [] : [one.why])),
    ...((predict ?? fillIn)?.mistakes.flatMap(({ answer, why }) => [answer, why]) ?? []),
  ]);

  it('has no explanation, no right answer and no solution', () => {
    for (const locale of ['en', 'pt-BR'] as const) {
      const data = JSON.stringify(viewDataOf(loaded, locale));
      quizViewSchema.parse(JSON.parse(data));
      for (const secret of secrets.flatMap((text) =>
        typeof text === 'string' ? [text] : Object.values(text),
      )) {
        expect(data).not.toContain(JSON.stringify(secret).slice(1, -1));
      }
      expect(data).not.toMatch(/"(?:right|why|accept|number|tolerance|mistakes)"|Location"|reduce/);
    }
  });

  it('has the items out of order, in the same order in both languages', () => {
    const orders = (['en', 'pt-BR'] as const).map((locale) => {
      const { questions } = quizViewSchema.parse(viewDataOf(loaded, locale));
      return questions.flatMap((one) => ('items' in one.asked ? one.asked.items.map(({ id }) => id) : []));
    });
    expect(orders[0]).toEqual(orders[1]);
    expect(orders[0]?.toSorted()).toEqual(['answer', 'log', 'parse', 'valid', 'who', 'write']);
    expect(orders[0]?.join().slice(0, 21)).not.toBe('parse,who,valid,write');
  });
});

describe('an answer', () => {
  it.each<readonly [string, string | readonly string[], string]>([
    ['idempotent', ['delete', 'put', 'get'], 'passed'],
    ['idempotent', ['get', 'put', 'delete', 'get'], 'passed'],
    ['idempotent', ['get', 'put'], 'failed'],
    ['idempotent', ['get', 'put', 'post', 'delete'], 'failed'],
    ['idempotent', 'get', 'failed'],
    ['idempotent', ['get', 'head'], 'error'],
    ['created', ['created'], 'passed'],
    ['created', ['created', 'ok'], 'error'],
    ['steps', ['parse', 'who', 'valid', 'write', 'answer', 'log'], 'passed'],
    ['steps', ['who', 'parse', 'valid', 'write', 'answer', 'log'], 'failed'],
    ['steps', ['parse', 'who', 'valid', 'write', 'log'], 'error'],
    ['steps', ['parse', 'who', 'valid', 'write', 'log', 'log'], 'error'],
    ['turns', '\n begin\r\nend  \npromise\n\ttimer\n\n', 'passed'],
    ['turns', 'begin\nend\n\npromise\ntimer', 'failed'],
    ['turns', 'Begin\nend\npromise\ntimer', 'failed'],
    ['turns', 'begin end promise timer', 'failed'],
    ['turns', ['begin', 'end', 'promise', 'timer'], 'error'],
    ['counted', 'Ana|2\nBia   |   1.0\nCaio| 0', 'passed'],
    ['counted', 'Bia | 1\nAna | 2\nCaio | 0', 'failed'],
    ['header', 'location', 'passed'],
    ['header', ' LOCATION: ', 'passed'],
    ['header', 'Locations', 'failed'],
    ['waiting', '2.0', 'passed'],
    ['waiting', '2,0', 'passed'],
    ['waiting', '2e0', 'passed'],
    ['waiting', '0.08', 'failed'],
    ['waiting', '2,000', 'error'],
    ['waiting', '2 s', 'error'],
    ['waiting', 'Infinity', 'error'],
    ['total', 'reduceRight', 'passed'],
    ['total', 'map', 'failed'],
    ['total', 'sum', 'error'],
    ['total', '((', 'error'],
  ])('to "%s": %j is %s', async (question, answer, status) => {
    expect(await answered(question, answer)).toMatchObject({ status });
  });

  it('that is wrong is told why, and not what would be right', async () => {
    const choice = await answered('idempotent', ['get', 'post']);
    expect(choice).toMatchObject({
      message: 'Of what you chose, 1 is right and 1 is wrong.',
      evidence: [
        {
          text: '✓ `GET /orders/7` (right)\nIt only reads.\n\n✕ `POST /orders` (wrong)\nEach request makes an order, so the second makes another one.',
        },
      ],
    });
    const foreseen = await answered('turns', 'begin\nend\ntimer\npromise');
    expect(foreseen).toMatchObject({ message: 'Line 3 is not what it prints.' });
    expect(foreseen?.evidence.map((one) => ('text' in one ? one.text : ''))).toEqual([
      'A timer of 0 ms still waits its turn behind every promise that is ready.',
      'begin\nend\ntimer\npromise',
    ]);
    expect(JSON.stringify(await answered('waiting', '2000'))).toContain('These are milliseconds.');
  });

  it('that is wrong is told everything where the author wants it so', async () => {
    const open = { ...loaded, exercise: { ...exercise, reveal: 'all' as const } };
    const turns = await answered('turns', 'begin', { of: open });
    expect(JSON.stringify(turns?.evidence)).toContain('begin\\nend\\npromise\\ntimer');
    expect(JSON.stringify(await answered('created', 'ok', { of: open }))).toContain(
      'Location header says where',
    );
    expect(JSON.stringify(await answered('header', 'Host', { of: open }))).toContain('spares the client');
    expect(JSON.stringify(await answered('turns', 'begin'))).not.toContain('promise');
  });

  it('that is kept back is told nothing', async () => {
    expect(await answered('total', 'map')).toMatchObject({ status: 'failed', nextStep: null, evidence: [] });
  });
});

describe('answers that are none', () => {
  it.each<readonly [string, string, number, string]>([
    ['no YAML', 'created: [ok\nheader: x', 2, 'could not be read as YAML'],
    ['a question twice', 'created: ok\ncreated: created', 2, 'could not be read as YAML'],
    ['a list', '- ok', 1, 'an answer is a text, or a list'],
    ['an answer within an answer', '# mine\ncreated: { a: b }', 2, 'an answer is a text, or a list'],
    ['more than anyone writes', `# ${'long '.repeat(20_000)}`, 1, 'is longer than 65,536 characters'],
    ['an unknown question', 'created: ok\nteapot: yes', 2, 'No question is called "teapot".'],
    ['a name of every object', 'created: ok\nconstructor: yes', 2, 'No question is called "constructor".'],
  ])('%s', async (_, text, line, message) => {
    for (const check of await checks({ text })) {
      const told = check.visibility === 'shown' ? message : '';
      expect(check).toMatchObject({ status: 'error', message: expect.stringContaining(told) });
      if (check.visibility === 'shown') {
        expect(check).toMatchObject({ reason: 'unreadable', location: { file: 'answers.yaml', line } });
      }
    }
  });

  it('an option that is not there is told with its line', async () => {
    expect(await answered('created', 'teapot')).toMatchObject({
      reason: 'unreadable',
      message: 'There is no option "teapot".',
      location: { file: 'answers.yaml', line: 3 },
    });
  });

  it('are changed one by one, and the rest stays as it was written', () => {
    const text = withAnswer('# mine\na: [x, y]\n\n# why\nb: 1.0\n', 'a', 'null');
    expect(text).toBe('# mine\na: null\n\n# why\nb: 1.0\n');
    const read = readAnswers('answers.yaml', text);
    expect('reason' in read ? read : [answerTo(read, 'a'), answerTo(read, 'b'), answerTo(read, 'c')]).toEqual(
      ['null', '1.0', undefined],
    );
  });
});

describe('a blank that is filled in', () => {
  const of = quizOf({ fillIn: { program: 'p.ts', why: 'So.' } }, '1 + 1', { 'p.ts': 'console.log(___);' });
  it.each([
    ['2', 'passed'],
    ['$& || 2', 'error'],
    ['3', 'failed'],
    ['(() => { for (;;); })()', 'error'],
    ['setInterval(() => console.log(2), 10) && 2', 'failed'],
  ])('with %s is %s', async (text, status) => {
    expect(await checks({ of, text: asked(text) })).toMatchObject([{ status }]);
  });

  it('shows what it printed beside what it should', async () => {
    const [check] = await checks({ of, text: asked('3') });
    expect(check?.evidence.map((one) => (one.shape === 'text' ? [one.title, one.text] : []))).toEqual([
      ['Your answer', '3'],
      ['What it should print', '2'],
      ['What it prints with your answer', '3'],
    ]);
  });
});
