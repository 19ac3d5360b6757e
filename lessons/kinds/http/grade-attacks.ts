import type { Job, World } from '../../../sandbox/types.ts';
import { textIn } from '../../format/locale.ts';
import { type Finding, passed } from '../../grading/grader.ts';
import { withWhatHappened } from '../../grading/what-happened.ts';
import type { Attack, Benign } from './attack-schema.ts';
import { firstChange, forbiddenIn, watch } from './attack-success.ts';
import { attackTexts } from './attack-texts.ts';
import { fill } from './capture.ts';
import { compareResponse } from './compare-response.ts';
import { type Context, shown, wrong } from './findings.ts';
import type { Json } from './json-matcher.ts';
import { letSettle } from './let-settle.ts';
import { databasesOf, openApp } from './open-app.ts';
import { describeDifferences, newTrail, runSteps, send, type Trail } from './run-steps.ts';
import type { HttpCheck } from './schema.ts';

/** One request to send: an attack or an honest one, with one of its payloads. */
interface Probe {
  readonly of: Attack | Benign;
  /** Undefined where the request has none. */
  readonly payload: Json | undefined;
}

/** Sends every attack, each of which must gain nothing, and then every honest request, which must be answered. */
export async function gradeAttacks(check: HttpCheck, context: Context, job: Job): Promise<Finding> {
  const probes = [...(check.attacks ?? []), ...(check.benign ?? [])].flatMap((of): readonly Probe[] =>
    of.payloads === undefined
      ? [{ of, payload: undefined }]
      : of.payloads.map((payload) => ({ of, payload: payload as Json })),
  );
  const rounds = check.shared ? [probes] : probes.map((probe) => [probe]);
  for (const round of rounds) {
    const finding = await runRound(round, check, context, job);
    if (finding !== null) return finding;
  }
  return passed;
}

/** The check's steps and then some requests, in one world. */
async function runRound(
  probes: readonly Probe[],
  check: HttpCheck,
  context: Context,
  job: Job,
): Promise<Finding | null> {
  const databases = databasesOf(check, context);
  const opened = await openApp({ files: context.files, databases }, context, job);
  if (!opened.ok) return opened.finding;
  const { world } = opened;
  const trail = newTrail();
  let finding = await runSteps(world, check.steps, context, trail);
  for (const probe of probes) {
    if (finding !== null) break;
    const { of } = probe;
    trail.captured.delete('payload');
    trail.captured.delete('payloadEncoded');
    if (probe.payload !== undefined) {
      trail.captured.set('payload', probe.payload);
      trail.captured.set('payloadEncoded', encodeURIComponent(textOf(probe.payload).toWellFormed()));
    }
    finding =
      'mustNot' in of
        ? await attack({ world, attack: of, payload: probe.payload }, context, trail)
        : await askHonestly({ world, benign: of, payload: probe.payload }, context, trail);
  }
  const told = finding === null ? null : await withWhatHappened(finding, world);
  await world.close();
  return told;
}

interface Attacking {
  readonly world: World;
  readonly attack: Attack;
  readonly payload: Json | undefined;
}

async function attack(
  { world, attack, payload }: Attacking,
  context: Context,
  trail: Trail,
): Promise<Finding | null> {
  const texts = attackTexts[context.locale];
  const mustNot = fill(attack.mustNot, trail.captured);
  const before = await watch(world, attack.mustNot);
  const sent = await send(world, attack, context, trail);
  const told = { name: textIn(attack.name, context.locale), payload: payloadText(payload) };
  if (!sent.ok) return { ...sent.finding, message: texts.broke(told, sent.finding.message) };
  const { name, response } = sent;
  const forbidden = forbiddenIn(mustNot, response);
  const settled = attack.mustNot.changes === undefined ? null : await letSettle(world, context);
  if (settled !== null) return { ...settled, message: texts.broke(told, settled.message) };
  const change = firstChange(before, await watch(world, attack.mustNot));
  const first = forbidden[0];
  if (first === undefined && change === null) return null;
  const last = trail.exchanges.pop();
  if (last !== undefined) trail.exchanges.push({ ...last, differences: [...forbidden] });
  const gained = first === undefined ? texts.changed(change?.title ?? '') : texts.answered(first);
  const evidence = [shown(trail.exchanges), ...(change === null ? [] : [change])];
  return wrong(texts.gotThrough(told, name, gained), texts.attackNext, evidence);
}

interface Asking {
  readonly world: World;
  readonly benign: Benign;
  readonly payload: Json | undefined;
}

async function askHonestly(
  { world, benign, payload }: Asking,
  context: Context,
  trail: Trail,
): Promise<Finding | null> {
  const texts = attackTexts[context.locale];
  const told = { name: textIn(benign.name, context.locale), payload: payloadText(payload) };
  const sent = await send(world, benign, context, trail);
  if (!sent.ok) return { ...sent.finding, message: texts.honest(told, sent.finding.message) };
  const differences = compareResponse(fill(benign.expect, trail.captured), sent.response);
  const finding = describeDifferences({ name: sent.name, differences }, context, trail);
  return finding === null ? null : { ...finding, message: texts.honest(told, finding.message) };
}

const longestPayload = 120;

function payloadText(payload: Json | undefined): string | null {
  if (payload === undefined || payload === '') return null;
  const text = textOf(payload);
  return text.length > longestPayload ? `${text.slice(0, longestPayload - 1)}…` : text;
}

function textOf(payload: Json): string {
  return typeof payload === 'string' ? payload : JSON.stringify(payload);
}
