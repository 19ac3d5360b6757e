import type { SeriesEvidence, StatementsEvidence } from '../../format/evidence.ts';
import type { Locale } from '../../format/locale.ts';
import type { StatementGroup } from '../../grading/count-statements.ts';
import type { Finding } from '../../grading/grader.ts';
import type { HttpBudget } from './budget-schema.ts';
import { budgetTexts } from './budget-texts.ts';
import type { Cost, Overrun } from './check-budget.ts';
import { grownNoun } from './grown-noun.ts';

const shownGroups = 30;

export interface OverrunFound {
  readonly overrun: Overrun;
  readonly costs: readonly Cost[];
}

/** The finding for steps that cost too much: how much on how much data, which statement, and how it grows. */
export function describeOverrun(
  { overrun, costs }: OverrunFound,
  budget: HttpBudget,
  locale: Locale,
): Finding {
  const texts = budgetTexts[locale];
  const { what, actual, allowed, smallest, cost } = overrun;
  const costly = costliest(overrun);
  const noun = grownNoun(budget, locale);
  const words = { actual, allowed, before: smallest.statements, requests: cost.requests };
  const said =
    what === 'growth'
      ? texts.growth({
          ...words,
          at: texts.atSize(cost.grown, noun),
          from: texts.atSize(smallest.grown, noun),
        })
      : texts[what]({ ...words, at: texts.atSize(cost.grown, noun) });
  const repeats = (costly?.runs ?? 0) > cost.requests ? 'repeats' : 'runs once';
  return {
    status: 'failed',
    reason: 'wrong-answer',
    message: said,
    nextStep: nextStepFor(what, repeats, texts),
    location: costly?.location ?? null,
    evidence: [statementsOf(overrun, costly), seriesOf({ overrun, costs }, budget, locale)],
  };
}

/** What to do about a limit that was broken; where a statement repeats, that is mostly why. */
function nextStepFor(
  what: Overrun['what'],
  repeats: 'repeats' | 'runs once',
  texts: (typeof budgetTexts)['en'],
): string {
  if (what === 'scanSteps') return texts.rowsNext;
  if (repeats === 'repeats') return texts.repeatedNext;
  return what === 'vmSteps' ? texts.stepsNext : texts.manyNext;
}

/** The statement to look at first: the one that scanned most, or the one that ran most often. */
function costliest({ what, cost }: Overrun): StatementGroup | null {
  const of = {
    scanSteps: ({ counters }: StatementGroup) => counters.fullscanStep,
    vmSteps: ({ counters }: StatementGroup) => counters.vmStep,
    statements: ({ runs }: StatementGroup) => runs,
    growth: ({ runs }: StatementGroup) => runs,
  }[what];
  return cost.groups.reduce<StatementGroup | null>(
    (most, group) => (most === null || of(group) > of(most) ? group : most),
    null,
  );
}

function statementsOf(
  { what, actual, allowed, cost }: Overrun,
  costly: StatementGroup | null,
): StatementsEvidence {
  const others = cost.groups.filter((group) => group !== costly).slice(0, shownGroups - 1);
  return {
    shape: 'statements',
    statements: cost.groups
      .filter((group) => group === costly || others.includes(group))
      .map((group) => ({
        sql: group.sql,
        runs: group.runs,
        rows: group.counters.rows,
        scanSteps: group.counters.fullscanStep,
        vmSteps: group.counters.vmStep,
        sorts: group.counters.sort,
        automaticIndexes: group.counters.autoindex,
        location: group.location,
        costly: group === costly,
      })),
    // The evidence counts statements, and a limit on steps says nothing of their number.
    budget: what === 'scanSteps' || what === 'vmSteps' ? null : { allowed, actual },
  };
}

function seriesOf({ overrun, costs }: OverrunFound, budget: HttpBudget, locale: Locale): SeriesEvidence {
  const texts = budgetTexts[locale];
  const measure = overrun.what === 'growth' ? 'statements' : overrun.what;
  return {
    shape: 'series',
    chart: 'line',
    x: { label: grownNoun(budget, locale), unit: '' },
    y: { label: texts.axes[measure], unit: '' },
    series: [
      {
        name: texts.yours,
        role: 'measured',
        points: costs.map((cost) => [cost.grown, cost[measure]]),
      },
      { name: texts.allowed, role: 'allowed', points: costs.map((cost) => [cost.grown, overrun.allowed]) },
    ],
  };
}
