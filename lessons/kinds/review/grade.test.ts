import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from '../../../sandbox/sandbox.ts';
import type { Sandbox } from '../../../sandbox/types.ts';
import { type LoadedExercise, readSubmissionFolder, viewDataOf } from '../../format/load-exercise.ts';
import { findExercise, loadPacks } from '../../format/load-pack.ts';
import { type GradeResult, gradeExercise } from '../../grade-exercise.ts';
import { type Mark, readMarks, withMark } from './marks.ts';
import type { ReviewExercise } from './schema.ts';
import { reviewViewSchema } from './view-data.ts';

const folder = fileURLToPath(new URL('../../../test/fixtures/packs/kinds', import.meta.url));
const { packs, problems } = await loadPacks([folder]);
const loaded = findExercise(packs, 'kinds/review/order-search')?.exercise as LoadedExercise;
const exercise = loaded.exercise as ReviewExercise;
const file = 'routes/orders.ts';

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

function grade({ text, seed = 1, locale = 'en', of = loaded }: Grading): Promise<GradeResult> {
  const versions = { packVersion: '1.0.0', appVersion: '0.0.0-test' };
  const files = text === undefined ? of.solution : { 'review.yaml': text };
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

type Change = Partial<Pick<ReviewExercise, 'near' | 'reveal' | 'categories' | 'defects' | 'checks' | 'fine'>>;
const changed = (change: Change): LoadedExercise => ({ ...loaded, exercise: { ...exercise, ...change } });

/** Marks on lines of the new text, or of the old one where the number is negative. */
function marked(...lines: readonly number[]): string {
  return lines.reduce((text, line) => {
    const mark: Mark = { file, line: Math.abs(line), side: line < 0 ? 'before' : 'after' };
    return withMark(text, mark, mark);
  }, '');
}

/** The same review, where marks need not say of what sort a defect is. */
const withoutSorts = (change: Change = {}): LoadedExercise => ({
  ...changed({ categories: [], ...change }),
  solution: { 'review.yaml': marked(12, -8, 26) },
});

describe('the example of the README', () => {
  it('is the fixture, to the letter', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    const examples = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text);
    const read = (name: string) => readFileSync(`${loaded.folder}/${name}`, 'utf8');
    expect(examples).toEqual([read('exercise.yaml'), read('solution/review.yaml')]);
  });

  it('loads, and passes with its solution on several seeds', async () => {
    expect(problems.filter((problem) => problem.file.includes('review'))).toEqual([]);
    for (const seed of [1, 2, 2 ** 31 - 1]) {
      expect(new Set(Object.values(await statuses({ seed })))).toEqual(new Set(['passed']));
    }
  });

  it('fails in every check with its starter', async () => {
    const text = loaded.starter['review.yaml'] ?? '';
    expect(new Set(Object.values(await statuses({ text })))).toEqual(new Set(['failed']));
  });

  it.each(loaded.wrong)('catches wrong/%s where it says', async (name) => {
    const files = await readSubmissionFolder(loaded.folder, `wrong/${name}`, exercise.entry, []);
    const caughtBy = exercise.wrong[name]?.caughtBy ?? '';
    expect(await statuses({ text: files['review.yaml'] ?? '' })).toMatchObject({ [caughtBy]: 'failed' });
  });

  it('gives the same bytes for the same marks, in either language', async () => {
    for (const locale of ['en', 'pt-BR'] as const) {
      const first = JSON.stringify(await grade({ text: marked(12, 30), locale }));
      expect(JSON.stringify(await grade({ text: marked(12, 30), locale }))).toBe(first);
    }
  });
});

it('says nothing of the defects to the window before anything is marked', () => {
  for (const locale of ['en', 'pt-BR'] as const) {
    const data = viewDataOf(loaded, locale);
    const { files } = reviewViewSchema.parse(data);
    expect(files[0]?.lines.find((line) => line.before === 8)).toEqual({
      mark: 'removed',
      text: '  if (!order || order.customer_id !== req.user.id) {',
      before: 8,
      after: null,
    });
    for (const secret of ['explanation', 'defect', 'owner', 'OR 1=1', 'parameter.', 'fine']) {
      expect(JSON.stringify(data)).not.toContain(secret);
    }
  }
});

describe('marks', () => {
  it.each<readonly [string, readonly number[], object]>([
    ['on every defect', [12, -8, 26], { leaks: 'passed', money: 'passed', careful: 'passed' }],
    ['where a defect shows as well', [10, 19, 30], { leaks: 'passed', money: 'passed', careful: 'passed' }],
    ['several on one defect', [10, 11, 12, 18, 26], { leaks: 'passed', money: 'passed', careful: 'passed' }],
    ['and one false alarm', [12, -8, 26, 7], { leaks: 'passed', money: 'passed', careful: 'passed' }],
    ['and two false alarms', [12, -8, 26, 7, 5], { leaks: 'passed', money: 'passed', careful: 'failed' }],
    ['beside a defect', [13, 17, 27], { leaks: 'failed', money: 'failed', careful: 'failed' }],
    ['on the wrong side', [12, 8, 26], { leaks: 'failed', money: 'passed', careful: 'passed' }],
    ['on one false alarm alone', [7], { leaks: 'failed', money: 'failed', careful: 'failed' }],
  ])('%s', async (_, lines, expected) => {
    expect(await statuses({ text: marked(...lines), of: withoutSorts() })).toEqual(expected);
  });

  it('near a defect count where the author says so', async () => {
    const of = withoutSorts({ near: 1 });
    const text = marked(13, 17, 27);
    expect(await statuses({ text, of })).toEqual({ leaks: 'passed', money: 'passed', careful: 'passed' });
  });

  it('on every line fail, and are not explained', async () => {
    const every = await checks({
      text: marked(...Array.from({ length: 35 }, (_, at) => at + 1)),
      of: withoutSorts(),
    });
    expect(every).toMatchObject([
      { id: 'leaks', status: 'passed', evidence: [] },
      { id: 'money', status: 'passed', evidence: [] },
      {
        id: 'careful',
        status: 'failed',
        message:
          '28 marks are on a line without a defect; at most 1 may be. With 35 lines marked, nothing is explained: that would answer for you.',
        evidence: [],
      },
    ]);
  });

  it('of another sort are at the right place, and no false alarm', async () => {
    const text =
      '- { file: routes/orders.ts, line: 12, category: trust }\n- { file: routes/orders.ts, line: 26 }';
    expect(await checks({ text })).toMatchObject([
      {
        status: 'failed',
        message:
          'None of the 2 defects here is found yet. One mark is on the right place and names another sort of defect.',
        evidence: [],
      },
      { status: 'failed', evidence: [] },
      { status: 'passed' },
    ]);
  });
});

describe('what is told', () => {
  const outcomes = async (grading: Grading) =>
    (await checks(grading)).map(({ evidence }) =>
      evidence.flatMap((one) =>
        one.shape === 'marks'
          ? one.marks.map((mark) => [one.file, mark.line, mark.endLine, mark.outcome])
          : [],
      ),
    );

  it('what was found, and of what is missing only how many', async () => {
    expect(await outcomes({ text: marked(12, 5, 7), of: withoutSorts() })).toEqual([
      [[file, 10, 12, 'found']],
      [],
      [
        [file, 5, 5, 'false-alarm'],
        [file, 7, 7, 'false-alarm'],
      ],
    ]);
  });

  it('what is missing as well, where the author wants it so', async () => {
    const of = withoutSorts({ reveal: 'places' });
    expect(await outcomes({ text: marked(12), of })).toEqual([
      [
        [file, 10, 12, 'found'],
        [`${file} (as it was)`, 8, 8, 'missed'],
      ],
      [[file, 26, 26, 'missed']],
      [],
    ]);
  });

  it('everything, once enough was found', async () => {
    const some = exercise.checks.map((check) => (check.id === 'leaks' ? { ...check, atLeast: 1 } : check));
    const [leaks] = await outcomes({ text: marked(19), of: withoutSorts({ checks: some }) });
    expect(leaks).toEqual([
      [file, 10, 12, 'missed'],
      [file, 18, 19, 'found'],
    ]);
  });

  it('why a line that looks wrong is not', async () => {
    const careful = (await checks({ text: marked(12, 5, 7), of: withoutSorts() })).at(-1);
    expect(careful?.evidence[0]).toMatchObject({
      marks: [
        { explanation: 'Nothing is wrong on this line.' },
        { explanation: expect.stringContaining('by the question mark') },
      ],
    });
  });

  it('nothing of a hidden check', async () => {
    const hidden = exercise.checks.map((check) => ({ ...check, visibility: 'hidden' as const }));
    const of = withoutSorts({ checks: hidden, reveal: 'places' });
    for (const check of await checks({ text: marked(5, 7), of })) {
      expect(check).toMatchObject({
        status: 'failed',
        message: expect.stringContaining('hidden'),
        evidence: [],
      });
    }
  });
});

describe('marks that are none', () => {
  it.each<readonly [string, string, number, string]>([
    ['no YAML', '- file: a\n  line: "1', 2, 'could not be read as YAML'],
    ['no list', 'file: a', 1, 'review.yaml, line 1, is not a mark.'],
    ['more than anyone writes', `# ${'long '.repeat(20_000)}`, 1, 'is longer than 65,536 characters'],
    ['no line', `- { file: ${file} }`, 1, 'is not a mark'],
    ['a line that is no number', `- file: ${file}\n  line: last`, 2, 'is not a mark'],
    ['an unknown file', '- { file: app.ts, line: 1 }', 1, 'There is no file "app.ts" in this review.'],
    ['a line beyond the file', `- { file: ${file}, line: 36 }`, 1, 'routes/orders.ts has no line 36.'],
    [
      'a line that stays, by its old number',
      `- { file: ${file}, line: 1, side: before }`,
      1,
      'has not been taken',
    ],
    ['one line twice', `${marked(12)}${marked(12)}`, 3, 'Line 12 of routes/orders.ts is marked twice.'],
    [
      'an unknown sort',
      `# a\n- { file: ${file}, line: 1, category: bad }`,
      2,
      'no sort of defect called "bad"',
    ],
  ])('%s', async (_, text, line, message) => {
    for (const check of await checks({ text })) {
      expect(check).toMatchObject({
        status: 'error',
        reason: 'unreadable',
        message: expect.stringContaining(message),
        location: { file: 'review.yaml', line },
      });
    }
  });

  it('are changed one by one, and the rest stays as it was written', () => {
    const mine = `# mine\n- file: ${file}\n  line: 7\n# why\n- file: ${file}\n  line: 12\n`;
    const at = (line: number): Mark => ({ file, line, side: 'after' });
    const commented = withMark(mine, at(12), { ...at(12), comment: 'a: "b"' });
    expect(withMark(commented, at(7), null)).toContain('# why\n');
    const read = readMarks('review.yaml', withMark(commented, at(7), null));
    expect('reason' in read ? read : read.list).toEqual([{ ...at(12), comment: 'a: "b"' }]);
  });
});
