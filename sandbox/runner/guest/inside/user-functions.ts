import type { SqlValue } from './database.ts';
import { askHost } from './host.ts';

/** How SQL sees a function of the learner's. */
export interface FunctionShape {
  readonly name: string;
  /** Number of arguments; -1 for any. */
  readonly arity: number;
  readonly deterministic: boolean;
  readonly directOnly: boolean;
  /** Integers come as bigint. */
  readonly bigInts: boolean;
}

/** What SQL calls: values in, a value out. Each package converts and checks by its own rules. */
export interface AggregateParts {
  start(): unknown;
  step(state: unknown, args: readonly SqlValue[]): unknown;
  result(state: unknown): SqlValue;
  readonly inverse: ((state: unknown, args: readonly SqlValue[]) => unknown) | null;
}

type Scalar = (args: readonly SqlValue[]) => SqlValue;
type Part = 'call' | 'start' | 'step' | 'inverse' | 'result';

const functions: (Scalar | AggregateParts)[] = [];
/** States of aggregates under way; what crosses is their number. */
const states = new Map<number, unknown>();
let nextState = 1;
let depth = 0;
let thrown: { readonly error: unknown } | null = null;

export function defineFunction(connection: number, shape: FunctionShape, call: Scalar): void {
  askHost('db.function', connection, { ...shape }, functions.push(call) - 1);
}

export function defineAggregate(connection: number, shape: FunctionShape, parts: AggregateParts): void {
  const given = { ...shape, inverse: parts.inverse !== null };
  askHost('db.aggregate', connection, given, functions.push(parts) - 1);
}

/** Runs a statement. An error that a function of the learner's threw in it comes out as it was thrown. */
export function withUserFunctions<T>(run: () => T): T {
  const outer = thrown;
  thrown = null;
  depth += 1;
  try {
    const result = run();
    // node:sqlite forgets what a step threw where the aggregate has a result of its own.
    rethrow();
    return result;
  } catch (error) {
    rethrow();
    throw error;
  } finally {
    depth -= 1;
    thrown = outer;
    if (depth === 0) states.clear();
  }
}

function rethrow(): void {
  if (thrown !== null) throw thrown.error;
}

/** SQL calls a function while a statement runs: no callback of the loop, so neither ticks nor microtasks run. */
export function callUserFunction(
  id: number,
  part: Part,
  state: number,
  args: readonly SqlValue[],
): readonly unknown[] {
  try {
    return [true, run(id, part, state, args)];
  } catch (error) {
    thrown ??= { error };
    return [false, null];
  }
}

function run(id: number, part: Part, state: number, args: readonly SqlValue[]): SqlValue {
  const found = functions[id];
  if (found === undefined) throw new Error('no such function');
  if (typeof found === 'function') return found(args);
  switch (part) {
    case 'start': {
      const made = nextState;
      nextState += 1;
      states.set(made, found.start());
      return made;
    }
    case 'step':
      states.set(state, found.step(states.get(state), args));
      return state;
    case 'inverse':
      states.set(state, found.inverse?.(states.get(state), args));
      return state;
    default:
      return found.result(states.get(state));
  }
}
