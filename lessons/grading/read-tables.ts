import type { Outcome, SqlValue, StatementResult } from '../../sandbox/types.ts';

/** A table as SQLite describes it. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly notNull: boolean;
    /** SQL text of the default; null where there is none. */
    readonly default: string | null;
    /** Its place in the primary key, from 1; 0 where it is not part of it. */
    readonly primaryKey: number;
  }[];
  readonly indexes: readonly {
    readonly name: string;
    readonly unique: boolean;
    /** Whether it holds only some of the rows. */
    readonly partial: boolean;
    /** In order; null where an expression stands in place of a column. */
    readonly columns: readonly (string | null)[];
  }[];
  readonly foreignKeys: readonly {
    readonly columns: readonly string[];
    readonly table: string;
    /** Null where the other table's primary key is meant. */
    readonly references: readonly (string | null)[];
  }[];
}

type Row = readonly SqlValue[];

/** The tables of a database, without SQLite's own, in order of name; null where they cannot be read. */
export async function readTables(
  sql: (script: string) => Promise<Outcome<readonly StatementResult[]>>,
): Promise<readonly TableShape[] | null> {
  const outcome = await sql(script);
  if (!outcome.ok) return null;
  const [tables = [], columns = [], indexes = [], keys = []] = outcome.value.map(({ rows }) => rows);
  return tables.map(([name]) => {
    const of = (rows: readonly Row[]) => rows.filter(([table]) => table === name);
    return {
      name: String(name),
      columns: of(columns).map(([, column, type, notNull, given, key]) => ({
        name: String(column),
        type: String(type),
        notNull: notNull === 1,
        default: given === null ? null : String(given),
        primaryKey: Number(key),
      })),
      indexes: grouped(of(indexes)).map((rows) => ({
        name: String(rows[0]?.[1]),
        unique: rows[0]?.[2] === 1,
        partial: rows[0]?.[3] === 1,
        columns: rows.map(([, , , , column]) => textOrNull(column)),
      })),
      foreignKeys: grouped(of(keys)).map((rows) => ({
        table: String(rows[0]?.[2]),
        columns: rows.map(([, , , column]) => String(column)),
        references: rows.map(([, , , , column]) => textOrNull(column)),
      })),
    };
  });
}

/** Rows of one index or key stand together, and are told apart by their second cell. */
function grouped(rows: readonly Row[]): readonly (readonly Row[])[] {
  return [...Map.groupBy(rows, ([, which]) => which).values()];
}

function textOrNull(value: SqlValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

const tables = `main.sqlite_schema AS t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'`;
const from = (source: string) => tables.replace('AS t', `AS t JOIN ${source}`);
const script = `SELECT t.name FROM ${tables} ORDER BY t.name;
SELECT t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk
FROM ${from('pragma_table_xinfo(t.name) AS c')} ORDER BY t.name, c.cid;
SELECT t.name, i.name, i."unique", i.partial, c.name
FROM ${from('pragma_index_list(t.name) AS i JOIN pragma_index_info(i.name) AS c')} ORDER BY t.name, i.name, c.seqno;
SELECT t.name, k.id, k."table", k."from", k."to"
FROM ${from('pragma_foreign_key_list(t.name) AS k')} ORDER BY t.name, k.id, k.seq;`;
