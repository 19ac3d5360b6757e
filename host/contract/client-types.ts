import type {
  EventName,
  EventPayload,
  MethodInput,
  MethodName,
  MethodOutput,
  MethodProgress,
} from './contract.ts';

export interface CallOptions<M extends MethodName> {
  /** Aborting rejects the call with code `cancelled` and stops the work in the host. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: MethodProgress<M>) => void;
}

export type ConnectionState = 'connecting' | 'open' | 'lost';

/** What a page holds: the same over a MessagePort and a WebSocket. */
export interface HostClient {
  /** Rejects with a `CallError` (code, message, nextStep). */
  call<M extends MethodName>(
    method: M,
    input: MethodInput<M>,
    options?: CallOptions<M>,
  ): Promise<MethodOutput<M>>;
  /** Calls `listener` on every such event; gives a function that stops it. */
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
  readonly state: ConnectionState;
  onState(listener: (state: ConnectionState) => void): () => void;
  close(): void;
}
