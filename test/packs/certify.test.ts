import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certifyPacks } from '../../lessons/certify/certify-packs.ts';
import { expectedScore } from '../../lessons/certify/mutation/score-checks.ts';
import { loadPacks } from '../../lessons/format/load-pack.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { isDeep } from '../deep.ts';

/** The curriculum proves itself, and asks more of itself than of other packs. */
const curriculum = fileURLToPath(new URL('../../lessons/packs', import.meta.url));
const { packs } = await loadPacks([curriculum]);
const lessons = packs.flatMap((pack) => pack.lessons);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

it('is certified, without a warning', async () => {
  const certificate = await certifyPacks({
    sandbox,
    appVersion: '0.0.0-test',
    locale: 'en',
    folder: curriculum,
    atOnce: 2,
  });
  const { findings, exercises } = certificate;
  expect([...findings, ...exercises.flatMap((exercise) => exercise.findings)]).toEqual([]);
  expect(certificate.certified).toBe(true);
  expect(exercises.length).toBeGreaterThanOrEqual(4);
  expect(exercises.filter(({ mutationScore }) => mutationScore < expectedScore)).toEqual([]);
}, 600_000);

// Costly: every mutant of every kind. The suites of the kinds look at the same packs in their own ways.
it.runIf(isDeep).each(['counting', 'kinds'])(
  'so is the pack %s of the tests',
  async (name) => {
    const folder = fileURLToPath(new URL(`../fixtures/packs/${name}`, import.meta.url));
    const certificate = await certifyPacks({
      sandbox,
      appVersion: '0.0.0-test',
      locale: 'en',
      folder,
      atOnce: 2,
    });
    const { findings, exercises } = certificate;
    const all = [...findings, ...exercises.flatMap((exercise) => exercise.findings)];
    expect(all.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(certificate.certified).toBe(true);
  },
  1_200_000,
);

describe.each(
  lessons.flatMap((lesson) => lesson.exercises.map((exercise) => [exercise.id, lesson, exercise] as const)),
)('%s', (_, lesson, exercise) => {
  it('has at least three mistakes, two hints and prose in both languages', () => {
    expect(exercise.wrong.length).toBeGreaterThanOrEqual(3);
    expect(exercise.exercise.hints.length).toBeGreaterThanOrEqual(2);
    expect(Object.keys(exercise.tasks)).toEqual(['en', 'pt-BR']);
    expect(Object.keys(lesson.texts)).toEqual(['en', 'pt-BR']);
  });
});
