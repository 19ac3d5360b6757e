import type { World, WorldRequest, WorldResponse } from '../../../sandbox/types.ts';
import type { Difference } from '../../format/evidence.ts';
import { describeFailure } from '../../grading/describe-failure.ts';
import { toExchange } from '../../grading/exchange.ts';
import type { Finding } from '../../grading/grader.ts';
import { captureFrom, fill, toRequest } from './capture.ts';
import { compareResponse, parseJson } from './compare-response.ts';
import { type Context, type Exchange, shown, wrong } from './findings.ts';
import type { Json } from './json-matcher.ts';
import type { HttpStep, RequestStep } from './request-schema.ts';
import { httpTexts } from './texts.ts';

/** What has been sent in a world and what came back; steps write to it as they go. */
export interface Trail {
  readonly exchanges: Exchange[];
  /** The exchanges that were answered, whole. */
  readonly answered: { readonly request: WorldRequest; readonly response: WorldResponse }[];
  readonly captured: Map<string, Json>;
}

export function newTrail(): Trail {
  return { exchanges: [], answered: [], captured: new Map() };
}

/** Null where every step went as asked; otherwise the first that did not, with the exchanges up to it. */
export async function runSteps(
  world: World,
  steps: readonly HttpStep[],
  context: Context,
  trail: Trail,
): Promise<Finding | null> {
  for (const step of steps) {
    const finding =
      'request' in step
        ? await runRequest(world, step, context, trail)
        : await advance(world, step.advanceMs, context);
    if (finding !== null) return finding;
  }
  return null;
}

async function advance(world: World, ms: number, { locale }: Context): Promise<Finding | null> {
  const outcome = await world.advance(ms);
  return outcome.ok ? null : describeFailure(outcome.failure, locale);
}

export type Sent =
  | { readonly ok: true; readonly name: string; readonly response: WorldResponse }
  | { readonly ok: false; readonly finding: Finding };

/** Sends one request and notes the exchange. A request that got no answer is a finding already. */
export async function send(
  world: World,
  template: Pick<RequestStep, 'request'>,
  { locale }: Context,
  trail: Trail,
): Promise<Sent> {
  const { exchanges } = trail;
  const request = toRequest(template, trail.captured);
  const name = `${request.method} ${request.path}`;
  const outcome = await world.request(request);
  if (outcome.ok) {
    exchanges.push(toExchange(request, outcome.value, []));
    trail.answered.push({ request, response: outcome.value });
    return { ok: true, name, response: outcome.value };
  }
  exchanges.push(toExchange(request, null, []));
  const failed = describeFailure(outcome.failure, locale);
  // Without an app no request means anything, and every check would say so again.
  if (outcome.failure.kind === 'no-app') return { ok: false, finding: { ...failed, endsAll: true } };
  const evidence = [shown(exchanges), ...failed.evidence];
  return { ok: false, finding: { ...failed, message: `${name}: ${failed.message}`, evidence } };
}

async function runRequest(
  world: World,
  step: RequestStep,
  context: Context,
  trail: Trail,
): Promise<Finding | null> {
  const sent = await send(world, step, context, trail);
  if (!sent.ok) return sent.finding;
  const { name, response } = sent;
  const different = describeDifferences(
    { name, differences: compareResponse(fill(step.expect, trail.captured), response) },
    context,
    trail,
  );
  if (different !== null) return different;
  const texts = httpTexts[context.locale];
  for (const [variable, value] of captureFrom(step, response, parseJson(response.body))) {
    if (value === undefined) {
      const place = step.capture[variable] ?? variable;
      return wrong(texts.captureMissing(name, place), texts.bodyNext, [shown(trail.exchanges)]);
    }
    trail.captured.set(variable, value);
  }
  return null;
}

export interface Compared {
  /** The request as a learner knows it: method and path. */
  readonly name: string;
  readonly differences: readonly Difference[];
  /** Which exchange of the trail it is; the last one by default. */
  readonly at?: number;
}

/** Notes differences at their exchange and says the first in words; null where there are none. */
export function describeDifferences(
  { name, differences, at }: Compared,
  { locale }: Context,
  { exchanges }: Trail,
): Finding | null {
  const texts = httpTexts[locale];
  const first = differences[0];
  if (first === undefined) return null;
  const place = at ?? exchanges.length - 1;
  const exchange = exchanges[place];
  if (exchange !== undefined) exchanges[place] = { ...exchange, differences: [...differences] };
  const more = differences.length > 1 ? texts.more(differences.length - 1) : '';
  return wrong(texts.differs(name, first) + more, nextStepFor(first, texts), [shown(exchanges)]);
}

function nextStepFor(first: Difference, texts: (typeof httpTexts)['en']): string {
  if (first.part === 'status') return texts.statusNext;
  return first.part === 'header' ? texts.headerNext : texts.bodyNext;
}
