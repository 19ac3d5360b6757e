import Database from 'better-sqlite3';
import { CallError } from './contract/call-error.ts';
import type { CallErrorData } from './contract/contract.ts';

/**
 * The one place where a fault becomes what the window is told. Only a `CallError`'s words were
 * written for the learner; of anything else the window learns that it happened, and the log the rest.
 */
export function callErrorOf(fault: unknown): CallErrorData {
  if (fault instanceof CallError) {
    return { code: fault.code, message: fault.message, nextStep: fault.nextStep };
  }
  if (fault instanceof Database.SqliteError) return storageError(fault.code);
  const diskCode = fault instanceof Error && 'syscall' in fault && 'code' in fault ? fault.code : null;
  if (typeof diskCode === 'string' && Object.hasOwn(sqliteCodeOf, diskCode)) {
    return storageError(sqliteCodeOf[diskCode as keyof typeof sqliteCodeOf]);
  }
  return {
    code: 'internal',
    message: 'Something went wrong inside Backline. Your work is safe.',
    nextStep: 'Try it again. The log in the data folder says what happened.',
  };
}

/** What the system says when a file is copied or renamed, as SQLite would say it. */
const sqliteCodeOf = {
  ENOSPC: 'SQLITE_FULL',
  EDQUOT: 'SQLITE_FULL',
  EFBIG: 'SQLITE_FULL',
  EROFS: 'SQLITE_READONLY',
  EACCES: 'SQLITE_READONLY',
  EPERM: 'SQLITE_READONLY',
  EIO: 'SQLITE_IOERR',
} as const;

function storageError(sqliteCode: string): CallErrorData {
  const error = (message: string, nextStep: string): CallErrorData => ({
    code: 'storage',
    message,
    nextStep,
  });
  if (sqliteCode === 'SQLITE_FULL') {
    return error(
      'The disk is full, so this was not saved.',
      'Make room on the disk; what was saved before is safe.',
    );
  }
  if (sqliteCode.startsWith('SQLITE_READONLY') || sqliteCode === 'SQLITE_CANTOPEN') {
    return error(
      'The data folder cannot be written to, so this was not saved.',
      'Make the data folder writable again.',
    );
  }
  if (sqliteCode.startsWith('SQLITE_CORRUPT') || sqliteCode === 'SQLITE_NOTADB') {
    return error(
      'The file with your work is damaged.',
      'Close Backline and start it again: it sets the file aside and restores the newest backup.',
    );
  }
  return error(
    'Your work could not be read or written on the disk.',
    'Check the disk and that it has room; what was saved before is safe.',
  );
}
