import type { Locale } from '../lessons/format/locale.ts';
import type { CheckStatus, GradeReport } from '../lessons/format/report.ts';

const words = {
  en: {
    summary: (passed: number, total: number) => `${passed} of ${total} checks passed`,
    status: { passed: 'passed', failed: 'FAILED', error: 'ERROR', 'not-run': 'not run' },
    next: 'Next',
  },
  'pt-BR': {
    summary: (passed: number, total: number) => `${passed} de ${total} verificações passaram`,
    status: { passed: 'passou', failed: 'FALHOU', error: 'ERRO', 'not-run': 'não executada' },
    next: 'A seguir',
  },
} as const satisfies Record<Locale, { status: Record<CheckStatus, string>; [key: string]: unknown }>;

/** A report for a terminal: the summary first, then a paragraph per check. */
export function formatReport(report: GradeReport): string {
  const text = words[report.locale];
  const count = report.checks.filter((check) => check.status === 'passed').length;
  const width = Math.max(...Object.values(text.status).map((status) => status.length));
  return [
    `${report.exercise}: ${text.summary(count, report.checks.length)}`,
    ...report.checks.flatMap((check) => [
      `  ${text.status[check.status].padEnd(width)}  ${check.name} [${check.id}]`,
      ...(check.message === '' ? [] : [`    ${check.message}`]),
      ...(check.nextStep === null ? [] : [`    ${text.next}: ${check.nextStep}`]),
    ]),
  ].join('\n');
}
