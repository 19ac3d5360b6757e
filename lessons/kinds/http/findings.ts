import type { Evidence, HttpEvidence } from '../../format/evidence.ts';
import type { Finding, GradeContext } from '../../grading/grader.ts';
import type { HttpExercise } from './schema.ts';

export type Context = GradeContext<HttpExercise>;
export type Exchange = HttpEvidence['exchanges'][number];

/** A wrong answer, in words and with what shows it. */
export function wrong(message: string, nextStep: string, evidence: readonly Evidence[]): Finding {
  return { status: 'failed', reason: 'wrong-answer', message, nextStep, location: null, evidence };
}

/** Evidence of the exchanges, where there were any. */
export function shownIfAny(exchanges: readonly Exchange[]): readonly Evidence[] {
  return exchanges.length === 0 ? [] : [shown(exchanges)];
}

export function shown(exchanges: readonly Exchange[]): Evidence {
  return { shape: 'http', exchanges: [...exchanges] };
}
