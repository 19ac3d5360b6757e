import type { Copied, Failure, Outcome, WorldRequest, WorldResponse } from '../../sandbox/types.ts';
import { AuthorFault } from './author-fault.ts';
import type { Verdict } from './author-harness.ts';
import { authorsFailure } from './author-module.ts';
import { equalValues } from './equal-values.ts';

/** The author's words, in English and in whatever other language there is. */
export type AuthorsText = string | { readonly en: string; readonly 'pt-BR'?: string };

/** An exchange between the author's code and the program. */
export interface SentByAuthor {
  readonly request: WorldRequest;
  readonly response: WorldResponse | null;
}

/** What an author's code makes of a program. */
export type Judgement = Said & { readonly sent: readonly SentByAuthor[] };

type Said =
  | { readonly status: 'held' }
  | {
      readonly status: 'broken';
      readonly words: AuthorsText | null;
      /** Null where the author gives only words. */
      readonly values: { readonly expected: Copied; readonly actual: Copied } | null;
    }
  | { readonly status: 'failed'; readonly failure: Failure };

/** Reads what the harness answered. Throws an AuthorFault where the author's code itself is at fault. */
export function readJudgement(judged: Outcome<Copied>, where: string): Judgement {
  if (!judged.ok) {
    const { failure } = judged;
    // The runner may have ended for what the program did, or for what many calls of it took together;
    // the same with the solution tells whose it is.
    const isUnclear = failure.kind === 'crash' || failure.kind === 'memory';
    if (isUnclear || (failure.kind === 'time' && failure.limit !== 'cpu'))
      return { status: 'failed', failure, sent: [] };
    const why = authorsFailure(failure);
    throw new AuthorFault({
      en: `${where} failed by itself: ${why.en}`,
      'pt-BR': `${where} falhou por conta própria: ${why['pt-BR']}`,
    });
  }
  const verdict = judged.value as unknown as Verdict;
  const sent = verdict.sent as readonly SentByAuthor[];
  if (verdict.status === 'learner-failed') {
    return { status: 'failed', failure: verdict.failure as Failure, sent };
  }
  return { ...readAnswer(verdict.answer as Copied, where), sent };
}

function readAnswer(answer: Copied, where: string): Said {
  if (answer === true) return { status: 'held' };
  if (answer === false) return { status: 'broken', words: null, values: null };
  if (typeof answer === 'string' && answer !== '') return { status: 'broken', words: answer, values: null };
  if (isRecord(answer)) {
    const { expected, actual, message } = answer;
    if ('expected' in answer && 'actual' in answer) {
      if (equalValues(expected, actual)) return { status: 'held' };
      return { status: 'broken', words: isText(message) ? message : null, values: { expected, actual } };
    }
    if (isText(answer)) return { status: 'broken', words: answer, values: null };
  }
  const given =
    JSON.stringify(answer, (_, one) => (typeof one === 'bigint' ? `${one}n` : one)) ?? 'undefined';
  throw new AuthorFault({
    en: `${where} must give true, false, a text, or { expected, actual }; it gave ${given}`,
    'pt-BR': `${where} deve devolver true, false, um texto ou { expected, actual }; devolveu ${given}`,
  });
}

function isRecord(value: Copied): value is { readonly [key: string]: Copied } {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}

function isText(value: Copied): value is AuthorsText {
  return typeof value === 'string' || (isRecord(value) && typeof value.en === 'string');
}
