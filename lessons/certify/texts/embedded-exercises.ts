import { basename } from 'node:path';
import { type LoadedExercise, viewDataOf } from '../../format/load-exercise.ts';
import type { Translations } from '../../format/locale.ts';
import type { Problem } from '../../format/problem.ts';

const block = /^(`{3,}|~{3,})[ \t]*exercise[^\n]*\n([\s\S]*?)^\1[ \t]*$/gm;

/** Blocks that ask for an exercise in the text: it must be of this lesson, and of a kind with a form to answer in. */
export function findBrokenEmbeds(
  file: string,
  markdown: string,
  exercises: readonly LoadedExercise[],
): readonly Problem[] {
  return [...markdown.matchAll(block)].flatMap(({ index, 2: content = '' }) => {
    const why = whyBroken(content.trim(), exercises);
    if (why === null) return [];
    const line = markdown.slice(0, index).split('\n').length + 1;
    return [{ severity: 'error' as const, file, line, message: why }];
  });
}

function whyBroken(name: string, exercises: readonly LoadedExercise[]): Translations | null {
  const exercise = exercises.find(({ folder }) => basename(folder) === name);
  if (exercise === undefined) {
    return {
      en: `asks for the exercise "${name}", and the lesson has none of that name`,
      'pt-BR': `pede o exercício "${name}", e a lição não tem nenhum com esse nome`,
    };
  }
  if (viewDataOf(exercise, 'en') !== null) return null;
  return {
    en: `asks for the exercise "${name}", whose kind "${exercise.kind}" is answered in the editor: only kinds with a form of their own can stand in a text`,
    'pt-BR': `pede o exercício "${name}", cujo tipo "${exercise.kind}" é respondido no editor: só tipos com formulário próprio podem ficar dentro de um texto`,
  };
}
