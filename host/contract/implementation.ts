import type { z } from 'zod';
import type {
  CallErrorData,
  EventName,
  EventPayload,
  MethodName,
  MethodOutput,
  MethodProgress,
  methods,
} from './contract.ts';

/** What a method gets beside its input. */
export interface CallContext<M extends MethodName = MethodName> {
  /** Aborted when the caller cancels or its connection ends. */
  readonly signal: AbortSignal;
  readonly progress: (progress: MethodProgress<M>) => void;
}

/** Every method of the contract, with its input checked. */
export type HostMethods = {
  readonly [M in MethodName]: (
    input: z.output<(typeof methods)[M]['input']>,
    context: CallContext<M>,
  ) => MethodOutput<M> | Promise<MethodOutput<M>>;
};

export type HostEvent = {
  readonly [E in EventName]: { readonly event: E; readonly payload: EventPayload<E> };
}[EventName];

/** Where the contract reports what it refused and what went wrong; pino's logger is one. */
export interface ContractLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What a connection is served with. */
export interface HostImplementation {
  readonly methods: HostMethods;
  /** Calls `listener` on every event, whoever caused it; gives a function that stops it. */
  readonly onEvent: (listener: (event: HostEvent) => void) => () => void;
  /** Words a fault for the other side, without its internals. */
  readonly callErrorOf: (fault: unknown) => CallErrorData;
  readonly log: ContractLog;
}
