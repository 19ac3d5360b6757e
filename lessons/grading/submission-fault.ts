import type { Locale } from '../format/locale.ts';
import type { Finding } from './grader.ts';

interface Submission {
  readonly exercise: { readonly exercise: { readonly entry: string } };
  readonly files: Readonly<Record<string, string>>;
  readonly unreadable?: readonly { readonly path: string }[];
  readonly locale: Locale;
}

const words = {
  en: {
    unreadable: (path: string) => `${path} could not be read as text.`,
    unreadableNext: 'Save it as UTF-8 text of at most 1 MiB, or take it out of the submission.',
    missing: (entry: string) => `The submission has no file ${entry}.`,
    empty: (entry: string) => `${entry} is empty.`,
    entryNext: (entry: string) => `Write your answer in ${entry}; the exercise starts there.`,
  },
  'pt-BR': {
    unreadable: (path: string) => `Não foi possível ler ${path} como texto.`,
    unreadableNext: 'Salve o arquivo como texto UTF-8 de até 1 MiB ou retire-o do envio.',
    missing: (entry: string) => `O envio não tem o arquivo ${entry}.`,
    empty: (entry: string) => `${entry} está vazio.`,
    entryNext: (entry: string) => `Escreva sua resposta em ${entry}; o exercício começa ali.`,
  },
} as const satisfies Record<Locale, object>;

/** What keeps a submission from being run at all, before any sandbox is asked; null where nothing does. */
export function submissionFault(submission: Submission): Finding | null {
  const text = words[submission.locale];
  const { entry } = submission.exercise.exercise;
  const unreadable = submission.unreadable?.[0];
  if (unreadable !== undefined) return fault(text.unreadable(unreadable.path), text.unreadableNext);
  const source = Object.hasOwn(submission.files, entry) ? submission.files[entry] : undefined;
  if (source === undefined) return fault(text.missing(entry), text.entryNext(entry));
  if (source.trim() === '') return fault(text.empty(entry), text.entryNext(entry));
  return null;
}

function fault(message: string, nextStep: string): Finding {
  return {
    status: 'error',
    reason: 'unreadable',
    message,
    nextStep,
    location: null,
    evidence: [],
    endsAll: true,
  };
}
