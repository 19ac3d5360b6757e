import type { Job, World } from '../../../sandbox/types.ts';
import { type Locale, textIn } from '../../format/locale.ts';
import type { Visibility } from '../../format/report.ts';
import { openCases } from '../../grading/author-cases.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import type { Judgement } from '../../grading/author-judgement.ts';
import { throwIfBusy } from '../../grading/busy-computer.ts';
import { describeFailure } from '../../grading/describe-failure.ts';
import { type Finding, type GradeContext, passed } from '../../grading/grader.ts';
import { seededRandom } from '../../grading/seeded-random.ts';
import { showValue } from '../../grading/show-value.ts';
import { describeOverrun } from './describe-overrun.ts';
import { openCounted } from './open-program.ts';
import { type Cost, checkBudget } from './operations-budget.ts';
import type { Operations } from './operations-schema.ts';
import { operationsTexts } from './operations-texts.ts';
import type { FunctionExercise } from './schema.ts';

type Context = GradeContext<FunctionExercise>;

export interface OperationsToCheck {
  readonly check: { readonly id: string; readonly visibility: Visibility };
  readonly operations: Operations;
}

/** One input may be lucky; what several of one size cost together grows evenly. */
const inputsOfASize = 3;

/**
 * Counts the steps that a function takes on inputs that double, the solution's first: a budget that it
 * breaks, and an answer of its that is wrong, are the author's to mend.
 */
export async function checkOperations(
  asked: OperationsToCheck,
  context: Context,
  job: Job,
): Promise<Finding> {
  const place = `exercise.yaml, "checks.${asked.check.id}"`;
  const own = `solution/${context.exercise.entry}`;
  const solved = await measure(asked, { ...context, files: context.solution }, job);
  if (solved.finding !== null) {
    if (solved.finding.starved === true || solved.finding.reason === 'crash') return solved.finding;
    throw new AuthorFault({
      en: `${place} cannot be counted with its own ${own}: ${solved.finding.message}`,
      'pt-BR': `${place}: não foi possível contar os passos com a própria ${own}: ${solved.finding.message}`,
    });
  }
  const tooSmall = checkBudget(asked.operations, solved.costs);
  if (tooSmall !== null) {
    const { message } = describeOverrun(
      tooSmall,
      { operations: asked.operations, costs: solved.costs },
      context.locale,
    );
    throw new AuthorFault({
      en: `${place}, "operations" is broken by its own ${own}: ${message}`,
      'pt-BR': `${place}, "operations" não é cumprido pela própria ${own}: ${message}`,
    });
  }
  const { finding, costs } = await measure(asked, context, job);
  const overrun = checkBudget(asked.operations, costs);
  // Too slow on larger inputs is what a broken budget leads to: the cause is told rather than the effect.
  const isEffect = finding === null || finding.reason === 'time';
  if (overrun !== null && isEffect)
    return describeOverrun(overrun, { operations: asked.operations, costs }, context.locale);
  return finding ?? passed;
}

interface Measured {
  /** What kept the function from being measured on; null where nothing did. */
  readonly finding: Finding | null;
  readonly costs: readonly Cost[];
}

async function measure(
  { check, operations }: OperationsToCheck,
  context: Context,
  job: Job,
): Promise<Measured> {
  const opened = await openCounted(context.files, context, job);
  if ('finding' in opened) return { finding: opened.finding, costs: [] };
  const { world } = opened;
  const cases = await openCases({ ...operations, cases: inputsOfASize }, context, job);
  const random = seededRandom(context.seed, `steps of ${check.id}`);
  const costs: Cost[] = [];
  for (const size of operations.sizes) {
    let steps = 0;
    for (let at = 0; at < inputsOfASize; at += 1) {
      await cases.draw({ seed: random.integer(0, 0xffffffff), scale: 1, size });
      const before = await stepsOf(world);
      const judgement = await cases.judge(world);
      if (judgement.status === 'failed') throwIfBusy(judgement.failure, context.limits);
      const finding = faultOf(judgement, { operations, size }, context.locale);
      if (finding !== null) return { finding, costs };
      steps += (await stepsOf(world)) - before;
    }
    costs.push({ size, steps: Math.round(steps / inputsOfASize) });
  }
  return { finding: null, costs };
}

async function stepsOf(world: World): Promise<number> {
  const steps = await world.steps();
  return steps.ok ? steps.value : 0;
}

interface At {
  readonly operations: Operations;
  readonly size: number;
}

function faultOf(judgement: Judgement, { operations, size }: At, locale: Locale): Finding | null {
  if (judgement.status === 'held') return null;
  const texts = operationsTexts[locale];
  const noun = operations.of === undefined ? texts.items : textIn(operations.of, locale);
  if (judgement.status === 'failed') {
    const found = describeFailure(judgement.failure, locale);
    return { ...found, message: texts.atSize(size, noun, found.message) };
  }
  const { words, values } = judgement;
  const text =
    values === null
      ? null
      : `${texts.expected}:\n${showValue(values.expected)}\n\n${texts.actual}:\n${showValue(values.actual)}`;
  return {
    status: 'failed',
    reason: 'wrong-answer',
    message: texts.atSize(size, noun, words === null ? texts.wrong : textIn(words, locale)),
    nextStep: texts.wrongNext,
    location: null,
    evidence: text === null ? [] : [{ shape: 'text', title: texts.title, text, format: 'code' }],
    // The author's advice is about cost, and this is not.
    keepsNextStep: true,
  };
}
