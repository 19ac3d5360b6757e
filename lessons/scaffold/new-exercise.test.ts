import { expect, it } from 'vitest';
import { type ExerciseKind, exerciseKinds } from '../kinds/schemas.ts';
import { newExercise } from './new-exercise.ts';

const kinds = Object.keys(exerciseKinds) as ExerciseKind[];

it.each(kinds)('%s begins with comments in the language of its author', async (kind) => {
  const asked = { kind, title: 'Mine', locales: ['en', 'pt-BR'] } as const;
  const english = commentsOf(await newExercise({ ...asked, comments: 'en' }));
  const portuguese = commentsOf(await newExercise({ ...asked, comments: 'pt-BR' }));
  expect(english.length).toBeGreaterThan(2);
  expect(portuguese).toHaveLength(english.length);
  expect(portuguese.filter((line) => english.includes(line))).toEqual([]);
  expect([...english, ...portuguese].join()).not.toContain('pt-BR:');
});

function commentsOf(files: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(files)
    .filter(([path]) => path.endsWith('.yaml'))
    .flatMap(([, text]) => text.split('\n').filter((line) => /^\s*# /.test(line)));
}
