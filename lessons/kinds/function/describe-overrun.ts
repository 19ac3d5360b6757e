import type { SeriesEvidence } from '../../format/evidence.ts';
import { type Locale, textIn } from '../../format/locale.ts';
import type { Finding } from '../../grading/grader.ts';
import { type Cost, type Overrun, timesAllowed } from './operations-budget.ts';
import type { Operations } from './operations-schema.ts';
import { operationsTexts } from './operations-texts.ts';

interface MeasuredOperations {
  readonly operations: Operations;
  readonly costs: readonly Cost[];
}

/** The finding for a function that does too much: in words, and as the line that leaves the allowed one behind. */
export function describeOverrun(overrun: Overrun, measured: MeasuredOperations, locale: Locale): Finding {
  const texts = operationsTexts[locale];
  const { of } = measured.operations;
  const noun = of === undefined ? texts.items : textIn(of, locale);
  const { cost } = overrun;
  const message =
    overrun.what === 'growth'
      ? texts.grown({ ...overrun, noun })
      : texts.tooMany(cost.size, noun, cost.steps, overrun.allowed);
  return {
    status: 'failed',
    reason: 'wrong-answer',
    message,
    nextStep: texts.next,
    location: null,
    evidence: [seriesOf(overrun, measured, locale)],
  };
}

function seriesOf(
  overrun: Overrun,
  { operations, costs }: MeasuredOperations,
  locale: Locale,
): SeriesEvidence {
  const texts = operationsTexts[locale];
  return {
    shape: 'series',
    chart: 'line',
    x: { label: texts.size, unit: '' },
    y: { label: texts.steps, unit: '' },
    series: [
      { name: texts.measured, role: 'measured', points: costs.map(({ size, steps }) => [size, steps]) },
      { name: texts.allowed, role: 'allowed', points: allowedPoints(overrun, operations, costs) },
    ],
  };
}

/** From what the smallest input cost, as it may grow; or the one number that is the limit everywhere. */
function allowedPoints(overrun: Overrun, { growth }: Operations, costs: readonly Cost[]): [number, number][] {
  if (overrun.what === 'most' || growth === undefined)
    return costs.map(({ size }) => [size, overrun.allowed]);
  let allowed = costs[0]?.steps ?? 0;
  return costs.map(({ size }, at) => {
    const before = costs[at - 1];
    if (before !== undefined) allowed *= timesAllowed(growth, before.size, size);
    return [size, Math.round(allowed)];
  });
}
