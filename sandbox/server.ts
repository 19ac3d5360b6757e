import { toDataset } from './datasets.ts';
import type { JobSession } from './job.ts';
import { crash } from './runner-process.ts';
import { ServerExchange } from './server-exchange.ts';
import type { AppServer, Exchange, ExchangeListener, ServerRequest, ServerSpec } from './server-types.ts';
import type { Arrival, Happening, Turned } from './turns.ts';
import type { Failure, Outcome } from './types.ts';
import { limitsOf, open, type Place } from './worlds.ts';

const closeMs = 5_000;
/** The longest that Node's timers can wait. */
const longestWaitMs = 2 ** 31 - 1;

export async function openServer(session: JobSession, spec: ServerSpec): Promise<Outcome<AppServer>> {
  const limits = limitsOf(spec);
  const scripts = Object.entries(spec.databases ?? {});
  const { files, entry, seed, env = {}, services = {} } = spec;
  const startTime = spec.clock.kind === 'virtual' ? spec.clock.startTime : null;
  const opened = await open(session, scripts.length, (runner, world, missing) => {
    const databases = Object.fromEntries(
      scripts.map(([name, script]) => [name, toDataset(script, runner, missing)]),
    );
    return ['openServer', { world, files, entry, databases, seed, startTime, env, services, limits }];
  });
  return opened.ok ? { ok: true, value: new ServedApp(session, opened.value, spec) } : opened;
}

/** The parent's end of a served app: gives it turns whenever something has arrived or falls due. */
class ServedApp implements AppServer {
  readonly ready: AppServer['ready'];
  readonly stopped: AppServer['stopped'];
  readonly #place: Place;
  readonly #spec: ServerSpec;
  readonly #wallMs: number;
  readonly #exchanges = new Map<number, ServerExchange>();
  readonly #settleReady: (outcome: Outcome<{ readonly port: number | null }>) => void;
  readonly #settleStopped: (failure: Failure) => void;
  #arrivals: Arrival[] = [];
  #turning = false;
  #timer: NodeJS.Timeout | null = null;
  #over: Failure | null = null;
  #connections = 0;

  constructor(session: JobSession, place: Place, spec: ServerSpec) {
    this.#place = place;
    this.#spec = spec;
    this.#wallMs = limitsOf(spec).wallMs;
    const ready = Promise.withResolvers<Outcome<{ readonly port: number | null }>>();
    this.ready = ready.promise;
    this.#settleReady = ready.resolve;
    const stopped = Promise.withResolvers<Failure>();
    this.stopped = stopped.promise;
    this.#settleStopped = stopped.resolve;
    place.runner.watchers.set(place.handle, (happenings) => {
      for (const happening of happenings) this.#happened(happening);
    });
    // A runner may end while it has nothing to do.
    void place.runner.ended.then((failure) => this.#stop(failure));
    void session.over.then((failure) => this.#stop(failure));
    void this.#turn();
  }

  open(request: ServerRequest, listener: ExchangeListener): Exchange {
    this.#connections += 1;
    const connection = this.#connections;
    const exchange = new ServerExchange(listener, {
      connection,
      hasBody: request.hasBody,
      send: (arrival) => this.#send(arrival),
      over: () => this.#exchanges.delete(connection),
    });
    const failure = this.#over;
    if (failure !== null) {
      queueMicrotask(() => exchange.fail({ kind: 'stopped', failure }));
      return exchange;
    }
    this.#exchanges.set(connection, exchange);
    this.#send({ kind: 'open', connection, request });
    return exchange;
  }

  async close(): Promise<void> {
    this.#stop(crash('the server was closed'));
    const { handle, ask } = this.#place;
    await ask('closeServer', { server: handle }, closeMs);
  }

  #send(arrival: Arrival): void {
    if (this.#over !== null) return;
    this.#arrivals.push(arrival);
    if (!this.#turning) void this.#turn();
  }

  async #turn(): Promise<void> {
    this.#turning = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    // What a client sends in one go arrives in one turn.
    await Promise.resolve();
    while (this.#over === null) {
      const arrivals = this.#arrivals;
      this.#arrivals = [];
      const { handle, ask } = this.#place;
      const outcome = await ask('turn', { server: handle, arrivals }, this.#wallMs);
      if (!outcome.ok) {
        this.#stop(outcome.failure);
        break;
      }
      this.#turned(outcome.value);
      if (this.#arrivals.length > 0 || outcome.value.nextMs === 0) continue;
      const { nextMs } = outcome.value;
      if (nextMs !== null)
        this.#timer = setTimeout(() => void this.#turn(), Math.min(Math.ceil(nextMs), longestWaitMs));
      break;
    }
    this.#turning = false;
  }

  #turned({ state, port, nextMs, busy }: Turned): void {
    const idle = !busy && nextMs !== 0 && this.#arrivals.length === 0;
    if (state === 'serving') this.#settleReady({ ok: true, value: { port } });
    else if (idle) this.#settleReady({ ok: false, failure: this.#neverReady(state) });
    if (idle) for (const exchange of this.#exchanges.values()) exchange.nothingLeft();
  }

  #neverReady(state: 'loading' | 'no-app'): Failure {
    const { entry } = this.#spec;
    if (state === 'loading') return { kind: 'stalled', waitingFor: `the top-level await of ${entry}` };
    return { kind: 'no-app', message: `${entry} neither exports an app as its default nor calls listen().` };
  }

  #happened(happening: Happening): void {
    if (this.#over !== null) return;
    if (happening.kind === 'log') this.#spec.onLog(happening.line);
    else if (happening.kind === 'log-left-out') this.#spec.onLogLeftOut(happening.lines);
    else this.#exchanges.get(happening.connection)?.happened(happening);
  }

  #stop(failure: Failure): void {
    if (this.#over !== null) return;
    this.#over = failure;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#place.runner.watchers.delete(this.#place.handle);
    this.#settleReady({ ok: false, failure });
    this.#settleStopped(failure);
    for (const exchange of [...this.#exchanges.values()]) exchange.fail({ kind: 'stopped', failure });
  }
}
