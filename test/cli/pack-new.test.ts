import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { certifyPacks } from '../../lessons/certify/certify-packs.ts';
import { exerciseKinds } from '../../lessons/kinds/schemas.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import { backline } from './backline.ts';

vi.setConfig({ testTimeout: 180_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-new-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (path: string) => join(folder, path);
const make = (...args: readonly string[]) => backline('pack', 'new', ...args);
const everything = () => readdirSync(folder, { recursive: true }).sort();

it('makes a pack with every kind of exercise, in both languages, that is certified as it comes out', async () => {
  const kinds = Object.keys(exerciseKinds);
  const [first = '', ...others] = kinds;
  const options = ['--languages', 'en,pt-BR', '--title', "Ana's: {first}, #1", '--kind', first];
  expect(await make(at('my-pack'), ...options)).toMatchObject({ code: 0, stderr: '' });
  for (const kind of others) {
    const made = await make('exercise', at(`my-pack/first-lesson/a-${kind}`), '--kind', kind);
    expect(made).toMatchObject({ code: 0, stderr: '' });
  }
  expect((await make('lesson', at('my-pack/bounds'), '--exercise', 'grown-ups')).code).toBe(0);

  const sandbox = await createSandbox({ runners: 2 });
  try {
    const request = {
      sandbox,
      appVersion: '0.0.0-test',
      locale: 'en' as const,
      folder: at('my-pack'),
      atOnce: 2,
    };
    const { certified, exercises, findings } = await certifyPacks(request);
    expect([...findings, ...exercises.flatMap((exercise) => exercise.findings)]).toEqual([]);
    expect(certified).toBe(true);
    expect(exercises.map(({ id }) => id)).toEqual([
      'my-pack/first-lesson/first-exercise',
      ...others.map((kind) => `my-pack/first-lesson/a-${kind}`),
      'my-pack/bounds/grown-ups',
    ]);
    expect(exercises.filter(({ mutationScore }) => mutationScore < 0.85)).toEqual([]);
  } finally {
    await sandbox.close();
  }
});

it('adds to what an author has written, and leaves every comment and space as it was', async () => {
  await make(at('my-pack'));
  const pack = readFileSync(at('my-pack/pack.yaml'), 'utf8')
    .replace('licence: MIT', 'licence:   MIT   # ours\r\n\r\n')
    .replace(
      '[first-lesson]',
      '\n      - first-lesson  # the first one\n  - id: more\n    number: 2\n    title: More\n    summary: More.\n    lessons: [ first-lesson ]  # again',
    );
  writeFileSync(at('my-pack/pack.yaml'), pack);
  const lesson = readFileSync(at('my-pack/first-lesson/lesson.md'), 'utf8').replace(
    'exercises: [first-exercise]',
    'exercises:   # in order\n- first-exercise\n',
  );
  writeFileSync(at('my-pack/first-lesson/lesson.md'), lesson);
  expect(await make('lesson', at('my-pack/second'), '--track', 'first-track')).toMatchObject({ code: 0 });
  expect(await make('lesson', at('my-pack/third'))).toMatchObject({ code: 0 });
  expect(await make('exercise', at('my-pack/first-lesson/more'), '--kind', 'quiz')).toMatchObject({
    code: 0,
  });
  expect(readFileSync(at('my-pack/pack.yaml'), 'utf8')).toBe(
    pack
      .replace('# the first one\n', '# the first one\n      - second\n')
      .replace('[ first-lesson ]', '[ first-lesson, third ]'),
  );
  expect(readFileSync(at('my-pack/first-lesson/lesson.md'), 'utf8')).toBe(
    lesson.replace('- first-exercise\n', '- first-exercise\n- more\n'),
  );
  expect(readFileSync(at('my-pack/third/lesson.md'), 'utf8')).toContain('number: "2.2"');
});

it('overwrites nothing, and says why it made nothing', async () => {
  await make(at('my-pack'));
  const before = everything();
  const refusals = [
    [at('my-pack')],
    ['lesson', at('my-pack/first-lesson')],
    ['exercise', at('my-pack/first-lesson/first-exercise'), '--kind', 'sql'],
    [at('My Pack')],
    ['lesson', at('my-pack/bounds'), '--track', 'none'],
    ['exercise', at('my-pack/none/more'), '--kind', 'sql'],
    ['exercise', at('my-pack/first-lesson/more'), '--kind', 'none'],
    [at('other'), '--languages', 'pt-BR'],
  ];
  for (const refused of refusals) {
    const { code, stderr } = await make(...refused);
    expect([code, refused, stderr]).toEqual([2, refused, expect.stringMatching(/^backline: .+/)]);
  }
  expect((await make(at('my-pack'), '--locale', 'pt-BR')).stderr).toContain('já existe, e nada mudou');
  const broken = `${readFileSync(at('my-pack/pack.yaml'), 'utf8')}  id: again: and again\n`;
  writeFileSync(at('my-pack/pack.yaml'), broken);
  expect((await make('lesson', at('my-pack/bounds'))).stderr).toMatch(/mended first[\s\S]*pack\.yaml:\d+:/);
  expect(everything()).toEqual(before);
  expect(readFileSync(at('my-pack/pack.yaml'), 'utf8')).toBe(broken);
});
