import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import type { Evidence } from '../format/evidence.ts';
import { readSubmissionFolder } from '../format/load-exercise.ts';
import { findExercise, loadPacks } from '../format/load-pack.ts';
import type { Locale } from '../format/locale.ts';
import type { Visibility } from '../format/report.ts';
import { gradeExercise } from '../grade-exercise.ts';
import type { Finding } from './grader.ts';
import { wordsOfMistake } from './known-mistake.ts';

/** A learner who goes wrong just as a known wrong answer does is told the author's words for it. */
const original = fileURLToPath(new URL('../../test/fixtures/packs/kinds', import.meta.url));
const exerciseId = 'kinds/schema/library';
let folder: string;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-mistakes-'));
  cpSync(original, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const words = `no-foreign-key: { caughtBy: loans, mistake: Loans do not refer to books., nextStep: { en: A loan points at a book., pt-BR: Um empréstimo aponta para um livro. } }`;

function edit(replace: (text: string) => string): void {
  const path = join(folder, 'schema/library/exercise.yaml');
  writeFileSync(path, replace(readFileSync(path, 'utf8')));
}

async function loadLibrary() {
  const { packs, problems } = await loadPacks([folder]);
  return { exercise: findExercise(packs, exerciseId)?.exercise, problems };
}

interface Asking {
  readonly checkId: string;
  readonly change?: (sql: string) => string;
  readonly wrong?: string;
  readonly locale?: Locale;
}

/** The check that a wrong answer fails, in other words than the author's folder has it. */
async function checkOf({ checkId, change = (sql) => sql, wrong = 'no-foreign-key', locale = 'en' }: Asking) {
  const { exercise, problems } = await loadLibrary();
  if (exercise === undefined) throw new Error(JSON.stringify(problems));
  const files = await readSubmissionFolder(exercise.folder, `wrong/${wrong}`, 'schema.sql', []);
  const own = { 'schema.sql': change(files['schema.sql'] ?? '') };
  const versions = { packVersion: '1.0.0', appVersion: '0.0.0-test' };
  const result = await gradeExercise({
    sandbox,
    exercise,
    ...versions,
    files: own,
    mode: 'submit',
    seed: 1,
    locale,
  });
  if (!result.ok) throw new Error(result.error.message);
  return result.report.checks.find(({ id }) => id === checkId);
}

describe('words for a known wrong answer', () => {
  const setWords = () => edit((text) => text.replace(/ {2}no-foreign-key: .*/, `  ${words}`));

  it('are told to whoever goes wrong in the same way, however it is written', async () => {
    setWords();
    const rewritten = (sql: string) => `-- mine\n${sql.toLowerCase()}`;
    expect(await checkOf({ checkId: 'loans', change: rewritten })).toMatchObject({
      status: 'failed',
      nextStep: 'A loan points at a book.',
    });
    expect((await checkOf({ checkId: 'loans', locale: 'pt-BR' }))?.nextStep).toBe(
      'Um empréstimo aponta para um livro.',
    );
  });

  it('are not told to whoever goes wrong in another way, or at another check', async () => {
    setWords();
    const other = await checkOf({ checkId: 'loans', wrong: 'unique-loan' });
    expect(other).toMatchObject({ status: 'failed', nextStep: expect.not.stringContaining('points at') });
    expect((await checkOf({ checkId: 'books', wrong: 'check-blank' }))?.nextStep).not.toContain('points at');
  });

  it('come before the words for the check, which the others are told', async () => {
    setWords();
    edit((text) => text.replace('  - id: loans\n', '  - id: loans\n    nextStep: Read about keys.\n'));
    expect((await checkOf({ checkId: 'loans' }))?.nextStep).toBe('A loan points at a book.');
    expect((await checkOf({ checkId: 'loans', wrong: 'unique-loan' }))?.nextStep).toBe('Read about keys.');
  });

  it.each<Visibility>(['name-only', 'hidden'])('are all that a %s check says', async (visibility) => {
    setWords();
    edit((text) => text.replace('  - id: loans\n', `  - id: loans\n    visibility: ${visibility}\n`));
    expect(await checkOf({ checkId: 'loans' })).toMatchObject({
      nextStep: 'A loan points at a book.',
      location: null,
      evidence: [],
      message: expect.not.stringContaining('loan'),
    });
  });

  it('say nothing of a submission that cannot be run', async () => {
    setWords();
    const check = await checkOf({ checkId: 'loans', change: () => 'CREATE TABL books (id)' });
    expect(check).toMatchObject({ status: 'error', nextStep: expect.not.stringContaining('points at') });
  });

  it('do no harm where the wrong answer is broken, and change what a grade depends on', async () => {
    const before = (await loadLibrary()).exercise?.contentHash;
    setWords();
    const worded = (await loadLibrary()).exercise?.contentHash;
    writeFileSync(join(folder, 'schema/library/wrong/no-foreign-key/schema.sql'), 'CREATE TABL books (id)');
    const broken = (await loadLibrary()).exercise?.contentHash;
    expect(new Set([before, worded, broken]).size).toBe(3);
    expect(await checkOf({ checkId: 'loans', wrong: 'unique-loan' })).toMatchObject({ status: 'failed' });
  });

  it('are limited in number, since each costs a run of the check', async () => {
    const names = ['one', 'two', 'three', 'four', 'five'];
    const lines = names.map((name) => `  ${name}: { caughtBy: loans, mistake: M, nextStep: N }\n`).join('');
    edit((text) => text + lines);
    for (const name of names) {
      cpSync(
        join(folder, 'schema/library/wrong/no-foreign-key'),
        join(folder, `schema/library/wrong/${name}`),
        { recursive: true },
      );
    }
    const { exercise, problems } = await loadLibrary();
    expect(exercise).toBeUndefined();
    expect(problems).toMatchObject([
      {
        line: expect.any(Number),
        message: { en: expect.stringContaining('at most 4 wrong answers of one check') },
      },
    ]);
  });
});

describe('what counts as going wrong alike', () => {
  const text = (shown: string): Evidence => ({ shape: 'text', title: '', text: shown, format: 'code' });
  const log = (printed: string): Evidence => ({
    shape: 'log',
    entries: [{ at: 0, level: 'log', text: printed, location: null, request: 1 }],
    dropped: 0,
  });
  const statement = (sql: string, runs: number): Evidence => ({
    shape: 'statements',
    statements: [
      {
        sql,
        runs,
        rows: 1,
        scanSteps: 0,
        vmSteps: 9,
        sorts: 0,
        automaticIndexes: 0,
        location: { file: 'app.ts', line: sql.length, column: 1 },
        costly: true,
      },
    ],
    budget: { allowed: 1, actual: runs },
  });
  const finding = (evidence: readonly Evidence[], line = 1): Finding => ({
    status: 'failed',
    reason: 'wrong-answer',
    message: 'The rows are not as expected.',
    nextStep: null,
    location: { file: 'app.ts', line, column: 1 },
    evidence,
  });

  it.each<readonly [string, Finding, Finding, boolean]>([
    ['the same evidence', finding([text('a')]), finding([text('a')]), true],
    ['other evidence under the same message', finding([text('a')]), finding([text('b')]), false],
    ['less evidence', finding([text('a')]), finding([]), false],
    ['another line of the program', finding([text('a')], 3), finding([text('a')], 8), true],
    ['another log', finding([text('a'), log('x')]), finding([log('y'), text('a')]), true],
    ['SQL in other words', finding([statement('SELECT 1', 3)]), finding([statement('select  1', 3)]), true],
    [
      'SQL that runs more often',
      finding([statement('SELECT 1', 3)]),
      finding([statement('SELECT 1', 4)]),
      false,
    ],
  ])('%s', async (_, mine, theirs, alike) => {
    const declared = { known: { caughtBy: 'rows', nextStep: 'Told.' } };
    const words = await wordsOfMistake('rows', mine, {
      declared,
      files: { known: {} },
      grade: async () => theirs,
    });
    expect(words).toBe(alike ? 'Told.' : null);
  });
});
