import type { SqlValue } from '../../sandbox/types.ts';
import type { Cell } from '../format/evidence.ts';

const shownBlobBytes = 64;

/** A SQLite value as the report carries it. */
export function toCell(value: SqlValue): Cell {
  if (typeof value === 'bigint') return { integer: value.toString() };
  if (value instanceof Uint8Array) {
    const shown = value.subarray(0, shownBlobBytes);
    return { blob: Buffer.from(shown).toString('hex'), bytes: value.length };
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value;
}

/** Text that is equal for equal values and differs otherwise: SQL's 1 and 1.0 are one value, '1' is another. */
export function keyOfValue(value: SqlValue): string {
  if (value === null) return 'n';
  if (typeof value === 'number') return `#${Object.is(value, -0) ? 0 : value}`;
  if (typeof value === 'bigint') return `#${value}`;
  if (value instanceof Uint8Array) return `x${Buffer.from(value).toString('hex')}`;
  return `s${value.length}:${value}`;
}

export function keyOfRow(row: readonly SqlValue[]): string {
  return row.map(keyOfValue).join('|');
}

/**
 * Two ways to one number, such as AVG(x) and SUM(x) / COUNT(x), may differ in the last bits of a
 * double. No task is about those, so they never decide.
 */
const lastBits = 1e-12;

/** Equality of two values: numbers within `tolerance` of each other, or apart by rounding only. */
export function sameValue(a: SqlValue, b: SqlValue, tolerance: number): boolean {
  if (a === b) return true;
  if (!isNumeric(a) || !isNumeric(b)) return isBlob(a) && isBlob(b) && keyOfValue(a) === keyOfValue(b);
  // Exact, also between a number and a bigint.
  if (!(a < b) && !(a > b)) return true;
  const difference = Math.abs(Number(a) - Number(b));
  // A difference of exactly the tolerance is rarely exact in binary: 1.02 - 1.01 is above 0.01.
  if (tolerance > 0 && difference <= tolerance * (1 + 1e-9)) return true;
  if ((isWhole(a) && isWhole(b)) || !Number.isFinite(difference)) return false;
  return difference <= lastBits * Math.max(Math.abs(Number(a)), Math.abs(Number(b)));
}

/** Whether the value could equal another that is not identical to it. */
export function isInexact(value: SqlValue, tolerance: number): boolean {
  return isNumeric(value) && (tolerance > 0 || !isWhole(value));
}

function isNumeric(value: SqlValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function isBlob(value: SqlValue): boolean {
  return value instanceof Uint8Array;
}

function isWhole(value: number | bigint): boolean {
  return typeof value === 'bigint' || Number.isInteger(value);
}
