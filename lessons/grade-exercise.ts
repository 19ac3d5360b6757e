import { defaultLimits, type Limits, type Sandbox } from '../sandbox/types.ts';
import type { LoadedExercise } from './format/load-exercise.ts';
import { type Locale, type LocalizedText, textIn } from './format/locale.ts';
import type { Check, GradeMode, GradeReport } from './format/report.ts';
import { AuthorFault, type BrokenExercise, brokenExercise } from './grading/author-fault.ts';
import { BusyComputer } from './grading/busy-computer.ts';
import { describeFailure } from './grading/describe-failure.ts';
import { type Finding, type GradeContext, notRun } from './grading/grader.ts';
import { wordsOfMistake } from './grading/known-mistake.ts';
import { redact } from './grading/redact.ts';
import { SharedWork } from './grading/shared-work.ts';
import { submissionFault } from './grading/submission-fault.ts';
import { verifyCheck } from './grading/verify-check.ts';
import { graderOf } from './kinds/graders.ts';
import type { Exercise } from './kinds/schemas.ts';

export interface GradeRequest {
  readonly sandbox: Sandbox;
  readonly exercise: LoadedExercise;
  readonly packVersion: string;
  readonly appVersion: string;
  /** The submission: path to text. */
  readonly files: Readonly<Record<string, string>>;
  /** Files of the submission that are not text, which make it ungradable. */
  readonly unreadable?: readonly { readonly path: string }[];
  readonly mode: GradeMode;
  /** Seed of everything random in the worlds; the same seed gives the same report. */
  readonly seed: number;
  readonly locale: Locale;
  /** Limits of the worlds, where they are not the usual ones. */
  readonly limits?: Partial<Limits>;
  /** Told as each check ends, in whatever order they do; `total` is how many run. */
  readonly onCheck?: (check: Check, done: number, total: number) => void;
  /** Aborting stops the grading and rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export type GradeResult =
  | { readonly ok: true; readonly report: GradeReport }
  | { readonly ok: false; readonly error: BrokenExercise };

/**
 * Grades a submission. A learner's mistake is in the report; a mistake of the pack's author comes
 * back as an error; only a fault of ours throws.
 */
export async function gradeExercise(request: GradeRequest): Promise<GradeResult> {
  try {
    const checks = await runChecks({ ...request, shared: new SharedWork() });
    return { ok: true, report: reportOf(request, checks) };
  } catch (error) {
    if (!(error instanceof AuthorFault)) throw error;
    return { ok: false, error: brokenExercise(request.exercise.id, error, request.locale) };
  }
}

/**
 * Whether a submission passes one check, for callers that need no report. Throws an `AuthorFault` where the
 * exercise is at fault.
 */
export async function passesCheck(request: GradeRequest, checkId: string): Promise<boolean> {
  const check = request.exercise.exercise.checks.find(({ id }) => id === checkId);
  if (check === undefined) throw new Error(`the exercise has no check ${checkId}`);
  if (submissionFault(request) !== null) return false;
  return (await runCheck({ ...request, shared: new SharedWork() }, check)).status === 'passed';
}

type DeclaredCheck = Exercise['checks'][number];

interface Grading extends GradeRequest {
  readonly shared: SharedWork;
}

/**
 * The first check runs alone: where it finds that no check can run (a syntax error, a program that
 * does not load), the others are told the same without trying. Otherwise they run side by side, as
 * many at once as the sandbox has runners.
 */
async function runChecks(request: Grading): Promise<Check[]> {
  const declared = request.exercise.exercise.checks;
  const asked = declared.filter((check) => request.mode === 'submit' || check.visibility === 'shown');
  let done = 0;
  const checks = new Map<DeclaredCheck, Check>();
  const settle = (one: DeclaredCheck, finding: Finding): void => {
    const check = checkOf(one, finding, request.locale);
    checks.set(one, check);
    done += 1;
    request.onCheck?.(check, done, asked.length);
  };
  const gradeOne = async (one: DeclaredCheck): Promise<Finding> => {
    const found = await runCheck(request, one);
    const finding = redactFor(request, one, await addWords(request, one, found));
    settle(one, finding);
    return finding;
  };

  const fault = submissionFault(request);
  const [first, ...others] = asked;
  const opening = fault ?? (first === undefined ? null : await gradeOne(first));
  // Only what a shown check found may be repeated elsewhere: it cannot carry hidden data.
  const isShared = fault !== null || first?.visibility === 'shown';
  if (opening?.endsAll === true && isShared) {
    for (const one of fault === null ? others : asked) settle(one, opening);
  } else {
    const outcomes = await Promise.allSettled(others.map(gradeOne));
    // The first in the exercise's order, not in time: the same fault is told every time.
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }
  return declared.map((one) => checks.get(one) ?? checkOf(one, notRun, request.locale));
}

/**
 * Each check has a job of its own, so that one that kills its runner costs the others nothing. A
 * verdict must not depend on what else the computer is doing: a check that was starved runs again
 * with more time before anyone is told that it was slow.
 */
async function runCheck(request: Grading, declared: DeclaredCheck): Promise<Finding> {
  const limits = request.limits ?? {};
  const first = await runOnce(request, declared, limits);
  return first.starved === true ? runOnce(request, declared, { ...patientLimits, ...limits }) : first;
}

const patience = 5;
const patientLimits = {
  cpuMs: defaultLimits.cpuMs * patience,
  wallMs: defaultLimits.wallMs * patience,
} satisfies Partial<Limits>;

function runOnce(request: Grading, declared: DeclaredCheck, limits: Partial<Limits>): Promise<Finding> {
  const { exercise: loaded, files, seed, locale, sandbox, signal, shared } = request;
  const context: GradeContext<Exercise> = {
    exercise: loaded.exercise,
    files,
    solution: loaded.solution,
    starter: loaded.starter,
    resources: loaded.resources,
    seed,
    locale,
    limits,
    shared,
  };
  const grade = graderOf(loaded.kind);
  return sandbox.job(async (job) => {
    const gradeFiles = (given: GradeRequest['files']) => grade(declared, { ...context, files: given }, job);
    try {
      return await verifyCheck({ check: declared, grade: gradeFiles }, context, job);
    } catch (error) {
      if (error instanceof BusyComputer) return describeFailure(error.failure, locale);
      throw error;
    }
  }, signal);
}

interface Worded {
  readonly finding: Finding;
  /** What the author says to whoever fails so. */
  readonly nextStep: LocalizedText | undefined;
}

/** The author's words for just this mistake, where it is a known one; otherwise those for the check. */
async function addWords(request: Grading, declared: DeclaredCheck, finding: Finding): Promise<Worded> {
  const { exercise, mistakes } = request.exercise;
  const known = await wordsOfMistake(declared.id, finding, {
    declared: exercise.wrong,
    files: mistakes,
    grade: (files) => runCheck({ ...request, files }, declared),
  });
  if (known === null) return { finding, nextStep: declared.nextStep };
  return { finding: { ...finding, keepsNextStep: false }, nextStep: known };
}

function redactFor(
  { locale }: GradeRequest,
  declared: DeclaredCheck,
  { finding, nextStep }: Worded,
): Finding {
  const words = nextStep === undefined ? null : textIn(nextStep, locale);
  return redact(finding, declared.visibility, words, locale);
}

function checkOf(declared: DeclaredCheck, finding: Finding, locale: Locale): Check {
  return {
    id: declared.id,
    name: textIn(declared.name, locale),
    weight: declared.weight,
    visibility: declared.visibility,
    status: finding.status,
    reason: finding.reason,
    message: finding.message,
    nextStep: finding.nextStep,
    location: finding.location,
    evidence: [...finding.evidence],
  };
}

function reportOf(request: GradeRequest, checks: Check[]): GradeReport {
  const weightOf = (list: readonly Check[]) => list.reduce((sum, check) => sum + check.weight, 0);
  const { versions } = request.sandbox;
  return {
    format: 1,
    exercise: request.exercise.id,
    kind: request.exercise.kind,
    locale: request.locale,
    mode: request.mode,
    passed: request.mode === 'submit' && checks.every((check) => check.status === 'passed'),
    score: {
      earned: weightOf(checks.filter((check) => check.status === 'passed')),
      possible: weightOf(checks),
    },
    checks,
    reproduction: {
      seed: request.seed,
      contentHash: request.exercise.contentHash,
      requirementsHash: request.exercise.requirementsHash,
      packVersion: request.packVersion,
      appVersion: request.appVersion,
      nodeVersion: versions.node,
      sqliteVersion: versions.sqlite,
      shelf: { ...versions.shelf },
    },
  };
}
