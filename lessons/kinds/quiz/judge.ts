import type { Evidence, TextEvidence } from '../../format/evidence.ts';
import { type Locale, type LocalizedText, textIn } from '../../format/locale.ts';
import { type Finding, passed } from '../../grading/grader.ts';
import type { Answer } from './answers.ts';
import type { QuizExercise } from './schema.ts';
import { quizTexts } from './texts.ts';

/** Says whether an answer to one question is right. */
export type Judge = (answer: Answer) => Finding | Promise<Finding>;

export interface Asking {
  readonly locale: Locale;
  readonly reveal: QuizExercise['reveal'];
}

/** A right answer, with why it is right. */
export function right(evidence: readonly Evidence[]): Finding {
  return { ...passed, evidence };
}

export function wrong(message: string, nextStep: string | null, evidence: readonly Evidence[] = []): Finding {
  return { status: 'failed', reason: 'wrong-answer', message, nextStep, location: null, evidence };
}

/** An answer that is none to this question, such as an option that it does not have. */
export function unreadable(message: string, nextStep: string): Finding {
  return { ...wrong(message, nextStep), status: 'error', reason: 'unreadable' };
}

/** The author's explanation, as evidence. */
export function explained(why: LocalizedText, { locale }: Asking): TextEvidence {
  return prose(quizTexts[locale].why, textIn(why, locale));
}

export function prose(title: string, text: string): TextEvidence {
  return { shape: 'text', title, text, format: 'prose' };
}

export function code(title: string, text: string): TextEvidence {
  return { shape: 'text', title, text, format: 'code' };
}
