/** What a profile is called that nobody has named yet, in the computer's language: the window's is not known here. */
export function firstName(locale: string = Intl.DateTimeFormat().resolvedOptions().locale): string {
  return new Intl.Locale(locale).language === 'pt' ? 'Estudante' : 'Learner';
}
