import { randomInt } from 'node:crypto';
import type { Failure, Job, Outcome, Sandbox, World, WorldCheckpoint } from '../../sandbox/types.ts';
import type { PlaygroundWorld } from '../contract/playground.ts';

export interface StartRequest {
  readonly files: Readonly<Record<string, string>>;
  readonly world: PlaygroundWorld;
  readonly data: 'keep' | 'reset';
}

/** What a call into the world gave, and what happened in it meanwhile. */
export interface Used<T> {
  readonly outcome: Outcome<T>;
  /** Null where the world is gone. */
  readonly checkpoint: WorldCheckpoint | null;
}

export type DataOrigin = 'new' | 'kept' | 'outdated';

interface Live {
  readonly sandbox: Sandbox;
  /** Ends the job, and with it whatever runs in the runner. */
  readonly endJob: () => void;
  readonly world: World;
  readonly hasApp: boolean;
  /** Why the program did not load: what every request gives. */
  readonly loadFailure: Failure | null;
  readonly databases: readonly string[];
  /** Of the world's clock. */
  readonly startTime: number;
  now: number;
}

/** A database that its owner lets grow; images of it are kept in this process while its world sleeps. */
const limits = { databaseBytes: 16 * 1024 * 1024 } as const;

/**
 * One playground's world. It has a runner of its own for as long as it is awake, so that it takes none
 * from grading. Calls go one after another. What its databases hold outlives it: after each call that
 * changed one its image is taken, and the next world goes on from there.
 */
export class PlaygroundSession {
  readonly #openSandbox: () => Promise<Sandbox>;
  #live: Live | null = null;
  #images: Readonly<Record<string, Uint8Array>> = {};
  /** What the databases in `#images` were made by. */
  #scripts: string | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  lastUsed = performance.now();

  constructor(openSandbox: () => Promise<Sandbox>) {
    this.#openSandbox = openSandbox;
  }

  get isAwake(): boolean {
    return this.#live !== null;
  }

  /** Whether a call is under way or waits for one. */
  get isBusy(): boolean {
    return this.#waiting > 0;
  }

  get running(): Pick<Live, 'hasApp' | 'databases' | 'now' | 'startTime'> | null {
    return this.#live;
  }

  get loadFailure(): Failure | null {
    return this.#live?.loadFailure ?? null;
  }

  /** Opens a world and loads the program in it. One that does not load still has its databases, where the world lives. */
  start(request: StartRequest): Promise<Used<null> & { readonly data: DataOrigin }> {
    return this.#inTurn(async () => {
      const scripts = scriptsOf(request);
      const key = JSON.stringify(scripts);
      if (request.data === 'reset') this.#images = {};
      const hasImages = Object.keys(this.#images).length > 0;
      const data: DataOrigin = !hasImages ? 'new' : key === this.#scripts ? 'kept' : 'outdated';
      if (!hasImages) this.#scripts = key;
      await this.#end();
      const sandbox = await this.#openSandbox();
      const { job, endJob } = await holdJob(sandbox);
      const startTime = request.world.startTime === null ? Date.now() : Date.parse(request.world.startTime);
      const opened = await job.openWorld({
        files: request.files,
        entry: request.world.entry ?? '',
        databases: scripts,
        images: this.#images,
        seed: randomInt(2 ** 32),
        startTime,
        env: request.world.env,
        limits,
      });
      if (!opened.ok) {
        endJob();
        await sandbox.close();
        return { outcome: opened, checkpoint: null, data };
      }
      const world = opened.value;
      const loaded = request.world.entry === null ? null : await world.load();
      const hasApp = loaded?.ok === true && loaded.value.hasApp;
      const databases = Object.keys(scripts).length > 0 ? Object.keys(scripts) : ['main'];
      const loadFailure = loaded?.ok === false ? loaded.failure : null;
      this.#live = { sandbox, endJob, world, hasApp, loadFailure, databases, startTime, now: startTime };
      const outcome: Outcome<null> = loaded === null || loaded.ok ? { ok: true, value: null } : loaded;
      // Made now even where the program has not opened them, so that they are there to go on from.
      for (const name of databases) await world.sql(name, 'SELECT 1');
      return { outcome, checkpoint: await this.#settle(this.#live, outcome), data };
    });
  }

  /** Does something in the world. Null where it is asleep. */
  use<T>(work: (world: World) => Promise<Outcome<T>>): Promise<Used<T> | null> {
    return this.#inTurn(async () => {
      const live = this.#live;
      if (live === null) return null;
      const outcome = await work(live.world);
      return { outcome, checkpoint: await this.#settle(live, outcome) };
    });
  }

  /** Gives the runner back. The data stay for the next start. */
  sleep(): Promise<void> {
    return this.#inTurn(() => this.#end());
  }

  async #settle(live: Live, outcome: Outcome<unknown>): Promise<WorldCheckpoint | null> {
    const taken = !outcome.ok && isFatal(outcome.failure) ? outcome : await live.world.checkpoint();
    if (!taken.ok) {
      await this.#end();
      return null;
    }
    live.now = taken.value.now;
    this.#images = { ...this.#images, ...taken.value.changed };
    return taken.value;
  }

  async #end(): Promise<void> {
    const live = this.#live;
    this.#live = null;
    live?.endJob();
    await live?.sandbox.close();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const turn = this.#queue.then(work).finally(() => {
      this.#waiting -= 1;
      this.lastUsed = performance.now();
    });
    this.#queue = turn.catch(() => {});
    return turn;
  }
}

/** True of a failure after which the world is gone. */
export function isFatal({ kind }: Failure): boolean {
  return kind === 'time' || kind === 'memory' || kind === 'crash';
}

function scriptsOf({ files, world }: StartRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(world.databases).map(([name, file]) => [name, files[file] ?? '']));
}

/** A job that lasts until it is ended. */
async function holdJob(sandbox: Sandbox): Promise<{ readonly job: Job; readonly endJob: () => void }> {
  const held = Promise.withResolvers<Job>();
  const ended = Promise.withResolvers<void>();
  const whole = sandbox.job((job) => {
    held.resolve(job);
    return ended.promise;
  });
  whole.catch(held.reject);
  return { job: await held.promise, endJob: ended.resolve };
}
