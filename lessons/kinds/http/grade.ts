import type { Failure, Job, SqlValue, World } from '../../../sandbox/types.ts';
import type { Difference, Evidence, HttpEvidence, LogEntry } from '../../format/evidence.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { compareRows, rowsAgree, tableEvidence } from '../../grading/compare-rows.ts';
import { describeFailure } from '../../grading/describe-failure.ts';
import { type Finding, type GradeContext, passed } from '../../grading/grader.ts';
import { type Captured, captureFrom, fill, toRequest } from './capture.ts';
import { compareResponse, parseJson } from './compare-response.ts';
import { toExchange } from './exchange.ts';
import type { Json } from './json-matcher.ts';
import type { HttpCheck, HttpExercise, HttpStep } from './schema.ts';
import { httpTexts } from './texts.ts';

type Context = GradeContext<HttpExercise>;
type Exchange = HttpEvidence['exchanges'][number];
type RequestStep = Extract<HttpStep, { request: unknown }>;

/** Sends a check's requests to the submission in a fresh world, then looks at the rows they left. */
export async function gradeHttp(check: HttpCheck, context: Context, job: Job): Promise<Finding> {
  const { exercise, files, seed } = context;
  const opened = await job.openWorld({
    files,
    entry: exercise.entry,
    databases: databasesOf(check, context),
    seed,
    startTime: Date.parse(exercise.startTime),
    env: exercise.env,
    limits: context.limits,
  });
  if (!opened.ok) return openingFailed(opened.failure, context);
  const world = opened.value;
  const loaded = await world.load();
  if (!loaded.ok) return { ...describeFailure(loaded.failure, context.locale), endsAll: true };
  const exchanges: Exchange[] = [];
  const finding =
    (await runSteps(world, check, context, exchanges)) ??
    (await checkRows(world, check, context, exchanges)) ??
    passed;
  return finding === passed ? passed : withLog(finding, await world.record());
}

function databasesOf(check: HttpCheck, { exercise, resources }: Context): Record<string, string> {
  const names = { ...exercise.databases, ...check.databases };
  return Object.fromEntries(
    Object.entries(names).map(([name, file]) => {
      const script = resources[file];
      if (script === undefined) throw new AuthorFault(`its database file ${file} is not there`);
      return [name, script];
    }),
  );
}

function openingFailed(failure: Failure, { locale }: Context): Finding {
  if (failure.kind === 'sql') throw new AuthorFault(`its database does not load: ${failure.message}`);
  return describeFailure(failure, locale);
}

/** Null where every step went as asked; otherwise the first that did not, with the exchanges up to it. */
async function runSteps(
  world: World,
  check: HttpCheck,
  context: Context,
  exchanges: Exchange[],
): Promise<Finding | null> {
  const captured = new Map<string, Json>();
  for (const step of check.steps) {
    const finding =
      'request' in step
        ? await sendRequest({ world, step, captured, context }, exchanges)
        : await advance(world, step.advanceMs, context);
    if (finding !== null) return finding;
  }
  return null;
}

async function advance(world: World, ms: number, { locale }: Context): Promise<Finding | null> {
  const outcome = await world.advance(ms);
  return outcome.ok ? null : describeFailure(outcome.failure, locale);
}

interface Sending {
  readonly world: World;
  readonly step: RequestStep;
  readonly captured: Map<string, Json>;
  readonly context: Context;
}

async function sendRequest(
  { world, step, captured, context }: Sending,
  exchanges: Exchange[],
): Promise<Finding | null> {
  const texts = httpTexts[context.locale];
  const request = toRequest(step, captured);
  const name = `${request.method} ${request.path}`;
  const outcome = await world.request(request);
  if (!outcome.ok) {
    exchanges.push(toExchange(request, null, []));
    const failed = describeFailure(outcome.failure, context.locale);
    // Without an app no request means anything, and every check would say so again.
    if (outcome.failure.kind === 'no-app') return { ...failed, endsAll: true };
    return {
      ...failed,
      message: `${name}: ${failed.message}`,
      evidence: [shown(exchanges), ...failed.evidence],
    };
  }
  const response = outcome.value;
  const differences = compareResponse(fill(step.expect, captured as Captured), response);
  exchanges.push(toExchange(request, response, differences));
  const first = differences[0];
  if (first !== undefined) {
    const more = differences.length > 1 ? texts.more(differences.length - 1) : '';
    return wrong(texts.differs(name, first) + more, nextStepFor(first, texts), [shown(exchanges)]);
  }
  for (const [variable, value] of captureFrom(step, response, parseJson(response.body))) {
    if (value === undefined) {
      const place = step.capture[variable] ?? variable;
      return wrong(texts.captureMissing(name, place), texts.bodyNext, [shown(exchanges)]);
    }
    captured.set(variable, value);
  }
  return null;
}

async function checkRows(
  world: World,
  check: HttpCheck,
  { locale }: Context,
  exchanges: readonly Exchange[],
): Promise<Finding | null> {
  const texts = httpTexts[locale];
  for (const { database, sql, expect, ordered } of check.rows) {
    const outcome = await world.sql(database, sql);
    if (!outcome.ok) return describeFailure(outcome.failure, locale);
    const result = outcome.value.at(-1);
    if (result === undefined) throw new AuthorFault(`the SQL "${sql}" of a check gives no result`);
    const expected: readonly (readonly SqlValue[])[] = expect;
    const pairs = compareRows({ expected, actual: result.rows, ordered, tolerance: 0 });
    if (rowsAgree(pairs)) continue;
    const table = tableEvidence(pairs, {
      title: database,
      columns: result.columns,
      expectedColumns: null,
      ordered,
    });
    return wrong(texts.rowsDiffer(database), texts.rowsNext, [table, shown(exchanges)]);
  }
  return null;
}

function shown(exchanges: readonly Exchange[]): Evidence {
  return { shape: 'http', exchanges: [...exchanges] };
}

function nextStepFor(first: Difference, texts: (typeof httpTexts)['en']): string {
  if (first.part === 'status') return texts.statusNext;
  return first.part === 'header' ? texts.headerNext : texts.bodyNext;
}

function wrong(message: string, nextStep: string, evidence: readonly Evidence[]): Finding {
  return { status: 'failed', reason: 'wrong-answer', message, nextStep, location: null, evidence };
}

function withLog(finding: Finding, record: Awaited<ReturnType<World['record']>>): Finding {
  const entries = record.events
    .filter((event) => event.kind === 'log')
    .map(({ kind: _, ...entry }): LogEntry => entry);
  if (entries.length === 0) return finding;
  return { ...finding, evidence: [...finding.evidence, { shape: 'log', entries, dropped: record.dropped }] };
}
