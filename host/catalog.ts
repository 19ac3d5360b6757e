import { editorContextOf, type LoadedExercise, viewDataOf } from '../lessons/format/load-exercise.ts';
import type { LoadedLesson } from '../lessons/format/load-lesson.ts';
import type { LoadedPack, LoadedPacks } from '../lessons/format/load-pack.ts';
import { isTranslated, type Locale, textIn } from '../lessons/format/locale.ts';
import { worldOf } from '../lessons/kinds/worlds.ts';
import { CallError } from './contract/call-error.ts';
import type { Catalog, ExercisePage, LessonPage } from './contract/contract.ts';

type Track = LoadedPack['manifest']['tracks'][number];

/** Every pack with its tracks, lessons and exercises, and what could not be loaded. */
export function catalogOf({ packs, problems }: LoadedPacks, locale: Locale): Catalog {
  return {
    packs: packs.map((pack) => ({
      id: pack.manifest.id,
      version: pack.manifest.version,
      title: textIn(pack.manifest.title, locale),
      description: textIn(pack.manifest.description, locale),
      tracks: pack.manifest.tracks.map((track) => ({
        id: track.id,
        number: track.number,
        title: textIn(track.title, locale),
        summary: textIn(track.summary, locale),
        needs: [...track.needs],
        lessons: lessonsOf(pack, track).map((lesson) => lessonSummaryOf(lesson, locale)),
      })),
    })),
    problems: problems.map(({ file, line, message }) => ({ file, line, message: message[locale] })),
  };
}

/** One lesson's page. Throws `not-found`. */
export function lessonPageOf({ packs }: LoadedPacks, lessonId: string, locale: Locale): LessonPage {
  for (const pack of packs) {
    const index = pack.lessons.findIndex((lesson) => lesson.id === lessonId);
    const lesson = pack.lessons[index];
    if (lesson === undefined) continue;
    const text = lesson.texts[locale] ?? lesson.texts.en;
    return {
      ...lessonSummaryOf(lesson, locale),
      packTitle: textIn(pack.manifest.title, locale),
      trackTitle: trackTitleOf(pack, lesson, locale),
      markdown: text.markdown,
      translated: lesson.texts[locale] !== undefined,
      previous: pack.lessons[index - 1]?.id ?? null,
      next: pack.lessons[index + 1]?.id ?? null,
    };
  }
  throw notFound('lesson', lessonId);
}

/** One exercise's page, without its solution. Throws `not-found`. */
export function exercisePageOf({ packs }: LoadedPacks, exerciseId: string, locale: Locale): ExercisePage {
  const { pack, lesson, exercise: loaded } = requireExercise(packs, exerciseId);
  const { exercise } = loaded;
  const inOrder = pack.lessons.flatMap((candidate) => candidate.exercises);
  return {
    ...exerciseSummaryOf(loaded, locale),
    packTitle: textIn(pack.manifest.title, locale),
    lesson: {
      id: lesson.id,
      number: lesson.manifest.number,
      title: (lesson.texts[locale] ?? lesson.texts.en).title,
    },
    task: loaded.tasks[locale] ?? loaded.tasks.en,
    translated: loaded.tasks[locale] !== undefined && isTranslated(exercise.title, locale),
    entry: exercise.entry,
    starter: { ...loaded.starter },
    view: viewDataOf(loaded, locale),
    editor: editorContextOf(loaded),
    hints: exercise.hints.map((hint) => textIn(hint, locale)),
    checks: exercise.checks.map((check) => ({
      id: check.id,
      name: textIn(check.name, locale),
      weight: check.weight,
      visibility: check.visibility,
    })),
    next: inOrder[inOrder.findIndex((candidate) => candidate.id === exerciseId) + 1]?.id ?? null,
  };
}

/** The exercise and where it stands. Throws `not-found`. */
export function requireExercise(
  packs: readonly LoadedPack[],
  exerciseId: string,
): { readonly pack: LoadedPack; readonly lesson: LoadedLesson; readonly exercise: LoadedExercise } {
  for (const pack of packs) {
    for (const lesson of pack.lessons) {
      const exercise = lesson.exercises.find((candidate) => candidate.id === exerciseId);
      if (exercise !== undefined) return { pack, lesson, exercise };
    }
  }
  throw notFound('exercise', exerciseId);
}

function lessonsOf(pack: LoadedPack, track: Track): readonly LoadedLesson[] {
  return track.lessons.flatMap(
    (name) => pack.lessons.find((lesson) => lesson.id === `${pack.manifest.id}/${name}`) ?? [],
  );
}

function trackTitleOf(pack: LoadedPack, lesson: LoadedLesson, locale: Locale): string {
  const track = pack.manifest.tracks.find((candidate) => lessonsOf(pack, candidate).includes(lesson));
  return track === undefined ? '' : textIn(track.title, locale);
}

function lessonSummaryOf(
  lesson: LoadedLesson,
  locale: Locale,
): Catalog['packs'][number]['tracks'][number]['lessons'][number] {
  const { title, summary } = lesson.texts[locale] ?? lesson.texts.en;
  return {
    id: lesson.id,
    number: lesson.manifest.number,
    title,
    summary,
    minutes: lesson.manifest.minutes,
    exercises: lesson.exercises.map((exercise) => exerciseSummaryOf(exercise, locale)),
  };
}

function exerciseSummaryOf(loaded: LoadedExercise, locale: Locale) {
  return {
    id: loaded.id,
    kind: loaded.kind,
    title: textIn(loaded.exercise.title, locale),
    minutes: loaded.exercise.minutes,
    hasWorld: worldOf(loaded.kind) !== undefined,
  };
}

function notFound(what: string, id: string): CallError {
  return new CallError({
    code: 'not-found',
    message: `There is no ${what} ${id}.`,
    nextStep: 'It may be in a pack that is not installed. Choose one from the list.',
  });
}
