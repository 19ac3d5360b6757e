import type { Parameters, SqlValue } from '../database.ts';

/** Bound values as the package takes them: one after another, in lists, or by name. */
export function parametersOf(given: readonly unknown[]): Parameters {
  const positional: SqlValue[] = [];
  let named: Record<string, SqlValue> | undefined;
  for (const one of given) {
    if (Array.isArray(one)) positional.push(...one.map(sqlValue));
    else if (isNamed(one)) {
      if (named !== undefined)
        throw new TypeError('You cannot specify named parameters in two different objects');
      named = {};
      for (const [name, value] of Object.entries(one)) named[name] = sqlValue(value);
    } else positional.push(sqlValue(one));
  }
  return named === undefined ? { positional } : { positional, named };
}

function isNamed(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !(value instanceof Date)
  );
}

function sqlValue(value: unknown): SqlValue {
  if (value === null || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string')
    return value;
  if (ArrayBuffer.isView(value))
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  if (value === undefined) return null;
  throw new TypeError('SQLite3 can only bind numbers, strings, bigints, buffers, and null');
}

/** A value as the package gives it. */
export function cell(
  value: SqlValue,
  safeIntegers: boolean,
  Buffer: { from(bytes: unknown): unknown },
): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (typeof value === 'bigint' && !safeIntegers) return Number(value);
  if (typeof value === 'number' && safeIntegers && Number.isInteger(value)) return BigInt(value);
  return value;
}
