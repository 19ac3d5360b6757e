import { toDataset } from './datasets.ts';
import type { JobSession } from './job.ts';
import { type CommandName, type Commands, datasetMs } from './protocol.ts';
import { crash, type RunnerProcess } from './runner-process.ts';
import {
  type Author,
  type AuthorSpec,
  defaultLimits,
  type Failure,
  type Limits,
  type Outcome,
  type SqlWorld,
  type SqlWorldSpec,
  type World,
  type WorldSpec,
} from './types.ts';

/** What a call costs besides the guest's own time: bytes on the channel, a compiler's start. */
const openMs = 5_000;
const plainMs = 5_000;

/** Which world of which runner a `World` is, for `Author.call`. */
const places = new WeakMap<World | SqlWorld, { readonly runner: RunnerProcess; readonly handle: number }>();

export async function openWorld(session: JobSession, spec: WorldSpec): Promise<Outcome<World>> {
  const limits = limitsOf(spec);
  const scripts = Object.entries(spec.databases ?? {});
  const { files, entry, images = {}, seed, startTime, env = {}, services = {} } = spec;
  const place = spec.elsewhere === undefined ? null : (places.get(spec.elsewhere.world) ?? null);
  const opened = await open(session, scripts.length, (runner, world, missing) => {
    const databases = Object.fromEntries(
      scripts.map(([name, script]) => [name, toDataset(script, runner, missing)]),
    );
    const elsewhere =
      spec.elsewhere === undefined || place?.runner !== runner
        ? {}
        : { elsewhere: { path: spec.elsewhere.path, world: place.handle } };
    const asked = { world, files, entry, databases, images, seed, startTime, env, services, limits };
    return ['openWorld', { ...asked, ...elsewhere, countSteps: spec.countSteps === true }];
  });
  if (!opened.ok) return opened;
  if (spec.elsewhere !== undefined && place?.runner !== opened.value.runner)
    return { ok: false, failure: crash('the module lives in another runner than the tests') };

  const { handle, ask } = opened.value;
  const world: World = {
    load: () => ask('load', { world: handle }, limits.wallMs),
    request: (request) => ask('request', { world: handle, request }, limits.wallMs),
    call: (name, args) => ask('call', { world: handle, name, args }, limits.wallMs),
    steps: () => ask('steps', { world: handle }, limits.wallMs),
    async runTests() {
      const outcome = await ask('runTests', { world: handle }, limits.wallMs);
      if (outcome.ok && [outcome.value.failure, outcome.value.moduleFailure].some(stopped)) session.taint();
      return outcome;
    },
    advance: async (ms) => withoutValue(await ask('advance', { world: handle, ms }, limits.wallMs)),
    sql: (database, script) => ask('sql', { world: handle, database, script }, limits.wallMs),
    async record() {
      const outcome = await ask('record', { world: handle }, plainMs);
      return outcome.ok ? outcome.value : { events: [], dropped: 0 };
    },
    checkpoint: () => ask('checkpoint', { world: handle }, plainMs),
    async close() {
      await ask('closeWorld', { world: handle }, plainMs);
    },
  };
  places.set(world, opened.value);
  return { ok: true, value: world };
}

export async function openSqlWorld(session: JobSession, spec: SqlWorldSpec): Promise<Outcome<SqlWorld>> {
  const limits = limitsOf(spec);
  const { seed, startTime } = spec;
  const opened = await open(session, 1, (runner, world, missing) => {
    const dataset = toDataset(spec.dataset, runner, missing);
    return ['openSqlWorld', { world, dataset, seed, startTime, limits }];
  });
  if (!opened.ok) return opened;

  const { handle: world, ask } = opened.value;
  const value: SqlWorld = {
    sql: (script) => ask('sqlWorldSql', { world, script }, limits.wallMs),
    async reset() {
      await ask('sqlWorldReset', { world }, plainMs);
    },
    async close() {
      await ask('closeSqlWorld', { world }, plainMs);
    },
  };
  places.set(value, opened.value);
  return { ok: true, value };
}

export async function openAuthor(session: JobSession, spec: AuthorSpec): Promise<Outcome<Author>> {
  const limits = limitsOf(spec);
  const { files, entry, seed, startTime } = spec;
  const runner = await session.runnerForOpening();
  if (!runner.ok) return runner;
  const author = session.nextHandle();
  const { ask } = asking(session, runner.value, author);
  const reply = await ask('openAuthor', { author, files, entry, seed, startTime, limits }, openMs);
  if (!reply.ok) return reply;
  return {
    ok: true,
    value: {
      async call(name, args, world) {
        const place = world === undefined ? null : places.get(world);
        if (place === undefined || (place !== null && place.runner !== runner.value)) {
          return { ok: false, failure: crash('the world lives in another runner than the author') };
        }
        return ask('authorCall', { author, name, args, world: place?.handle ?? null }, limits.wallMs);
      },
      async close() {
        await ask('closeAuthor', { author }, plainMs);
      },
    },
  };
}

type OpeningCommand =
  | readonly ['openServer', Commands['openServer']['request']]
  | readonly ['openWorld', Commands['openWorld']['request']]
  | readonly ['openSqlWorld', Commands['openSqlWorld']['request']];

export interface Place {
  readonly runner: RunnerProcess;
  readonly handle: number;
  readonly ask: Ask;
}

/** Sends the command, and again with the text of the datasets the runner turns out not to have. */
export async function open(
  session: JobSession,
  datasets: number,
  command: (runner: RunnerProcess, handle: number, missing: readonly string[]) => OpeningCommand,
): Promise<Outcome<Place>> {
  const found = await session.runnerForOpening();
  if (!found.ok) return found;
  const runner = found.value;
  const handle = session.nextHandle();
  const place = asking(session, runner, handle);
  let missing: readonly string[] = [];
  do {
    const [name, request] = command(runner, handle, missing);
    const reply = await place.ask(name, request, openMs + datasets * datasetMs);
    if (!reply.ok) return reply;
    missing = reply.value.missing;
  } while (missing.length > 0);
  return { ok: true, value: place };
}

type Ask = <Name extends CommandName>(
  name: Name,
  request: Commands[Name]['request'],
  limitMs: number,
) => Promise<Outcome<Commands[Name]['reply']>>;

/** Asks for one thing opened in a runner. The first failure that ends it is given ever after. */
function asking(session: JobSession, runner: RunnerProcess, handle: number): Place {
  let gone: Failure | null = null;
  return {
    runner,
    handle,
    async ask(name, request, limitMs) {
      if (gone !== null) return { ok: false, failure: gone };
      // It died with its runner, of something that another world or author did.
      if (runner.death !== null) gone = neighbourly(runner.death);
      else {
        const outcome = await session.call(runner, name, request, limitMs);
        if (outcome.ok || runner.death === null) return outcome;
        gone = outcome.failure;
      }
      return { ok: false, failure: gone };
    },
  };
}

function neighbourly(death: Failure): Failure {
  return death.kind === 'crash' ? death : crash(`its runner was ended by something else: ${death.kind}`);
}

/** True of what a guest had to be stopped for. */
function stopped(failure: Failure | null): boolean {
  return failure !== null && (failure.kind === 'time' || failure.kind === 'memory');
}

function withoutValue(outcome: Outcome<unknown>): Outcome<void> {
  return outcome.ok ? { ok: true, value: undefined } : outcome;
}

export function limitsOf({ limits }: { readonly limits?: Partial<Limits> }): Limits {
  return { ...defaultLimits, ...limits };
}
