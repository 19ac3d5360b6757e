import { askHost } from './host.ts';
import { callerPlace } from './stack.ts';
import { withUserFunctions } from './user-functions.ts';

export type SqlValue = null | number | bigint | string | Uint8Array;
export interface Parameters {
  readonly positional?: readonly SqlValue[];
  readonly named?: Record<string, SqlValue>;
}
export interface Column {
  readonly name: string;
  readonly column: string | null;
  readonly table: string | null;
  readonly database: string | null;
  readonly type: string | null;
}
export interface StatementShape {
  readonly id: number;
  readonly reader: boolean;
  readonly readonly: boolean;
  readonly columns: readonly Column[];
}
export interface RunResult {
  readonly changes: number;
  readonly lastInsertRowid: number | bigint;
}

/** A database of the world, as the host offers it: what both SQLite packages are made of. */
export const database = {
  open: (name: string, options: { readonly readonly: boolean; readonly mustExist: boolean }) =>
    askHost('db.open', name, options) as number,
  close: (connection: number) => {
    askHost('db.close', connection);
  },
  exec: (connection: number, sql: string) => {
    withUserFunctions(() => askHost('db.exec', connection, sql, callerPlace()));
  },
  prepare: (connection: number, sql: string) => askHost('db.prepare', connection, sql) as StatementShape,
  run: (statement: number, parameters: Parameters) =>
    withUserFunctions(() => askHost('db.run', statement, parameters, callerPlace())) as RunResult,
  all: (statement: number, parameters: Parameters) =>
    withUserFunctions(() => askHost('db.all', statement, parameters, callerPlace())) as SqlValue[][],
  get: (statement: number, parameters: Parameters) =>
    withUserFunctions(() => askHost('db.get', statement, parameters, callerPlace())) as SqlValue[] | null,
  finalize: (statement: number) => {
    askHost('db.finalize', statement);
  },
  inTransaction: (connection: number) => askHost('db.inTransaction', connection) as boolean,
};
