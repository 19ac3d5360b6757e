import ivm from 'isolated-vm';
import type { Failure, Limits } from '../../types.ts';
import type { VirtualClock } from '../guest-contract.ts';
import { type ErrorReport, exceptionFailure, limitFailure, reportOf } from './failures.ts';
import { overLimit } from './isolates.ts';

/** Thrown through the host half of a guest when it cannot go on; `Outcome` is made of it at the door. */
export class Stopped extends Error {
  readonly failure: Failure;
  readonly code: string | null;
  /** Set where the error was not thrown inside an entry but left by it: a rejection that nobody handled. */
  readonly rejection: ErrorReport | null;
  constructor(failure: Failure, code: string | null = null, rejection: ErrorReport | null = null) {
    super(failure.kind);
    this.failure = failure;
    this.code = code;
    this.rejection = rejection;
  }
}

export interface RuntimeDeps {
  readonly enter: ivm.Reference;
  readonly limits: Limits;
  readonly clock: VirtualClock;
  readonly realm: { readonly isolate: ivm.Isolate; readonly lost: { readonly catastrophic: boolean } };
}

type Waiting = readonly [
  ranTicks: boolean,
  immediates: number,
  refedTimers: number,
  nextExpiry: number | null,
];

/**
 * Enters the isolate within the limits of a call, and turns its event loop on virtual time. Microtasks
 * run as each entry ends, so every callback of the loop is an entry of its own.
 */
export class Runtime {
  /** Set once nothing more can be run here, to the reason. */
  gone: Failure | null = null;
  /** Exit code, where the guest called process.exit(). */
  exited: number | null = null;
  /** Time spent in the host on the guest's behalf, which its CPU limit does not count. */
  hostMs = 0;
  readonly #deps: RuntimeDeps;
  /** What the loop waits for, where nothing has run since that was asked. */
  #quiet: Waiting | null = null;
  #cpuLeft = 0;
  #deadline = 0;

  constructor(deps: RuntimeDeps) {
    this.#deps = deps;
  }

  /** A new call into the guest begins, with its limits whole. */
  begin(): void {
    this.#cpuLeft = this.#deps.limits.cpuMs;
    this.#deadline = performance.now() + this.#deps.limits.wallMs;
  }

  /** Runs one operation inside, and the microtasks it leaves. Throws Stopped. */
  enter(operation: string, ...args: readonly unknown[]): unknown {
    const { enter, clock } = this.#deps;
    const apply = (name: string, ...given: readonly unknown[]) =>
      this.guard((timeout) =>
        enter.applySync(undefined, [name, clock.elapsed(), ...given], { timeout, result: { copy: true } }),
      ) as readonly [boolean, unknown];
    let answer: readonly [boolean, unknown];
    try {
      answer = apply(operation, ...args);
    } catch (error) {
      if (!(error instanceof Stopped) || error.rejection === null) throw error;
      // The program may have asked to be told; what the entry gave is then as good as without it.
      const { name, message, stack, code } = error.rejection;
      const told = apply('rejected', name, message, stack, code);
      if (told[0] && told[1] === null) throw error;
      answer = told[0] ? (told[1] as readonly [boolean, unknown]) : told;
    }
    if (answer[0]) return answer[1];
    const report = answer[1] as ErrorReport;
    throw new Stopped(this.#exception(report), report.code);
  }

  /** Runs a part of a function that SQL calls, while the statement that the guest runs waits in the host. */
  callUserFunction(
    id: number,
    part: string,
    state: number,
    args: readonly unknown[],
  ): readonly [boolean, unknown] {
    const { enter, clock } = this.#deps;
    const given = new ivm.ExternalCopy(args).copyInto({ release: true });
    return this.guard((timeout) =>
      enter.applySync(undefined, ['userFunction', clock.elapsed(), id, part, state, given], {
        timeout,
        result: { copy: true },
      }),
    ) as readonly [boolean, unknown];
  }

  /** Runs something in the isolate within what is left of the limits. Throws Stopped. */
  guard<T>(run: (timeout: number) => T): T {
    this.#quiet = null;
    const started = performance.now();
    const wallLeft = this.#deadline - started;
    const left = Math.min(wallLeft, this.#cpuLeft);
    if (left <= 0) throw this.#end(this.#outOfTime(this.#cpuLeft));
    const hostBefore = this.hostMs;
    const cpuBefore = threadCpuMs();
    const used = () => Math.max(0, threadCpuMs() - cpuBefore - (this.hostMs - hostBefore));
    try {
      const value = run(Math.max(1, Math.ceil(left)));
      this.#checkExit();
      // An entry within this one met its end, and the guest may have caught what came of that.
      if (this.gone !== null) throw new Stopped(this.gone);
      return value;
    } catch (error) {
      if (error instanceof Stopped) throw error;
      this.#checkExit();
      const { isolate, lost } = this.#deps.realm;
      if (lost.catastrophic || isolate.isDisposed) {
        throw this.#end({ kind: 'memory', limitMiB: this.#deps.limits.memoryMiB });
      }
      const failure = limitFailure(error, this.#deps.limits, () => this.#outOfTime(this.#cpuLeft - used()));
      if (failure !== null) {
        // What runs out of time while it has eaten its memory ran out of memory: the collector took the time.
        const memory = overLimit(isolate, this.#deps.limits.memoryMiB, 1);
        throw this.#end(memory ? { kind: 'memory', limitMiB: this.#deps.limits.memoryMiB } : failure);
      }
      if (error instanceof Error && error.constructor.name === 'LinkFailure') throw error;
      const report = reportOf(error);
      throw new Stopped(this.#exception(report), report.code, report);
    } finally {
      // A busy machine makes time pass without the guest running: only its own CPU time is counted.
      this.#cpuLeft -= used();
    }
  }

  /** Runs ticks and microtasks until there are none, then the immediates; no time passes. */
  settle(serve: () => boolean): void {
    for (;;) {
      const [, immediates] = this.#drain(serve);
      if (immediates === 0) return;
      this.#immediates(serve);
    }
  }

  /**
   * Turns the loop until `until` holds, moving the clock to the next timer whenever nothing else is left.
   * False where nothing is left at all.
   */
  run(until: () => boolean, serve: () => boolean): boolean {
    for (;;) {
      const [, immediates, refed, expiry] = this.#drain(serve);
      if (until()) return true;
      const now = this.#deps.clock.elapsed();
      if (expiry !== null && expiry <= now) {
        this.enter('timer');
      } else if (immediates > 0) {
        this.#immediates(serve, until);
      } else if (refed > 0 && expiry !== null) {
        this.#deps.clock.moveTo(expiry);
        this.enter('timer');
      } else {
        return until();
      }
    }
  }

  /** Moves the clock on by `ms`, running what falls due, timers that are not ref'd as well. */
  advance(ms: number, serve: () => boolean): void {
    const { clock } = this.#deps;
    const end = clock.elapsed() + ms;
    for (;;) {
      const [, immediates, , expiry] = this.#drain(serve);
      if (immediates > 0) {
        this.#immediates(serve);
      } else if (expiry !== null && expiry <= end) {
        if (expiry > clock.elapsed()) clock.moveTo(expiry);
        this.enter('timer');
      } else {
        if (end > clock.elapsed()) clock.moveTo(end);
        return;
      }
    }
  }

  /** Throws Stopped where the guest has kept far more than it may; garbage not yet collected is allowed for. */
  checkMemory(): void {
    const { limits, realm } = this.#deps;
    if (overLimit(realm.isolate, limits.memoryMiB, 2))
      throw this.#end({ kind: 'memory', limitMiB: limits.memoryMiB });
  }

  release(): void {
    if (this.#deps.realm.isolate.isDisposed) return;
    this.#deps.enter.release();
  }

  /** The next-tick queue, then microtasks (as the entry ends), over and over until both are empty. */
  #drain(serve: () => boolean): Waiting {
    if (this.#quiet !== null) return this.#quiet;
    for (;;) {
      const waiting = this.enter('turn') as Waiting;
      const served = serve();
      if (!waiting[0] && !served) {
        this.#quiet = waiting;
        return waiting;
      }
    }
  }

  /** One round of immediates; those they set wait for the next. */
  #immediates(serve: () => boolean, until: () => boolean = () => false): void {
    while (this.enter('immediate') === true) {
      this.#drain(serve);
      if (until()) return;
    }
  }

  #checkExit(): void {
    if (this.exited === null) return;
    const message = `process.exit(${this.exited}) was called, which ends the program.`;
    throw this.#end(
      exceptionFailure({ name: 'ProcessExit', message, stack: '', code: null }, this.#deps.limits),
    );
  }

  /**
   * isolated-vm's timeout is of real time, and on a busy machine that passes without the guest running:
   * it was too slow only where it really had its CPU time.
   */
  #outOfTime(cpuLeft: number): Failure {
    const { cpuMs, wallMs } = this.#deps.limits;
    return cpuLeft <= cpuMs * 0.1
      ? { kind: 'time', limit: 'cpu', limitMs: cpuMs }
      : { kind: 'time', limit: 'wall', limitMs: wallMs };
  }

  #exception(report: ErrorReport): Failure {
    const failure = exceptionFailure(report, this.#deps.limits);
    if (failure.kind === 'memory') this.gone = failure;
    return failure;
  }

  #end(failure: Failure): Stopped {
    this.gone = failure;
    return new Stopped(failure);
  }
}

function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
