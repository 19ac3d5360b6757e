import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type LoadedExercise, readText } from './load-exercise.ts';
import { type LoadedLesson, loadLesson } from './load-lesson.ts';
import { type PackManifest, packSchema } from './pack.ts';
import type { Problem } from './problem.ts';
import { parseYaml } from './yaml-source.ts';

export interface LoadedPack {
  readonly folder: string;
  readonly manifest: PackManifest;
  /** In the order of the tracks. A lesson with errors is left out. */
  readonly lessons: readonly LoadedLesson[];
}

export interface LoadedPacks {
  readonly packs: readonly LoadedPack[];
  readonly problems: readonly Problem[];
}

/**
 * Loads every pack in the given folders; a folder is a pack itself (it has a `pack.yaml`) or holds
 * packs. What has errors is left out and named in `problems`; the rest is there. Where two packs
 * have one id, the later folder's is taken, so that an author's copy shadows the built-in one.
 */
export async function loadPacks(folders: readonly string[]): Promise<LoadedPacks> {
  const problems: Problem[] = [];
  const packs = new Map<string, LoadedPack>();
  for (const folder of folders) {
    for (const packFolder of await findPackFolders(folder, problems)) {
      const pack = await loadPack(packFolder, problems);
      if (pack !== null) packs.set(pack.manifest.id, pack);
    }
  }
  return { packs: [...packs.values()], problems };
}

/** The exercise with this id and where it stands, or null. */
export function findExercise(
  packs: readonly LoadedPack[],
  exerciseId: string,
): { readonly pack: LoadedPack; readonly lesson: LoadedLesson; readonly exercise: LoadedExercise } | null {
  for (const pack of packs) {
    for (const lesson of pack.lessons) {
      const exercise = lesson.exercises.find((candidate) => candidate.id === exerciseId);
      if (exercise !== undefined) return { pack, lesson, exercise };
    }
  }
  return null;
}

async function findPackFolders(folder: string, problems: Problem[]): Promise<string[]> {
  if (await isFile(join(folder, 'pack.yaml'))) return [folder];
  let names: string[];
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    names = entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name);
  } catch {
    const message = {
      en: 'this folder of packs cannot be read; check that it exists',
      'pt-BR': 'não foi possível ler esta pasta de pacotes; confira se ela existe',
    };
    problems.push({ severity: 'error', file: folder, line: null, message });
    return [];
  }
  const found: string[] = [];
  for (const name of names.sort()) {
    if (await isFile(join(folder, name, 'pack.yaml'))) found.push(join(folder, name));
  }
  if (found.length === 0 && names.length > 0) {
    const message = {
      en: 'none of its folders has a pack.yaml, so there is no pack in it',
      'pt-BR': 'nenhuma de suas pastas tem um pack.yaml, e por isso não há pacote nela',
    };
    problems.push({ severity: 'warning', file: folder, line: null, message });
  }
  return found;
}

async function loadPack(folder: string, problems: Problem[]): Promise<LoadedPack | null> {
  const file = join(folder, 'pack.yaml');
  const text = await readText(file);
  if (text === null) {
    const message = {
      en: 'cannot be read as UTF-8 text',
      'pt-BR': 'não pode ser lido como texto UTF-8',
    };
    problems.push({ severity: 'error', file, line: null, message });
    return null;
  }
  const parsed = parseYaml({ file, text }, packSchema);
  if (!parsed.ok) {
    problems.push(...parsed.problems);
    return null;
  }
  const manifest = parsed.value;
  const lessons: LoadedLesson[] = [];
  for (const [trackIndex, track] of manifest.tracks.entries()) {
    for (const [lessonIndex, lessonId] of track.lessons.entries()) {
      const lessonFolder = join(folder, lessonId);
      if (!(await isFile(join(lessonFolder, 'lesson.md')))) {
        const line = parsed.lineOf(['tracks', trackIndex, 'lessons', lessonIndex]);
        problems.push({
          severity: 'error',
          file,
          line,
          message: {
            en: `names the lesson "${lessonId}", and there is no ${lessonId}/lesson.md`,
            'pt-BR': `cita a lição "${lessonId}", e não existe ${lessonId}/lesson.md`,
          },
        });
        continue;
      }
      const lesson = await loadLesson(
        { pack: manifest, folder: lessonFolder, lessonId, dataFolder: join(folder, 'data') },
        problems,
      );
      if (lesson !== null) lessons.push(lesson);
    }
  }
  return { folder, manifest, lessons };
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
