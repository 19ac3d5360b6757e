import type { Random } from './random.ts';
import { world } from './world.ts';

/** Makes every clock and every source of chance in the realm a function of the world. Runs before primordials are taken. */
export function makeDeterministic(random: Random): void {
  const now = () => world.startTime + Math.floor(world.elapsed);
  replaceDate(now);
  define(Math, 'random', function random_() {
    return random.float();
  });
  formatNow(now);
  // When an object is collected is up to V8's heap: a registry that never calls back is always right.
  define(
    globalThis,
    'FinalizationRegistry',
    class InertRegistry {
      constructor(callback: unknown) {
        if (typeof callback !== 'function')
          throw new TypeError('FinalizationRegistry: cleanup must be callable');
      }
      register(): void {}
      unregister(): boolean {
        return false;
      }
    },
  );
}

/** What would let a guest block the thread or leave the limits of its heap. After primordials, which list them. */
export function removeUnsafeGlobals(): void {
  const global = globalThis as unknown as Record<string, unknown>;
  for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics']) delete global[name];
}

function replaceDate(now: () => number): void {
  const Real = Date;
  const Replacement = function date(this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new Real(now()).toString();
    return Reflect.construct(Real, args.length === 0 ? [now()] : args, new.target);
  };
  Object.defineProperty(Replacement, 'length', { value: 7, configurable: true });
  Object.defineProperty(Replacement, 'prototype', { value: Real.prototype, writable: false });
  define(Real.prototype, 'constructor', Replacement);
  define(Replacement, 'now', function now_() {
    return now();
  });
  define(Replacement, 'parse', Real.parse);
  define(Replacement, 'UTC', Real.UTC);
  define(globalThis, 'Date', Replacement);
}

type Formatter = Intl.DateTimeFormat;

function formatNow(now: () => number): void {
  const { prototype } = Intl.DateTimeFormat;
  const descriptor = Object.getOwnPropertyDescriptor(prototype, 'format');
  const getFormat = descriptor?.get;
  if (getFormat === undefined) return;
  const bound = new WeakMap<object, unknown>();
  Object.defineProperty(prototype, 'format', {
    configurable: true,
    enumerable: false,
    get(this: Formatter) {
      const format = Reflect.apply(getFormat, this, []) as (date?: unknown) => string;
      if (!bound.has(format))
        bound.set(format, (date?: unknown) => format(date === undefined ? now() : date));
      return bound.get(format);
    },
  });
  const { formatToParts } = prototype;
  define(prototype, 'formatToParts', function formatToParts_(this: Formatter, date?: Date | number) {
    return Reflect.apply(formatToParts, this, [date === undefined ? now() : date]);
  });
}

/** Temporal is not there yet while a snapshot is made: V8 adds what flags govern when the realm is. */
export function replaceTemporalNow(): void {
  const now = () => world.startTime + Math.floor(world.elapsed);
  const temporal = (globalThis as unknown as { Temporal?: TemporalApi }).Temporal;
  if (temporal === undefined) return;
  const instant = () => temporal.Instant.fromEpochMilliseconds(now());
  const zoned = (zone: unknown = 'UTC') => instant().toZonedDateTimeISO(zone);
  define(temporal.Now, 'instant', instant);
  define(temporal.Now, 'timeZoneId', () => 'UTC');
  define(temporal.Now, 'zonedDateTimeISO', zoned);
  define(temporal.Now, 'plainDateTimeISO', (zone?: unknown) => zoned(zone).toPlainDateTime());
  define(temporal.Now, 'plainDateISO', (zone?: unknown) => zoned(zone).toPlainDate());
  define(temporal.Now, 'plainTimeISO', (zone?: unknown) => zoned(zone).toPlainTime());
}

interface TemporalApi {
  readonly Now: object;
  readonly Instant: {
    fromEpochMilliseconds(ms: number): { toZonedDateTimeISO(zone: unknown): ZonedDateTime };
  };
}
interface ZonedDateTime {
  toPlainDateTime(): unknown;
  toPlainDate(): unknown;
  toPlainTime(): unknown;
}

/** Defines as a built-in is defined; a function of ours takes the name it stands for. */
function define(target: object, name: string, value: unknown): void {
  if (typeof value === 'function' && value.name !== name)
    Object.defineProperty(value, 'name', { value: name, configurable: true });
  Object.defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
}
