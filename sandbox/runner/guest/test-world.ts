import { afterEach } from 'vitest';
import { ensureShelf } from '../../shelf/shelf.ts';
import {
  defaultLimits,
  type Limits,
  type LogLevel,
  type SourceLocation,
  type WorldRequest,
  type WorldResponse,
} from '../../types.ts';
import { createClock } from '../clock.ts';
import { WorldDatabases } from '../databases.ts';
import type { Guest, VirtualClock } from '../guest-contract.ts';
import { Recorder } from '../recorder.ts';
import { DatasetImages } from '../sqlite/images.ts';
import { createGuest } from './guest.ts';
import { chooseShelf } from './isolates.ts';

/** A guest with a host of its own, for tests: what it logs is kept, its databases are real and in memory. */
export interface TestWorld {
  readonly guest: Guest;
  readonly log: { level: LogLevel; text: string; location: SourceLocation | null }[];
  readonly timers: number[];
  readonly databases: WorldDatabases;
  statements(): { sql: string; location: SourceLocation | null }[];
  elapsed(): number;
  get(path: string, headers?: readonly (readonly [string, string])[]): TestResponse;
  send(request: Partial<WorldRequest> & { readonly path: string }): TestResponse;
}

export interface TestResponse extends Omit<WorldResponse, 'body'> {
  readonly body: string;
  header(name: string): string | undefined;
}

chooseShelf(await ensureShelf());

/** Tests run beside each other on a busy machine; those about limits set their own. */
const patient = { cpuMs: 10_000, wallMs: 20_000 };

const open: Guest[] = [];
afterEach(() => {
  for (const guest of open.splice(0)) guest.dispose();
});

export function testWorld(
  files: Readonly<Record<string, string>>,
  options: {
    entry?: string;
    seed?: number;
    limits?: Partial<Limits>;
    env?: Record<string, string>;
    databases?: Record<string, string>;
  } = {},
): TestWorld {
  const log: TestWorld['log'] = [];
  const timers: number[] = [];
  const entry = options.entry ?? Object.keys(files)[0] ?? '';
  const clock = createClock(Date.UTC(2026, 0, 1));
  const limits = { ...defaultLimits, ...patient, ...options.limits };
  const { databases, recorder } = realDatabases(options.databases ?? {}, clock, limits);
  const guest = createGuest(
    {
      files,
      entry,
      seed: options.seed ?? 1,
      env: options.env ?? {},
      limits,
    },
    {
      clock,
      databases: databases.forGuest,
      events: {
        log: (level, text, location) => void log.push({ level, text, location }),
        timer: (delay) => void timers.push(delay),
        call: () => {},
      },
      learner: null,
    },
  );
  open.push(guest);
  const send = (request: Partial<WorldRequest> & { readonly path: string }): TestResponse => {
    const outcome = guest.request({ method: 'GET', headers: [], body: null, ...request });
    if (!outcome.ok) throw new Error(`the request failed: ${JSON.stringify(outcome.failure)}`);
    const { headers } = outcome.value;
    return {
      ...outcome.value,
      body: new TextDecoder().decode(outcome.value.body),
      header: (name) => headers.find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1],
    };
  };
  return {
    guest,
    log,
    timers,
    databases,
    statements: () => recorder.record().events.filter((event) => event.kind === 'statement'),
    elapsed: () => clock.elapsed(),
    send,
    get: (path, headers = []) => send({ path, headers }),
  };
}

/** Loads, and throws where that fails. */
export function loadedWorld(...args: Parameters<typeof testWorld>): TestWorld {
  const world = testWorld(...args);
  const outcome = world.guest.load();
  if (!outcome.ok) throw new Error(`loading failed: ${JSON.stringify(outcome.failure)}`);
  return world;
}

/** The databases of a world, without the watchdog that ends a statement. */
function realDatabases(scripts: Readonly<Record<string, string>>, clock: VirtualClock, limits: Limits) {
  const cache = new DatasetImages();
  const seed = 1;
  const images = new Map(
    Object.entries(scripts).map(([name, script]) => {
      const image = cache.image({ id: name, script }, { seed, startTime: clock.now() });
      if (!image.ok) throw new Error(JSON.stringify(image.failure));
      return [name, image.value];
    }),
  );
  const recorder = new Recorder(clock, limits);
  const watchdog = { beginJob() {}, endJob() {}, call: unwatched, statement: unwatched };
  return { databases: new WorldDatabases({ images, seed, clock, limits, recorder, watchdog }), recorder };
}

function unwatched<T>(_limits: unknown, work: () => T): T {
  return work();
}
