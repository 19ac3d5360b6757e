import type { Check, CheckStatus, GradeReport } from '../../../lessons/format/report.ts';

/** The check to look at first: what could not answer before what answered wrongly, in the report's order. */
export function firstToLookAt(report: GradeReport): Check | undefined {
  return (
    report.checks.find((check) => check.status === 'error') ??
    report.checks.find((check) => check.status === 'failed')
  );
}

const rank: Record<CheckStatus, number> = { error: 0, failed: 1, passed: 2, 'not-run': 3 };

/** What needs attention on top; otherwise the author's order. */
export function inReadingOrder(report: GradeReport): Check[] {
  return report.checks.toSorted((a, b) => rank[a.status] - rank[b.status]);
}

export function countsOf(report: GradeReport): Record<CheckStatus, number> & { readonly total: number } {
  const counts = { passed: 0, failed: 0, error: 0, 'not-run': 0, total: report.checks.length };
  for (const check of report.checks) counts[check.status] += 1;
  return counts;
}

/** An attempt of earlier that is looked at instead of the latest outcome. */
export interface ViewedAttempt {
  readonly number: number;
  readonly submittedAt: string;
  readonly durationMs: number;
  readonly changedSince: boolean;
  readonly report: GradeReport;
}

/** The id of the heading of a check, which the editor's marks lead to. */
export function checkHeadingId(checkId: string): string {
  return `check-${checkId}`;
}

/** What a report shows opened at first. */
export function firstOpened(report: GradeReport): ReadonlySet<string> {
  const first = firstToLookAt(report);
  return new Set(first ? [first.id] : []);
}
