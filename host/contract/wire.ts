import type { CallErrorData } from './contract.ts';

/**
 * What crosses a connection: JSON texts, each one of these. `type` and `id` come first, so that the
 * call that a too large message belongs to can be named without parsing it.
 */
export type ClientMessage =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly type: 'cancel'; readonly id: number };

export type HostMessage =
  | { readonly type: 'result'; readonly id: number; readonly output: unknown }
  /** `id` is null where the message that was refused named no call. */
  | { readonly type: 'error'; readonly id: number | null; readonly error: CallErrorData }
  | { readonly type: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly type: 'event'; readonly event: string; readonly payload: unknown };

/** The longest message that the host reads, in UTF-16 code units of JSON text. */
export const maxMessageLength = 8 * 1024 * 1024;
