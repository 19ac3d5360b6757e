import type { CommandMessage, CommandName, Commands } from '../protocol.ts';
import type { Outcome } from '../types.ts';
import { callInto, isFatal } from './call-into.ts';
import {
  type OpenAuthor,
  type OpenServer,
  type OpenSqlWorld,
  type OpenWorld,
  openAuthor,
  openServer,
  openSqlWorld,
  openWorld,
  type RunnerParts,
} from './openings.ts';
import { sendRequest } from './tested-world.ts';
import { warmUp } from './warm-up.ts';

type Handlers = {
  readonly [Name in CommandName]: (request: Commands[Name]['request']) => Outcome<Commands[Name]['reply']>;
};

/** Answers the commands of one job after another. Every answer is an outcome; a throw is a fault of ours. */
export function createServer(parts: RunnerParts): (message: CommandMessage) => Outcome<unknown> {
  const worlds = new Map<number, OpenWorld>();
  const sqlWorlds = new Map<number, OpenSqlWorld>();
  const authors = new Map<number, OpenAuthor>();
  const servers = new Map<number, OpenServer>();
  const { watchdog } = parts;
  let isWarm = false;

  const handlers: Handlers = {
    openWorld(command) {
      const elsewhere = command.elsewhere === undefined ? null : existing(worlds, command.elsewhere.world);
      const { reply, opened } = openWorld(command, parts, elsewhere);
      if (opened !== null) worlds.set(command.world, opened);
      return reply;
    },
    openSqlWorld(command) {
      const { reply, opened } = openSqlWorld(command, parts);
      if (opened !== null) sqlWorlds.set(command.world, opened);
      return reply;
    },
    openAuthor(command) {
      const author = openAuthor(command, parts);
      authors.set(command.author, author);
      const loaded = watchdog.call(author.limits, () => author.guest.load());
      return loaded.ok ? nothing : loaded;
    },
    load({ world: id }) {
      const world = existing(worlds, id);
      return callInto(world, watchdog, () => world.guest.load());
    },
    request({ world: id, request }) {
      const world = existing(worlds, id);
      return sendRequest(world, watchdog, request);
    },
    call({ world: id, name, args }) {
      const world = existing(worlds, id);
      return callInto(world, watchdog, () => world.guest.call(name, args));
    },
    steps({ world: id }) {
      const world = existing(worlds, id);
      return callInto(world, watchdog, () => world.guest.steps());
    },
    runTests({ world: id }) {
      const world = existing(worlds, id);
      const outcome = callInto(world, watchdog, () => world.guest.runTests());
      const failure = outcome.ok ? outcome.value.moduleFailure : null;
      if (world.elsewhere !== null && failure !== null && isFatal(failure)) world.elsewhere.failure = failure;
      return outcome;
    },
    advance({ world: id, ms }) {
      const world = existing(worlds, id);
      const outcome = callInto(world, watchdog, () => world.guest.advance(ms));
      return outcome.ok ? nothing : outcome;
    },
    sql({ world: id, database, script }) {
      const world = existing(worlds, id);
      if (world.failure !== null) return { ok: false, failure: world.failure };
      const { wallMs } = world.limits;
      return watchdog.call({ wallMs, cpuMs: null }, () => world.databases.runScript(database, script));
    },
    record({ world: id }) {
      return { ok: true, value: existing(worlds, id).recorder.record() };
    },
    checkpoint({ world: id }) {
      const world = existing(worlds, id);
      if (world.failure !== null) return { ok: false, failure: world.failure };
      const record = world.recorder.take();
      const value = { record, now: world.clock.now(), changed: world.databases.takeChanged() };
      // Nobody may ask anything of it for hours.
      watchdog.endJob();
      return { ok: true, value };
    },
    closeWorld({ world: id }) {
      const world = worlds.get(id);
      worlds.delete(id);
      if (world !== undefined) disposeWorld(world);
      return nothing;
    },
    sqlWorldSql({ world: id, script }) {
      const world = existing(sqlWorlds, id);
      return watchdog.call({ wallMs: world.wallMs, cpuMs: null }, () => world.run(script));
    },
    sqlWorldReset({ world: id }) {
      existing(sqlWorlds, id).reset();
      return nothing;
    },
    closeSqlWorld({ world: id }) {
      sqlWorlds.get(id)?.dispose();
      sqlWorlds.delete(id);
      return nothing;
    },
    authorCall({ author: id, name, args, world }) {
      const author = existing(authors, id);
      author.world = world === null ? null : (sqlWorlds.get(world) ?? existing(worlds, world));
      try {
        return watchdog.call(author.limits, () => author.guest.call(name, args));
      } finally {
        author.world = null;
      }
    },
    closeAuthor({ author: id }) {
      authors.get(id)?.guest.dispose();
      authors.delete(id);
      return nothing;
    },
    openServer(command) {
      const { reply, opened } = openServer(command, parts);
      if (opened !== null) servers.set(command.world, opened);
      return reply;
    },
    turn({ server: id, arrivals }) {
      const { limits, served } = existing(servers, id);
      try {
        return watchdog.call(limits, () => served.turn(arrivals));
      } finally {
        // Until the next turn nothing of the guest's runs, which may be hours.
        watchdog.endJob();
      }
    },
    closeServer({ server: id }) {
      const server = servers.get(id);
      servers.delete(id);
      if (server !== undefined) disposeWorld(server);
      return nothing;
    },
    warmUp() {
      if (!isWarm) warmUp(parts.createGuest);
      isWarm = true;
      parts.practiseAhead();
      return nothing;
    },
    endJob() {
      for (const world of worlds.values()) disposeWorld(world);
      for (const world of sqlWorlds.values()) world.dispose();
      for (const author of authors.values()) author.guest.dispose();
      for (const server of servers.values()) disposeWorld(server);
      worlds.clear();
      sqlWorlds.clear();
      authors.clear();
      servers.clear();
      watchdog.endJob();
      return { ok: true, value: { residentMiB: process.memoryUsage.rss() / 1024 / 1024 } };
    },
  };

  return ({ name, request }) => {
    if (name !== 'endJob' && name !== 'warmUp') watchdog.beginJob();
    const handle = handlers[name] as (given: typeof request) => Outcome<unknown>;
    try {
      return handle(request);
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { ok: false, failure: { kind: 'crash', message } };
    }
  };
}

const nothing = { ok: true, value: null } as const;

function existing<T>(map: ReadonlyMap<number, T>, id: number): T {
  const value = map.get(id);
  if (value === undefined) throw new Error('it has been closed');
  return value;
}

function disposeWorld(world: Pick<OpenWorld, 'guest' | 'databases'>): void {
  world.guest.dispose();
  world.databases.dispose();
}
