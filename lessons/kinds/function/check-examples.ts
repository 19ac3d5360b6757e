import type { Copied, Failure, Outcome, World } from '../../../sandbox/types.ts';
import type { TextEvidence } from '../../format/evidence.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { describeFailure } from '../../grading/describe-failure.ts';
import { equalValues } from '../../grading/equal-values.ts';
import { type Finding, passed } from '../../grading/grader.ts';
import { showCall, showValue } from '../../grading/show-value.ts';
import { unmarked } from './marked-value.ts';
import { openProgram, type Trial } from './open-program.ts';
import type { Example, FunctionCheck } from './schema.ts';
import { functionTexts } from './texts.ts';

/**
 * Makes the calls one after another; the first that does not give what it should ends the check.
 * Throws an AuthorFault where the solution does not give it either.
 */
export async function checkExamples(
  { id, examples = [] }: FunctionCheck,
  { world, context, job }: Trial,
): Promise<Finding> {
  const finding = await firstFault(examples, world, context);
  if (finding === null) return passed;
  const reference = await openProgram(context.solution, context, job);
  const theirs = 'finding' in reference ? reference : await firstFault(examples, reference.world, context);
  if (theirs === null) return finding.finding;
  if (theirs.finding.starved === true) return theirs.finding;
  const place = 'at' in theirs ? `"checks.${id}", "examples.${theirs.at}"` : `"checks.${id}"`;
  const solution = `solution/${context.exercise.entry}`;
  throw new AuthorFault({
    en: `exercise.yaml, ${place} does not hold for its own ${solution}: ${theirs.finding.message}`,
    'pt-BR': `exercise.yaml, ${place} não vale para a própria ${solution}: ${theirs.finding.message}`,
  });
}

interface Fault {
  readonly at: number;
  readonly finding: Finding;
}

async function firstFault(
  examples: readonly Example[],
  world: World,
  { exercise, locale }: Trial['context'],
): Promise<Fault | null> {
  for (const [at, example] of examples.entries()) {
    const name = example.call ?? exercise.function;
    const args = example.args.map(unmarked);
    const outcome = await world.call(name, args);
    const finding = compareOutcome({ example, call: showCall(name, args), outcome, name }, locale);
    if (finding !== null) return { at, finding };
  }
  return null;
}

interface Comparison {
  readonly example: Example;
  readonly call: string;
  readonly outcome: Outcome<Copied>;
  readonly name: string;
}

function compareOutcome(
  { example, call, outcome, name }: Comparison,
  locale: Trial['context']['locale'],
): Finding | null {
  const texts = functionTexts[locale];
  const shown = (expected: string, got: string, label: string): TextEvidence => ({
    shape: 'text',
    title: texts.callTitle,
    text: `${call}\n\n${texts.expected}:\n${expected}\n\n${label}:\n${got}`,
    format: 'code',
  });
  const brief = call.length > 80 || call.includes('\n') ? `${name}(…)` : call;
  const thrown = outcome.ok ? null : thrownBy(outcome.failure, name);
  if ('throws' in example) {
    const wanted = example.throws === true ? texts.anyError : example.throws;
    if (outcome.ok) {
      const evidence = [shown(wanted, showValue(outcome.value), texts.actual)];
      return wrong(texts.notThrown(brief, wanted), texts.notThrownNext, evidence);
    }
    if (thrown === null) return inCall(brief, outcome.failure, locale);
    if (example.throws === true ? !primitives.has(thrown.name) : isNamed(thrown, wanted)) return null;
    const evidence = [shown(wanted, `${thrown.name}: ${thrown.message}`, texts.threw)];
    return wrong(texts.otherThrown(brief, wanted, thrown.name), texts.otherThrownNext, evidence);
  }
  if (!outcome.ok) return inCall(brief, outcome.failure, locale);
  const expected = unmarked(example.returns);
  if (equalValues(expected, outcome.value)) return null;
  const evidence = [shown(showValue(expected), showValue(outcome.value), texts.actual)];
  return wrong(texts.returned(brief), texts.returnedNext, evidence);
}

/** What `throw 'no'` is reported as: the type of what was thrown, where it is no error. */
const primitives: ReadonlySet<string> = new Set([
  'string',
  'number',
  'bigint',
  'boolean',
  'symbol',
  'undefined',
  'null',
  'object',
  'function',
]);

/** What the function threw; null where it was stopped, or where it is not there to throw. */
function thrownBy(failure: Failure, name: string): Extract<Failure, { kind: 'exception' }> | null {
  if (failure.kind !== 'exception') return null;
  const isMissing = failure.message.endsWith(`does not export a function named ${name}.`);
  // process.exit() ends the program; no caller could catch it.
  return isMissing || failure.name === 'ProcessExit' ? null : failure;
}

/** An error of a class that extends the one asked for is one, whatever its own name. */
function isNamed(thrown: Extract<Failure, { kind: 'exception' }>, wanted: string): boolean {
  return thrown.name === wanted || thrown.extends?.includes(wanted) === true;
}

function inCall(call: string, failure: Failure, locale: Trial['context']['locale']): Finding {
  const finding = describeFailure(failure, locale);
  return { ...finding, message: functionTexts[locale].inCall(call, finding.message) };
}

function wrong(message: string, nextStep: string, evidence: readonly TextEvidence[]): Finding {
  return { status: 'failed', reason: 'wrong-answer', message, nextStep, location: null, evidence };
}
