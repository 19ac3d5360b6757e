import type { Locale } from '../../lessons/format/locale.ts';
import { describeFailure } from '../../lessons/grading/describe-failure.ts';
import { describeSqlFailure } from '../../lessons/grading/describe-sql-failure.ts';
import type { Script } from '../../lessons/grading/statement-place.ts';
import type { Failure } from '../../sandbox/types.ts';
import type { PlaygroundFailure } from '../contract/playground.ts';
import { isFatal } from './session.ts';

/** What a grader's words say of a check, said of a world that nobody grades. */
const crashed: Readonly<Record<Locale, { readonly message: string; readonly nextStep: string }>> = {
  en: {
    message: 'The sandbox itself stopped. Your code and your requests are kept.',
    nextStep: 'Start it again. If it happens every time, report it with your files.',
  },
  'pt-BR': {
    message: 'O próprio ambiente isolado parou. Seu código e suas requisições estão guardados.',
    nextStep: 'Inicie de novo. Se acontecer sempre, relate o problema com seus arquivos.',
  },
};

/** The words that graders use, so that a loop or a typing mistake reads the same everywhere. */
export function playgroundFailure(
  failure: Failure,
  locale: Locale,
  scripts: readonly Script[] = [],
): PlaygroundFailure {
  const found = scripts
    .map((script) => describeSqlFailure(failure, script, locale))
    .toSorted((a, b) => Number(b.location !== null) - Number(a.location !== null))[0];
  const { reason, message, nextStep, location, evidence } = found ?? describeFailure(failure, locale);
  return {
    reason: reason ?? 'crash',
    message,
    nextStep,
    location,
    evidence: evidence.filter((each) => each.shape === 'text'),
    ended: isFatal(failure),
    ...(failure.kind === 'crash' ? crashed[locale] : {}),
  };
}
