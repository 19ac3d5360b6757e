import { type Author, defaultLimits, type Failure, type Job } from '../../sandbox/types.ts';
import { AuthorFault } from './author-fault.ts';
import { harnessSource } from './author-harness.ts';
import { throwIfBusy } from './busy-computer.ts';
import type { GradeContext } from './grader.ts';

/** What an author's module is opened with; part of every kind's context. */
export type AuthorContext = Pick<
  GradeContext<never>,
  'files' | 'solution' | 'resources' | 'seed' | 'locale' | 'limits'
> & { readonly exercise: { readonly entry: string; readonly startTime?: string } };

const harnessFile = 'harness-of-this-check.mjs';

/**
 * Opens a module of the author's in an isolate of its own, beside the exercise's other resources and the
 * solution (as `./solution/…`). Throws an AuthorFault where it does not load.
 */
export async function openAuthorModule(file: string, context: AuthorContext, job: Job): Promise<Author> {
  const { exercise, resources, solution, seed, limits } = context;
  const ownFiles = Object.fromEntries(
    Object.entries(solution).map(([path, text]) => [`solution/${path}`, text]),
  );
  const opened = await job.openAuthor({
    files: { ...ownFiles, ...resources, [harnessFile]: harnessSource(file) },
    entry: harnessFile,
    seed,
    startTime: Date.parse(exercise.startTime ?? '2026-03-02T09:00:00Z'),
    // A call of the learner's inside must reach its own limit first.
    limits: { ...limits, wallMs: (limits.wallMs ?? defaultLimits.wallMs) * 3 },
  });
  if (opened.ok) return opened.value;
  throwIfBusy(opened.failure, limits);
  throw new AuthorFault(`${file} does not load: ${authorsFailure(opened.failure)}`);
}

/** A failure of the author's code, in an author's words: with file and line where they are known. */
export function authorsFailure(failure: Failure): string {
  const place =
    'location' in failure && failure.location !== null
      ? ` (${failure.location.file}, line ${failure.location.line})`
      : '';
  if (failure.kind === 'time') return `it did not end within ${failure.limitMs} ms`;
  if (failure.kind === 'memory') return `it needs more than ${failure.limitMiB} MiB`;
  if (failure.kind === 'stalled') return `it waits for ${failure.waitingFor}, which never comes`;
  return `${'message' in failure ? failure.message : failure.kind}${place}`;
}
