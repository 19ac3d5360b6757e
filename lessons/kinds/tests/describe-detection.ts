import type { DiffEvidence, Evidence, TextEvidence } from '../../format/evidence.ts';
import { type Locale, textIn } from '../../format/locale.ts';
import type { Finding } from '../../grading/grader.ts';
import { lineDiff } from '../../grading/line-diff.ts';
import type { Detection, Difference } from './compare-runs.ts';
import type { Implementation } from './implementations.ts';
import type { Context } from './run-tests.ts';
import type { Mutant } from './schema.ts';
import { answerOf, callOf } from './show-exchange.ts';
import { testsTexts } from './texts.ts';

export interface Survivor {
  readonly mutant: Mutant;
  readonly implementation: Implementation;
  readonly detection: Exclude<Detection, { status: 'noticed' }>;
}

interface Survivors {
  readonly survivors: readonly Survivor[];
  readonly total: number;
  readonly reference: Implementation;
}

/** More of them at once would be read by nobody. */
const mostShown = 3;
/** Lines around a change that say where it is. */
const around = 3;

/** Which mistakes go unnoticed, why the first of them does, and where each of them is. */
export function describeSurvivors({ survivors, total, reference }: Survivors, context: Context): Finding {
  const { locale, exercise } = context;
  const texts = testsTexts[locale];
  const first = survivors[0] as Survivor;
  const name = textIn(first.mutant.name, locale);
  const headline =
    survivors.length === 1 ? texts.survivor(name) : texts.survivors(survivors.length, total, name);
  const own = first.mutant.nextStep;
  const generic = first.detection.status === 'unreached' ? texts.unreachedNext : texts.unnoticedNext;
  const evidence = survivors
    .slice(0, mostShown)
    .flatMap(({ mutant, implementation, detection }): Evidence[] => [
      diffOf(`${exercise.module} – ${textIn(mutant.name, locale)}`, reference.text, implementation.text),
      ...(detection.status === 'unnoticed'
        ? showDifference(detection.difference, texts.onMutant, locale)
        : []),
    ]);
  return {
    status: 'failed',
    reason: 'wrong-answer',
    message: `${headline} ${reasonOf(first.detection, locale)}`,
    nextStep: own === undefined ? generic : textIn(own, locale),
    location: null,
    evidence,
    keepsNextStep: own !== undefined,
  };
}

function reasonOf(detection: Survivor['detection'], locale: Locale): string {
  const texts = testsTexts[locale];
  if (detection.status === 'unreached') return texts.unreached;
  const { difference, test } = detection;
  if (test === null) return texts.afterTests;
  const call = callOf(difference.actual) ?? callOf(difference.expected);
  const isShort = call !== null && call.length <= 60 && !call.includes('\n');
  return isShort ? texts.unnoticed(test, call) : texts.unnoticedSomewhere;
}

/** The exchange where two implementations part, with what each of them said. */
export function showDifference(
  { expected, actual }: Difference,
  label: string,
  locale: Locale,
): readonly TextEvidence[] {
  const texts = testsTexts[locale];
  const call = callOf(actual) ?? callOf(expected);
  const [right, other] = [answerOf(expected, texts), answerOf(actual, texts)];
  if (right === null || other === null || right === other) return [];
  const head = call === null ? [] : [`${texts.call}:\n${call}`];
  const text = [...head, `${texts.onReference}:\n${right}`, `${label}:\n${other}`].join('\n\n');
  return [{ shape: 'text', title: texts.differenceTitle, text, format: 'code' }];
}

function diffOf(path: string, before: string, after: string): DiffEvidence {
  const lines = lineDiff(before, after);
  const near = (at: number) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(({ mark }) => mark !== 'same');
  return { shape: 'diff', path, lines: lines.filter((_, at) => near(at)) };
}
