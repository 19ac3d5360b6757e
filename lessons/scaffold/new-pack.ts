import type { Locale } from '../format/locale.ts';
import { flowText } from './flow-text.ts';
import type { NewFiles } from './new-exercise.ts';

export interface NewPack {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly locales: readonly Locale[];
  /** The folder of its first lesson. */
  readonly lesson: string;
}

/** A pack's own file, its first lesson aside. */
export function newPack({ id, title, author, locales, lesson }: NewPack): NewFiles {
  const inAll = (texts: Readonly<Record<Locale, string>>): string =>
    locales.length === 1
      ? flowText(texts.en)
      : `{ ${locales.map((locale) => `${locale}: ${flowText(texts[locale])}`).join(', ')} }`;
  return {
    'pack.yaml': `format: 1
# Ids and folder names are permanent once the pack is shared: what learners did hangs on them.
id: ${id}
# Goes up with every change that you hand on.
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
