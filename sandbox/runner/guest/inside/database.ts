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
/** A statement of the guest's: the host may let its own half go, so the text is kept here to make it again. */
export interface Prepared {
  readonly connection: number;
  readonly sql: string;
  shape: StatementShape;
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
  prepare: (connection: number, sql: string): Prepared => ({
    connection,
    sql,
    shape: shapeOf(connection, sql),
  }),
  run: (statement: Prepared, parameters: Parameters) => perform('db.run', statement, parameters) as RunResult,
  all: (statement: Prepared, parameters: Parameters) => rowsOf('db.all', statement, parameters),
  get: (statement: Prepared, parameters: Parameters) => rowsOf('db.get', statement, parameters)[0] ?? null,
  finalize: (statement: Prepared) => {
    askHost('db.finalize', statement.shape.id);
  },
  inTransaction: (connection: number) => askHost('db.inTransaction', connection) as boolean,
};

function shapeOf(connection: number, sql: string): StatementShape {
  return askHost('db.prepare', connection, sql) as StatementShape;
}

function perform(operation: string, statement: Prepared, parameters: Parameters): unknown {
  const ask = () =>
    withUserFunctions(() => askHost(operation, statement.shape.id, parameters, callerPlace()));
  const answer = ask();
  if (answer !== undefined) return answer;
  statement.shape = shapeOf(statement.connection, statement.sql);
  return ask();
}

function rowsOf(operation: string, statement: Prepared, parameters: Parameters): SqlValue[][] {
  const { rows, columns } = perform(operation, statement, parameters) as {
    rows: SqlValue[][];
    columns: Column[] | null;
  };
  if (columns !== null) statement.shape = { ...statement.shape, columns };
  return rows;
}
