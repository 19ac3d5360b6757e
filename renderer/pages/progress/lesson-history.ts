import type { Catalog, Progress } from '../../../host/contract/contract.ts';
import type { History } from '../../../host/contract/history.ts';
import { inDependencyOrder, type Lesson, type Track } from '../home/curriculum.ts';

export interface LessonHistory {
  readonly lesson: Lesson;
  readonly passed: number;
  readonly isStarted: boolean;
  /** When the last of its exercises was passed; null where one is not. */
  readonly learnedAt: string | null;
  readonly attempts: number;
  readonly activeMs: number;
  readonly lastAt: string | null;
  /** An exercise of it asks for something else since it was passed. */
  readonly hasChanged: boolean;
  /** The solution of an exercise of it was looked at before it was passed. */
  readonly isAfterSolution: boolean;
}

export interface TrackHistory {
  readonly track: Track;
  readonly lessons: readonly LessonHistory[];
}

export interface PackHistory {
  readonly id: string;
  readonly title: string;
  readonly tracks: readonly TrackHistory[];
}

type ExerciseHistory = History['exercises'][number];

/** What was done, in the order of the packs; and the exercises that belong to none that is here. */
export function lessonHistory(
  catalog: Catalog,
  progress: Progress,
  history: History,
): { readonly packs: readonly PackHistory[]; readonly gone: ExerciseHistory[] } {
  const byId = new Map(history.exercises.map((exercise) => [exercise.id, exercise]));
  const stateById = new Map(progress.exercises.map((exercise) => [exercise.id, exercise]));
  const seen = new Set<string>();

  const ofLesson = (lesson: Lesson): LessonHistory => {
    for (const { id } of lesson.exercises) seen.add(id);
    const exercises = lesson.exercises.flatMap(({ id }) => byId.get(id) ?? []);
    const states = lesson.exercises.map(({ id }) => stateById.get(id));
    const passed = states.filter((state) => state?.state === 'passed').length;
    const isLearned = passed > 0 && passed === lesson.exercises.length;
    return {
      lesson,
      passed,
      isStarted: states.some((state) => state !== undefined && state.state !== 'new'),
      learnedAt: isLearned ? latest(exercises.map(({ passedAt }) => passedAt)) : null,
      attempts: exercises.reduce((sum, { attempts }) => sum + attempts, 0),
      activeMs: exercises.reduce((sum, { activeMs }) => sum + activeMs, 0),
      lastAt: latest(exercises.map(({ lastAt }) => lastAt)),
      hasChanged: states.some((state) => state?.changedSincePassed === true),
      isAfterSolution: isLearned && states.some((state) => state?.solutionSeen === true),
    };
  };
  const packs = catalog.packs.map(({ id, title, tracks }) => ({
    id,
    title,
    tracks: inDependencyOrder(tracks).map((track) => ({ track, lessons: track.lessons.map(ofLesson) })),
  }));
  return { packs, gone: history.exercises.filter(({ id }) => !seen.has(id)) };
}

function latest(instants: readonly (string | null)[]): string | null {
  return instants.reduce((last, at) => (at !== null && (last === null || at > last) ? at : last), null);
}
