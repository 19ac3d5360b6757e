import type { Failure } from '../../types.ts';

/** An error of SQLite's with its extended result code by name: https://www.sqlite.org/rescode.html */
export class SqliteError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'SqliteError';
    this.code = code;
  }
}

/** Refused by the authorizer: SQLite's own message says only "not authorized". */
export class DeniedError extends SqliteError {
  constructor(what: string) {
    super(
      'SQLITE_AUTH',
      `not authorized: ${what} cannot be used here, where a database is alone and in memory`,
    );
  }
}

/** Gives whatever node:sqlite threw a code by name; an error that is not SQLite's comes back as it is. */
export function toSqliteError(error: unknown, denied: string | null): unknown {
  if (denied !== null) return new DeniedError(denied);
  if (error instanceof SqliteError || !(error instanceof Error)) return error;
  const { errcode } = error as Error & { errcode?: number };
  if (typeof errcode === 'number') return new SqliteError(codeName(errcode), error.message);
  const { code } = error as NodeJS.ErrnoException;
  // Wrong or missing parameters are found by node:sqlite before SQLite sees them.
  if (code?.startsWith('ERR_')) return new SqliteError('SQLITE_MISUSE', error.message);
  return error;
}

/** The failure that an error of SQLite's is; anything else is a fault of ours and thrown on. */
export function toSqlFailure(error: unknown, statement: string | null): Failure {
  if (error instanceof DeniedError) return { kind: 'denied', message: error.message };
  if (error instanceof SqliteError) {
    return { kind: 'sql', code: error.code, message: error.message, statement };
  }
  throw error;
}

function codeName(code: number): string {
  const primary = primaryCodes[code & 0xff] ?? 'SQLITE_ERROR';
  const extended = extendedCodes[primary]?.[(code >> 8) - 1];
  return code > 0xff && extended !== undefined ? `${primary}_${extended}` : primary;
}

const primaryCodes: readonly string[] = [
  'OK',
  'ERROR',
  'INTERNAL',
  'PERM',
  'ABORT',
  'BUSY',
  'LOCKED',
  'NOMEM',
  'READONLY',
  'INTERRUPT',
  'IOERR',
  'CORRUPT',
  'NOTFOUND',
  'FULL',
  'CANTOPEN',
  'PROTOCOL',
  'EMPTY',
  'SCHEMA',
  'TOOBIG',
  'CONSTRAINT',
  'MISMATCH',
  'MISUSE',
  'NOLFS',
  'AUTH',
  'FORMAT',
  'RANGE',
  'NOTADB',
  'NOTICE',
  'WARNING',
].map((name) => `SQLITE_${name}`);

/** Only those that a database in memory can give, in the order of their numbers from 1. */
const extendedCodes: Readonly<Record<string, readonly string[]>> = {
  SQLITE_ERROR: ['MISSING_COLLSEQ', 'RETRY', 'SNAPSHOT'],
  SQLITE_ABORT: ['UNUSED', 'ROLLBACK'],
  SQLITE_BUSY: ['RECOVERY', 'SNAPSHOT', 'TIMEOUT'],
  SQLITE_LOCKED: ['SHAREDCACHE', 'VTAB'],
  SQLITE_READONLY: ['RECOVERY', 'CANTLOCK', 'ROLLBACK', 'DBMOVED', 'CANTINIT', 'DIRECTORY'],
  SQLITE_CORRUPT: ['VTAB', 'SEQUENCE', 'INDEX'],
  SQLITE_CONSTRAINT: [
    'CHECK',
    'COMMITHOOK',
    'FOREIGNKEY',
    'FUNCTION',
    'NOTNULL',
    'PRIMARYKEY',
    'TRIGGER',
    'UNIQUE',
    'VTAB',
    'ROWID',
    'PINNED',
    'DATATYPE',
  ],
};
