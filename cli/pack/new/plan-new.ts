import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { idSchema } from '../../../lessons/format/exercise.ts';
import { frontMatterIn, parseFrontMatter } from '../../../lessons/format/load-lesson.ts';
import type { Locale } from '../../../lessons/format/locale.ts';
import { lessonSchema, type PackManifest, packSchema } from '../../../lessons/format/pack.ts';
import { type Parsed, parseYaml } from '../../../lessons/format/yaml-source.ts';
import type { ExerciseKind } from '../../../lessons/kinds/schemas.ts';
import { addToList } from '../../../lessons/scaffold/add-to-list.ts';
import { type NewFiles, newExercise } from '../../../lessons/scaffold/new-exercise.ts';
import { newLesson } from '../../../lessons/scaffold/new-lesson.ts';
import { newPack } from '../../../lessons/scaffold/new-pack.ts';
import { UsageError } from '../../exit.ts';
import type { NewWords } from './words.ts';
import type { NewFolder } from './write-new.ts';

export interface Asked {
  /** As it was typed, resolved. */
  readonly folder: string;
  readonly title: string | undefined;
  readonly kind: ExerciseKind;
  readonly words: NewWords;
  /** The language of comments. */
  readonly comments: Locale;
}

/** What is to be written, and where the exercise in it will be. */
export interface Plan extends NewFolder {
  readonly packFolder: string;
  readonly exerciseFolder: string;
}

interface AskedPack extends Asked {
  readonly author: string;
  readonly locales: readonly Locale[];
  readonly lesson: string;
  readonly exercise: string;
}

/** A pack with one lesson and one exercise. Throws `UsageError`. */
export async function planPack(asked: AskedPack): Promise<Plan> {
  const { folder, title, author, locales, lesson, exercise, kind, words, comments } = asked;
  const id = basename(folder);
  for (const name of [id, lesson, exercise]) requireId(name, words);
  const first = { lesson, exercise, kind, locales, comments, title: undefined };
  const below = await lessonFiles({ number: '1.1', ...first });
  const files = {
    ...newPack({ id, title: title ?? inWords(id), author, locales, comments, lesson }),
    ...within(lesson, below),
  };
  return { folder, files, packFolder: folder, exerciseFolder: join(folder, lesson, exercise) };
}

interface AskedLesson extends Asked {
  readonly track: string | undefined;
  readonly exercise: string;
}

/** A lesson with one exercise, the last of its track. Throws `UsageError`. */
export async function planLesson({
  folder,
  title,
  track,
  exercise,
  kind,
  words,
  comments,
}: AskedLesson): Promise<Plan> {
  const lesson = basename(folder);
  for (const name of [lesson, exercise]) requireId(name, words);
  const packFolder = dirname(folder);
  const { manifest, text, file } = await readPack(packFolder, words);
  const at =
    track === undefined
      ? manifest.tracks.length - 1
      : manifest.tracks.findIndex((candidate) => candidate.id === track);
  const into = manifest.tracks[at];
  if (into === undefined)
    throw new UsageError(words.noTrack(track ?? '', manifest.tracks.map(({ id }) => id).join(', ')));
  const number = `${into.number}.${into.lessons.length + 1}`;
  const { locales } = manifest;
  return {
    folder,
    files: await lessonFiles({ number, lesson, exercise, kind, locales, comments, title }),
    register: { file, text: addToList(text, ['tracks', at, 'lessons'], lesson) },
    packFolder,
    exerciseFolder: join(folder, exercise),
  };
}

/** An exercise, the last of its lesson. Throws `UsageError`. */
export async function planExercise({ folder, title, kind, words, comments }: Asked): Promise<Plan> {
  const name = basename(folder);
  requireId(name, words);
  const lessonFolder = dirname(folder);
  const packFolder = dirname(lessonFolder);
  const { manifest } = await readPack(packFolder, words);
  const file = join(lessonFolder, 'lesson.md');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(words.noLesson(lessonFolder));
  });
  requireGood(parseFrontMatter({ file, text }, lessonSchema), file, words);
  // It has one: that was just looked at.
  const { yaml, start } = frontMatterIn(text) ?? { yaml: '', start: 0 };
  const listed = addToList(yaml, ['exercises'], name);
  return {
    folder,
    files: await newExercise({ kind, title: title ?? inWords(name), locales: manifest.locales, comments }),
    register: { file, text: text.slice(0, start) + listed + text.slice(start + yaml.length) },
    packFolder,
    exerciseFolder: folder,
  };
}

interface LessonFiles {
  readonly number: string;
  readonly lesson: string;
  readonly exercise: string;
  readonly kind: ExerciseKind;
  readonly locales: readonly Locale[];
  readonly comments: Locale;
  readonly title: string | undefined;
}

async function lessonFiles({ number, lesson, exercise, kind, locales, comments, title }: LessonFiles) {
  return {
    ...newLesson({ number, title: title ?? inWords(lesson), locales, exercise }),
    ...within(exercise, await newExercise({ kind, title: inWords(exercise), locales, comments })),
  };
}

function within(folder: string, files: NewFiles): NewFiles {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}

async function readPack(
  folder: string,
  words: NewWords,
): Promise<{ readonly manifest: PackManifest; readonly text: string; readonly file: string }> {
  const file = join(folder, 'pack.yaml');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(words.noPack(folder));
  });
  return { manifest: requireGood(parseYaml({ file, text }, packSchema), file, words), text, file };
}

function requireGood<T>(parsed: Parsed<T>, file: string, words: NewWords): T {
  if (parsed.ok) return parsed.value;
  throw new UsageError(words.broken(file, parsed.problems));
}

function requireId(name: string, words: NewWords): void {
  if (!idSchema.safeParse(name).success) throw new UsageError(words.badId(name));
}

/** `grown-ups` as a title: Grown ups. */
function inWords(id: string): string {
  const text = id.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
