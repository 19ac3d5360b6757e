import type { Locale, Translations } from '../format/locale.ts';

/**
 * The exercise is wrong, not the learner: a dataset that does not load, a reference that fails.
 * It ends the grading, and is never counted against a submission. What it quotes of a finding is in
 * the language of the grading; its `message` is the English of what it says.
 */
export class AuthorFault extends Error {
  readonly code = 'pack-broken';
  override readonly name = 'AuthorFault';
  readonly said: Translations;

  constructor(said: Translations) {
    super(said.en);
    this.said = said;
  }
}

export interface BrokenExercise {
  readonly code: 'pack-broken';
  readonly message: string;
}

/** Says to whoever works on an exercise that its author has to mend it. */
export function brokenExercise(id: string, { code, said }: AuthorFault, locale: Locale): BrokenExercise {
  const message = {
    en: `The exercise ${id} is broken: ${said.en}`,
    'pt-BR': `O exercício ${id} está com defeito: ${said['pt-BR']}`,
  };
  return { code, message: message[locale] };
}
