import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPacks } from '../../lessons/format/load-pack.ts';
import { gradeReportSchema } from '../../lessons/format/report.ts';
import { isDeep } from '../deep.ts';
import { backline, projectFolder } from './backline.ts';

/** That every mistake is caught is shown where packs are certified; here it is the command that is tried. */
const packsFolder = join(projectFolder, 'lessons/packs');
const { packs } = await loadPacks([packsFolder]);
const exercises = packs.flatMap((pack) => pack.lessons.flatMap((lesson) => lesson.exercises));
const sqlExercise = exercises.find((exercise) => exercise.kind === 'sql');
const httpExercise = exercises.find((exercise) => exercise.kind === 'http');
if (sqlExercise === undefined || httpExercise === undefined) throw new Error('the curriculum lost a kind');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const oneSentence = /^backline: [^\n]+[.!]?\n$/;

describe.each(exercises.map((exercise) => [exercise.id, exercise] as const))('grade %s', (id, exercise) => {
  it('exits 0 for the solution and 1 for the starter and a mistake, at the check named', async () => {
    const grade = async (name: string) => {
      const { code, stdout } = await backline(
        'grade',
        id,
        '--files',
        join(exercise.folder, name),
        '--seed',
        '1',
        '--json',
      );
      return { code, report: gradeReportSchema.parse(JSON.parse(stdout)) };
    };
    expect((await grade('solution')).code).toBe(0);
    expect((await grade('starter')).code).toBe(1);
    for (const name of exercise.wrong.slice(0, isDeep ? undefined : 1)) {
      const { code, report } = await grade(`wrong/${name}`);
      const caughtBy = exercise.exercise.wrong[name]?.caughtBy;
      expect({ code, status: report.checks.find((check) => check.id === caughtBy)?.status }).toEqual({
        code: 1,
        status: 'failed',
      });
    }
  }, 120_000);
});

describe('a submission that cannot be run says what to do, and exits 1', () => {
  const gradeFiles = async (
    id: string,
    files: Readonly<Record<string, string | Uint8Array>>,
    locale = 'en',
  ) => {
    for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content);
    const { code, stdout } = await backline('grade', id, '--files', folder, '--locale', locale, '--json');
    const { checks } = gradeReportSchema.parse(JSON.parse(stdout));
    return { code, first: checks[0] };
  };

  it('a syntax error names file and line', async () => {
    const { code, first } = await gradeFiles(httpExercise.id, { 'app.ts': 'const a = 1;\nconst = 2;\n' });
    expect(code).toBe(1);
    expect(first).toMatchObject({ status: 'error', reason: 'syntax', location: { file: 'app.ts', line: 2 } });
  });

  it('an unknown import names the nearest on the shelf', async () => {
    const { code, first } = await gradeFiles(httpExercise.id, {
      'app.ts': "import express from 'expres';\nexport default express();\n",
    });
    expect(code).toBe(1);
    expect(first).toMatchObject({ status: 'error', reason: 'import' });
    expect(`${first?.message} ${first?.nextStep}`).toContain('express');
  });

  it('an empty file, a missing file and a binary file', async () => {
    expect((await gradeFiles(sqlExercise.id, { 'query.sql': ' \n' })).first).toMatchObject({
      reason: 'unreadable',
      message: 'query.sql is empty.',
    });
    expect(
      (await gradeFiles(sqlExercise.id, { 'query.sql': new Uint8Array([0, 1, 2]) }, 'pt-BR')).first,
    ).toMatchObject({
      reason: 'unreadable',
      message: 'Não foi possível ler query.sql como texto.',
    });
    rmSync(join(folder, 'query.sql'));
    expect((await gradeFiles(sqlExercise.id, { 'answer.sql': 'SELECT 1' })).first).toMatchObject({
      reason: 'unreadable',
      message: 'The submission has no file query.sql.',
    });
  });

  it("broken SQL is told with SQLite's own words", async () => {
    const { code, first } = await gradeFiles(sqlExercise.id, { 'query.sql': 'SELEC 1' });
    expect(code).toBe(1);
    expect(first).toMatchObject({ status: 'error', reason: 'sql' });
    expect(first?.message).toContain('syntax error');
  });
});

describe('what cannot be graded exits 2 with one sentence', () => {
  it('an unknown exercise, a folder that is not there, a bad seed', async () => {
    for (const args of [
      ['grade', 'foundations/select/no-such', '--files', folder],
      ['grade', sqlExercise.id, '--files', join(folder, 'nowhere')],
      ['grade', sqlExercise.id, '--files', folder, '--seed', 'soon'],
      ['grade', sqlExercise.id],
      ['paint'],
      [],
    ]) {
      const { code, stderr, stdout } = await backline(...args);
      expect({ args, code, stdout, sentence: oneSentence.test(stderr) }).toEqual({
        args,
        code: 2,
        stdout: '',
        sentence: true,
      });
    }
  });

  it('a pack that is broken names its file and line, and the other exercises still work', async () => {
    const copy = join(folder, 'packs');
    cpSync(packsFolder, copy, { recursive: true });
    const exerciseFolder = join(copy, 'foundations', ...sqlExercise.id.split('/').slice(1));
    writeFileSync(join(exerciseFolder, 'exercise.yaml'), 'format: 1\nkind: painting\n');
    const { code, stderr } = await backline('grade', sqlExercise.id, '--packs', copy, '--files', folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/exercise\.yaml:2: "kind" is "painting"/);
    const files = join(httpExercise.folder, 'solution');
    expect((await backline('grade', httpExercise.id, '--packs', copy, '--files', files)).code).toBe(0);
  });

  it("an author's dataset that does not load is never the learner's failure", async () => {
    const copy = join(folder, 'packs');
    cpSync(packsFolder, copy, { recursive: true });
    const dataset = Object.keys(sqlExercise.resources)[0] ?? '';
    mkdirSync(join(copy, 'foundations/data'), { recursive: true });
    writeFileSync(join(copy, 'foundations/data', dataset), 'CREATE TABLE broken (');
    const files = join(sqlExercise.folder, 'solution');
    const { code, stderr } = await backline('grade', sqlExercise.id, '--packs', copy, '--files', files);
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`${dataset} does not load: .*incomplete input`));
  });
});

describe('list', () => {
  it('gives packs, lessons and exercises as JSON', async () => {
    const { code, stdout } = await backline('list', '--json');
    expect(code).toBe(0);
    const listing = JSON.parse(stdout) as {
      packs: { id: string; lessons: { exercises: { id: string }[] }[] }[];
    };
    expect(listing.packs.map((pack) => pack.id)).toContain('foundations');
    const ids = listing.packs.flatMap((pack) =>
      pack.lessons.flatMap((lesson) => lesson.exercises.map(({ id }) => id)),
    );
    expect(ids).toEqual(exercises.map(({ id }) => id));
  });
});

describe('help', () => {
  it('explains itself and exits 0', async () => {
    for (const args of [['--help'], ['grade', '--help'], ['help'], ['--version']]) {
      const { code, stdout } = await backline(...args);
      expect({ args, code, empty: stdout === '' }).toEqual({ args, code: 0, empty: false });
    }
  });
});
