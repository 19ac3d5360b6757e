import type { CertificationResult } from '../../host/certification/certifications-file.ts';
import type { Locale } from '../../lessons/format/locale.ts';

/** Whether an installed pack is certified, and that it was this computer that looked. */
export function describeCertification(
  result: Pick<CertificationResult, 'errors' | 'wasStopped'> | null,
  locale: Locale,
): string {
  const english = locale === 'en';
  if (result === null) {
    return english
      ? 'Not looked at yet: whether it is certified shows once Backline has tried it on this computer.'
      : 'Ainda não verificado: se está certificado aparece depois que o Backline o testar neste computador.';
  }
  if (result.wasStopped) {
    return english
      ? 'NOT CERTIFIED: trying its exercises took too long and was stopped. Some of them may not work.'
      : 'NÃO CERTIFICADO: testar os exercícios demorou demais e foi interrompido. Alguns podem não funcionar.';
  }
  if (result.errors === 0) {
    return english
      ? 'Certified on this computer: its exercises can be passed, and catch the mistakes that they should.'
      : 'Certificado neste computador: é possível passar nos exercícios, e eles percebem os erros que devem perceber.';
  }
  const { errors } = result;
  return english
    ? `NOT CERTIFIED: ${errors} error${errors === 1 ? '' : 's'} found on this computer. Some exercises may be impossible, or let mistakes pass.`
    : `NÃO CERTIFICADO: ${errors} erro${errors === 1 ? '' : 's'} neste computador. Alguns exercícios podem ser impossíveis ou deixar erros passar.`;
}
