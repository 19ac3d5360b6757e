import { writeFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { certifyPacks } from '../../lessons/certify/certify-packs.ts';
import type { KnownCertificates } from '../../lessons/certify/known-certificates.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { certificatesOnDisk } from './certificates-on-disk.ts';

const counting = fileURLToPath(new URL('../../test/fixtures/packs/counting', import.meta.url));

let sandbox: Sandbox;
let folder: string;
let jobs = 0;
beforeAll(async () => {
  const real = await createSandbox({ runners: 2 });
  const counted: Sandbox['job'] = (use, signal) => {
    jobs += 1;
    return real.job(use, signal);
  };
  sandbox = { ...real, job: counted, close: real.close };
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backline-known-'));
  await cp(counting, join(folder, 'pack'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const cache = () => join(folder, 'cache');
const inExercise = (file: string) => join(folder, 'pack/counting/rows', file);

async function certify(known?: KnownCertificates, onBegin?: () => void) {
  jobs = 0;
  const request = {
    sandbox,
    appVersion: '0.0.0-test',
    locale: 'en' as const,
    folder: join(folder, 'pack'),
    // One after the other, so that which check is tried first does not depend on which ended first.
    atOnce: 1,
    ...(onBegin && { onBegin }),
  };
  const certificate = await certifyPacks(known === undefined ? request : { ...request, known });
  return { certificate, jobs };
}

async function change(file: string, edit: (text: string) => string): Promise<void> {
  const path = inExercise(file);
  const before = await readFile(path, 'utf8');
  const after = edit(before);
  expect(after).not.toBe(before);
  await writeFile(path, after);
}

it('gives what a check from nothing gives, whatever was changed in between', async () => {
  const edits: readonly (readonly [string, (text: string) => string])[] = [
    // A condition that some data tells from others.
    ['solution/query.sql', () => 'SELECT count(*) FROM things WHERE id > 1;\n'],
    ['exercise.yaml', (text) => text.replace('Count the rows', 'Count')],
    ['task.md', (text) => `${text}\nMore words.\n`],
    ['three.sql', (text) => text.replace('(1), ', '')],
    // Five rows are read all the same, so that the check alone is another.
    ['exercise.yaml', (text) => text.replace('minutes:', 'modules: [five.sql]\nminutes:')],
    ['exercise.yaml', (text) => text.replace('dataset: five.sql', 'dataset: three.sql')],
    ['five.sql', (text) => text.replace('(1), ', '')],
    [
      'exercise.yaml',
      (text) => text.replace('dataset: three.sql, visibility', 'dataset: five.sql, visibility'),
    ],
    ['wrong/one/query.sql', () => 'SELECT 2;\n'],
    ['starter/query.sql', () => 'SELECT 7;\n'],
    ['solution/query.sql', () => 'SELECT count(*) FROM things WHERE id >= 1;\n'],
  ];
  await certify(certificatesOnDisk(cache()));
  for (const [file, edit] of edits) {
    await change(file, edit);
    const quick = await certify(certificatesOnDisk(cache()));
    const whole = await certify();
    expect([file, quick.certificate]).toEqual([file, whole.certificate]);
    expect(quick.jobs).toBeLessThanOrEqual(whole.jobs);
    expect((await certify(certificatesOnDisk(cache()))).jobs).toBe(0);
  }
}, 300_000);

it('grades no mutant again for words, and those of one check alone where that check changed', async () => {
  await change('solution/query.sql', () => 'SELECT count(*) FROM things WHERE id > 0 AND id < 99;\n');
  await change('exercise.yaml', (text) =>
    text.replace('wrong:', '  - { id: again, name: Again, dataset: five.sql }\nwrong:'),
  );
  const whole = await certify(certificatesOnDisk(cache()));
  await change('exercise.yaml', (text) => text.replace('There is a function', 'SQL has a function'));
  const words = await certify(certificatesOnDisk(cache()));
  const { mutants = 0 } = words.certificate.exercises[0] ?? {};
  expect(mutants).toBeGreaterThanOrEqual(10);
  expect(whole.jobs - words.jobs).toBeGreaterThanOrEqual(mutants);
  await change('exercise.yaml', (text) =>
    text.replace('Again, dataset: five.sql', 'Again, dataset: three.sql'),
  );
  const oneCheck = await certify(certificatesOnDisk(cache()));
  expect(oneCheck.jobs).toBeGreaterThanOrEqual(words.jobs);
  expect(oneCheck.jobs).toBeLessThan(whole.jobs);
}, 120_000);

it('is not led astray by what is broken, another program, or a change while it looked', async () => {
  const first = certificatesOnDisk(cache());
  const whole = await certify(first);
  const [file = ''] = await readdir(cache());
  const kept = JSON.parse(await readFile(join(cache(), file), 'utf8'));
  for (const broken of ['{', '{}', JSON.stringify({ ...kept, program: 'another' })]) {
    await writeFile(join(cache(), file), broken);
    expect(await certify(certificatesOnDisk(cache()))).toEqual(whole);
  }
  const onBegin = () => writeFileSync(inExercise('task.md'), 'Count all of them.\n');
  await change('five.sql', (text) => `${text}-- one\n`);
  await certify(certificatesOnDisk(join(folder, 'other')), onBegin);
  await expect(readdir(join(folder, 'other'))).rejects.toThrow('ENOENT');
}, 120_000);
