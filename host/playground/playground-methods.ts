import type { LoadedExercise } from '../../lessons/format/load-exercise.ts';
import type { LoadedPacks } from '../../lessons/format/load-pack.ts';
import { type Locale, textIn } from '../../lessons/format/locale.ts';
import { AuthorFault, brokenExercise } from '../../lessons/grading/author-fault.ts';
import { toExchange } from '../../lessons/grading/exchange.ts';
import type { Script } from '../../lessons/grading/statement-place.ts';
import type { Outcome, World, WorldCheckpoint, WorldRequest } from '../../sandbox/types.ts';
import { requireExercise } from '../catalog.ts';
import { CallError } from '../contract/call-error.ts';
import type { HostEvent, HostMethods } from '../contract/implementation.ts';
import type {
  playgroundMethods as contract,
  PlaygroundActivity,
  PlaygroundRequest,
  RunningPlayground,
} from '../contract/playground.ts';
import type { Store } from '../store/open-store.ts';
import { activityOf } from './activity.ts';
import { exerciseFiles } from './exercise-files.ts';
import { playgroundFailure } from './playground-failure.ts';
import type { Playgrounds } from './playgrounds.ts';
import { runSql } from './run-sql.ts';
import type { PlaygroundSession, Used } from './session.ts';
import { starterFiles } from './starter.ts';
import { changeRow, listObjects, readRows } from './tables.ts';

interface PlaygroundParts {
  readonly store: Store;
  readonly packs: () => Promise<LoadedPacks>;
  readonly playgrounds: Playgrounds;
  readonly emit: (event: HostEvent) => void;
}

type PlaygroundMethods = Pick<HostMethods, keyof typeof contract>;

interface Which {
  readonly profileId: string;
  readonly exerciseId: string | null;
}

/** What the window can do in the playground. */
export function playgroundMethods({ store, packs, playgrounds, emit }: PlaygroundParts): PlaygroundMethods {
  const sessionOf = ({ profileId, exerciseId }: Which): PlaygroundSession => {
    store.profiles.require(profileId);
    return playgrounds.session(profileId, exerciseId ?? '');
  };

  return {
    'playground.get': async (input) => {
      const { profileId, exerciseId, locale } = input;
      const session = sessionOf(input);
      const draft = store.playgrounds.get(profileId, exerciseId ?? '');
      const running = runningOf(session);
      if (exerciseId === null)
        return { draft, starter: { ...starterFiles(locale) }, exercise: null, running };
      const { exercise } = requireExercise((await packs()).packs, exerciseId);
      const answer = store.drafts.get(profileId, exerciseId)?.files ?? exercise.starter;
      const starter = blamingPack(exercise, locale, () => exerciseFiles(exercise, answer, locale));
      if (starter === null) throw noWorld(exerciseId);
      const title = textIn(exercise.exercise.title, locale);
      return { draft, starter: { ...starter }, exercise: { id: exerciseId, title }, running };
    },
    'playground.save': ({ profileId, exerciseId, files, basedOn }) => {
      store.profiles.require(profileId);
      const saved = store.playgrounds.save({ profileId, exerciseId: exerciseId ?? '', files, basedOn });
      if (saved.status === 'saved') {
        emit({ event: 'playground.saved', payload: { profileId, exerciseId, revision: saved.revision } });
      }
      return saved;
    },
    'playground.start': async ({ files, world, data, locale, ...which }) => {
      const session = sessionOf(which);
      await playgrounds.makeRoom(session);
      const used = await session.start({ files, world, data });
      const { outcome, checkpoint } = used;
      const running = runningOf(session);
      if (!outcome.ok || checkpoint === null || running === null) {
        const scripts = Object.values(world.databases).map((file) => ({ file, text: files[file] ?? '' }));
        return failed(used, locale, scripts);
      }
      return { status: 'running', running, data: used.data, activity: activityIn(session, checkpoint) };
    },
    'playground.send': async ({ request, locale, ...which }) => {
      const session = sessionOf(which);
      const sent = toWorldRequest(request);
      let durationMs = 0;
      const used = await session.use(async (world) => {
        const startedAt = performance.now();
        const outcome = await world.request(sent);
        durationMs = performance.now() - startedAt;
        return outcome;
      });
      if (used === null) return { status: 'asleep' };
      const { outcome, checkpoint } = used;
      const running = runningOf(session);
      const activity = checkpoint === null ? null : activityIn(session, checkpoint);
      if (!outcome.ok || activity === null || running === null) {
        const why = session.loadFailure ?? (outcome.ok ? null : outcome.failure);
        return {
          ...failed(why === null ? used : { ...used, outcome: { ok: false, failure: why } }, locale),
          activity,
        };
      }
      const http = { shape: 'http' as const, exchanges: [toExchange(sent, outcome.value, [])] };
      return { status: 'answered', http, durationMs, activity, running };
    },
    'playground.advance': async ({ ms, locale, ...which }) => {
      const session = sessionOf(which);
      const used = await session.use((world) => world.advance(ms));
      if (used === null) return { status: 'asleep' };
      const running = runningOf(session);
      if (!used.outcome.ok || used.checkpoint === null || running === null) return failed(used, locale);
      return { status: 'advanced', activity: activityIn(session, used.checkpoint), running };
    },
    'playground.sql': ({ database, script, locale, ...which }) =>
      inWorld(sessionOf(which), {
        locale,
        scripts: [{ file: 'SQL', text: script }],
        work: (world) => runSql(world, database, script),
        give: ({ results, omitted, statements }) => ({
          status: 'ran' as const,
          results: [...results],
          omitted,
          statements,
        }),
      }),
    'playground.tables': ({ database, locale, ...which }) =>
      inWorld(sessionOf(which), {
        locale,
        work: (world) => listObjects({ world, database }),
        give: (objects) => ({ status: 'read' as const, objects: [...objects] }),
      }),
    'playground.rows': ({ database, table, offset, limit, locale, ...which }) =>
      inWorld(sessionOf(which), {
        locale,
        work: (world) => readRows({ world, database }, { table, offset, limit }),
        give: ({ columns, rows, total }) => ({
          status: 'read' as const,
          columns: [...columns],
          rows: rows.map(({ key, cells }) => ({ key, cells: [...cells] })),
          total,
        }),
      }),
    'playground.edit': ({ database, table, change, locale, ...which }) =>
      inWorld(sessionOf(which), {
        locale,
        scripts: [{ file: 'SQL', text: '' }],
        work: (world) => changeRow({ world, database }, table, change),
        give: (rows) => ({ status: rows === 0 ? ('gone' as const) : ('changed' as const) }),
      }),
    'playground.stop': async (which) => {
      await sessionOf(which).sleep();
      return {};
    },
  };
}

interface InWorld<T, R> {
  readonly locale: Locale;
  readonly scripts?: readonly Script[];
  readonly work: (world: World) => Promise<Outcome<T>>;
  readonly give: (value: T) => R;
}

async function inWorld<T, R>(session: PlaygroundSession, { locale, scripts, work, give }: InWorld<T, R>) {
  const used = await session.use(work);
  if (used === null) return { status: 'asleep' as const };
  return used.outcome.ok ? give(used.outcome.value) : failed(used, locale, scripts);
}

/** The failure in words. A world that was gone without one had its runner die between two calls. */
function failed(
  { outcome }: Pick<Used<unknown>, 'outcome'>,
  locale: Locale,
  scripts: readonly Script[] = [],
) {
  const failure = outcome.ok ? ({ kind: 'crash', message: 'the runner is gone' } as const) : outcome.failure;
  return { status: 'failed' as const, failure: playgroundFailure(failure, locale, scripts) };
}

function runningOf({ running }: PlaygroundSession): RunningPlayground | null {
  if (running === null) return null;
  const { hasApp, databases, now } = running;
  return { hasApp, databases: [...databases], clock: new Date(now).toISOString() };
}

function activityIn({ running }: PlaygroundSession, checkpoint: WorldCheckpoint): PlaygroundActivity {
  // A world that gave a checkpoint runs.
  return activityOf(checkpoint, running?.startTime ?? checkpoint.now);
}

/** With the headers that a client adds by itself. */
function toWorldRequest({ method, path, headers, body }: PlaygroundRequest): WorldRequest {
  const has = (name: string) => headers.some(([header]) => header.toLowerCase() === name);
  const length = body === null ? null : String(Buffer.byteLength(body));
  return {
    method,
    path,
    headers: [
      ...(has('host') ? [] : [['Host', 'localhost'] as const]),
      ...headers,
      ...(length === null || has('content-length') || has('transfer-encoding')
        ? []
        : [['Content-Length', length] as const]),
    ],
    body,
  };
}

function noWorld(exerciseId: string): CallError {
  return new CallError({
    code: 'not-found',
    message: `The exercise ${exerciseId} has no world to open.`,
    nextStep: 'Open the playground by itself.',
  });
}

function blamingPack<T>({ id }: LoadedExercise, locale: Locale, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AuthorFault)) throw error;
    const nextStep = 'Tell the author of the pack. Your draft is kept.';
    throw new CallError({ ...brokenExercise(id, error, locale), nextStep });
  }
}
