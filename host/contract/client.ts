import { CallError } from './call-error.ts';
import type { CallOptions, ConnectionState, HostClient } from './client-types.ts';
import type { Connection } from './connection.ts';
import type { CallErrorData, EventName, EventPayload, MethodName } from './contract.ts';
import { type ClientMessage, type HostMessage, maxMessageLength } from './wire.ts';

export { CallError } from './call-error.ts';

/** How long to wait before the nth attempt to reconnect, in milliseconds. */
const backoffMs = [100, 250, 500, 1_000, 2_000, 5_000] as const;

interface WaitingCall {
  readonly text: string;
  sent: boolean;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: CallError) => void;
  readonly progress: (progress: unknown) => void;
}

/**
 * The window's side of the contract over any connection. Knows the contract's types only, so that a
 * bundle with it carries no zod; the host checks what crosses. Calls made before the first
 * connection wait for it; a lost connection rejects what was waiting, and calls made while it is
 * lost, with `connection-lost`, and is tried again with growing pauses.
 */
export function createHostClient(connect: () => Promise<Connection>): HostClient {
  let state: ConnectionState = 'connecting';
  let connection: Connection | null = null;
  let closed = false;
  let nextId = 1;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const waiting = new Map<number, WaitingCall>();
  const eventListeners = new Map<string, Set<(payload: never) => void>>();
  const stateListeners = new Set<(state: ConnectionState) => void>();

  const setState = (next: ConnectionState): void => {
    if (state === next) return;
    state = next;
    for (const listener of [...stateListeners]) listener(next);
  };

  const lose = (): void => {
    connection = null;
    const lost = [...waiting.values()];
    waiting.clear();
    setState('lost');
    for (const call of lost) call.reject(connectionLost());
    if (closed) return;
    retry = setTimeout(open, backoffMs[Math.min(failures, backoffMs.length - 1)]);
    failures += 1;
  };

  const open = (): void => {
    connect().then((opened) => {
      if (closed) return opened.close();
      connection = opened;
      failures = 0;
      opened.onMessage(receive);
      opened.onClose(() => {
        if (connection === opened) lose();
      });
      for (const call of waiting.values()) post(call);
      setState('open');
    }, lose);
  };

  const post = (call: WaitingCall): void => {
    if (connection === null || call.sent) return;
    call.sent = true;
    connection.send(call.text);
  };

  const receive = (data: unknown): void => {
    if (typeof data !== 'string') return;
    const message = JSON.parse(data) as HostMessage;
    switch (message.type) {
      case 'result':
        waiting.get(message.id)?.resolve(message.output);
        break;
      case 'error':
        if (message.id !== null) waiting.get(message.id)?.reject(new CallError(message.error));
        break;
      case 'progress':
        waiting.get(message.id)?.progress(message.progress);
        break;
      case 'event':
        for (const listener of eventListeners.get(message.event) ?? []) listener(message.payload as never);
        break;
    }
  };

  const call = (method: MethodName, input: unknown, options: CallOptions<MethodName> = {}) => {
    const { signal, onProgress } = options;
    return new Promise<unknown>((resolve, reject) => {
      if (signal?.aborted) return reject(cancelled());
      if (state === 'lost') return reject(connectionLost());
      const id = nextId++;
      const text = textOf({ type: 'call', id, method, input });
      if (text.length > maxMessageLength) return reject(tooLarge(text.length));
      const settle = (): void => {
        waiting.delete(id);
        signal?.removeEventListener('abort', cancel);
      };
      const cancel = (): void => {
        settle();
        if (waitingCall.sent) connection?.send(textOf({ type: 'cancel', id }));
        reject(cancelled());
      };
      const waitingCall: WaitingCall = {
        text,
        sent: false,
        resolve: (output) => {
          settle();
          resolve(output);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
        progress: (progress) => onProgress?.(progress as never),
      };
      signal?.addEventListener('abort', cancel);
      waiting.set(id, waitingCall);
      post(waitingCall);
    });
  };

  const on = <E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): (() => void) => {
    const listeners = eventListeners.get(event) ?? new Set();
    eventListeners.set(event, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  open();
  return {
    call: call as HostClient['call'],
    on,
    get state() {
      return state;
    },
    onState: (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    close: () => {
      if (closed) return;
      closed = true;
      clearTimeout(retry);
      connection?.close();
      lose();
    },
  };
}

function textOf(message: ClientMessage): string {
  return JSON.stringify(message);
}

function connectionLost(): CallError {
  return callError('connection-lost', 'The connection to Backline was lost.', 'It is being tried again.');
}

function cancelled(): CallError {
  return callError('cancelled', 'The call was cancelled.', null);
}

function tooLarge(length: number): CallError {
  const message = `This is too large to send: ${length} characters, where ${maxMessageLength} are allowed.`;
  return callError('too-large', message, 'Make the files smaller.');
}

function callError(code: CallErrorData['code'], message: string, nextStep: string | null): CallError {
  return new CallError({ code, message, nextStep });
}
