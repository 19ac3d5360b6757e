import type { Locale } from '../format/locale.ts';
import type { Visibility } from '../format/report.ts';
import type { Finding } from './grader.ts';

const words = {
  en: {
    'wrong-answer': 'The answer is wrong for a case that is not shown.',
    error: 'The program could not answer a case that is not shown.',
    hidden: 'This check is hidden: its data is not shown.',
  },
  'pt-BR': {
    'wrong-answer': 'A resposta está errada em um caso que não é mostrado.',
    error: 'O programa não conseguiu responder a um caso que não é mostrado.',
    hidden: 'Esta verificação é oculta: seus dados não são mostrados.',
  },
} as const satisfies Record<Locale, object>;

/**
 * Takes out of a finding what its check's visibility does not allow. Only the status and the
 * author's own words leave a hidden check: no rows, no logs and no errors of the guest, since a
 * guest could print what it was given.
 */
export function redact(
  finding: Finding,
  visibility: Visibility,
  authorsNextStep: string | null,
  locale: Locale,
): Finding {
  if (visibility === 'shown') return withAuthorsWords(finding, authorsNextStep);
  const open = finding.status === 'passed' || finding.status === 'not-run';
  const bare: Finding = { ...finding, message: '', nextStep: null, location: null, evidence: [] };
  if (open) return bare;
  const text = words[locale];
  return visibility === 'hidden'
    ? { ...bare, reason: null, message: text.hidden, nextStep: authorsNextStep }
    : {
        ...bare,
        message: finding.status === 'failed' ? text['wrong-answer'] : text.error,
        nextStep: authorsNextStep,
      };
}

/** The author knows the task's traps, the grader knows the language's: a wrong answer is the author's to explain. */
function withAuthorsWords(finding: Finding, authorsNextStep: string | null): Finding {
  const authorFirst =
    finding.status === 'failed' && finding.keepsNextStep !== true && authorsNextStep !== null;
  return authorFirst ? { ...finding, nextStep: authorsNextStep } : finding;
}
