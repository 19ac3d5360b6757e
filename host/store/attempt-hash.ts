import { rowChecksum } from './row-checksum.ts';

/** A row of `attempts` as it is stored, without what identifies it by chance. */
export interface AttemptRow {
  readonly id: string;
  readonly profile_id: string;
  readonly sequence: number;
  readonly exercise: string;
  readonly number: number;
  readonly files: string;
  readonly report: string;
  readonly passed: number;
  readonly checks_passed: number;
  readonly checks_total: number;
  readonly seed: number;
  readonly content_hash: string;
  readonly pack_version: string;
  readonly app_version: string;
  readonly node_version: string;
  readonly sqlite_version: string;
  readonly shelf: string;
  readonly submitted_at: string;
  readonly duration_ms: number;
  readonly previous_hash: string;
}

/** What a profile's first attempt has as its previous hash. */
export const chainStart = '0'.repeat(64);

/** The columns in the order in which they are hashed. Part of the file's format: only ever add a new one. */
export const attemptColumns = [
  'id',
  'profile_id',
  'sequence',
  'exercise',
  'number',
  'files',
  'report',
  'passed',
  'checks_passed',
  'checks_total',
  'seed',
  'content_hash',
  'pack_version',
  'app_version',
  'node_version',
  'sqlite_version',
  'shelf',
  'submitted_at',
  'duration_ms',
  'previous_hash',
] as const satisfies readonly (keyof AttemptRow)[];

/** SHA-256 over an attempt's content and the hash of the attempt before it, lower-case hexadecimal. */
export function attemptHash(row: AttemptRow): string {
  return rowChecksum(attemptColumns.map((column) => row[column]));
}
