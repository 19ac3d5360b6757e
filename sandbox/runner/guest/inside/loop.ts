import { timersBinding } from './bindings/timers.ts';
import type { Exports } from './builtins.ts';
import { askHost } from './host.ts';

interface QueuedImmediate {
  _idleNext: QueuedImmediate | null;
  _destroyed: boolean;
  _onImmediate: (...args: unknown[]) => void;
  _argv?: unknown[];
  [key: symbol]: unknown;
}

export interface Loop {
  /** Runs the next-tick queue; false where there was nothing in it. */
  ticks(): boolean;
  /** Runs one immediate of the current round; false where the round is over. */
  immediate(): boolean;
  /** Runs one timer that is due; false where none is. */
  timer(now: number): boolean;
  /** What keeps the program going: immediates waiting, timers that are ref'd, and when the next is due. */
  waiting(): readonly [immediates: number, refedTimers: number, nextExpiry: number | null];
}

/**
 * Node's event loop, one callback at a time: the isolate runs microtasks when an entry ends, so the
 * host enters once per callback. Node's own timer lists are used; only what drives them is ours.
 */
export function createLoop(
  require: (id: string) => Exports,
  runTicks: () => void,
  tickInfo: Uint8Array,
): Loop {
  const internals = require('internal/timers') as unknown as {
    immediateQueue: { head: QueuedImmediate | null; tail: QueuedImmediate | null };
    getTimerCallbacks(runNextTicks: () => void): { processTimers(now: number): number };
    timerListQueue: { peek(): { expiry: number } | undefined };
    cleanImmediate(immediate: QueuedImmediate): void;
    kRefed: symbol;
    async_context_frame: symbol;
  };
  const frames = require('internal/async_context_frame') as unknown as {
    exchange(frame: unknown): unknown;
    set(frame: unknown): void;
  };
  // Node calls this between two timers. Here it ends the entry, so that ticks and microtasks run first.
  const pause = { paused: true };
  const { processTimers } = internals.getTimerCallbacks(() => {
    throw pause;
  });
  const round: QueuedImmediate[] = [];

  return {
    ticks() {
      if (tickInfo[0] !== 1) return false;
      runTicks();
      return true;
    },
    immediate() {
      if (round.length === 0) {
        for (let at = internals.immediateQueue.head; at !== null; at = at._idleNext) round.push(at);
        internals.immediateQueue.head = null;
        internals.immediateQueue.tail = null;
      }
      const one = round.shift();
      if (one === undefined) return false;
      if (!one._destroyed) runImmediate(one, internals, frames);
      return round.length > 0;
    },
    timer(now) {
      const next = internals.timerListQueue.peek();
      if (next === undefined || next.expiry > now) return false;
      try {
        processTimers(now);
      } catch (error) {
        if (error !== pause) throw error;
      }
      return true;
    },
    waiting: () => [
      (timersBinding.immediateInfo[1] ?? 0) + (round.length > 0 ? 1 : 0),
      timersBinding.timeoutInfo[0] ?? 0,
      internals.timerListQueue.peek()?.expiry ?? null,
    ],
  };
}

function runImmediate(
  one: QueuedImmediate,
  internals: {
    cleanImmediate(immediate: QueuedImmediate): void;
    kRefed: symbol;
    async_context_frame: symbol;
  },
  frames: { exchange(frame: unknown): unknown; set(frame: unknown): void },
): void {
  const { immediateInfo } = timersBinding;
  one._destroyed = true;
  immediateInfo[0] = (immediateInfo[0] ?? 1) - 1;
  if (one[internals.kRefed] === true) immediateInfo[1] = (immediateInfo[1] ?? 1) - 1;
  one[internals.kRefed] = null;
  const before = frames.exchange(one[internals.async_context_frame]);
  try {
    one._onImmediate(...(one._argv ?? []));
  } finally {
    internals.cleanImmediate(one);
    frames.set(before);
  }
}

/** The timers a learner calls: Node's, and each one started is told to the world's record. */
export function learnerTimers(require: (id: string) => Exports): Exports {
  const timers = require('node:timers') as Record<PropertyKey, (...args: unknown[]) => unknown>;
  const told = (name: string) => {
    const original = timers[name] as (...args: unknown[]) => { _idleTimeout: number };
    const wrapped = (...args: unknown[]) => {
      const timer = original(...args);
      askHost('timer', timer._idleTimeout);
      return timer;
    };
    Object.defineProperties(wrapped, { name: { value: name }, length: { value: original.length } });
    for (const key of Object.getOwnPropertySymbols(original)) {
      Object.defineProperty(
        wrapped,
        key,
        Object.getOwnPropertyDescriptor(original, key) as PropertyDescriptor,
      );
    }
    return wrapped;
  };
  const shown: Exports = { ...timers, setTimeout: told('setTimeout'), setInterval: told('setInterval') };
  Object.defineProperty(shown, 'promises', {
    enumerable: true,
    configurable: true,
    get: () => require('node:timers/promises'),
  });
  return shown;
}
