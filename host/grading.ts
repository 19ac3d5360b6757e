import { randomInt } from 'node:crypto';
import type { LoadedPacks } from '../lessons/format/load-pack.ts';
import type { GradeMode, GradeReport } from '../lessons/format/report.ts';
import { gradeExercise } from '../lessons/grade-exercise.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { requireExercise } from './catalog.ts';
import { CallError } from './contract/call-error.ts';
import type { MethodInput, MethodProgress } from './contract/contract.ts';

export interface GradingParts {
  readonly packs: () => Promise<LoadedPacks>;
  readonly sandbox: Sandbox;
  readonly appVersion: string;
}

export interface Grading {
  readonly input: MethodInput<'grade.run'>;
  readonly mode: GradeMode;
  readonly context: {
    readonly signal: AbortSignal;
    readonly progress: (progress: MethodProgress<'grade.run'>) => void;
  };
}

/** Grades one submission. Throws `not-found`, `pack-broken` or `cancelled`. */
export async function grade(
  parts: GradingParts,
  { input, mode, context }: Grading,
): Promise<{ report: GradeReport; durationMs: number }> {
  const { packs } = await parts.packs();
  const { pack, exercise } = requireExercise(packs, input.exerciseId);
  const startedAt = performance.now();
  const result = await gradeExercise({
    sandbox: parts.sandbox,
    exercise,
    packVersion: pack.manifest.version,
    appVersion: parts.appVersion,
    files: input.files,
    mode,
    // A new one each time, so that no answer fits one draw of random data; the report keeps it.
    seed: randomInt(2 ** 32),
    locale: input.locale,
    onCheck: (check, done, total) => {
      context.progress({ done, total, check: { id: check.id, status: check.status } });
    },
    signal: context.signal,
  });
  // A cancellation that came with the last check counts: the caller has been told it is cancelled.
  context.signal.throwIfAborted();
  if (!result.ok) {
    throw new CallError({
      code: 'pack-broken',
      message: result.error.message,
      nextStep: 'Tell the author of the pack. Your draft is kept.',
    });
  }
  return { report: result.report, durationMs: performance.now() - startedAt };
}
