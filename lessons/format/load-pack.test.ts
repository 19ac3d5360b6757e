import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exerciseKinds } from '../kinds/schemas.ts';
import { findExercise, loadPacks } from './load-pack.ts';
import type { Locale } from './locale.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-pack-'));
  writePack();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pack = `format: 1
id: demo
version: 1.0.0
title: { en: Demo, pt-BR: Demonstração }
description: A pack for tests.
authors: [Tests]
licence: MIT
locales: [en, pt-BR]
tracks:
  - id: sql
    number: 3
    title: SQL
    summary: Reading data
    lessons: [select]
`;
const lesson = `---
number: "3.1"
title: Select
summary: Ask for rows.
minutes: 10
exercises: [pick]
---

# Rows
`;
const exercise = `format: 1
kind: sql
title: Pick
minutes: 5
entry: query.sql
checks:
  - id: small
    name: The small data
    dataset: small.sql
wrong:
  everything:
    caughtBy: small
    mistake: No condition
`;

function write(path: string, text: string | Uint8Array): void {
  const full = join(folder, path);
  mkdirSync(join(full, '..'), { recursive: true });
  writeFileSync(full, text);
}

function writePack(): void {
  write('demo/pack.yaml', pack);
  write('demo/data/small.sql', 'CREATE TABLE t (a); INSERT INTO t VALUES (1), (2);');
  write('demo/select/lesson.md', lesson);
  write('demo/select/lesson.pt-BR.md', '---\ntitle: Selecionar\nsummary: Peça linhas.\n---\n\nLinhas\n');
  write('demo/select/pick/exercise.yaml', exercise);
  write('demo/select/pick/task.md', 'Pick 1.');
  write('demo/select/pick/task.pt-BR.md', 'Escolha 1.');
  write('demo/select/pick/starter/query.sql', 'SELECT 0;');
  write('demo/select/pick/solution/query.sql', 'SELECT a FROM t WHERE a = 1;');
  write('demo/select/pick/wrong/everything/query.sql', 'SELECT a FROM t;');
}

const messages = async (locale: Locale) =>
  (await loadPacks([folder])).problems.map(
    ({ severity, file, line, message }) =>
      `${severity} ${file.slice(folder.length + 1)}:${line} ${message[locale]}`,
  );

describe('loadPacks', () => {
  it('loads a pack with its lessons and exercises', async () => {
    const { packs, problems } = await loadPacks([folder]);
    expect(problems).toEqual([]);
    const found = findExercise(packs, 'demo/select/pick');
    expect(found?.lesson.texts['pt-BR']?.title).toBe('Selecionar');
    expect(found?.exercise).toMatchObject({
      kind: 'sql',
      wrong: ['everything'],
      starter: { 'query.sql': 'SELECT 0;' },
      tasks: { en: 'Pick 1.', 'pt-BR': 'Escolha 1.' },
    });
  });

  it('takes a folder that is a pack itself, and lets a later one shadow an earlier', async () => {
    cpSync(join(folder, 'demo'), join(folder, 'other', 'demo'), { recursive: true });
    write('other/demo/pack.yaml', pack.replace('1.0.0', '2.0.0'));
    const { packs } = await loadPacks([join(folder, 'demo'), join(folder, 'other')]);
    expect(packs.map((loaded) => loaded.manifest.version)).toEqual(['2.0.0']);
  });

  it('changes the content hash with the data, the checks and the reference, and not with prose', async () => {
    const hash = async () =>
      findExercise((await loadPacks([folder])).packs, 'demo/select/pick')?.exercise.contentHash;
    const first = await hash();
    write('demo/select/pick/task.md', 'Pick one.');
    expect(await hash()).toBe(first);
    write('demo/data/small.sql', 'CREATE TABLE t (a); INSERT INTO t VALUES (1);');
    expect(await hash()).not.toBe(first);
  });
});

describe('a broken pack says where and what', () => {
  it.each<[string, () => void, string[]]>([
    [
      'YAML that does not parse',
      () => write('demo/select/pick/exercise.yaml', exercise.replace('title: Pick', 'title: Pick: this')),
      [
        'error demo/select/pick/exercise.yaml:3 is not valid YAML: Nested mappings are not allowed in compact mappings',
      ],
    ],
    [
      'an unknown kind',
      () => write('demo/select/pick/exercise.yaml', exercise.replace('kind: sql', 'kind: painting')),
      [
        `error demo/select/pick/exercise.yaml:2 "kind" is "painting", which this version of Backline does not know; it knows ${Object.keys(exerciseKinds).join(', ')}`,
      ],
    ],
    [
      'a key that the format does not know',
      () =>
        write(
          'demo/select/pick/exercise.yaml',
          exercise.replace('    dataset:', '    colour: red\n    dataset:'),
        ),
      ['error demo/select/pick/exercise.yaml:9 "checks.0" has a key "colour" that the format does not know'],
    ],
    [
      'what only the kind can see beside its files',
      () => {
        write('demo/data/blank.sql', 'SELECT 1;');
        const asked = 'fillIn: { query: blank.sql, dataset: small.sql, why: So. }';
        write(
          'demo/select/pick/exercise.yaml',
          exercise
            .replace('kind: sql', 'kind: quiz')
            .replace('dataset: small.sql', `question: What?\n    ${asked}`),
        );
      },
      [
        "error demo/select/pick/exercise.yaml:10 blank.sql has 0 times ___, where the learner's text goes; it needs 1",
      ],
    ],
    [
      'a value of the wrong type',
      () => write('demo/select/pick/exercise.yaml', exercise.replace('minutes: 5', 'minutes: soon')),
      ['error demo/select/pick/exercise.yaml:4 "minutes": Invalid input: expected number, received string'],
    ],
    [
      'an exercise whose folder is gone',
      () => rmSync(join(folder, 'demo/select/pick'), { recursive: true }),
      [
        'error demo/select/pick/exercise.yaml:null the lesson names this exercise, and it has no exercise.yaml',
      ],
    ],
    [
      'a lesson whose folder is gone',
      () => rmSync(join(folder, 'demo/select'), { recursive: true }),
      ['error demo/pack.yaml:14 names the lesson "select", and there is no select/lesson.md'],
    ],
    [
      'a missing translation, which is a warning',
      () => rmSync(join(folder, 'demo/select/pick/task.pt-BR.md')),
      ['warning demo/select/pick/task.pt-BR.md:null the translation is missing; English is shown instead'],
    ],
    [
      'a dataset that is not there',
      () => rmSync(join(folder, 'demo/data/small.sql')),
      [
        'error demo/select/pick/exercise.yaml:null names the file "small.sql", which is neither beside it nor in the pack\'s data/',
      ],
    ],
    [
      'a wrong answer that is caught by nothing',
      () => write('demo/select/pick/exercise.yaml', exercise.replace('caughtBy: small', 'caughtBy: large')),
      [
        'error demo/select/pick/exercise.yaml:12 "wrong.everything.caughtBy" is "large", and no check has that id',
      ],
    ],
    [
      'two checks of one id',
      () =>
        write(
          'demo/select/pick/exercise.yaml',
          exercise.replace('wrong:', '  - { id: small, name: Again, dataset: small.sql }\nwrong:'),
        ),
      ['error demo/select/pick/exercise.yaml:10 two checks have the id "small"; each needs its own'],
    ],
    [
      'front matter that is missing',
      () => write('demo/select/lesson.md', '# Rows\n'),
      [
        'error demo/select/lesson.md:1 must begin with front matter: a line "---", the title and so on, and a line "---"',
      ],
    ],
    [
      'front matter with an error, by its line in the file',
      () => write('demo/select/lesson.md', lesson.replace('minutes: 10', 'minutes: -1')),
      ['error demo/select/lesson.md:5 "minutes": Too small: expected number to be >0'],
    ],
    [
      'a binary file in a submission',
      () => write('demo/select/pick/starter/logo.png', new Uint8Array([0x89, 0x50, 0, 1])),
      ['error demo/select/pick/starter/logo.png:null is not UTF-8 text'],
    ],
    [
      'a path that leaves the pack',
      () => write('demo/select/pick/exercise.yaml', exercise.replace('small.sql', '../../../etc/passwd')),
      [
        'error demo/select/pick/exercise.yaml:9 "checks.0.dataset": must be a path below this folder, written with forward slashes',
      ],
    ],
    [
      'YAML that nests without end',
      () => write('demo/select/pick/exercise.yaml', '['.repeat(100_000)),
      ['error demo/select/pick/exercise.yaml:null nests deeper than 64 levels'],
    ],
    [
      'aliases that multiply',
      () =>
        write(
          'demo/select/pick/exercise.yaml',
          `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefg'
            .split('')
            .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdef'[index]}`).join(', ')}]`)
            .join('\n')}\nkind: sql\n`,
        ),
      [
        'error demo/select/pick/exercise.yaml:null cannot be read as YAML: Excessive alias count indicates a resource exhaustion attack',
      ],
    ],
  ])('%s', async (_, breakIt, expected) => {
    breakIt();
    expect(await messages('en')).toEqual(expected);
    const inPortuguese = await messages('pt-BR');
    expect(inPortuguese).toHaveLength(expected.length);
    for (const message of inPortuguese) expect(expected).not.toContain(message);
  });

  it('says in Portuguese what Zod says, what a schema of ours says, and what is said of the files', async () => {
    write(
      'demo/select/pick/exercise.yaml',
      exercise.replace('minutes: 5', 'minutes: five').replace('entry: query.sql', 'entry: /query.sql'),
    );
    write('demo/pack.yaml', pack.replace('lessons: [select]', 'lessons: [select, gone]'));
    expect(await messages('pt-BR')).toEqual([
      'error demo/select/pick/exercise.yaml:4 "minutes": Entrada inválida: esperava um número, recebeu um texto',
      'error demo/select/pick/exercise.yaml:5 "entry": deve ser um caminho dentro desta pasta, escrito com barras normais (/)',
      'error demo/pack.yaml:14 cita a lição "gone", e não existe gone/lesson.md',
    ]);
  });
});
