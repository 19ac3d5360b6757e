import type { ReadyMessage } from './protocol.ts';
import { crash, RunnerProcess } from './runner-process.ts';
import type { RunnerProgram } from './runner-program.ts';

interface Waiter {
  readonly settle: (runner: RunnerProcess) => void;
  readonly fail: (reason: unknown) => void;
}

/** A fault of the sandbox itself. */
export class SandboxError extends Error {
  readonly code: 'SANDBOX_CLOSED' | 'SANDBOX_START_FAILED';
  constructor(code: SandboxError['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SandboxError';
    this.code = code;
  }
}

/** Starts that may fail one after another before those who wait are told. */
const startsTried = 3;
const warmUpMs = 15_000;
/** Jobs that come one after another, as the checks of one submission do, are not made to wait for it. */
const warmAfterMs = 30;

/** Keeps `size` runners warm, lends each to one job at a time, and replaces those that end. */
export class Pool {
  readonly #program: RunnerProgram;
  readonly #all = new Set<RunnerProcess>();
  readonly #idle: RunnerProcess[] = [];
  readonly #waiters: Waiter[] = [];
  readonly #restarts = new Set<NodeJS.Timeout>();
  /** Runners that have had nothing to do since a moment ago. */
  readonly #resting = new Map<RunnerProcess, NodeJS.Timeout>();
  #failedStarts = 0;
  #closed = false;

  constructor(program: RunnerProgram, size: number) {
    this.#program = program;
    for (let started = 0; started < size; started += 1) this.#start();
  }

  /** Process ids of the runners that live. */
  get pids(): readonly number[] {
    return [...this.#all].map(({ pid }) => pid);
  }

  /** What the first runner to be ready says of itself. */
  async versions(): Promise<ReadyMessage['ready']> {
    const runner = await this.acquire();
    this.release(runner);
    return runner.ready;
  }

  /** Waits for a runner of one's own, in the order of asking. */
  acquire(signal?: AbortSignal): Promise<RunnerProcess> {
    if (this.#closed) return Promise.reject(closed());
    if (signal?.aborted) return Promise.reject(signal.reason);
    const idle = this.#idle.shift();
    if (idle !== undefined) {
      clearTimeout(this.#resting.get(idle));
      return Promise.resolve(idle);
    }
    const { promise, resolve, reject } = Promise.withResolvers<RunnerProcess>();
    const abort = (): void => {
      const at = this.#waiters.indexOf(waiter);
      if (at >= 0) this.#waiters.splice(at, 1);
      reject(signal?.reason);
    };
    const waiter: Waiter = {
      settle(runner) {
        signal?.removeEventListener('abort', abort);
        resolve(runner);
      },
      fail: reject,
    };
    signal?.addEventListener('abort', abort, { once: true });
    this.#waiters.push(waiter);
    return promise;
  }

  /** Takes back a runner in which nothing is open. One that is dead or tainted is replaced instead. */
  release(runner: RunnerProcess): void {
    if (this.#closed || runner.death !== null) return;
    const waiter = this.#waiters.shift();
    if (waiter === undefined) this.#rest(runner);
    else waiter.settle(runner);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of [...this.#restarts, ...this.#resting.values()]) clearTimeout(timer);
    for (const { fail } of this.#waiters.splice(0)) fail(closed());
    this.#idle.length = 0;
    const runners = [...this.#all];
    for (const runner of runners) runner.kill(crash('the sandbox was closed'));
    await Promise.all(runners.map(({ ended }) => ended));
  }

  #start(): void {
    let runner: RunnerProcess;
    try {
      runner = new RunnerProcess(this.#program);
    } catch (error) {
      // The system is out of processes or descriptors.
      this.#startFailed(error);
      if (!this.#closed) this.#replace();
      return;
    }
    this.#all.add(runner);
    runner.ready.then(
      () => {
        this.#failedStarts = 0;
        this.release(runner);
      },
      (error: unknown) => this.#startFailed(error),
    );
    // As soon as its end is decided, not only once it is gone: the next job may be waiting.
    void runner.ended.then(() => {
      this.#all.delete(runner);
      clearTimeout(this.#resting.get(runner));
      this.#resting.delete(runner);
      const at = this.#idle.indexOf(runner);
      if (at >= 0) this.#idle.splice(at, 1);
      if (!this.#closed) this.#replace();
    });
  }

  /** Nothing waits for the warming-up; what is asked of the runner meanwhile is answered after. */
  #rest(runner: RunnerProcess): void {
    this.#idle.push(runner);
    const failure = crash('the runner could not be warmed up');
    const warm = (): void => void runner.call('warmUp', null, { ms: warmUpMs, failure });
    this.#resting.set(runner, setTimeout(warm, warmAfterMs).unref());
  }

  #startFailed(error: unknown): void {
    this.#failedStarts += 1;
    if (this.#failedStarts < startsTried) return;
    const cause = error instanceof Error ? error.message : String(error);
    for (const { fail } of this.#waiters.splice(0)) {
      fail(new SandboxError('SANDBOX_START_FAILED', `no runner could be started: ${cause}`, error));
    }
  }

  /** Starts that fail again and again are tried at a slower pace: the cause is not a guest. */
  #replace(): void {
    if (this.#failedStarts === 0) this.#start();
    else {
      const timer = setTimeout(
        () => {
          this.#restarts.delete(timer);
          this.#start();
        },
        100 * 2 ** Math.min(this.#failedStarts, 6),
      );
      this.#restarts.add(timer);
    }
  }
}

function closed(): SandboxError {
  return new SandboxError('SANDBOX_CLOSED', 'the sandbox is closed');
}
