import type { Evidence, PlanEvidence } from '../../format/evidence.ts';
import type { Locale } from '../../format/locale.ts';
import type { Finding, GradeContext } from '../../grading/grader.ts';
import { checkStatements } from './allowed-statements.ts';
import type { Cost, Overrun } from './check-budget.ts';
import type { GrownWorld } from './grown-world.ts';
import { type Measured, measure } from './measure.ts';
import type { PlanExercise } from './schema.ts';
import { planTexts } from './texts.ts';

export interface OverrunFound {
  readonly overrun: Overrun;
  readonly costs: readonly Cost[];
  /** The world at the largest size, and what was measured there. */
  readonly grown: GrownWorld;
  readonly measured: Measured;
}

/** The finding for a query that costs too much: what, by how much, and the plan where it goes. */
export async function describeOverrun(
  found: OverrunFound,
  context: GradeContext<PlanExercise>,
): Promise<Finding> {
  const { overrun, costs, grown, measured } = found;
  const texts = planTexts[context.locale];
  const size = texts.atSize(grown.size);
  const message = texts.overrun[overrun.what](overrun.actual, overrun.allowed);
  const before = await measureStarter(found, context);
  const plans: PlanEvidence['plans'] = [
    ...(before === null ? [] : [planOf(before, texts.before)]),
    planOf(measured, before === null ? texts.yours : texts.after),
  ];
  const series = overrun.what === 'growth' ? [growthSeries(costs, overrun.allowed, context.locale)] : [];
  return {
    status: 'failed',
    reason: 'wrong-answer',
    message: `${size}: ${message}`,
    nextStep: adviceFor(overrun, measured, context.locale),
    location: null,
    evidence: [{ shape: 'plan', plans }, ...series],
  };
}

/** The starter's query on the same data, to show how far the learner has come; null where that tells nothing. */
async function measureStarter(
  { grown }: OverrunFound,
  { exercise, starter, files }: GradeContext<PlanExercise>,
): Promise<Measured | null> {
  const script = starter[exercise.entry] ?? '';
  if (script.trim() === (files[exercise.entry] ?? '').trim() || !checkStatements(script).ok) return null;
  await grown.world.reset();
  const measured = await measure(grown.world, { ...grown, script });
  return measured.ok ? measured.value : null;
}

function planOf({ plan, counters }: Measured, label: string): PlanEvidence['plans'][number] {
  const { nodes, raw } = plan;
  return { label, nodes: [...nodes], raw, scanSteps: counters.fullscanStep, vmSteps: counters.vmStep };
}

function growthSeries(costs: readonly Cost[], allowed: number, locale: Locale): Evidence {
  const texts = planTexts[locale];
  const first = costs[0];
  const base = first?.counters.vmStep ?? 0;
  return {
    shape: 'series',
    chart: 'line',
    x: { label: texts.sizeAxis, unit: '' },
    y: { label: texts.stepsAxis, unit: '' },
    series: [
      {
        name: texts.yours,
        role: 'measured',
        points: costs.map(({ size, counters }) => [size, counters.vmStep]),
      },
      {
        name: texts.allowed,
        role: 'allowed',
        points: costs.map(({ size }, at) => [size, at === 0 ? base : base * allowed]),
      },
    ],
  };
}

/** Advice for what the plan shows, where it shows it; for the limit that was broken otherwise. */
function adviceFor({ what }: Overrun, { plan }: Measured, locale: Locale): string {
  const texts = planTexts[locale];
  if (/AUTOMATIC/.test(plan.raw)) return texts.automaticNext;
  if (
    what === 'sorts' ||
    (what === 'vmSteps' && /USE TEMP B-TREE/.test(plan.raw) && !/SCAN/.test(plan.raw))
  ) {
    return texts.sortNext;
  }
  return /(^|[|` -])SCAN /m.test(plan.raw) ? texts.scanNext : texts.stepsNext;
}
