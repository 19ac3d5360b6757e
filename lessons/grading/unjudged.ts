import type { Locale } from '../format/locale.ts';
import type { Finding } from './grader.ts';
import type { ParsedSql } from './parse-sql.ts';

const words = {
  en: {
    'too-long': 'The script is longer than 20,000 characters, so how it is written cannot be judged.',
    'too-long-next':
      'The task can be answered with far less SQL: look for what is repeated or listed by hand.',
    'not-understood': 'The script could not be read as SQL, so how it is written cannot be judged.',
    'not-understood-next':
      'Mend what the other checks say about it. If they pass, write this part in a plainer way and tell the authors.',
  },
  'pt-BR': {
    'too-long':
      'O script tem mais de 20.000 caracteres, e por isso não dá para avaliar como ele foi escrito.',
    'too-long-next': 'A tarefa se resolve com muito menos SQL: veja o que se repete ou foi listado à mão.',
    'not-understood':
      'Não foi possível ler o script como SQL, e por isso não dá para avaliar como ele foi escrito.',
    'not-understood-next':
      'Corrija o que as outras verificações dizem. Se elas passam, escreva esta parte de um jeito mais simples e avise os autores.',
  },
} as const satisfies Record<Locale, object>;

/** For a script that the parser cannot judge: no verdict on the learner, and what to do about it. */
export function unjudged({ reason }: Extract<ParsedSql, { ok: false }>, locale: Locale): Finding {
  return {
    status: 'error',
    reason: 'unreadable',
    message: words[locale][reason],
    nextStep: words[locale][`${reason}-next`],
    location: null,
    evidence: [],
  };
}
