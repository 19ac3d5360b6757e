import type { Finding } from '../../grading/grader.ts';
import type { Answer } from './answers.ts';
import { type Asking, code, explained, type Judge, prose, right, unreadable, wrong } from './judge.ts';
import { sameText } from './same-text.ts';
import { longestAnswer, type Mistake } from './schema.ts';
import { quizTexts } from './texts.ts';

type FoundMistake = Mistake | undefined;

/** The typed text of an answer, or why it has none. */
export function typedText(answer: Answer, { locale }: Asking): string | Finding {
  const texts = quizTexts[locale];
  if (typeof answer !== 'string') return unreadable(texts.notText, texts.notTextNext);
  if (answer.length > longestAnswer) return unreadable(texts.tooLong(longestAnswer), texts.tooLongNext);
  return answer;
}

/** A wrong answer, with the author's words where it is a mistake that the author foresaw. */
export function mistaken(
  { text, mistake }: { readonly text: string; readonly mistake: FoundMistake },
  finding: Finding,
  asking: Asking,
): Finding {
  const own = code(quizTexts[asking.locale].yourAnswer, text.trimEnd());
  const why = mistake === undefined ? [] : [explained(mistake.why, asking)];
  return { ...finding, evidence: [...why, own, ...finding.evidence] };
}

interface Accepted {
  readonly accept: readonly string[];
  readonly ignoreCase: boolean;
  readonly why: Mistake['why'];
  readonly mistakes: readonly Mistake[];
}

/** One of several texts. */
export function judgeText({ accept, ignoreCase, why, mistakes }: Accepted, asking: Asking): Judge {
  const texts = quizTexts[asking.locale];
  const even = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const isSame = (a: string, b: string) => sameText(even(a), even(b));
  return (answer) => {
    const text = typedText(answer, asking);
    if (typeof text !== 'string') return text;
    if (accept.some((accepted) => isSame(accepted, text))) return right([explained(why, asking)]);
    const shown =
      asking.reveal === 'all' ? [prose(texts.rightAnswer, accept[0] ?? ''), explained(why, asking)] : [];
    const mistake = mistakes.find((one) => isSame(one.answer, text));
    return mistaken({ text, mistake }, wrong(texts.otherText, texts.otherTextNext, shown), asking);
  };
}

interface Near {
  readonly number: number;
  readonly tolerance: number;
  readonly why: Mistake['why'];
  readonly mistakes: readonly Mistake[];
}

/** A number, near enough. */
export function judgeNumber({ number, tolerance, why, mistakes }: Near, asking: Asking): Judge {
  const texts = quizTexts[asking.locale];
  const isNear = (a: number, b: number) => Math.abs(a - b) <= tolerance + 1e-9 * Math.max(1, Math.abs(b));
  return (answer) => {
    const text = typedText(answer, asking);
    if (typeof text !== 'string') return text;
    const given = numberIn(text);
    if (given === null) return unreadable(texts.noNumber(shorten(text.trim())), texts.noNumberNext);
    if (isNear(given, number)) return right([explained(why, asking)]);
    const shown =
      asking.reveal === 'all' ? [prose(texts.rightAnswer, String(number)), explained(why, asking)] : [];
    const mistake = mistakes.find((one) => {
      const wrongNumber = numberIn(one.answer);
      return wrongNumber !== null && isNear(given, wrongNumber);
    });
    return mistaken({ text, mistake }, wrong(texts.otherNumber, texts.otherNumberNext, shown), asking);
  };
}

/**
 * The number that a person wrote, with a point or a comma before its decimals. Null where it is none,
 * or could be two: 1,500 is fifteen hundred to some and one and a half to others.
 */
function numberIn(text: string): number | null {
  const plain = text.trim().replace(/^([-+]?\d+),(\d{1,2}|\d{4,})$/, '$1.$2');
  return /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d{1,3})?$/i.test(plain) ? Number(plain) : null;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
