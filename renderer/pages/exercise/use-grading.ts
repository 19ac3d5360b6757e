import { useCallback, useRef, useState } from 'react';
import type { AttemptSummary, MethodProgress } from '../../../host/contract/contract.ts';
import type { GradeMode, GradeReport } from '../../../lessons/format/report.ts';
import { failureCode } from '../../session/call-failure.ts';
import { useHost } from '../../session/host-context.tsx';
import { useSession } from '../../session/Session.tsx';
import type { Files } from './draft-keeper.ts';

export interface GradingRun {
  readonly mode: GradeMode;
  readonly startedAt: number;
  /** Null until the first check has finished. */
  readonly progress: MethodProgress<'grade.run'> | null;
}

export type GradingOutcome =
  | { readonly status: 'none' }
  | {
      readonly status: 'graded';
      readonly report: GradeReport;
      readonly durationMs: number;
      /** Null for a run, which keeps nothing. */
      readonly attempt: AttemptSummary | null;
      /** What was graded: the files may have changed since. */
      readonly files: Files;
      /** The number of the earlier attempt whose files these are; null for the learner's files of now. */
      readonly again: number | null;
    }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly error: unknown };

interface Grading {
  /** The run under way; the last outcome stays until it ends. */
  readonly run: GradingRun | null;
  readonly outcome: GradingOutcome;
  readonly start: (mode: GradeMode, files: Files, again?: number) => Promise<GradingOutcome | null>;
  readonly cancel: () => void;
  /** Cancels, and waits until what was under way has ended. */
  readonly stop: () => Promise<void>;
}

/** Runs and submits an exercise, one at a time. `start` gives null while another run is under way. */
export function useGrading(exerciseId: string): Grading {
  const host = useHost();
  const { profileId, locale } = useSession();
  const [run, setRun] = useState<GradingRun | null>(null);
  const [outcome, setOutcome] = useState<GradingOutcome>({ status: 'none' });
  const controller = useRef<AbortController | null>(null);
  const underWay = useRef<Promise<unknown>>(Promise.resolve());

  const start = useCallback(
    async (mode: GradeMode, files: Files, again?: number): Promise<GradingOutcome | null> => {
      if (controller.current) return null;
      const current = new AbortController();
      controller.current = current;
      setRun({ mode, startedAt: performance.now(), progress: null });
      const input = { profileId, exerciseId, files, locale };
      const options = {
        signal: current.signal,
        onProgress: (progress: MethodProgress<'grade.run'>) => setRun((was) => was && { ...was, progress }),
      };
      const grading = grade(mode, input, options);
      underWay.current = grading;
      const ended = await grading;
      controller.current = null;
      setRun(null);
      setOutcome(ended);
      return ended;

      async function grade(
        as: GradeMode,
        what: typeof input,
        how: typeof options,
      ): Promise<Exclude<GradingOutcome, { status: 'none' }>> {
        try {
          if (as === 'run') {
            const { report, durationMs } = await host.call('grade.run', what, how);
            return { status: 'graded', report, durationMs, attempt: null, files, again: null };
          }
          const { report, durationMs, attempt } = await host.call('grade.submit', what, how);
          return { status: 'graded', report, durationMs, attempt, files, again: again ?? null };
        } catch (error) {
          if (failureCode(error) === 'cancelled') return { status: 'cancelled' };
          return { status: 'failed', error };
        }
      }
    },
    [host, profileId, exerciseId, locale],
  );
  const cancel = useCallback(() => controller.current?.abort(), []);
  const stop = useCallback(async () => {
    controller.current?.abort();
    await underWay.current;
    // The end is taken note of in `start` first.
    await Promise.resolve();
  }, []);
  return { run, outcome, start, cancel, stop };
}
