import type { TestResult } from '../../../sandbox/test-run-types.ts';
import type { Failure, Job } from '../../../sandbox/types.ts';
import type { TextEvidence } from '../../format/evidence.ts';
import type { Locale } from '../../format/locale.ts';
import { describeFailure } from '../../grading/describe-failure.ts';
import { type Finding, passed } from '../../grading/grader.ts';
import { seededRandom } from '../../grading/seeded-random.ts';
import { referenceOf } from './implementations.ts';
import { type Context, type Ran, runTests } from './run-tests.ts';
import { testsTexts } from './texts.ts';

/** Runs with other random numbers, where any were drawn: a test that leaves its result to chance shows itself. */
const otherSeeds = 11;

/** The tests pass on the reference, as many as asked for. */
export async function checkReference(wanted: number, context: Context, job: Job): Promise<Finding> {
  const green = await runGreen(context, job);
  if ('finding' in green) return green.finding;
  const { tests } = green.run;
  const texts = testsTexts[context.locale];
  const count = tests.filter(({ status }) => status === 'passed').length;
  if (count >= wanted) return passed;
  return {
    ...wrong(texts.tooFew(count, wanted), texts.tooFewNext),
    evidence: [listOf(tests, context.locale)],
  };
}

/**
 * The run on the reference, where every test passes, whatever the random numbers are; otherwise what is
 * wrong, which nothing else can make good: of tests that fail anyway nobody can say what they notice.
 */
export function runGreen(context: Context, job: Job): Promise<Green> {
  const { files, limits, shared } = context;
  // Every check begins with it, on the submission and, where that fails, on the solution.
  return shared.once(files, `green ${JSON.stringify(limits)}`, () => findGreen(context, job));
}

type Green = { readonly run: Ran } | { readonly finding: Finding };

async function findGreen(context: Context, job: Job): Promise<Green> {
  const run = await runTests(referenceOf(context.exercise, context.resources), context, job);
  const wrongAtOnce = notGreen(run, context);
  const red = wrongAtOnce === null ? await leftToChance(run, context, job) : { run, finding: wrongAtOnce };
  if (red === null) return { run };
  const { tests, log } = red.run;
  const list = tests.length > 0 ? [listOf(tests, context.locale)] : [];
  const evidence = [...red.finding.evidence, ...list, ...log];
  return { finding: { ...red.finding, evidence, endsAll: true } };
}

function notGreen(run: Ran, context: Context): Finding | null {
  const { exercise, locale } = context;
  const texts = testsTexts[locale];
  const red = run.tests.find(({ status }) => status === 'failed');
  if (red !== undefined) return failedTest(red, texts.red(red.name, briefly(red.failure)), texts.redNext);
  if (run.failure !== null) return endedEarly(run, run.failure, context);
  if (!run.tests.some(({ status }) => status === 'passed')) return wrong(texts.noTests, texts.noTestsNext);
  if (run.exchanges.some(({ from }) => from === 'tests')) return null;
  return wrong(texts.neverUsed(exercise.module), texts.neverUsedNext(exercise.module));
}

/** The run that goes wrong with other random numbers, and how; null where none does or none were drawn. */
async function leftToChance(
  { usedChance }: Ran,
  context: Context,
  job: Job,
): Promise<{ readonly run: Ran; readonly finding: Finding } | null> {
  if (!usedChance) return null;
  const texts = testsTexts[context.locale];
  const random = seededRandom(context.seed, 'other runs of the tests');
  for (let at = 0; at < otherSeeds; at += 1) {
    const seed = random.integer(0, 2 ** 31 - 1);
    const run = await runTests(referenceOf(context.exercise, context.resources), context, job, seed);
    const red = run.tests.find(({ status }) => status === 'failed');
    if (red !== undefined) {
      return { run, finding: failedTest(red, texts.flaky(red.name), texts.flakyNext) };
    }
    if (run.failure !== null) return { run, finding: endedEarly(run, run.failure, context) };
  }
  return null;
}

/** A test that failed, with what it said and the line where. */
export function failedTest({ name, failure }: TestResult, message: string, nextStep: string): Finding {
  const text =
    failure?.kind === 'exception' ? `${failure.name}: ${failure.message}\n${stackOf(failure)}` : '';
  const evidence: readonly TextEvidence[] =
    text === '' ? [] : [{ shape: 'text', title: name, text: text.trim(), format: 'code' }];
  const location = failure?.kind === 'exception' ? failure.location : null;
  return { ...wrong(message, nextStep), location, evidence };
}

function endedEarly(run: Ran, failure: Failure, { exercise, locale }: Context): Finding {
  const texts = testsTexts[locale];
  if (run.moduleFailure !== null) {
    // Its own lines are the implementation's, which are none of the learner's business.
    const { message } = describeFailure(run.moduleFailure, locale);
    return wrong(texts.moduleEnded(message), texts.moduleEndedNext);
  }
  if (failure.kind === 'stalled') {
    return wrong(texts.runEnded(texts.stalled(failure.waitingFor)), texts.stalledNext);
  }
  const missing = failure.kind === 'syntax' ? missingExport(failure.message, exercise.module) : null;
  const found = describeFailure(failure, locale);
  return missing === null ? found : { ...found, message: texts.missing(exercise.module, missing) };
}

/** V8's words for an import of a name that is not exported. */
function missingExport(message: string, module: string): string | null {
  const match = /^The requested module '([^']+)' does not provide an export named '([^']+)'/.exec(message);
  const stem = module.replace(/\.[cm]?[jt]s$/, '');
  return match?.[1]?.includes(stem) === true ? (match[2] ?? null) : null;
}

/** An assertion's message may be a page of differences: the first words are enough beside it. */
function briefly(failure: Failure | null): string {
  if (failure?.kind !== 'exception') return '';
  const lines = failure.message.split('\n').filter((line) => line.trim() !== '');
  const text = lines.slice(0, 2).join(' ').replaceAll(/\s+/g, ' ');
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}

function stackOf({ stack }: Extract<Failure, { kind: 'exception' }>): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

export function wrong(message: string, nextStep: string): Finding {
  return { status: 'failed', reason: 'wrong-answer', message, nextStep, location: null, evidence: [] };
}

function listOf(tests: readonly TestResult[], locale: Locale): TextEvidence {
  const marks = { passed: '✔', failed: '✖', skipped: '﹣', todo: '﹣' } as const;
  const text = tests.map(({ name, status }) => `${marks[status]} ${name}`).join('\n');
  return { shape: 'text', title: testsTexts[locale].resultsTitle, text, format: 'code' };
}
