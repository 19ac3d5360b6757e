import type { Locale } from '../format/locale.ts';
import { flowText } from './flow-text.ts';
import type { NewFiles } from './new-exercise.ts';

export interface NewPack {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly locales: readonly Locale[];
  /** The language of comments, which are for the author. */
  readonly comments: Locale;
  /** The folder of its first lesson. */
  readonly lesson: string;
}

const commentTexts = {
  en: {
    permanent: 'Ids and folder names are permanent once the pack is shared: what learners did hangs on them.',
    raised: 'Goes up with every change that you hand on.',
  },
  'pt-BR': {
    permanent:
      'Ids e nomes de pastas não mudam mais depois que o pacote é compartilhado: o que os alunos fizeram depende deles.',
    raised: 'Aumenta a cada mudança que você passa adiante.',
  },
} as const satisfies Record<Locale, object>;

/** A pack's own file, its first lesson aside. */
export function newPack({ id, title, author, locales, comments, lesson }: NewPack): NewFiles {
  const { permanent, raised } = commentTexts[comments];
  const inAll = (texts: Readonly<Record<Locale, string>>): string =>
    locales.length === 1
      ? flowText(texts.en)
      : `{ ${locales.map((locale) => `${locale}: ${flowText(texts[locale])}`).join(', ')} }`;
  return {
    'pack.yaml': `format: 1
# ${permanent}
id: ${id}
# ${raised}
version: 1.0.0
title: ${inAll({ en: title, 'pt-BR': title })}
description: ${inAll({ en: 'What it teaches.', 'pt-BR': 'O que ele ensina.' })}
authors: [${flowText(author)}]
licence: MIT
locales: [${locales.join(', ')}]
tracks:
  - id: first-track
    number: 1
    title: ${inAll({ en: 'First track', 'pt-BR': 'Primeira trilha' })}
    summary: ${inAll({ en: 'What its lessons have in common.', 'pt-BR': 'O que suas lições têm em comum.' })}
    lessons: [${lesson}]
`,
  };
}
