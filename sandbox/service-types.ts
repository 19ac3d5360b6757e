import type { Copied } from './types.ts';

/** What a simulated service answers to one kind of request. The first route that fits is taken. */
export interface ServiceRoute {
  /** Any method where it is left out. */
  readonly method?: string;
  /** Path without query: `/orders/:id` takes one part by name, `*` at the end whatever follows. */
  readonly path: string;
  /** 200 where it is left out. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as it is. `{name}` in it stands for the path's part of that name. */
  readonly body?: Copied;
  /** Virtual time until the answer: always the same, or evenly spread between two bounds. */
  readonly latencyMs?: number | { readonly min: number; readonly max: number };
  /** Share of the requests, 0 to 1, that fail instead. */
  readonly failureRate?: number;
  /** How they fail: with a status (503 where it is left out), or by a connection that is cut. */
  readonly failure?: { readonly status: number; readonly body?: Copied } | 'reset';
  /** Beyond so many requests in so much virtual time the answer is 429 with Retry-After. */
  readonly rateLimit?: { readonly requests: number; readonly perMs: number };
  /** The connection is taken and nothing is ever answered. */
  readonly hang?: boolean;
  /** A request that the service makes to the app after it has answered. */
  readonly webhook?: {
    readonly path: string;
    readonly afterMs: number;
    /** POST where it is left out. */
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: Copied;
  };
}
