import type { LoadedExercise } from '../../lessons/format/load-exercise.ts';
import { gradeExercise } from '../../lessons/grade-exercise.ts';
import type { ExerciseKind } from '../../lessons/kinds/schemas.ts';
import { exerciseKinds } from '../../lessons/kinds/schemas.ts';
import type { Sandbox } from '../../sandbox/types.ts';

/** An exercise made in memory, as the loader would give it. */
export function benchExercise(
  kind: ExerciseKind,
  yaml: Readonly<Record<string, unknown>>,
  content: {
    readonly solution: Readonly<Record<string, string>>;
    readonly resources: Readonly<Record<string, string>>;
  },
): LoadedExercise {
  const exercise = exerciseKinds[kind].schema.parse({ format: 1, kind, title: 'Bench', minutes: 1, ...yaml });
  return {
    id: 'bench/bench/bench',
    folder: '',
    kind,
    exercise,
    tasks: { en: '' },
    starter: content.solution,
    wrong: [],
    mistakes: {},
    contentHash: '',
    requirementsHash: '',
    ...content,
  };
}

/** From submit to verdict; throws where the submission does not pass, since then nothing was measured. */
export async function submit(
  sandbox: Sandbox,
  exercise: LoadedExercise,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const request = { sandbox, exercise, packVersion: '1.0.0', appVersion: 'bench', files, seed: 1 } as const;
  const result = await gradeExercise({ ...request, mode: 'submit', locale: 'en' });
  if (!result.ok) throw new Error(result.error.message);
  if (!result.report.passed) throw new Error(JSON.stringify(result.report.checks, null, 2));
}
