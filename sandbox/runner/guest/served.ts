import ivm from 'isolated-vm';
import type { ServerRequest } from '../../server-types.ts';
import type { Arrival, Happening, Turned } from '../../turns.ts';
import type { Outcome } from '../../types.ts';
import type { ServedGuest, VirtualClock } from '../guest-contract.ts';
import { ResponseStream } from './response-stream.ts';
import type { Runtime } from './runtime.ts';

/** What a program lends to be served in turns. */
export interface ServedDeps {
  readonly runtime: Pick<Runtime, 'enter'>;
  readonly clock: VirtualClock;
  readonly realTime: boolean;
  /** Begins to load the entry; what it gives tells whether that is done. */
  readonly begin: () => () => boolean;
  /** One call into the guest, with its limits whole; what stops it becomes a failure. */
  readonly attempt: <T>(run: () => T) => Outcome<T>;
  readonly serveImports: () => boolean;
  /** Where what the guest writes on its connections goes. */
  readonly connections: Map<number, GuestConnection>;
  readonly tell: (happenings: readonly Happening[]) => void;
}

/** The other end of a connection of the guest's. */
export interface GuestConnection {
  /** True where it has enough for now. */
  write(bytes: Uint8Array): boolean;
  end(): void;
  /** The guest has taken a piece of a request's body. */
  took?(): void;
}

/** A turn that takes longer lets the parent speak in between. */
const turnMs = 20;
/** Bytes of a response's body that may be on their way before the app is told to wait. */
const windowBytes = 256 * 1024;
/** What happened is told at least as often as so much of it has gathered. */
const tellAtBytes = 64 * 1024;
const tellAt = 1_000;

interface Open {
  readonly response: ResponseStream;
  /** Bytes told and not yet read. */
  unread: number;
  held: boolean;
}

/** Runs what is due each time it is its turn, and never waits. */
export function serveInTurns(deps: ServedDeps): ServedGuest {
  const { runtime, clock, attempt, serveImports, connections } = deps;
  const open = new Map<number, Open>();
  const arrived: Arrival[] = [];
  const told = gather(deps.tell);
  let loaded: (() => boolean) | null = null;
  let isLoaded = false;

  const openConnection = (connection: number, request: ServerRequest): void => {
    const one: Open = {
      held: false,
      unread: 0,
      response: new ResponseStream(request.method, (part) => {
        if (part.kind === 'body') one.unread += part.bytes.length;
        told.add({ ...part, connection });
      }),
    };
    open.set(connection, one);
    connections.set(connection, {
      write(bytes) {
        one.response.write(bytes);
        one.held = one.unread > windowBytes && !one.response.done;
        return one.held;
      },
      end: () => one.response.end(),
      took: () => told.add({ kind: 'took', connection }),
    });
    const whole = !request.hasBody;
    if (runtime.enter('connection.open', connection, copy(wireRequest(request)), whole) === true) return;
    close(connection);
    told.add({ kind: 'not-listening', connection });
  };
  const close = (connection: number): void => {
    open.delete(connection);
    connections.delete(connection);
  };
  const arrive = (arrival: Arrival): void => {
    const { connection } = arrival;
    if (arrival.kind === 'open') {
      openConnection(connection, arrival.request);
      return;
    }
    const found = open.get(connection);
    if (found === undefined) return;
    switch (arrival.kind) {
      case 'body':
        runtime.enter('connection.body', connection, copy(arrival.bytes));
        break;
      case 'end':
        runtime.enter('connection.end', connection);
        break;
      case 'read':
        found.unread -= arrival.bytes;
        if (!found.held || found.unread > windowBytes / 2) break;
        found.held = false;
        runtime.enter('connection.release', connection);
        break;
      case 'gone':
        close(connection);
        runtime.enter('connection.gone', connection);
    }
  };

  /** The next-tick queue and microtasks until there are none, then what responses have become whole. */
  const drain = (): Waiting => {
    for (;;) {
      const [ran, immediates, refedTimers, expiry] = runtime.enter('turn') as readonly [
        boolean,
        number,
        number,
        number | null,
      ];
      const served = serveImports();
      told.flush();
      if (!ran && !served && !hangUp()) return { immediates, refedTimers, expiry };
    }
  };
  /** A client whose response is whole leaves; false where there is none. */
  const hangUp = (): boolean => {
    const whole = [...open].filter(([, { response }]) => response.done);
    for (const [connection] of whole) {
      close(connection);
      runtime.enter('connection.release', connection);
      runtime.enter('connection.gone', connection);
    }
    return whole.length > 0;
  };
  /** As Node's loop goes round: timers, then what has arrived, then immediates; each at least once in a turn. */
  const turn = (): Turned => {
    const until = performance.now() + turnMs;
    const over = (): boolean => performance.now() >= until;
    loaded ??= deps.begin();
    for (;;) {
      let waiting = drain();
      isLoaded ||= loaded();
      const now = clock.elapsed();
      while (waiting.expiry !== null && waiting.expiry <= now) {
        runtime.enter('timer');
        waiting = drain();
        if (over()) break;
      }
      while (isLoaded) {
        const arrival = arrived.shift();
        if (arrival === undefined) break;
        arrive(arrival);
        waiting = drain();
        if (over()) break;
      }
      if (waiting.immediates > 0) {
        while (runtime.enter('immediate') === true) drain();
        waiting = drain();
      }
      isLoaded ||= loaded();
      const more =
        waiting.immediates > 0 ||
        (isLoaded && arrived.length > 0) ||
        (waiting.expiry !== null && waiting.expiry <= clock.elapsed());
      if (!more || over()) {
        const busy = waiting.immediates > 0 || waiting.refedTimers > 0;
        const state = stateOf();
        return { ...state, nextMs: more ? 0 : msUntilNext(state.state, waiting), busy };
      }
    }
  };
  const stateOf = (): Pick<Turned, 'state' | 'port'> => {
    const hasApp = isLoaded && (runtime.enter('exports') as readonly [unknown, boolean])[1];
    const port = hasApp ? (runtime.enter('port') as number | null) : null;
    return { state: hasApp ? 'serving' : isLoaded ? 'no-app' : 'loading', port };
  };
  const msUntilNext = (state: Turned['state'], { refedTimers, expiry }: Waiting): number | null => {
    if (expiry === null) return null;
    if (deps.realTime) return Math.max(0, expiry - clock.elapsed());
    // Virtual time moves only for someone who waits, and one step in a turn: they may leave in between.
    const awaited = state !== 'serving' || [...open.values()].some(({ held }) => !held);
    if (refedTimers === 0 || !awaited) return null;
    clock.moveTo(expiry);
    return 0;
  };

  return {
    turn(arrivals) {
      arrived.push(...arrivals);
      const outcome = attempt(turn);
      told.flush();
      return outcome;
    },
  };
}

interface Waiting {
  readonly immediates: number;
  readonly refedTimers: number;
  readonly expiry: number | null;
}

/** Tells what happens in batches. */
function gather(tell: (happenings: readonly Happening[]) => void): {
  add(happening: Happening): void;
  flush(): void;
} {
  let gathered: Happening[] = [];
  let bytes = 0;
  const flush = (): void => {
    if (gathered.length === 0) return;
    const batch = gathered;
    gathered = [];
    bytes = 0;
    tell(batch);
  };
  return {
    add(happening) {
      gathered.push(happening);
      if (happening.kind === 'body') bytes += happening.bytes.length;
      if (bytes >= tellAtBytes || gathered.length >= tellAt) flush();
    },
    flush,
  };
}

function wireRequest({ method, path, headers, minorVersion, keepAlive }: ServerRequest): object {
  return { method, url: path, headers: headers.flat(), body: null, keepAlive, minorVersion };
}

function copy(value: unknown): unknown {
  return new ivm.ExternalCopy(value).copyInto({ release: true });
}
