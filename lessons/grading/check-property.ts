import type { Copied, Failure, Job, World } from '../../sandbox/types.ts';
import type { Evidence } from '../format/evidence.ts';
import { type Locale, textIn } from '../format/locale.ts';
import type { Visibility } from '../format/report.ts';
import { type AuthorCases, openCases } from './author-cases.ts';
import { AuthorFault } from './author-fault.ts';
import type { CaseSource } from './author-harness.ts';
import type { Judgement } from './author-judgement.ts';
import type { AuthorContext } from './author-module.ts';
import { throwIfBusy } from './busy-computer.ts';
import { describeFailure } from './describe-failure.ts';
import { type Finding, passed } from './grader.ts';
import type { Property } from './property-schema.ts';
import { propertyTexts } from './property-texts.ts';
import { seededRandom } from './seeded-random.ts';
import { showValue } from './show-value.ts';
import { type Failing, shrinkCase } from './shrink-case.ts';
import { losesRecord } from './what-happened.ts';

/** What became of one case: what the author said of it, or what the kind found wrong beside that. */
export type CaseOutcome = (Judgement | { readonly status: 'found'; readonly finding: Finding }) & {
  readonly evidence?: readonly Evidence[];
};

/** A program that cases are tried on, in worlds as its kind makes them. */
export interface CaseProgram {
  /** Cases that may be tried to make a failing one smaller. */
  readonly mostTries: number;
  /** Hands a world that is ready for one case to `judge`. */
  tryCase(judge: (world: World) => Promise<Judgement>): Promise<CaseOutcome>;
  /** What else there is to see of a case that failed, tried once more by itself: what the program printed. */
  show?(judge: (world: World) => Promise<Judgement>): Promise<readonly Evidence[]>;
  /** Why the program can answer no more, where it cannot: `holds` may have taken a failure for an answer. */
  ended(): Promise<Failure | null>;
}

export interface PropertyToCheck {
  readonly check: { readonly id: string; readonly visibility: Visibility };
  readonly property: Property;
  /** Opens a submission, or says what keeps it from being tried. */
  readonly open: (files: AuthorContext['files']) => Promise<CaseProgram | { readonly finding: Finding }>;
}

type Fault = Exclude<CaseOutcome, { status: 'held' }>;

interface Found {
  readonly input: Copied;
  readonly fault: Fault;
}

/**
 * Tries a property on as many cases as it asks for, from the simplest on, and shrinks the first that
 * goes wrong. Throws an AuthorFault where the solution goes wrong with it too.
 */
export async function checkProperty(
  asked: PropertyToCheck,
  context: AuthorContext,
  job: Job,
): Promise<Finding> {
  const { check, property, open } = asked;
  const { seed, locale } = context;
  const program = await open(context.files);
  if ('finding' in program) return program.finding;
  const cases = await openCases(property, context, job);
  for (let at = 0; at < property.cases; at += 1) {
    const source = sourceOf({ seed, at, of: property.cases, name: check.id });
    const tried = await tryCase(cases, source, program);
    if (tried.found === null) continue;
    const first = { choices: tried.choices, found: tried.found };
    const smallest = endsWorld(first.found.fault)
      ? first
      : await shrink(first, { cases, program, limits: context.limits });
    const starved = await tryWithSolution(asked, smallest, context, job);
    if (starved !== null) return starved;
    const finding = describe(smallest.found, locale);
    if (program.show === undefined || endsWorld(smallest.found.fault)) return finding;
    await cases.draw({ choices: smallest.choices });
    const shown = await program.show((world) => cases.judge(world));
    return { ...finding, evidence: [...finding.evidence, ...shown] };
  }
  const ended = await program.ended();
  return ended === null ? passed : describeFailure(ended, locale);
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

interface Tried {
  readonly choices: readonly number[];
  readonly found: Found | null;
}

async function tryCase(cases: AuthorCases, source: CaseSource, program: CaseProgram): Promise<Tried> {
  const { choices, input } = await cases.draw(source);
  const outcome = await program.tryCase((world) => cases.judge(world));
  return { choices, found: outcome.status === 'held' ? null : { input, fault: outcome } };
}

interface Shrinking {
  readonly cases: AuthorCases;
  readonly program: CaseProgram;
  readonly limits: AuthorContext['limits'];
}

function shrink(start: Failing<Found>, { cases, program, limits }: Shrinking): Promise<Failing<Found>> {
  let isOver = false;
  const attempt = async (choices: readonly number[]): Promise<Failing<Found> | null> => {
    if (isOver) return null;
    const { found, ...tried } = await tryCase(cases, { choices }, program);
    if (found === null) return null;
    // How far it goes must not depend on what else the computer does.
    if (found.fault.status === 'failed') throwIfBusy(found.fault.failure, limits);
    // Without the world there is nothing to ask any more; what was found so far stands.
    isOver = endsWorld(found.fault);
    return !isOver && isAlike(start.found.fault, found.fault) ? { choices: tried.choices, found } : null;
  };
  return shrinkCase({ start, attempt, mostTries: program.mostTries });
}

/** Whether two cases go wrong in one way: a smaller input with another mistake would mislead. */
function isAlike(one: Fault, other: Fault): boolean {
  if (one.status === 'failed' && other.status === 'failed') {
    const nameOf = (failure: Failure) => (failure.kind === 'exception' ? failure.name : failure.kind);
    return nameOf(one.failure) === nameOf(other.failure);
  }
  if (one.status === 'found' && other.status === 'found') return one.finding.reason === other.finding.reason;
  return one.status === other.status;
}

function endsWorld(fault: Fault): boolean {
  if (fault.status === 'found')
    return (
      fault.finding.reason === 'time' || fault.finding.reason === 'memory' || fault.finding.reason === 'crash'
    );
  return fault.status === 'failed' && isFatal(fault.failure);
}

/** Whether nothing more can be asked of the world that gave it. */
export function isFatal({ kind }: Pick<Failure, 'kind'>): boolean {
  return kind === 'time' || kind === 'memory' || kind === 'crash';
}

/** A finding only where the computer was too busy to tell. */
async function tryWithSolution(
  { check, property, open }: PropertyToCheck,
  { choices, found }: Failing<Found>,
  context: AuthorContext,
  job: Job,
): Promise<Finding | null> {
  const solved = await open(context.solution);
  const cases = await openCases(property, context, job);
  const place = `exercise.yaml, "checks.${check.id}"`;
  const own = `solution/${context.exercise.entry}`;
  if ('finding' in solved) {
    if (solved.finding.starved === true) return solved.finding;
    throw new AuthorFault({
      en: `${place} cannot be tried with its own ${own}: ${solved.finding.message}`,
      'pt-BR': `${place} não pode ser testada com a própria ${own}: ${solved.finding.message}`,
    });
  }
  const tried = await tryCase(cases, { choices }, solved);
  if (tried.found === null) return null;
  const theirs = describe(tried.found, context.locale);
  if (theirs.starved === true && context.limits.wallMs === undefined) return theirs;
  // The message reaches whoever runs the exercise, and a hidden check keeps its inputs to itself.
  const input = check.visibility === 'shown' ? showValue(found.input) : null;
  throw new AuthorFault({
    en: `${place}, "property.${property.name}" does not hold for its own ${own}${input === null ? '' : ` with ${input}`} (seed ${context.seed}): ${theirs.message}`,
    'pt-BR': `${place}, "property.${property.name}" não vale para a própria ${own}${input === null ? '' : ` com ${input}`} (semente ${context.seed}): ${theirs.message}`,
  });
}

function describe({ input, fault }: Found, locale: Locale): Finding {
  const texts = propertyTexts[locale];
  const { evidence = [] } = fault;
  const shown = showValue(input);
  const caseOf = (text: string): Evidence => ({
    shape: 'text',
    title: texts.caseTitle,
    text,
    format: 'code',
  });
  if (fault.status === 'found' || fault.status === 'failed') {
    const finding = fault.status === 'found' ? fault.finding : describeFailure(fault.failure, locale);
    const more = losesRecord(finding) ? [] : [...finding.evidence, ...evidence];
    return { ...finding, message: texts.failedCase(finding.message), evidence: [caseOf(shown), ...more] };
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
    evidence: [caseOf(parts.join('\n\n')), ...evidence],
  };
}
