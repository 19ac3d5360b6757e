import { createHash } from 'node:crypto';

/**
 * SHA-256 over the values of a row as they are stored, lower-case hexadecimal. SQLite notices a
 * damaged structure but not a flipped bit in a text; this does. Each value is preceded by its type
 * and length, so that no two rows are hashed alike. Part of the file's format.
 */
export function rowChecksum(values: readonly (string | number | null)[]): string {
  const hash = createHash('sha256');
  for (const value of values) {
    if (value === null) hash.update('null;');
    else if (typeof value === 'number') hash.update(`number ${value};`);
    else hash.update(`text ${value.length};`).update(value);
  }
  return hash.digest('hex');
}
