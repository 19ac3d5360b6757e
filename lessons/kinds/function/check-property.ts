import type { Copied, Failure, World } from '../../../sandbox/types.ts';
import type { TextEvidence } from '../../format/evidence.ts';
import { type Locale, textIn } from '../../format/locale.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { describeFailure } from '../../grading/describe-failure.ts';
import { type Finding, passed } from '../../grading/grader.ts';
import { seededRandom } from '../../grading/seeded-random.ts';
import { type AuthorCases, type CaseOutcome, openCases } from './author-cases.ts';
import { openProgram, type Trial } from './open-program.ts';
import type { CaseSource } from './property-harness.ts';
import type { FunctionCheck, Property } from './schema.ts';
import { showValue } from './show-value.ts';
import { type Failing, shrinkCase } from './shrink-case.ts';
import { functionTexts } from './texts.ts';

type Fault = Exclude<CaseOutcome, { status: 'held' }>;

interface Found {
  readonly input: Copied;
  readonly fault: Fault;
}

/**
 * Tries the property on as many cases as it asks for, from the simplest on, and shrinks the first that
 * goes wrong. Throws an AuthorFault where the solution goes wrong with it too.
 */
export async function checkProperty(
  check: FunctionCheck,
  property: Property,
  { world, context, job }: Trial,
): Promise<Finding> {
  const { seed, locale } = context;
  const cases = await openCases(property, context, job);
  for (let at = 0; at < property.cases; at += 1) {
    const tried = await tryCase(cases, sourceOf({ seed, at, of: property.cases, name: check.id }), world);
    if ('busy' in tried) return describeFailure(tried.busy, locale);
    if (tried.found === null) continue;
    const first = { choices: tried.choices, found: tried.found };
    const smallest = endsWorld(first.found.fault) ? first : await shrink(first, cases, world);
    const unsure = await checkWithSolution(check, property, smallest, { world, context, job });
    return unsure ?? describe(smallest.found, locale);
  }
  // A holds() that takes every failure for an answer would not notice that the program is gone.
  const alive = await world.call('', []);
  return !alive.ok && isFatal(alive.failure) ? describeFailure(alive.failure, locale) : passed;
}

interface Numbering {
  readonly seed: number;
  readonly at: number;
  readonly of: number;
  readonly name: string;
}

/** The first case is the simplest that the generator can make; then they grow, to whole size at half-way. */
function sourceOf({ seed, at, of, name }: Numbering): CaseSource {
  if (at === 0) return { choices: [] };
  const own = seededRandom(seed, `${name} ${at}`).integer(0, 0xffffffff);
  return { seed: own, scale: Math.min(1, (2 * at) / of) };
}

type Tried =
  | { readonly choices: readonly number[]; readonly found: Found | null }
  | { readonly busy: Failure };

async function tryCase(cases: AuthorCases, source: CaseSource, world: World): Promise<Tried> {
  const drawn = await cases.draw(source);
  if ('kind' in drawn) return { busy: drawn };
  const { choices, input } = drawn;
  const outcome = await cases.judge(world);
  return { choices, found: outcome.status === 'held' ? null : { input, fault: outcome } };
}

function shrink(first: Failing<Found>, cases: AuthorCases, world: World): Promise<Failing<Found>> {
  let isOver = false;
  return shrinkCase(first, async (choices) => {
    if (isOver) return null;
    const tried = await tryCase(cases, { choices }, world);
    // Without the world there is nothing to ask any more; what was found so far stands.
    isOver = 'busy' in tried || (tried.found !== null && endsWorld(tried.found.fault));
    if (isOver || 'busy' in tried || tried.found === null) return null;
    return isAlike(first.found.fault, tried.found.fault)
      ? { choices: tried.choices, found: tried.found }
      : null;
  });
}

/** Whether two cases go wrong in one way: a smaller input with another mistake would mislead. */
function isAlike(one: Fault, other: Fault): boolean {
  if (one.status === 'broken' || other.status === 'broken') return one.status === other.status;
  const nameOf = (failure: Failure) => (failure.kind === 'exception' ? failure.name : failure.kind);
  return nameOf(one.failure) === nameOf(other.failure);
}

function endsWorld(fault: Fault): boolean {
  return fault.status === 'failed' && isFatal(fault.failure);
}

function isFatal({ kind }: Failure): boolean {
  return kind === 'time' || kind === 'memory' || kind === 'crash';
}

/** A finding only where the computer was too busy to tell. */
async function checkWithSolution(
  check: FunctionCheck,
  property: Property,
  { choices, found }: Failing<Found>,
  { context, job }: Trial,
): Promise<Finding | null> {
  const solved = await openProgram(context.solution, context, job);
  const cases = await openCases(property, context, job);
  const place = `exercise.yaml, "checks.${check.id}"`;
  const own = `its own solution/${context.exercise.entry}`;
  if ('finding' in solved) {
    if (solved.finding.starved === true) return solved.finding;
    throw new AuthorFault(`${place} cannot be tried with ${own}: ${solved.finding.message}`);
  }
  const tried = await tryCase(cases, { choices }, solved.world);
  if ('busy' in tried) return describeFailure(tried.busy, context.locale);
  if (tried.found === null) return null;
  const theirs = describe(tried.found, 'en');
  if (theirs.starved === true && context.limits.wallMs === undefined) return theirs;
  // The message reaches whoever runs the exercise, and a hidden check keeps its inputs to itself.
  const input = check.visibility === 'shown' ? ` with ${showValue(found.input)}` : '';
  throw new AuthorFault(
    `${place}, "property.${property.name}" does not hold for ${own}${input} (seed ${context.seed}): ${theirs.message}`,
  );
}

function describe({ input, fault }: Found, locale: Locale): Finding {
  const texts = functionTexts[locale];
  const shown = showValue(input);
  if (fault.status === 'failed') {
    const finding = describeFailure(fault.failure, locale);
    const evidence: TextEvidence = { shape: 'text', title: texts.caseTitle, text: shown, format: 'code' };
    return {
      ...finding,
      message: texts.failedCase(finding.message),
      evidence: [evidence, ...finding.evidence],
    };
  }
  const { words, values } = fault;
  const parts = [
    `${texts.input}:\n${shown}`,
    ...(values === null
      ? []
      : [
          `${texts.expected}:\n${showValue(values.expected)}`,
          `${texts.actual}:\n${showValue(values.actual)}`,
        ]),
  ];
  return {
    status: 'failed',
    reason: 'wrong-answer',
    message: words === null ? texts.broken : texts.said(textIn(words, locale)),
    nextStep: texts.brokenNext,
    location: null,
    evidence: [{ shape: 'text', title: texts.caseTitle, text: parts.join('\n\n'), format: 'code' }],
  };
}
