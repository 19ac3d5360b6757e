import type { Limits, WorldEvent, WorldRecord } from '../types.ts';
import type { GuestEvents, VirtualClock } from './guest-contract.ts';

/** What a world's record keeps besides its log, whose limit is the world's own. */
const keptEvents = 50_000;
const keptBytes = 8 * 1024 * 1024;
const longestText = 16 * 1024;

type Unplaced = WorldEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, 'at' | 'request'>
    : never
  : never;

/** Writes down what happens in a world, in order, within limits: what no longer fits is counted. */
export class Recorder {
  readonly #clock: VirtualClock;
  readonly #limits: Limits;
  #events: WorldEvent[] = [];
  #dropped = 0;
  #logBytes = 0;
  #bytes = 0;
  #requests = 0;
  #current: number | null = null;

  constructor(clock: VirtualClock, limits: Limits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** What the guest half reports to. */
  readonly guestEvents: GuestEvents = {
    log: (level, text, location) => {
      const room = this.#limits.logBytes - this.#logBytes;
      if (room <= 0) {
        this.#dropped += 1;
        return;
      }
      const kept =
        text.length > room
          ? `${text.slice(0, room)}… (the log is longer than ${this.#limits.logBytes} bytes)`
          : text;
      // An empty line takes room too.
      this.#logBytes += text.length + 1;
      this.#add({ kind: 'log', level, text: kept, location }, 0);
    },
    timer: (delayMs) => this.#add({ kind: 'timer', delayMs }, 0),
    call: (method, url, status) => {
      this.#add({ kind: 'call', method: shorten(method), url: shorten(url), status }, url.length);
    },
  };

  statement(event: Omit<Extract<WorldEvent, { kind: 'statement' }>, 'kind' | 'at' | 'request'>): void {
    const sql = shorten(event.sql);
    this.#add({ kind: 'statement', ...event, sql }, sql.length);
  }

  opened(name: string, database: string | null): void {
    this.#add({ kind: 'open', name: shorten(name), database }, name.length);
  }

  /** What happens until `endRequest` belongs to this request. */
  beginRequest(method: string, path: string): void {
    this.#requests += 1;
    this.#current = this.#requests;
    this.#add({ kind: 'request', method: shorten(method), path: shorten(path) }, path.length);
  }

  endRequest(status: number | null): void {
    if (status !== null) this.#add({ kind: 'response', status }, 0);
    this.#current = null;
  }

  /** The record, which begins anew, and with it the room for a log. Requests are counted on. */
  take(): WorldRecord {
    const taken = { events: this.#events, dropped: this.#dropped };
    this.#events = [];
    this.#dropped = 0;
    this.#logBytes = 0;
    this.#bytes = 0;
    return taken;
  }

  record(): WorldRecord {
    return { events: this.#events, dropped: this.#dropped };
  }

  #add(event: Unplaced, bytes: number): void {
    if (this.#events.length >= keptEvents || this.#bytes + bytes > keptBytes) {
      this.#dropped += 1;
      return;
    }
    this.#bytes += Math.min(bytes, longestText);
    this.#events.push({ ...event, at: this.#clock.elapsed(), request: this.#current } as WorldEvent);
  }
}

function shorten(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
