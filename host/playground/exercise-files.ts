import type { LoadedExercise } from '../../lessons/format/load-exercise.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { worldOf } from '../../lessons/kinds/worlds.ts';
import { playgroundFile } from '../contract/playground-file.ts';
import { get, notesFile } from './starter.ts';

type Files = Readonly<Record<string, string>>;

/**
 * An exercise's world as a playground's files: the learner's own, and the data of the shown checks.
 * Null where the exercise's kind has no world. Throws an AuthorFault where the exercise is broken.
 */
export function exerciseFiles(loaded: LoadedExercise, answer: Files, locale: Locale): Files | null {
  const world = worldOf(loaded.kind)?.({ exercise: loaded.exercise, resources: loaded.resources, locale });
  if (world === undefined) return null;
  const { entry, databases, env } = world;
  const requests = world.requests.map(({ name, method, path, headers, body }) => ({
    name: name.slice(0, 120),
    request: {
      method,
      path,
      headers: headers.map(([header, value]): [string, string] => [header, value]),
      body,
    },
  }));
  return {
    ...answer,
    ...world.data,
    [playgroundFile]: notesFile({
      world: { entry, databases: { ...databases }, env: { ...env }, startTime: world.startTime },
      draft: requests[0]?.request ?? get('/'),
      requests,
      sql: world.script === null ? '' : (answer[world.script] ?? ''),
    }),
  };
}
