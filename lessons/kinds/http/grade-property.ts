import type { Job, World } from '../../../sandbox/types.ts';
import type { Judgement } from '../../grading/author-judgement.ts';
import { type CaseOutcome, type CaseProgram, checkProperty, isFatal } from '../../grading/check-property.ts';
import { toExchanges } from '../../grading/exchange.ts';
import type { Finding } from '../../grading/grader.ts';
import type { Property } from '../../grading/property-schema.ts';
import { whatHappened } from '../../grading/what-happened.ts';
import { checkLeft } from './check-left.ts';
import { type Context, type Exchange, shownIfAny } from './findings.ts';
import { databasesOf, openApp } from './open-app.ts';
import { newTrail, runSteps } from './run-steps.ts';
import type { HttpCheck } from './schema.ts';

/** Tries a property on an app: each case in a world of its own, after the check's steps. */
export function gradeProperty(
  { check, property }: { readonly check: HttpCheck; readonly property: Property },
  context: Context,
  job: Job,
): Promise<Finding> {
  const open = async (files: Context['files']): Promise<CaseProgram | { readonly finding: Finding }> => {
    // What goes wrong before any input is there has nothing to do with inputs.
    const before = await tryCase(
      { check, files, judge: async () => ({ status: 'held', sent: [] }) },
      context,
      job,
    );
    if (before.status === 'found') return { finding: withEvidence(before) };
    return {
      // A world for each is dearer than a call.
      mostTries: 80,
      tryCase: (judge) => tryCase({ check, files, judge }, context, job),
      // A program that has ended is found in the case that ended it.
      ended: async () => null,
    };
  };
  return checkProperty({ check, property, open }, context, job);
}

interface Case {
  readonly check: HttpCheck;
  readonly files: Context['files'];
  readonly judge: (world: World) => Promise<Judgement>;
}

async function tryCase(given: Case, context: Context, job: Job): Promise<CaseOutcome> {
  const databases = databasesOf(given.check, context);
  const opened = await openApp({ files: given.files, databases }, context, job);
  if (!opened.ok) return { status: 'found', finding: opened.finding };
  const { world } = opened;
  const { exchanges, ...outcome } = await judgeIn(world, given, context);
  const evidence =
    outcome.status === 'held' ? [] : [...shownIfAny(exchanges), ...(await whatHappened(world))];
  await world.close();
  return { ...outcome, evidence };
}

function withEvidence({ finding, evidence = [] }: Extract<CaseOutcome, { status: 'found' }>): Finding {
  return { ...finding, evidence: [...finding.evidence, ...evidence] };
}

type Judged = CaseOutcome & { readonly exchanges: readonly Exchange[] };

async function judgeIn(world: World, { check, judge }: Case, context: Context): Promise<Judged> {
  const trail = newTrail();
  const before = await runSteps(world, check.steps, context, trail);
  if (before !== null) return { status: 'found', finding: before, exchanges: [] };
  const judgement = await judge(world);
  const exchanges = [...trail.exchanges, ...toExchanges(judgement.sent)];
  if (judgement.status !== 'held') return { ...judgement, exchanges };
  // The author's function may have taken a program that ended for an answer.
  const alive = await world.advance(0);
  if (!alive.ok && isFatal(alive.failure)) {
    return { status: 'failed', failure: alive.failure, sent: [], exchanges };
  }
  const left = await checkLeft(world, check, context, []);
  return left === null ? { ...judgement, exchanges } : { status: 'found', finding: left, exchanges };
}
