import type { StatementsEvidence, TimelineEvidence } from '../../lessons/format/evidence.ts';
import { groupStatements, type StatementGroup } from '../../lessons/grading/count-statements.ts';
import type { WorldCheckpoint, WorldEvent } from '../../sandbox/types.ts';
import type { PlaygroundActivity } from '../contract/playground.ts';

/** A world does far more in one call than anyone reads; what is left out is counted. */
const mostShown = 1_000;

/** What happened during one call: the log, the statements with their counters, and all of it in time. */
export function activityOf({ record, now }: WorldCheckpoint, startTime: number): PlaygroundActivity {
  const { events, dropped } = record;
  const log = events.filter((event) => event.kind === 'log').map(({ kind: _, ...entry }) => entry);
  return {
    log: {
      shape: 'log',
      entries: log.slice(0, mostShown),
      dropped: dropped + Math.max(0, log.length - mostShown),
    },
    statements: statementsOf(groupStatements(events)),
    timeline: timelineOf(events, now - startTime),
  };
}

/** Statements as evidence; those that went through many rows to find few are marked. */
export function statementsOf(groups: readonly StatementGroup[]): StatementsEvidence {
  return {
    shape: 'statements',
    statements: groups.slice(0, mostShown).map(({ sql, runs, counters, location }) => ({
      sql,
      runs,
      rows: counters.rows,
      scanSteps: counters.fullscanStep,
      vmSteps: counters.vmStep,
      sorts: counters.sort,
      automaticIndexes: counters.autoindex,
      location,
      costly: counters.autoindex > 0 || counters.fullscanStep > Math.max(50, 10 * counters.rows),
    })),
    budget: null,
  };
}

interface Span {
  /** By the world's clock, since it began. */
  readonly from: number;
  readonly to: number;
  /** When the response to a request was whole. */
  readonly answered: ReadonlyMap<number | null, number>;
}

function timelineOf(events: readonly WorldEvent[], elapsed: number): TimelineEvidence {
  const responses = events.filter((event) => event.kind === 'response');
  const span = {
    from: events[0]?.at ?? elapsed,
    to: elapsed,
    answered: new Map(responses.map(({ request, at }) => [request, at] as const)),
  };
  const shown = events.flatMap((event) => onTimeline(event, span) ?? []);
  return { shape: 'timeline', totalMs: span.to - span.from, events: shown.slice(0, mostShown) };
}

/** Null for what is said by another event. */
function onTimeline(
  event: WorldEvent,
  { from, to, answered }: Span,
): TimelineEvidence['events'][number] | null {
  const place = { at: event.at - from, durationMs: 0, request: event.request };
  switch (event.kind) {
    case 'request': {
      const durationMs = (answered.get(event.request) ?? to) - event.at;
      return { ...place, kind: 'request', durationMs, label: `${event.method} ${event.path}` };
    }
    case 'statement':
      return { ...place, kind: 'statement', label: oneLine(event.sql) };
    case 'log':
      return { ...place, kind: 'log', label: oneLine(event.text) };
    case 'call':
      return { ...place, kind: 'call', label: `${event.method} ${event.url} ${event.status ?? ''}`.trim() };
    case 'timer':
      // One that has not fired yet reaches to the end of what is shown.
      return {
        ...place,
        kind: 'timer',
        durationMs: Math.min(event.delayMs, to - event.at),
        label: `${event.delayMs} ms`,
      };
    case 'response':
    case 'open':
      return null;
  }
}

/** Text for a label. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
