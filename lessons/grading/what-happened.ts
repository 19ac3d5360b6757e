import type { World, WorldEvent } from '../../sandbox/types.ts';
import type { Evidence, LogEntry } from '../format/evidence.ts';
import type { Finding } from './grader.ts';
import { timelineOf } from './timeline.ts';

const mostOnTimeline = 200;

/**
 * What happened in a world, as evidence: all that its program printed, and the last request on a timeline.
 * Nothing where it printed nothing and did nothing but answer.
 */
export async function whatHappened(world: World): Promise<readonly Evidence[]> {
  const { events, dropped } = await world.record();
  const entries = events
    .filter((event) => event.kind === 'log')
    .map(({ kind: _, ...entry }): LogEntry => entry);
  const log: readonly Evidence[] = entries.length === 0 ? [] : [{ shape: 'log', entries, dropped }];
  return [...log, ...timelineOfLast(events)];
}

/** The finding with what happened in the program's world, where that is certain to be known. */
export async function withWhatHappened(finding: Finding, world: World): Promise<Finding> {
  if (losesRecord(finding)) return finding;
  return { ...finding, evidence: [...finding.evidence, ...(await whatHappened(world))] };
}

/**
 * Out of memory, a program may have taken its runner with it, and what it did before: which of the two depends on how
 * busy the computer is, and the report must not.
 */
export function losesRecord({ reason }: Finding): boolean {
  return reason === 'memory';
}

function timelineOfLast(events: readonly WorldEvent[]): readonly Evidence[] {
  const last = events.findLast(({ kind }) => kind === 'request')?.request ?? null;
  const during = events.filter(({ request }) => request !== null && request === last);
  // A log alone is read better as a log.
  const isWorthIt = during.some(({ kind }) => kind === 'statement' || kind === 'call' || kind === 'timer');
  const until = during.at(-1)?.at ?? 0;
  return isWorthIt ? [timelineOf(during, { until, most: mostOnTimeline })] : [];
}
