import type { TestRun } from '../../../sandbox/test-run-types.ts';
import { defaultLimits, type Job, type Limits } from '../../../sandbox/types.ts';
import type { Evidence } from '../../format/evidence.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { authorsFailure } from '../../grading/author-module.ts';
import { throwIfBusy } from '../../grading/busy-computer.ts';
import type { GradeContext } from '../../grading/grader.ts';
import { whatHappened } from '../../grading/what-happened.ts';
import type { Implementation } from './implementations.ts';
import type { TestsExercise } from './schema.ts';

export type Context = GradeContext<TestsExercise>;

export interface Ran extends TestRun {
  /** Names that the implementation exports. */
  readonly exports: readonly string[];
  /** What the tests printed, where they printed anything. */
  readonly log: readonly Evidence[];
}

/**
 * Runs a submission's tests on an implementation, each in a fresh world. Throws an AuthorFault where the
 * implementation does not load, and a BusyComputer where time ran out that nobody had used.
 */
export async function runTests(
  implementation: Implementation,
  context: Context,
  job: Job,
  seed: number = context.seed,
): Promise<Ran> {
  const { exercise, files, limits } = context;
  const { startTime, env, entry, module } = exercise;
  const common = { seed, startTime: Date.parse(startTime), env };
  const allowed = limitsOf(limits);
  const { world: subject, exports } = await openImplementation(implementation, { context, common, job });
  const opened = await job.openWorld({
    ...common,
    files,
    entry,
    elsewhere: { path: module, world: subject },
    limits: { ...limits, ...allowed.tests },
  });
  const outcome = opened.ok ? await opened.value.runTests() : opened;
  const log = opened.ok ? (await whatHappened(opened.value)).flatMap(withoutReporter) : [];
  if (opened.ok) await opened.value.close();
  await subject.close();
  const run: TestRun = outcome.ok
    ? outcome.value
    : { tests: [], failure: outcome.failure, exchanges: [], usedChance: false, moduleFailure: null };
  for (const failure of [run.moduleFailure, run.failure]) if (failure !== null) throwIfBusy(failure, limits);
  return { ...run, exports, log };
}

/** What node:test prints of the tests comes from none of the learner's lines, and is shown as a list. */
function withoutReporter(evidence: Evidence): readonly Evidence[] {
  if (evidence.shape !== 'log') return [evidence];
  const entries = evidence.entries.filter(({ location }) => location !== null);
  return entries.length === 0 ? [] : [{ ...evidence, entries }];
}

interface Opening {
  readonly context: Context;
  readonly common: {
    readonly seed: number;
    readonly startTime: number;
    readonly env: Record<string, string>;
  };
  readonly job: Job;
}

async function openImplementation({ text, where }: Implementation, { context, common, job }: Opening) {
  const { exercise, resources, limits } = context;
  const { module, modules } = exercise;
  const beside = Object.fromEntries(modules.map((path) => [path, resources[path] ?? '']));
  const opened = await job.openWorld({
    ...common,
    files: { ...beside, [module]: text },
    entry: module,
    limits: { ...limits, ...limitsOf(limits).module },
  });
  const loaded = opened.ok ? await opened.value.load() : opened;
  if (!opened.ok || !loaded.ok) {
    const failure = opened.ok ? (loaded as Exclude<typeof loaded, { ok: true }>).failure : opened.failure;
    throwIfBusy(failure, limits);
    const why = authorsFailure(failure);
    throw new AuthorFault({
      en: `${where} does not load as ${module}: ${why.en}`,
      'pt-BR': `${where} não carrega como ${module}: ${why['pt-BR']}`,
    });
  }
  return { world: opened.value, exports: loaded.value.exports };
}

/** The tests wait while the module works, so that theirs must be the larger. */
function limitsOf({ cpuMs = defaultLimits.cpuMs, wallMs = defaultLimits.wallMs }: Partial<Limits>) {
  return {
    module: { cpuMs: cpuMs / 2, wallMs },
    tests: { cpuMs: cpuMs * 1.5, wallMs: wallMs * 2 },
  } satisfies Record<string, Partial<Limits>>;
}
