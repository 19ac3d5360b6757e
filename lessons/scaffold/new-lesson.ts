import { stringify } from 'yaml';
import type { Locale } from '../format/locale.ts';
import type { NewFiles } from './new-exercise.ts';

export interface NewLesson {
  /** As shown, such as 1.2. */
  readonly number: string;
  readonly title: string;
  readonly locales: readonly Locale[];
  /** The folder of its first exercise. */
  readonly exercise: string;
}

const words = {
  en: {
    summary: 'What a learner can do after this lesson, in one sentence.',
    text: `Explain one idea here, then let the exercise ask for it. Tables, lists and code may be used:

\`\`\`sql
SELECT name FROM people WHERE age >= 18;
\`\`\`

> **Note** A quote that begins with a bold word becomes a box such as this one.
`,
  },
  'pt-BR': {
    summary: 'O que se consegue fazer depois desta lição, em uma frase.',
    text: `Explique uma ideia aqui e deixe que o exercício a peça. Tabelas, listas e código podem ser usados:

\`\`\`sql
SELECT name FROM people WHERE age >= 18;
\`\`\`

> **Nota** Uma citação que começa com uma palavra em negrito vira uma caixa como esta.
`,
  },
} as const satisfies Record<Locale, object>;

/** The files of a lesson, its first exercise aside. */
export function newLesson({ number, title, locales, exercise }: NewLesson): NewFiles {
  const front = (locale: Locale) => ({ title, summary: words[locale].summary });
  const english = `number: ${JSON.stringify(number)}\n${yaml(front('en'))}minutes: 10\nexercises: [${exercise}]\n`;
  const others = locales.filter((locale) => locale !== 'en');
  return {
    'lesson.md': page(english, words.en.text),
    ...Object.fromEntries(
      others.map((locale) => [`lesson.${locale}.md`, page(yaml(front(locale)), words[locale].text)]),
    ),
  };
}

function page(frontMatter: string, text: string): string {
  return `---\n${frontMatter}---\n\n${text}`;
}

function yaml(value: object): string {
  return stringify(value, { lineWidth: 0 });
}
