import { join } from 'node:path';
import type { z } from 'zod';
import { type LoadedExercise, loadExercise, missingTranslation, readText } from './load-exercise.ts';
import type { Locale } from './locale.ts';
import { type LessonManifest, lessonSchema, lessonTranslationSchema, type PackManifest } from './pack.ts';
import type { Problem } from './problem.ts';
import { type Parsed, parseYaml } from './yaml-source.ts';

export interface LessonText {
  readonly title: string;
  readonly summary: string;
  readonly markdown: string;
}

export interface LoadedLesson {
  /** `pack/lesson`. */
  readonly id: string;
  readonly manifest: LessonManifest;
  /** By language; English is always there. */
  readonly texts: { readonly en: LessonText } & Partial<Record<Locale, LessonText>>;
  readonly exercises: readonly LoadedExercise[];
}

interface LoadLessonRequest {
  readonly pack: PackManifest;
  readonly folder: string;
  readonly lessonId: string;
  readonly dataFolder: string;
}

/** Reads `lesson.md`, its translations and its exercises. Null where its own file has an error. */
export async function loadLesson(
  request: LoadLessonRequest,
  problems: Problem[],
): Promise<LoadedLesson | null> {
  const file = join(request.folder, 'lesson.md');
  const english = parseFrontMatter({ file, text: (await readText(file)) ?? '' }, lessonSchema);
  if (!english.ok) {
    problems.push(...english.problems);
    return null;
  }
  const { markdown, ...manifest } = english.value;
  const texts: { en: LessonText } & Partial<Record<Locale, LessonText>> = {
    en: { title: manifest.title, summary: manifest.summary, markdown },
  };
  for (const locale of request.pack.locales.filter((locale) => locale !== 'en')) {
    const translation = await loadTranslation(join(request.folder, `lesson.${locale}.md`), problems);
    if (translation !== null) texts[locale] = translation;
  }
  const id = `${request.pack.id}/${request.lessonId}`;
  const exercises: LoadedExercise[] = [];
  for (const name of manifest.exercises) {
    const exercise = await loadExercise(
      {
        id: `${id}/${name}`,
        folder: join(request.folder, name),
        dataFolder: request.dataFolder,
        locales: request.pack.locales,
      },
      problems,
    );
    if (exercise !== null) exercises.push(exercise);
  }
  return { id, manifest, texts, exercises };
}

async function loadTranslation(file: string, problems: Problem[]): Promise<LessonText | null> {
  const text = await readText(file);
  if (text === null) {
    problems.push(missingTranslation(file));
    return null;
  }
  const parsed = parseFrontMatter({ file, text }, lessonTranslationSchema);
  if (parsed.ok) return parsed.value;
  problems.push(...parsed.problems);
  return null;
}

/** The YAML between two lines of `---` with which a file begins, and where it stands; null where there is none. */
export function frontMatterIn(
  text: string,
): { readonly yaml: string; readonly start: number; readonly length: number } | null {
  const match = /^(---\r?\n)([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (match === null) return null;
  const [whole, fence = '', yaml = ''] = match;
  return { yaml, start: fence.length, length: whole.length };
}

/** Splits a file that begins with YAML between two lines of `---` from the Markdown below it. */
export function parseFrontMatter<T extends object>(
  source: { readonly file: string; readonly text: string },
  schema: z.ZodType<T>,
): Parsed<T & { markdown: string }> {
  const front = frontMatterIn(source.text);
  if (front === null) {
    const message = {
      en: 'must begin with front matter: a line "---", the title and so on, and a line "---"',
      'pt-BR': 'deve começar com um cabeçalho: uma linha "---", o título e o restante, e uma linha "---"',
    };
    return { ok: false, problems: [{ severity: 'error', file: source.file, line: 1, message }] };
  }
  const parsed = parseYaml({ file: source.file, text: front.yaml, linesBefore: 1 }, schema);
  if (!parsed.ok) return parsed;
  return { ...parsed, value: { ...parsed.value, markdown: source.text.slice(front.length) } };
}
