import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { RandomSource } from '../random.ts';
import { SqliteError } from './errors.ts';

type Value = null | number | bigint | string | Uint8Array;

export interface Chance {
  /** Milliseconds since the epoch, virtual. */
  now(): number;
  readonly random: RandomSource;
  /** Called whenever a result depends on the clock or the seed. */
  used(): void;
}

/**
 * Makes the database's `random()`, `randomblob()` and every date function that can mean "now"
 * functions of the world's clock and seed. All else about dates is still SQLite's own: calls are
 * passed on to a connection without these overrides. They are registered as deterministic, which
 * SQLite's own are for any fixed time, so that `date(column)` can be used in an index.
 * What "now" is: https://www.sqlite.org/lang_datefunc.html
 */
export function defineVirtualFunctions(database: DatabaseSync, chance: Chance, longestBlob: number): void {
  const present = (): string => {
    chance.used();
    return new Date(chance.now()).toISOString();
  };

  for (const [name, timeArguments] of dateFunctions) {
    database.function(name, { varargs: true, deterministic: true, useBigIntArguments: true }, (...given) =>
      real(name, withPresent(given as Value[], timeArguments, present)),
    );
  }
  const current = { current_date: 'date', current_time: 'time', current_timestamp: 'datetime' };
  for (const [name, dateFunction] of Object.entries(current)) {
    database.function(name, { deterministic: true }, () => real(dateFunction, [present()]));
  }
  database.function('random', {}, () => {
    chance.used();
    return chance.random.nextInteger();
  });
  database.function('randomblob', { useBigIntArguments: true }, (length) => {
    chance.used();
    const wanted = Math.max(1, Math.trunc(Number(length ?? 1)) || 1);
    if (wanted > longestBlob) throw new SqliteError('SQLITE_TOOBIG', 'string or blob too big');
    const bytes = new Uint8Array(wanted);
    chance.random.fill(bytes);
    return bytes;
  });
}

/** Each function with the positions of its arguments that are times. */
const dateFunctions: ReadonlyArray<readonly [string, readonly number[]]> = [
  ['date', [0]],
  ['time', [0]],
  ['datetime', [0]],
  ['julianday', [0]],
  ['unixepoch', [0]],
  ['strftime', [1]],
  ['timediff', [0, 1]],
];

/** The arguments with every way of saying "now" replaced by the present moment. */
function withPresent(
  given: readonly Value[],
  timeArguments: readonly number[],
  present: () => string,
): readonly Value[] {
  const [only] = timeArguments;
  // No time given means now, except for timediff, which wants both.
  if (timeArguments.length === 1 && given.length === only) return [...given, present()];
  let result = given;
  for (const at of timeArguments) {
    const time = text(given[at]);
    if (time === 'now') result = result.with(at, present());
    // Alone in the time's place these mean now, with the fraction of the second.
    else if (time === 'subsec' || time === 'subsecond') {
      result = result.toSpliced(at, 1, present(), 'subsec');
    }
  }
  return result;
}

/** SQLite reads a BLOB in the place of a time as text, so `x'6e6f77'` is "now" as well. */
function text(value: Value | undefined): string | null {
  if (typeof value === 'string') return value.length > 9 ? null : value.toLowerCase();
  return value instanceof Uint8Array && value.length <= 9
    ? Buffer.from(value).toString('utf8').toLowerCase()
    : null;
}

let plain: DatabaseSync | null = null;
const statements = new Map<string, StatementSync>();

/** What SQLite's own function gives. */
function real(name: string, values: readonly Value[]): Value {
  const key = `${name}/${values.length}`;
  let statement = statements.get(key);
  if (statement === undefined) {
    plain ??= new DatabaseSync(':memory:', { limits: { attach: 0 } });
    statement = plain.prepare(`SELECT ${name}(${values.map(() => '?').join(', ')})`);
    statement.setReturnArrays(true);
    statement.setReadBigInts(true);
    statements.set(key, statement);
  }
  const row = statement.get(...values) as unknown as Value[];
  return row[0] ?? null;
}
