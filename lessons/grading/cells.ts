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

/** Equality of two values, numbers within `tolerance` of each other. */
export function sameValue(a: SqlValue, b: SqlValue, tolerance: number): boolean {
  if (tolerance > 0 && isNumeric(a) && isNumeric(b)) return Math.abs(Number(a) - Number(b)) <= tolerance;
  return keyOfValue(a) === keyOfValue(b);
}

function isNumeric(value: SqlValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
