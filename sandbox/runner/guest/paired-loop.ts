import type { VirtualClock } from '../guest-contract.ts';
import type { Crossing } from './crossing.ts';
import { Stopped } from './runtime.ts';

/** A program as its event loop is turned from outside; see `Runtime`. */
export interface LoopedProgram {
  enter(operation: string, ...args: readonly unknown[]): unknown;
  /** Answers its `import()`s; true where there were any. */
  serve(): boolean;
}

export interface Pair {
  readonly tests: LoopedProgram;
  readonly module: LoopedProgram;
  readonly crossing: Crossing;
  readonly clock: VirtualClock;
}

type Waiting = readonly [
  ranTicks: boolean,
  immediates: number,
  refedTimers: number,
  nextExpiry: number | null,
];

const idle: Waiting = [false, 0, 0, null];

/**
 * Turns the loops of two programs on one virtual clock, until `until` holds; false where neither has
 * anything left to do. Time moves only when both wait.
 */
export function runTogether(pair: Pair, until: () => boolean): boolean {
  const { clock } = pair;
  const programs = [pair.tests, ofModule(pair)];
  for (;;) {
    const waiting = drain(programs, pair.crossing);
    if (until()) return true;
    const now = clock.elapsed();
    const due = waiting.findIndex(([, , , expiry]) => expiry !== null && expiry <= now);
    if (due >= 0) {
      programs[due]?.enter('timer');
    } else if (!runImmediates(programs, waiting)) {
      const expiries = waiting.flatMap(([, , , expiry]) => (expiry === null ? [] : [expiry]));
      if (expiries.length === 0 || waiting.every(([, , refed]) => refed === 0)) return until();
      clock.moveTo(Math.min(...expiries));
    }
  }
}

/** Runs what is ready, without letting time pass. */
export function settleTogether(pair: Pair): void {
  const programs = [pair.tests, ofModule(pair)];
  for (;;) {
    const waiting = drain(programs, pair.crossing);
    if (!runImmediates(programs, waiting)) return;
  }
}

/** One immediate of each program that has any, so that neither keeps the other waiting. */
function runImmediates(programs: readonly LoopedProgram[], waiting: readonly Waiting[]): boolean {
  const ready = programs.filter((_, at) => (waiting[at]?.[1] ?? 0) > 0);
  for (const program of ready) program.enter('immediate');
  return ready.length > 0;
}

/** Next ticks and microtasks of both, over and over until neither has any. */
function drain(programs: readonly LoopedProgram[], crossing: Crossing): readonly Waiting[] {
  for (;;) {
    const before = crossing.activity;
    let busy = false;
    const waiting = programs.map((program) => {
      const turned = program.enter('turn') as Waiting;
      busy = program.serve() || turned[0] || busy;
      return turned;
    });
    busy = crossing.deliver() || busy;
    if (!busy && crossing.activity === before) return waiting;
  }
}

/** What the module fails of by itself ends both, as it would where they share a process; gone, it does nothing. */
function ofModule({ module, crossing }: Pair): LoopedProgram {
  const known = <T>(run: () => T): T => {
    try {
      return run();
    } catch (error) {
      if (error instanceof Stopped) crossing.moduleEnded(error.failure);
      throw error;
    }
  };
  const isGone = () => crossing.moduleFailure !== null;
  return {
    enter: (operation, ...args) => (isGone() ? idle : known(() => module.enter(operation, ...args))),
    serve: () => !isGone() && known(() => module.serve()),
  };
}
