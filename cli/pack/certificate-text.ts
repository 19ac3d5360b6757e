import type { ExerciseCertificate } from '../../lessons/certify/certify-exercise.ts';
import type { Certificate } from '../../lessons/certify/certify-packs.ts';
import type { Survivor } from '../../lessons/certify/mutation/score-checks.ts';
import { formatProblem, type Problem } from '../../lessons/format/problem.ts';

/** What an author reads of a whole check: every finding, then the verdict in one line. */
export function formatCertificate({ certified, exercises, findings }: Certificate): string {
  const all = [...findings, ...exercises.flatMap((exercise) => exercise.findings)];
  const errors = all.filter(({ severity }) => severity === 'error').length;
  const warnings = all.length - errors;
  const counts = `${plural(exercises.length, 'exercise')}, ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
  return [
    ...exercises.flatMap(({ survivors }) => survivors.map(formatSurvivor)),
    ...all.map(formatFinding),
    `${certified ? 'Certified' : 'Not certified'}: ${counts}.`,
  ].join('\n');
}

/** One line for each exercise as it ends, so that a long check shows how far it is. */
export function formatProgress(certificate: ExerciseCertificate, done: number, total: number): string {
  const { id, findings, mutationScore, killed, mutants } = certificate;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const score = `score ${mutationScore.toFixed(2)}, ${killed} of ${mutants} mutants noticed`;
  return `${done}/${total} ${id}: ${errors === 0 ? 'ok' : plural(errors, 'error')} (${score})`;
}

function formatFinding(problem: Problem): string {
  const text = formatProblem(problem);
  return problem.severity === 'warning' ? text.replace(/: /, ': warning: ') : text;
}

function formatSurvivor({ file, line, before, after }: Survivor): string {
  return `${file}:${line}: no check notices: ${before || '(nothing)'}  →  ${after || '(nothing)'}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
