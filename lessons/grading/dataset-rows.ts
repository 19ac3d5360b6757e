import type { SqlValue, SqlWorld } from '../../sandbox/types.ts';
import { insertScript, literal, quoteName, transactionOf } from './dataset-script.ts';
import type { TableRows } from './generate-data.ts';

/** A dataset taken apart: what makes its tables, the rows, and what is made after them. */
export interface DatasetRows {
  readonly tables: readonly TableRows[];
  /** Which columns of a table (by position) hold values of which columns of another. */
  readonly links: readonly Link[];
  /** SQL that makes the empty tables. */
  readonly before: string;
  /** SQL that makes indexes, views and triggers, once the rows are there. */
  readonly after: string;
}

export interface Link {
  /** Positions in `tables`. */
  readonly child: number;
  readonly parent: number;
  readonly childColumns: readonly number[];
  readonly parentColumns: readonly number[];
}

/**
 * Reads a dataset back from a world that has loaded it. Null where it cannot be put together again
 * from its rows: virtual tables keep theirs elsewhere, and too many rows are not kept in a result.
 */
export async function readDataset(world: SqlWorld): Promise<DatasetRows | null> {
  const schema = await rowsOf(world, 'SELECT type, name, sql FROM main.sqlite_schema ORDER BY rowid');
  if (schema === null) return null;
  const made = schema.filter(([, name, sql]) => sql !== null && !String(name).startsWith('sqlite_'));
  if (made.some(([, , sql]) => /^\s*CREATE\s+VIRTUAL/i.test(String(sql)))) return null;
  const ofType = (...types: string[]) =>
    made
      .filter(([type]) => types.includes(String(type)))
      .map(([, name, sql]) => ({ name: String(name), sql: String(sql) }));
  const tables: TableRows[] = [];
  for (const { name } of ofType('table')) {
    const table = await readTable(world, name);
    if (table === null) return null;
    tables.push(table);
  }
  const links = await readLinks(world, tables);
  const scriptOf = (parts: readonly { sql: string }[]) => parts.map(({ sql }) => `${sql};\n`).join('');
  return links === null
    ? null
    : {
        tables,
        links,
        before: scriptOf(ofType('table')),
        after: scriptOf(ofType('index', 'view', 'trigger')),
      };
}

/** The script that makes the dataset again. */
export function scriptOfDataset({ before, tables, after }: DatasetRows): string {
  return `${before}${transactionOf(insertScript(tables))}${after}`;
}

async function readTable(world: SqlWorld, name: string): Promise<TableRows | null> {
  const info = await rowsOf(world, `SELECT name FROM pragma_table_xinfo(${literal(name)}) WHERE hidden = 0`);
  if (info === null) return null;
  const columns = info.map(([column]) => String(column));
  const rows = await rowsOf(
    world,
    `SELECT ${columns.map(quoteName).join(', ')} FROM main.${quoteName(name)}`,
  );
  return rows === null ? null : { table: name, columns, rows };
}

async function readLinks(world: SqlWorld, tables: readonly TableRows[]): Promise<readonly Link[] | null> {
  const links: Link[] = [];
  const position = (name: string) =>
    tables.findIndex(({ table }) => table.toLowerCase() === name.toLowerCase());
  for (const [child, { table, columns }] of tables.entries()) {
    const list = await rowsOf(
      world,
      `SELECT id, "table", "from", coalesce("to", (SELECT name FROM pragma_table_info(f."table") WHERE pk = f.seq + 1))
       FROM pragma_foreign_key_list(${literal(table)}) AS f ORDER BY id, seq`,
    );
    if (list === null) return null;
    for (const id of new Set(list.map(([first]) => first))) {
      const parts = list.filter(([first]) => first === id);
      const parent = position(String(parts[0]?.[1]));
      if (parent < 0) continue;
      const at = (names: readonly string[], name: SqlValue | undefined) =>
        names.findIndex((candidate) => candidate.toLowerCase() === String(name).toLowerCase());
      links.push({
        child,
        parent,
        childColumns: parts.map((part) => at(columns, part[2])),
        parentColumns: parts.map((part) => at(tables[parent]?.columns ?? [], part[3])),
      });
    }
  }
  return links;
}

async function rowsOf(world: SqlWorld, query: string): Promise<readonly (readonly SqlValue[])[] | null> {
  const outcome = await world.sql(query);
  const result = outcome.ok ? outcome.value.at(-1) : undefined;
  return result === undefined || result.rowsDropped > 0 ? null : result.rows;
}
