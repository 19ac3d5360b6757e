import type { Copied, Failure, World } from './types.ts';

/** A module that lives in another world, where its source cannot be read and its calls are on record. */
export interface ModuleElsewhere {
  /** The path by which this program's files import it, such as `cart.ts`; a file of that name is not used. */
  readonly path: string;
  /** Has been loaded; what its entry exports is the module. Its clock is this program's too. */
  readonly world: World;
}

/** One run of a program's `node:test` tests. It says what the program says of itself, which proves nothing. */
export interface TestRun {
  /** In the order in which they ended; suites are part of the names. */
  readonly tests: readonly TestResult[];
  /** What ended the run before its tests had ended; null where they did. */
  readonly failure: Failure | null;
  /** What passed between the tests and the module elsewhere, in order. Not the program's word: the runner's. */
  readonly exchanges: readonly Exchange[];
  /** Whether the tests or the module drew a random number; where not, another seed would make no difference. */
  readonly usedChance: boolean;
  /** Why the module stopped answering; null where it did not. */
  readonly moduleFailure: Failure | null;
}

export interface TestResult {
  /** `suite > test`. */
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'todo';
  readonly failure: Failure | null;
  /** How many exchanges there had been when it ended. */
  readonly after: number;
}

/**
 * Something that passed from one side to the other. All that the tests can learn of the module is in those
 * from the module: two runs with one seed, in which those are the same, are the same.
 */
export interface Exchange {
  readonly from: 'tests' | 'module';
  /** Equal where the same was said at the same virtual time. */
  readonly digest: string;
  /** For people; null where there was no room to keep it. */
  readonly shown: ShownExchange | null;
}

export type ShownExchange =
  /** What the module exports, as the tests find it. */
  | { readonly kind: 'exports' }
  | { readonly kind: 'asked'; readonly call: ShownCall }
  | {
      readonly kind: 'answered';
      readonly call: ShownCall;
      /** `pending` where a promise was given, which is answered later. */
      readonly state: 'returned' | 'threw' | 'pending';
      readonly value: Copied;
      /** What became of the arguments. */
      readonly after: readonly Copied[];
    }
  | { readonly kind: 'ended'; readonly failure: Failure };

export interface ShownCall {
  readonly act: 'call' | 'construct' | 'get' | 'set';
  /** Such as `total`, `new Cart` or `Cart.add`. */
  readonly label: string;
  readonly args: readonly Copied[];
}
