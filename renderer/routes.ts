/** The window's addresses; the router reads them from the part after `#`. */
export const routes = {
  home: '/',
  welcome: '/welcome',
  progress: '/progress',
  settings: '/settings',
  lesson: '/lesson/:pack/:lesson',
  exercise: '/exercise/:pack/:lesson/:exercise',
  playground: '/playground',
  exercisePlayground: '/playground/:pack/:lesson/:exercise',
} as const;

/** `lessonId` is `pack/lesson`. */
export function lessonPath(lessonId: string): string {
  return `/lesson/${lessonId}`;
}

/** The playground with the world of an exercise. */
export function exercisePlaygroundPath(exerciseId: string): string {
  return `/playground/${exerciseId}`;
}

/** `exerciseId` is `pack/lesson/exercise`. */
export function exercisePath(exerciseId: string): string {
  return `/exercise/${exerciseId}`;
}
