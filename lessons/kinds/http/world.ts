import { textIn } from '../../format/locale.ts';
import type { ExerciseWorld, NamedRequest, WorldContext } from '../exercise-world.ts';
import { toRequest } from './capture.ts';
import { shownDatabases } from './project-databases.ts';
import type { HttpExercise } from './schema.ts';

/** The program with the databases of the shown checks. */
export function httpWorld(context: WorldContext<HttpExercise>): ExerciseWorld {
  const { exercise } = context;
  const shown = Object.entries(shownDatabases(context));
  return {
    entry: exercise.entry,
    databases: Object.fromEntries(shown.map(([name]) => [name, `data/${name}.sql`])),
    data: Object.fromEntries(shown.map(([name, { text }]) => [`data/${name}.sql`, text])),
    env: exercise.env,
    startTime: exercise.startTime,
    requests: shownRequests(context),
    script: null,
  };
}

const mostRequests = 12;

/** What the shown checks send, each request once. One that needs a value of an earlier answer is left out. */
function shownRequests({ exercise, locale }: WorldContext<HttpExercise>): readonly NamedRequest[] {
  const found = new Map<string, NamedRequest>();
  for (const check of exercise.checks) {
    if (check.visibility !== 'shown') continue;
    for (const step of check.steps) {
      if (!('request' in step) || JSON.stringify(step.request).includes('{{')) continue;
      const { method, path, headers, body } = toRequest(step, new Map());
      // A client works these out itself.
      const written = headers.filter(([name]) => !['host', 'content-length'].includes(name.toLowerCase()));
      const text = typeof body === 'string' ? body : null;
      const key = JSON.stringify([method, path, written, text]);
      const name = `${textIn(check.name, locale)} (${found.size + 1})`;
      if (!found.has(key)) found.set(key, { name, method, path, headers: written, body: text });
    }
  }
  return [...found.values()].slice(0, mostRequests);
}
