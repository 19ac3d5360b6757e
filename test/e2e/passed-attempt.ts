import type { GradeReport } from '../../lessons/format/report.ts';

/** The report of an attempt that passed, as far as a page shows it. */
export function passedReport(
  exercise: string,
  reproduction: Partial<GradeReport['reproduction']>,
): GradeReport {
  return {
    format: 1,
    exercise,
    kind: 'sql',
    locale: 'en',
    mode: 'submit',
    passed: true,
    score: { earned: 1, possible: 1 },
    checks: [],
    reproduction: {
      seed: 1,
      shelf: {},
      contentHash: '',
      packVersion: '1.0.0',
      appVersion: '',
      nodeVersion: '',
      sqliteVersion: '',
      ...reproduction,
    },
  };
}
