import { type Author, defaultLimits, type Failure, type Job } from '../../sandbox/types.ts';
import type { Translations } from '../format/locale.ts';
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
  const why = authorsFailure(opened.failure);
  throw new AuthorFault({
    en: `${file} does not load: ${why.en}`,
    'pt-BR': `${file} não carrega: ${why['pt-BR']}`,
  });
}

/** A failure of the author's code, in an author's words: with file and line where they are known. */
export function authorsFailure(failure: Failure): Translations {
  switch (failure.kind) {
    case 'time':
      return {
        en: `it did not end within ${failure.limitMs} ms`,
        'pt-BR': `não terminou em ${failure.limitMs} ms`,
      };
    case 'memory':
      return {
        en: `it needs more than ${failure.limitMiB} MiB`,
        'pt-BR': `precisa de mais de ${failure.limitMiB} MiB`,
      };
    case 'stalled':
      return {
        en: `it waits for ${failure.waitingFor}, which never comes`,
        'pt-BR': `espera por ${failure.waitingFor}, que nunca vem`,
      };
    default: {
      const what = 'message' in failure ? failure.message : failure.kind;
      const place = 'location' in failure ? failure.location : null;
      return place === null
        ? { en: what, 'pt-BR': what }
        : {
            en: `${what} (${place.file}, line ${place.line})`,
            'pt-BR': `${what} (${place.file}, linha ${place.line})`,
          };
    }
  }
}
