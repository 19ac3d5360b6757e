import type { Catalog, Progress, ProgressState } from '../../../host/contract/contract.ts';

export type Pack = Catalog['packs'][number];
export type Track = Pack['tracks'][number];
export type Lesson = Track['lessons'][number];
export type LessonState = 'passed' | 'started' | 'next' | 'new';
type ExerciseProgress = Progress['exercises'][number];

export interface LessonMark {
  readonly lesson: Lesson;
  readonly state: LessonState;
}

export interface Stratum {
  readonly track: Track;
  readonly marks: readonly LessonMark[];
  readonly passed: number;
}

export interface Cutaway {
  readonly strata: readonly Stratum[];
  /** The lesson to go on with; null where all are passed. */
  readonly next: { readonly lesson: Lesson; readonly isStarted: boolean } | null;
}

/** Every pack as a cutaway. Only one lesson of all is the next: where the learner goes on, else where they begin. */
export function cutawaysOf(
  packs: readonly Pack[],
  progress: Progress,
): {
  readonly cutaways: readonly { readonly pack: Pack; readonly strata: readonly Stratum[] }[];
  readonly next: Cutaway['next'];
} {
  const all = packs.map((pack) => ({ pack, ...cutawayOf(pack, progress) }));
  const chosen = all.find(({ next }) => next?.isStarted) ?? all.find(({ next }) => next);
  const cutaways = all.map((one) => ({
    pack: one.pack,
    strata: one === chosen ? one.strata : one.strata.map(withoutNext),
  }));
  return { cutaways, next: chosen?.next ?? null };

  function withoutNext(stratum: Stratum): Stratum {
    const states = new Map(progress.exercises.map((exercise) => [exercise.id, exercise]));
    const marks = stratum.marks.map((mark) =>
      mark.state === 'next' ? { ...mark, state: lessonState(mark.lesson, states) } : mark,
    );
    return { ...stratum, marks };
  }
}

/** How a pack lies: its tracks in dependency order and where the learner is in each. */
function cutawayOf(pack: Pack, progress: Progress): Cutaway {
  const byId = new Map(progress.exercises.map((exercise) => [exercise.id, exercise]));
  const tracks = inDependencyOrder(pack.tracks);
  const next = nextLesson(
    tracks.flatMap((track) => track.lessons),
    byId,
  );
  const strata = tracks.map((track) => {
    const marks = track.lessons.map((lesson): LessonMark => {
      return { lesson, state: lesson === next ? 'next' : lessonState(lesson, byId) };
    });
    return { track, marks, passed: marks.filter((mark) => mark.state === 'passed').length };
  });
  return { strata, next: next && { lesson: next, isStarted: lessonState(next, byId) === 'started' } };
}

/** Passed where every exercise is; started where any was touched. */
export function lessonState(lesson: Lesson, progress: ReadonlyMap<string, ExerciseProgress>): ProgressState {
  const states = lesson.exercises.map((exercise) => progress.get(exercise.id)?.state ?? 'new');
  if (states.length > 0 && states.every((state) => state === 'passed')) return 'passed';
  return states.some((state) => state !== 'new') ? 'started' : 'new';
}

/** A track comes after those it stands on, otherwise by its number. A circle is cut where it is met. */
export function inDependencyOrder(tracks: readonly Track[]): Track[] {
  const byId = new Map(tracks.map((track) => [track.id, track]));
  const ordered = new Set<Track>();
  const visit = (track: Track, path: ReadonlySet<Track>): void => {
    if (ordered.has(track) || path.has(track)) return;
    for (const id of track.needs) {
      const needed = byId.get(id);
      if (needed) visit(needed, new Set([...path, track]));
    }
    ordered.add(track);
  };
  for (const track of tracks.toSorted((a, b) => a.number - b.number)) visit(track, new Set());
  return [...ordered];
}

/** The lesson worked on last if it is not passed yet, else the first unpassed one after it, else the first. */
function nextLesson(
  lessons: readonly Lesson[],
  progress: ReadonlyMap<string, ExerciseProgress>,
): Lesson | null {
  const open = lessons.filter((lesson) => lessonState(lesson, progress) !== 'passed');
  const lastTouched = lessons
    .map((lesson, index) => ({ index, at: lastTouch(lesson, progress) }))
    .filter(({ at }) => at !== '')
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .at(-1);
  if (!lastTouched) return open[0] ?? null;
  return open.find((lesson) => lessons.indexOf(lesson) >= lastTouched.index) ?? open[0] ?? null;
}

function lastTouch(lesson: Lesson, progress: ReadonlyMap<string, ExerciseProgress>): string {
  return lesson.exercises
    .map((exercise) => progress.get(exercise.id)?.lastAt ?? '')
    .reduce((latest, at) => (at > latest ? at : latest), '');
}
