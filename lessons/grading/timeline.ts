import type { WorldEvent } from '../../sandbox/types.ts';
import type { TimelineEvidence } from '../format/evidence.ts';

export interface TimelineOptions {
  /** The world's clock at the end of what is shown. */
  readonly until: number;
  /** More events than this are counted and not shown. */
  readonly most: number;
}

interface Span {
  /** By the world's clock, since it began. */
  readonly from: number;
  readonly to: number;
  /** When the response to a request was whole. */
  readonly answered: ReadonlyMap<number | null, number>;
}

/** What a record tells, in virtual time; from its first event on. */
export function timelineOf(
  events: readonly WorldEvent[],
  { until, most }: TimelineOptions,
): TimelineEvidence {
  const responses = events.filter((event) => event.kind === 'response');
  const span = {
    from: events[0]?.at ?? until,
    to: until,
    answered: new Map(responses.map(({ request, at }) => [request, at] as const)),
  };
  const placed = events.flatMap((event) => onTimeline(event, span) ?? []);
  return {
    shape: 'timeline',
    totalMs: span.to - span.from,
    events: placed.slice(0, most),
    dropped: Math.max(0, placed.length - most),
  };
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
