import { randomInt } from 'node:crypto';
import type { AppServer, LogLine } from '../../sandbox/server-types.ts';
import type { Failure, Limits, Outcome, Sandbox } from '../../sandbox/types.ts';
import type { Project } from './project.ts';

export interface GenerationsOptions {
  readonly sandbox: Sandbox;
  readonly env: Readonly<Record<string, string>>;
  readonly virtualTime: boolean;
  readonly limits: Partial<Limits>;
  readonly tell: (news: News) => void;
}

/** What a person at the terminal wants to know of their program. */
export type News =
  | { readonly kind: 'log'; readonly line: LogLine }
  | { readonly kind: 'log-left-out'; readonly lines: number }
  | {
      readonly kind: 'loaded';
      readonly why: 'first' | 'changed' | 'stopped';
      readonly project: Project;
      readonly port: number | null;
    }
  /** It never got as far as taking requests. `kept` where the one before it goes on. */
  | { readonly kind: 'not-loaded'; readonly failure: Failure; readonly kept: boolean }
  | { readonly kind: 'stopped'; readonly failure: Failure }
  | { readonly kind: 'still-loading'; readonly project: Project };

/** Who answers a request: a program, or the reason why there is none. */
export type Answering =
  | { readonly ok: true; readonly server: AppServer; readonly done: () => void }
  | { readonly ok: false; readonly failure: Failure };

/** One load of the program, in a runner of its own. */
interface Generation {
  readonly server: AppServer;
  readonly end: () => void;
  inFlight: number;
  retired: boolean;
}

const virtualStart = Date.UTC(2026, 0, 1);
/** How long a program that has been replaced may take for what it has begun. */
const farewellMs = 3_000;
const slowLoadMs = 3_000;

/**
 * Keeps a program running: loads it, replaces it when it has changed, and starts it again at the next
 * request after it has stopped.
 */
export class Generations {
  readonly #options: GenerationsOptions;
  #project: Project | null = null;
  #current: Generation | null = null;
  /** Those that only finish what they have begun. */
  readonly #retired = new Set<Generation>();
  /** Why there is no current one. */
  #failure: Failure | null = null;
  /** A start would fail again, as the files are the same. */
  #broken = false;
  /** The same files are started again. */
  #stopped = false;
  #tried = false;
  #loading: Promise<void> | null = null;
  #closed = false;

  constructor(options: GenerationsOptions) {
    this.#options = options;
  }

  /** Loads this state of the program; requests wait for it. The one before answers on if it fails. */
  load(project: Project): Promise<void> {
    this.#stopped = this.#project === project;
    this.#project = project;
    const before = this.#loading ?? Promise.resolve();
    const loading = before.then(async () => {
      // Meanwhile it may have changed once more.
      if (this.#project === project && !this.#closed) await this.#load(project);
      if (this.#loading === loading) this.#loading = null;
    });
    this.#loading = loading;
    return loading;
  }

  async answering(): Promise<Answering> {
    while (this.#loading !== null) await this.#loading;
    if (this.#current === null && !this.#broken && this.#project !== null && !this.#closed) {
      await this.load(this.#project);
      while (this.#loading !== null) await this.#loading;
    }
    const generation = this.#current;
    if (generation === null)
      return { ok: false, failure: this.#failure ?? { kind: 'crash', message: 'it has been ended' } };
    generation.inFlight += 1;
    const done = (): void => {
      generation.inFlight -= 1;
      if (generation.retired && generation.inFlight === 0) this.#end(generation);
    };
    return { ok: true, server: generation.server, done };
  }

  close(): void {
    this.#closed = true;
    if (this.#current !== null) this.#end(this.#current);
    for (const generation of [...this.#retired]) this.#end(generation);
  }

  async #load(project: Project): Promise<void> {
    const { tell } = this.#options;
    for (const generation of [...this.#retired]) this.#end(generation);
    const why = this.#stopped ? 'stopped' : this.#tried ? 'changed' : 'first';
    this.#tried = true;
    const opened = await this.#open(project);
    const outcome = opened.ok ? await this.#ready(opened.value, project) : opened;
    if (!outcome.ok) {
      if (opened.ok) this.#end(opened.value);
      const kept = this.#current !== null;
      this.#broken = !kept;
      this.#failure = outcome.failure;
      if (!this.#closed) tell({ kind: 'not-loaded', failure: outcome.failure, kept });
      return;
    }
    if (!opened.ok) return;
    const generation = opened.value;
    if (this.#current !== null) this.#retire(this.#current);
    this.#current = generation;
    this.#broken = false;
    tell({ kind: 'loaded', why, project, port: outcome.value.port });
    void generation.server.stopped.then((failure) => {
      if (this.#current !== generation) return;
      this.#current = null;
      this.#failure = failure;
      generation.end();
      if (!this.#closed) tell({ kind: 'stopped', failure });
    });
  }

  /** Opens it in a job that lasts until `end` is called. */
  #open(project: Project): Promise<Outcome<Generation>> {
    const { sandbox, env, virtualTime, limits, tell } = this.#options;
    const { promise, resolve } = Promise.withResolvers<Outcome<Generation>>();
    const job = sandbox.job(async (it) => {
      const opened = await it.openServer({
        files: project.files,
        entry: project.entry,
        databases: project.databases,
        seed: virtualTime ? 1 : randomInt(2 ** 31),
        clock: virtualTime ? { kind: 'virtual', startTime: virtualStart } : { kind: 'real' },
        env,
        limits,
        onLog: (line) => tell({ kind: 'log', line }),
        onLogLeftOut: (lines) => tell({ kind: 'log-left-out', lines }),
      });
      if (!opened.ok) {
        resolve(opened);
        return;
      }
      const ended = Promise.withResolvers<void>();
      const server = opened.value;
      resolve({ ok: true, value: { server, end: ended.resolve, inFlight: 0, retired: false } });
      await ended.promise;
    });
    job.catch((error: Error) => resolve({ ok: false, failure: { kind: 'crash', message: error.message } }));
    return promise;
  }

  async #ready({ server }: Generation, project: Project): Promise<Awaited<AppServer['ready']>> {
    const slow = setTimeout(() => this.#options.tell({ kind: 'still-loading', project }), slowLoadMs);
    try {
      return await server.ready;
    } finally {
      clearTimeout(slow);
    }
  }

  #retire(generation: Generation): void {
    generation.retired = true;
    if (generation.inFlight === 0) {
      generation.end();
      return;
    }
    this.#retired.add(generation);
    setTimeout(() => this.#end(generation), farewellMs).unref();
  }

  #end(generation: Generation): void {
    this.#retired.delete(generation);
    if (this.#current === generation) this.#current = null;
    generation.end();
  }
}
