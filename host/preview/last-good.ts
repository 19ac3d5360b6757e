import { join, sep } from 'node:path';
import type { LoadedExercise } from '../../lessons/format/load-exercise.ts';
import type { LoadedLesson } from '../../lessons/format/load-lesson.ts';
import type { LoadedPack, LoadedPacks } from '../../lessons/format/load-pack.ts';

/**
 * What was loaded now, and where an error keeps a pack, a lesson or an exercise out, the last good one in its place.
 * What its author took out without an error is gone.
 */
export function withLastGood(now: LoadedPacks, before: LoadedPacks): LoadedPacks {
  const broken = now.problems.filter(({ severity }) => severity === 'error').map(({ file }) => file);
  const isBroken = (folder: string) =>
    broken.some((file) => file === folder || file.startsWith(`${folder}${sep}`));
  const packs = now.packs.map((pack) => {
    const old = before.packs.find(({ folder }) => folder === pack.folder);
    return old === undefined ? pack : { ...pack, lessons: lessonsOf(pack, old, isBroken) };
  });
  const lost = before.packs.filter(
    (old) => !now.packs.some(({ folder }) => folder === old.folder) && isBroken(old.folder),
  );
  return { problems: now.problems, packs: [...packs, ...lost] };
}

type IsBroken = (folder: string) => boolean;

function lessonsOf(pack: LoadedPack, old: LoadedPack, isBroken: IsBroken): LoadedLesson[] {
  const names = pack.manifest.tracks.flatMap(({ lessons }) => lessons);
  return names.flatMap((name) => {
    const id = `${pack.manifest.id}/${name}`;
    const lesson = pack.lessons.find((candidate) => candidate.id === id);
    const last = old.lessons.find((candidate) => candidate.id === id);
    const folder = join(pack.folder, name);
    if (lesson === undefined) return last !== undefined && isBroken(folder) ? [last] : [];
    return [
      last === undefined ? lesson : { ...lesson, exercises: exercisesOf(lesson, last, { folder, isBroken }) },
    ];
  });
}

function exercisesOf(
  lesson: LoadedLesson,
  last: LoadedLesson,
  { folder, isBroken }: { readonly folder: string; readonly isBroken: IsBroken },
): LoadedExercise[] {
  return lesson.manifest.exercises.flatMap((name) => {
    const isThis = ({ id }: LoadedExercise) => id === `${lesson.id}/${name}`;
    const found = lesson.exercises.find(isThis);
    if (found !== undefined) return [found];
    const before = last.exercises.find(isThis);
    return before !== undefined && isBroken(join(folder, name)) ? [before] : [];
  });
}
