import { createHash } from 'node:crypto';

/**
 * SHA-256 over the values of a row as they are stored, lower-case hexadecimal. SQLite notices a
 * damaged structure but not a flipped bit in a text; this does.
 */
export function rowChecksum(values: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}
