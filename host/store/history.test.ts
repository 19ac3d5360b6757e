import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GradeReport } from '../../lessons/format/report.ts';
import { openStore, type Store } from './open-store.ts';

let folder: string;
let store: Store;
let now: number;
beforeEach(() => {
  now = Date.parse('2026-01-01T00:00:00Z');
  folder = mkdtempSync(join(tmpdir(), 'backline-history-'));
  store = openStore(folder, { now: () => new Date(now) });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function attempt(exercise: string, at: string, passed: boolean): void {
  now = Date.parse(at);
  const report: GradeReport = {
    format: 1,
    exercise: `pack/lesson/${exercise}`,
    kind: 'sql',
    locale: 'en',
    mode: 'submit',
    passed,
    score: { earned: 0, possible: 1 },
    checks: [],
    reproduction: {
      seed: 1,
      contentHash: '',
      packVersion: '',
      appVersion: '',
      nodeVersion: '',
      sqliteVersion: '',
      shelf: {},
    },
  };
  const profileId = store.profiles.list().active;
  store.attempts.add({ profileId, files: {}, report, durationMs: 5 });
}

it('tells attempts, first passes and time by exercise and by week, whatever the clock did', () => {
  const profileId = store.profiles.list().active;
  expect(store.history(profileId)).toEqual({ weeks: [], exercises: [] });
  attempt('a', '2026-03-02T10:00:00.000Z', false);
  attempt('a', '2026-03-02T10:10:00.000Z', true);
  // More than half an hour later: away in between.
  attempt('b', '2026-03-02T10:40:00.001Z', false);
  attempt('b', '2026-03-07T12:00:00.000Z', false);
  // The clock was set back.
  attempt('a', '2025-03-10T10:00:00.000Z', true);
  attempt('b', '2026-03-16T10:00:00.000Z', false);
  attempt('b', '2026-03-16T10:01:30.500Z', true);
  expect(store.history(profileId)).toEqual({
    weeks: [
      { start: '2025-03-10', attempts: 1, passed: 1, activeMs: 0 },
      { start: '2026-03-02', attempts: 4, passed: 0, activeMs: 600_000 },
      { start: '2026-03-16', attempts: 2, passed: 1, activeMs: 90_500 },
    ],
    exercises: [
      {
        id: 'pack/lesson/a',
        attempts: 3,
        firstAt: '2025-03-10T10:00:00.000Z',
        lastAt: '2026-03-02T10:10:00.000Z',
        passedAt: '2025-03-10T10:00:00.000Z',
        activeMs: 600_000,
      },
      {
        id: 'pack/lesson/b',
        attempts: 4,
        firstAt: '2026-03-02T10:40:00.001Z',
        lastAt: '2026-03-16T10:01:30.500Z',
        passedAt: '2026-03-16T10:01:30.500Z',
        activeMs: 90_500,
      },
    ],
  });
  expect(store.history(store.profiles.create('Other').id)).toEqual({ weeks: [], exercises: [] });
});
