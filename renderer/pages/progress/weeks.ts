import type { History } from '../../../host/contract/history.ts';

export type Week = History['weeks'][number];

const dayMs = 24 * 60 * 60 * 1_000;

/** Every week from the first with an attempt to the last or this one, at most `most` of them, the empty ones too. */
export function weeksInARow(weeks: readonly Week[], today: Date, most: number): Week[] {
  const known = new Map(weeks.map((week) => [week.start, week]));
  const first = weeks[0];
  if (first === undefined) return [];
  const last = [weeks.at(-1)?.start ?? '', mondayOf(today)].reduce((a, b) => (a > b ? a : b));
  const row: Week[] = [];
  for (let start = last; start >= first.start && row.length < most; start = daysBefore(start, 7)) {
    row.unshift(known.get(start) ?? { start, attempts: 0, passed: 0, activeMs: 0 });
  }
  return row;
}

/** The Monday of the week, by this computer's time zone, as the host counts it. */
function mondayOf(date: Date): string {
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  const daysSinceMonday = (date.getDay() + 6) % 7;
  return isoDay(Date.UTC(year, month, day) - daysSinceMonday * dayMs);
}

/** Counted in UTC, where every day has 24 hours. */
function daysBefore(day: string, count: number): string {
  return isoDay(Date.parse(day) - count * dayMs);
}

function isoDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
