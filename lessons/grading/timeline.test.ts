import { expect, it } from 'vitest';
import type { WorldEvent } from '../../sandbox/types.ts';
import { timelineEvidenceSchema } from '../format/evidence.ts';
import { timelineOf } from './timeline.ts';

const events: readonly WorldEvent[] = [
  { kind: 'request', at: 100, request: 2, method: 'GET', path: '/orders' },
  { kind: 'timer', at: 100, request: 2, delayMs: 40 },
  { kind: 'call', at: 140, request: 2, method: 'GET', url: 'http://pay/', status: 503 },
  { kind: 'log', at: 140, request: 2, level: 'warn', text: 'pay is\n  away', location: null },
  { kind: 'timer', at: 140, request: 2, delayMs: 5_000 },
  { kind: 'response', at: 150, request: 2, status: 502 },
];

it('begins at its first event, and cuts what has not ended at its end', () => {
  const timeline = timelineOf(events, { until: 160, most: 10 });
  expect(timelineEvidenceSchema.parse(timeline)).toEqual(timeline);
  expect(timeline.totalMs).toBe(60);
  expect(timeline.events.map(({ kind, at, durationMs, label }) => [kind, at, durationMs, label])).toEqual([
    ['request', 0, 50, 'GET /orders'],
    ['timer', 0, 40, '40 ms'],
    ['call', 40, 0, 'GET http://pay/ 503'],
    ['log', 40, 0, 'pay is away'],
    ['timer', 40, 20, '5000 ms'],
  ]);
});

it('draws a request without an answer to the end, and counts what it leaves out', () => {
  const timeline = timelineOf(events.slice(0, 5), { until: 5_140, most: 2 });
  expect(timeline.events.map(({ kind, durationMs }) => [kind, durationMs])).toEqual([
    ['request', 5_040],
    ['timer', 40],
  ]);
  expect(timeline.dropped).toBe(3);
});
