import type { Pool } from './pool.ts';
import type { CommandName, Commands } from './protocol.ts';
import { parentGraceMs } from './protocol.ts';
import { crash, type Deadline, type RunnerProcess } from './runner-process.ts';
import { openServer } from './server.ts';
import type { Failure, Job, Outcome } from './types.ts';
import { openAuthor, openSqlWorld, openWorld } from './worlds.ts';

/** A runner that keeps more than this after a job is replaced. */
const retireAtMiB = 256;
const endMs = 2_000;

/**
 * Runs `use` with a runner of its own. Where a guest brings the runner down, what was open in it is
 * gone, and what `use` opens next is opened in another one: a submission that loops in one case can
 * still be graded on the others.
 */
export async function runJob<T>(
  pool: Pool,
  options: { readonly jobMs: number; readonly signal: AbortSignal | undefined },
  use: (job: Job) => Promise<T>,
): Promise<T> {
  const { jobMs, signal } = options;
  const session = new JobSession(pool, await pool.acquire(signal));
  const outOfTime = (): void => session.end({ kind: 'time', limit: 'wall', limitMs: jobMs });
  const timer = jobMs === Number.POSITIVE_INFINITY ? null : setTimeout(outOfTime, jobMs);
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => {
    session.end(crash('the job was aborted'));
    aborted.reject(signal?.reason);
  };
  // Between the runner's being lent and here the signal may have fired unheard.
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  aborted.promise.catch(() => {});
  try {
    const job: Job = {
      openWorld: (spec) => openWorld(session, spec),
      openSqlWorld: (spec) => openSqlWorld(session, spec),
      openAuthor: (spec) => openAuthor(session, spec),
      openServer: (spec) => openServer(session, spec),
    };
    return await Promise.race([use(job), aborted.promise]);
  } finally {
    if (timer !== null) clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    session.finish();
  }
}

/** The runner a job has at present, and whether the job is over. */
export class JobSession {
  readonly #pool: Pool;
  #runner: RunnerProcess;
  /** Settles when the job is over, with what everything opened in it gives from then on. */
  readonly over: Promise<Failure>;
  readonly #settleOver: (failure: Failure) => void;
  #over: Failure | null = null;
  #tainted = false;
  #nextHandle = 1;
  #replacing: Promise<Outcome<RunnerProcess>> | null = null;

  constructor(pool: Pool, runner: RunnerProcess) {
    this.#pool = pool;
    this.#runner = runner;
    const over = Promise.withResolvers<Failure>();
    this.over = over.promise;
    this.#settleOver = over.resolve;
  }

  /** A number for something to be opened, unique in the job. */
  nextHandle(): number {
    const handle = this.#nextHandle;
    this.#nextHandle += 1;
    return handle;
  }

  /** The runner in which to open something: another one if a guest brought the last one down. */
  async runnerForOpening(): Promise<Outcome<RunnerProcess>> {
    if (this.#over !== null) return { ok: false, failure: this.#over };
    const { death } = this.#runner;
    if (death === null) return { ok: true, value: this.#runner };
    if (death.kind === 'crash') return { ok: false, failure: death };
    this.#replacing ??= this.#replace();
    const replaced = await this.#replacing;
    this.#replacing = null;
    return replaced;
  }

  async call<Name extends CommandName>(
    runner: RunnerProcess,
    name: Name,
    request: Commands[Name]['request'],
    limitMs: number,
  ): Promise<Outcome<Commands[Name]['reply']>> {
    if (this.#over !== null) return { ok: false, failure: this.#over };
    const deadline: Deadline = {
      ms: limitMs + parentGraceMs,
      failure: { kind: 'time', limit: 'wall', limitMs },
    };
    const outcome = await runner.call(name, request, deadline);
    if (!outcome.ok && taints(outcome.failure)) this.#tainted = true;
    return outcome;
  }

  /** A guest had to be stopped in a runner that goes on: no other job gets it. */
  taint(): void {
    this.#tainted = true;
  }

  /** Ends the job from outside: its runner is killed and everything gives `failure`. */
  end(failure: Failure): void {
    this.#end(failure);
    this.#runner.kill(failure);
  }

  /** The job's `use` is done. Gives the runner back once nothing is open in it. */
  finish(): void {
    this.#end(crash('the job has ended'));
    const runner = this.#runner;
    if (runner.death !== null) return;
    if (this.#tainted) {
      runner.kill(crash('replaced after a failure'));
      return;
    }
    const deadline: Deadline = { ms: endMs, failure: crash('the job could not be cleared away') };
    void runner.call('endJob', null, deadline).then((outcome) => {
      if (outcome.ok && outcome.value.residentMiB < retireAtMiB) this.#pool.release(runner);
      else runner.kill(crash('replaced after a large job'));
    });
  }

  #end(failure: Failure): void {
    this.#over ??= failure;
    this.#settleOver(this.#over);
  }

  async #replace(): Promise<Outcome<RunnerProcess>> {
    try {
      const runner = await this.#pool.acquire();
      if (this.#over !== null) {
        this.#pool.release(runner);
        return { ok: false, failure: this.#over };
      }
      this.#runner = runner;
      this.#tainted = false;
      return { ok: true, value: runner };
    } catch (error) {
      return { ok: false, failure: crash(`no other runner could be had: ${error}`) };
    }
  }
}

function taints({ kind }: Failure): boolean {
  return kind === 'time' || kind === 'memory' || kind === 'crash';
}
