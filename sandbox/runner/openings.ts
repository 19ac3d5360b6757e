import type {
  Commands,
  OpenAuthorCommand,
  OpenServerCommand,
  OpenSqlWorldCommand,
  OpenWorldCommand,
} from '../protocol.ts';
import { datasetMs } from '../protocol.ts';
import type { Happening } from '../turns.ts';
import type { Failure, Limits, Outcome, StatementResult } from '../types.ts';
import { createClock, realClock } from './clock.ts';
import { WorldDatabases } from './databases.ts';
import type {
  CreateGuest,
  Guest,
  GuestEvents,
  GuestHost,
  ServedGuest,
  VirtualClock,
} from './guest-contract.ts';
import { createRandom } from './random.ts';
import { Recorder } from './recorder.ts';
import { WorldDatabase } from './sqlite/database.ts';
import type { DatasetImages, DatasetSource } from './sqlite/images.ts';
import { runScript } from './sqlite/script.ts';
import { testedWorld } from './tested-world.ts';
import { turnLog } from './turn-log.ts';
import type { Watchdog } from './watchdog.ts';

/** What everything opened in a runner shares. */
export interface RunnerParts {
  readonly createGuest: CreateGuest;
  /** Makes the next guest's realm readier than it need be. */
  readonly practiseAhead: () => number;
  readonly images: DatasetImages;
  readonly watchdog: Watchdog;
  /** Tells the parent what a served app does, while it does it. */
  readonly tell: (server: number, happenings: readonly Happening[]) => void;
}

export interface OpenWorld {
  readonly limits: Limits;
  readonly guest: Guest;
  readonly clock: VirtualClock;
  /** The world that one of its modules lives in. */
  readonly elsewhere: OpenWorld | null;
  readonly databases: WorldDatabases;
  readonly recorder: Recorder;
  /** Set once the world is gone: every further call gives it again. */
  failure: Failure | null;
}

export interface OpenSqlWorld {
  readonly wallMs: number;
  run(script: string): Outcome<readonly StatementResult[]>;
  reset(): void;
  dispose(): void;
}

export interface OpenServer {
  readonly limits: Limits;
  readonly guest: Guest;
  readonly served: ServedGuest;
  readonly databases: WorldDatabases;
}

export interface OpenAuthor {
  readonly limits: Limits;
  readonly guest: Guest;
  /** The world that the author's code reaches during the present call. */
  world: OpenWorld | OpenSqlWorld | null;
}

type Reply<Name extends keyof Commands> = Outcome<Commands[Name]['reply']>;
type Opening<T> = { readonly reply: Reply<'openWorld'>; readonly opened: T | null };

export function openWorld(
  command: OpenWorldCommand,
  parts: RunnerParts,
  elsewhere: OpenWorld | null,
): Opening<OpenWorld> {
  const { seed, limits, startTime, images = {} } = command;
  const found = findImages(without(command.databases, images), command, parts);
  if (!found.ok) return { reply: found, opened: null };
  if (found.value.missing.length > 0) return { reply: { ok: true, value: found.value }, opened: null };

  const clock = elsewhere?.clock ?? createClock(startTime);
  const recorder = new Recorder(clock, limits);
  const databases = new WorldDatabases({
    images: new Map([...found.value.images, ...Object.entries(images)]),
    seed,
    clock,
    limits,
    recorder,
    watchdog: parts.watchdog,
  });
  const { entry, env, services } = command;
  const path = command.elsewhere?.path ?? null;
  // A file by the module's name is not the module.
  const files = Object.fromEntries(Object.entries(command.files).filter(([name]) => name !== path));
  const host = {
    clock,
    databases: databases.forGuest,
    events: recorder.guestEvents,
    learner: null,
    ...(elsewhere === null || path === null ? {} : { elsewhere: { path, guest: elsewhere.guest } }),
  };
  const { countSteps = false } = command;
  const guest = parts.createGuest({ files, entry, seed, env, services, limits, countSteps }, host);
  return {
    reply: { ok: true, value: { missing: [] } },
    opened: { limits, guest, clock, elsewhere, databases, recorder, failure: null },
  };
}

export function openServer(command: OpenServerCommand, parts: RunnerParts): Opening<OpenServer> {
  const { seed, limits, startTime } = command;
  const clock = startTime === null ? realClock() : createClock(startTime);
  const found = findImages(command.databases, { seed, startTime: clock.now() }, parts);
  if (!found.ok) return { reply: found, opened: null };
  if (found.value.missing.length > 0) return { reply: { ok: true, value: found.value }, opened: null };

  const tell = (happenings: readonly Happening[]): void => parts.tell(command.world, happenings);
  const { images } = found.value;
  // Nobody asks for the record of an app that may run for days.
  const recorder = { statement() {}, opened() {} };
  const databases = new WorldDatabases({ images, seed, clock, limits, recorder, watchdog: parts.watchdog });
  const { log, endTurn } = turnLog(limits.logBytes, tell);
  const events: GuestEvents = { log, timer() {}, call() {} };
  const { files, entry, env, services } = command;
  const guest = parts.createGuest(
    { files, entry, seed, env, services, limits, realTime: startTime === null },
    { clock, databases: databases.forGuest, events, learner: null },
  );
  const inTurns = guest.serve(tell);
  const served: ServedGuest = {
    turn(arrivals) {
      try {
        return inTurns.turn(arrivals);
      } finally {
        endTurn();
      }
    },
  };
  return { reply: { ok: true, value: { missing: [] } }, opened: { limits, guest, served, databases } };
}

export function openSqlWorld(command: OpenSqlWorldCommand, parts: RunnerParts): Opening<OpenSqlWorld> {
  const { seed, limits, startTime } = command;
  const found = findImages({ main: command.dataset }, command, parts);
  if (!found.ok) return { reply: found, opened: null };
  if (found.value.missing.length > 0) return { reply: { ok: true, value: found.value }, opened: null };

  const image = found.value.images.get('main') ?? null;
  const start = (): WorldDatabase =>
    new WorldDatabase({
      image,
      largestBytes: limits.databaseBytes,
      now: () => startTime,
      random: createRandom(seed, 'database main'),
    });
  let database = start();
  const opened: OpenSqlWorld = {
    wallMs: limits.wallMs,
    run: (script) =>
      runScript(database, script, {
        resultRows: limits.resultRows,
        timed: (work) => parts.watchdog.statement(limits.statementMs, work),
      }),
    reset() {
      database.close();
      database = start();
    },
    dispose: () => database.close(),
  };
  return { reply: { ok: true, value: { missing: [] } }, opened };
}

export function openAuthor(command: OpenAuthorCommand, parts: RunnerParts): OpenAuthor {
  const { files, entry, seed, startTime, limits } = command;
  const clock = createClock(startTime);
  const recorder = new Recorder(clock, limits);
  const author: { world: OpenAuthor['world'] } = { world: null };
  const guest = parts.createGuest(
    { files, entry, seed, env: {}, limits },
    {
      clock,
      databases: null,
      events: recorder.guestEvents,
      get learner(): GuestHost['learner'] {
        const { world } = author;
        return world === null ? null : testedWorld(world, parts.watchdog);
      },
    },
  );
  return Object.assign(author, { limits, guest });
}

function without<T>(all: Readonly<Record<string, T>>, left: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !Object.hasOwn(left, name)));
}

interface FoundImages {
  readonly missing: readonly string[];
  readonly images: ReadonlyMap<string, Uint8Array | null>;
}

function findImages(
  sources: Readonly<Record<string, DatasetSource>>,
  world: { readonly seed: number; readonly startTime: number },
  { images: cache, watchdog }: RunnerParts,
): Outcome<FoundImages> {
  const missing = Object.values(sources)
    .filter((source) => cache.lacks(source))
    .map(({ id }) => id);
  if (missing.length > 0) return { ok: true, value: { missing, images: new Map() } };
  const images = new Map<string, Uint8Array | null>();
  for (const [name, source] of Object.entries(sources)) {
    const image = watchdog.call({ wallMs: datasetMs, cpuMs: null }, () => cache.image(source, world));
    if (!image.ok) return image;
    images.set(name, image.value);
  }
  return { ok: true, value: { missing: [], images } };
}
