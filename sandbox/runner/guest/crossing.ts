import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import ivm from 'isolated-vm';
import type { Exchange, ShownCall, ShownExchange } from '../../test-run-types.ts';
import type { Copied, Failure } from '../../types.ts';
import type { VirtualClock } from '../guest-contract.ts';
import { asText, coded, finite } from './checked.ts';
import { readParcel, type SentParcel } from './read-parcel.ts';
import { Stopped } from './runtime.ts';

export type Side = Exchange['from'];

/** One of the two programs that a crossing joins. */
export interface Program {
  enter(operation: string, ...args: readonly unknown[]): unknown;
}

interface Act extends Pick<ShownCall, 'label'> {
  readonly kind: ShownCall['act'];
  readonly target: number;
  readonly member: string | null;
}

interface Answer {
  readonly state: 'returned' | 'threw' | 'pending';
  readonly token: number;
  readonly parcel: SentParcel;
}

interface Settlement {
  readonly to: Side;
  readonly token: number;
  readonly state: 'returned' | 'threw';
  readonly parcel: SentParcel;
}

const mostExchanges = 10_000;
const deepest = 40;
/** How much of the record is kept for people to read, in characters of it as JSON. */
const mostShown = 256 * 1024;

/**
 * Joins the program that tests and the program under test: each in its own isolate, each reaching the other
 * only by what is carried here, and all of that is written down.
 */
export class Crossing {
  readonly exchanges: Exchange[] = [];
  /** Why the module no longer answers. */
  moduleFailure: Failure | null = null;
  /** Grows with whatever may have given either side something to do. */
  activity = 0;
  readonly #programs: Readonly<Record<Side, Program>>;
  readonly #clock: VirtualClock;
  readonly #settled: Settlement[] = [];
  readonly #pending: Readonly<Record<Side, Map<number, ShownCall>>> = { tests: new Map(), module: new Map() };
  /** A promise may be settled as its call ends, before the answer to that call has come. */
  readonly #early: Settlement[] = [];
  #depth = 0;
  #shown = 0;

  constructor(programs: Readonly<Record<Side, Program>>, clock: VirtualClock) {
    this.#programs = programs;
    this.#clock = clock;
  }

  /** Gives the tests the module under its path, and the names that it exports. */
  introduce(path: string): readonly string[] {
    const [names, parcel] = this.#programs.module.enter('across.exports') as [string[], SentParcel];
    this.#write('module', { kind: 'exports' }, [names, parcel]);
    this.#programs.tests.enter('across.define', path, copied(names), copied(parcel));
    return names;
  }

  /** What one side asks of an object of the other's. Throws where there can be no answer. */
  perform(from: Side, given: unknown, parcel: SentParcel): Answer {
    const to = other(from);
    const act = readAct(given);
    if (this.moduleFailure !== null) throw ended(this.moduleFailure);
    if (this.#depth >= deepest) throw coded('ERR_TOO_DEEP', 'Tests and module call each other too deeply.');
    if (this.exchanges.length >= mostExchanges)
      throw coded('ERR_TOO_MANY_CALLS', `The tests may call the module ${mostExchanges / 2} times.`);
    const call: ShownCall = { act: act.kind, label: act.label, args: readParcel(parcel) };
    this.#write(from, { kind: 'asked', call }, [act.kind, act.target, act.member, parcel]);
    this.activity += 1;
    this.#depth += 1;
    try {
      const answer = this.#programs[to].enter('across.perform', copied(act), copied(parcel)) as Answer;
      this.#answered(to, call, answer);
      if (answer.state === 'pending') this.#promised(to, call, answer.token);
      return answer;
    } catch (error) {
      if (error instanceof Stopped && to === 'module') {
        this.moduleEnded(error.failure);
        throw ended(error.failure);
      }
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  /** A promise that one side gave has been settled; the other is told when it next has nothing to do. */
  settled(from: Side, given: unknown, state: unknown, parcel: SentParcel): void {
    const token = finite(given);
    const to = other(from);
    const settlement = { to, token, state: state === 'returned' ? 'returned' : 'threw', parcel } as const;
    const call = this.#pending[from].get(token);
    if (call !== undefined) this.#settle(call, settlement);
    else if (this.#early.length < mostExchanges) this.#early.push(settlement);
  }

  /** Tells each side of the promises that have been settled; false where none had been. */
  deliver(): boolean {
    const [first] = this.#settled.splice(0, 1);
    if (first === undefined) return false;
    this.#programs[first.to].enter('across.settled', first.token, first.state, copied(first.parcel));
    return true;
  }

  #promised(by: Side, call: ShownCall, token: number): void {
    this.#pending[by].set(token, call);
    const at = this.#early.findIndex((one) => one.to === other(by) && one.token === token);
    const [settled] = at < 0 ? [] : this.#early.splice(at, 1);
    if (settled !== undefined) this.#settle(call, settled);
  }

  #settle(call: ShownCall, settlement: Settlement): void {
    const from = other(settlement.to);
    this.#pending[from].delete(settlement.token);
    this.#answered(from, call, settlement);
    this.#settled.push(settlement);
    this.activity += 1;
  }

  moduleEnded(failure: Failure): void {
    if (this.moduleFailure !== null) return;
    this.moduleFailure = failure;
    const why = failure.kind === 'exception' ? [failure.name, failure.message] : [failure.kind];
    this.#write('module', { kind: 'ended', failure }, why);
  }

  #answered(from: Side, call: ShownCall, { state, token, parcel }: Answer): void {
    const [value, after] = readParcel(parcel);
    const shown = { kind: 'answered', call, state, value, after: Array.isArray(after) ? after : [] } as const;
    this.#write(from, shown, [state, token, parcel]);
  }

  #write(from: Side, shown: ShownExchange, what: unknown): void {
    const said = serialize([from, this.#clock.elapsed(), what]);
    const digest = createHash('sha1').update(said).digest('base64');
    this.#shown += said.length;
    this.exchanges.push({ from, digest, shown: this.#shown <= mostShown ? shown : null });
  }
}

function other(side: Side): Side {
  return side === 'tests' ? 'module' : 'tests';
}

function copied(value: unknown): unknown {
  return new ivm.ExternalCopy(value as Copied).copyInto({ release: true });
}

function readAct(given: unknown): Act {
  const { kind, target, member, label } = (given ?? {}) as Readonly<Record<string, unknown>>;
  const known = acts.find((one) => one === kind);
  if (known === undefined) throw coded('ERR_INVALID_ARG_VALUE', 'There is no such act.');
  return {
    kind: known,
    target: finite(target),
    member: member === null ? null : asText(member, 1_024),
    label: asText(label, 2_048).slice(0, 100),
  };
}

const acts = ['call', 'construct', 'get', 'set'] as const;

/** What the tests see of a module that is gone: that it is, and nothing of its code. */
function ended(failure: Failure): Error {
  const why =
    failure.kind === 'exception' ? `${failure.name}: ${failure.message}` : `it was stopped (${failure.kind})`;
  return coded('ERR_MODULE_ENDED', `The module under test has ended: ${why}`);
}
