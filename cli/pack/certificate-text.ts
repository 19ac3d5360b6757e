import type { ExerciseCertificate } from '../../lessons/certify/certify-exercise.ts';
import type { Certificate } from '../../lessons/certify/certify-packs.ts';
import type { Survivor } from '../../lessons/certify/mutation/score-checks.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { formatProblem, type Problem } from '../../lessons/format/problem.ts';

const words = {
  en: {
    counted: (exercises: number, errors: number, warnings: number) =>
      `${plural(exercises, 'exercise', 'exercises')}, ${plural(errors, 'error', 'errors')}, ${plural(warnings, 'warning', 'warnings')}`,
    errors: (count: number) => plural(count, 'error', 'errors'),
    certified: 'Certified',
    notCertified: 'Not certified',
    score: (score: string, killed: number, mutants: number) =>
      `score ${score}, ${killed} of ${mutants} mutants noticed`,
    warning: 'warning',
    unnoticed: 'no check notices',
    nothing: '(nothing)',
    of: 'of',
  },
  'pt-BR': {
    counted: (exercises: number, errors: number, warnings: number) =>
      `${plural(exercises, 'exercício', 'exercícios')}, ${plural(errors, 'erro', 'erros')}, ${plural(warnings, 'aviso', 'avisos')}`,
    errors: (count: number) => plural(count, 'erro', 'erros'),
    certified: 'Certificado',
    notCertified: 'Não certificado',
    score: (score: string, killed: number, mutants: number) =>
      `índice ${score.replace('.', ',')}, ${killed} de ${mutants} mutantes percebidos`,
    warning: 'aviso',
    unnoticed: 'nenhuma verificação percebe',
    nothing: '(nada)',
    of: 'de',
  },
} as const satisfies Record<Locale, object>;

/** What an author reads of a whole check: every finding, then the verdict in one line. */
export function formatCertificate({ certified, exercises, findings }: Certificate, locale: Locale): string {
  const text = words[locale];
  const all = [...findings, ...exercises.flatMap((exercise) => exercise.findings)];
  const errors = all.filter(({ severity }) => severity === 'error').length;
  const counts = text.counted(exercises.length, errors, all.length - errors);
  return [
    ...exercises.flatMap(({ survivors }) => survivors.map((survivor) => formatSurvivor(survivor, locale))),
    ...all.map((problem) => formatFinding(problem, locale)),
    `${certified ? text.certified : text.notCertified}: ${counts}.`,
  ].join('\n');
}

/** How far a check is, in numbers: `3 of 12`. */
export function formatCount(done: number, total: number, locale: Locale): string {
  return `${done} ${words[locale].of} ${total}`;
}

/** One line for each exercise as it ends, so that a long check shows how far it is. */
export function formatProgress(
  certificate: ExerciseCertificate,
  { done, total }: { readonly done: number; readonly total: number },
  locale: Locale,
): string {
  const text = words[locale];
  const { id, findings, mutationScore, killed, mutants } = certificate;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const score = text.score(mutationScore.toFixed(2), killed, mutants);
  return `${done}/${total} ${id}: ${errors === 0 ? 'ok' : text.errors(errors)} (${score})`;
}

function formatFinding(problem: Problem, locale: Locale): string {
  const text = formatProblem(problem, locale);
  return problem.severity === 'warning' ? text.replace(/: /, `: ${words[locale].warning}: `) : text;
}

function formatSurvivor({ file, line, before, after }: Survivor, locale: Locale): string {
  const { unnoticed, nothing } = words[locale];
  return `${file}:${line}: ${unnoticed}: ${before || nothing}  →  ${after || nothing}`;
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
