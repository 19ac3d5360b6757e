import type { Cell } from '../../lessons/format/evidence.ts';
import { toCell } from '../../lessons/grading/cells.ts';
import { literal } from '../../lessons/grading/dataset-script.ts';
import type { Outcome, SqlValue, StatementResult, World } from '../../sandbox/types.ts';
import type { DatabaseObject, RowChange, RowKey } from '../contract/playground.ts';

/** One database of a world. */
export interface Place {
  readonly world: World;
  readonly database: string;
}

type Row = readonly SqlValue[];

/** The tables and views of a database, without what SQLite keeps for itself. */
export async function listObjects(place: Place): Promise<Outcome<readonly DatabaseObject[]>> {
  const listed = await ask(
    place,
    `SELECT name, type, sql FROM sqlite_schema
     WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY type, name`,
  );
  if (!listed.ok) return listed;
  const objects: DatabaseObject[] = [];
  for (const [nameValue, type, sql] of listed.value) {
    const name = String(nameValue);
    const columns = await columnsOf(place, name);
    if (!columns.ok) return columns;
    const counted = await ask(place, `SELECT count(*) FROM ${quoted(name)}`);
    if (!counted.ok && counted.failure.kind !== 'sql') return counted;
    const rows = counted.ok ? counted.value[0]?.[0] : null;
    objects.push({
      name,
      kind: type === 'view' ? 'view' : 'table',
      rows: typeof rows === 'number' ? rows : null,
      columns: columns.value.map(({ hidden, keyOrder, ...column }) => ({
        ...column,
        primaryKey: keyOrder > 0,
        generated: hidden > 1,
      })),
      sql: sql === null ? null : String(sql),
    });
  }
  return { ok: true, value: objects };
}

export interface RowsPage {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly key: RowKey | null; readonly cells: readonly Cell[] }[];
  readonly total: number;
}

/** A page of rows in the order of their key, each with what tells it from all others. */
export async function readRows(
  place: Place,
  { table, offset, limit }: { readonly table: string; readonly offset: number; readonly limit: number },
): Promise<Outcome<RowsPage>> {
  const counted = await ask(place, `SELECT count(*) FROM ${quoted(table)}`);
  if (!counted.ok) return counted;
  const key = await keyOf(place, table);
  if (!key.ok) return key;
  const columns = await columnsOf(place, table);
  if (!columns.ok) return columns;
  // Column 1 of virtual tables is hidden; `*` leaves such columns out, and so does this.
  const names = columns.value.filter(({ hidden }) => hidden !== 1).map(({ name }) => name);
  const keys = key.value.map(quoted);
  const read = await ask(
    place,
    `SELECT ${[...keys, ...names.map(quoted)].join(', ')} FROM ${quoted(table)}
     ${keys.length > 0 ? `ORDER BY ${keys.join(', ')}` : ''} LIMIT ${limit} OFFSET ${offset}`,
  );
  if (!read.ok) return read;
  const rows = read.value.map((row) => ({
    key: rowKey(row.slice(0, keys.length)),
    cells: row.slice(keys.length).map(toCell),
  }));
  return { ok: true, value: { columns: names, rows, total: Number(counted.value[0]?.[0] ?? 0) } };
}

/** Changes one row. The value is how many rows that were: none where the row is gone. */
export async function changeRow(place: Place, table: string, change: RowChange): Promise<Outcome<number>> {
  const statement = await statementFor(place, table, change);
  if (!statement.ok) return statement;
  const ran = await place.world.sql(place.database, statement.value);
  if (!ran.ok) return ran;
  return { ok: true, value: ran.value.reduce((sum, { counters }) => sum + counters.changes, 0) };
}

async function statementFor(place: Place, table: string, change: RowChange): Promise<Outcome<string>> {
  const target = quoted(table);
  if (change.kind === 'insert') {
    const columns = Object.keys(change.values);
    const values = Object.values(change.values).map(typed);
    const text =
      columns.length === 0
        ? `INSERT INTO ${target} DEFAULT VALUES`
        : `INSERT INTO ${target} (${columns.map(quoted).join(', ')}) VALUES (${values.join(', ')})`;
    return { ok: true, value: text };
  }
  const key = await keyOf(place, table);
  if (!key.ok) return key;
  if (key.value.length !== change.key.length) {
    const message = `the rows of ${table} have another key now`;
    return { ok: false, failure: { kind: 'sql', code: 'SQLITE_SCHEMA', message, statement: null } };
  }
  const where = key.value.map((column, at) => `${quoted(column)} IS ${cellLiteral(change.key[at] ?? null)}`);
  const head =
    change.kind === 'delete'
      ? `DELETE FROM ${target}`
      : `UPDATE ${target} SET ${quoted(change.column)} = ${typed(change.value)}`;
  return { ok: true, value: `${head} WHERE ${where.join(' AND ')}` };
}

/** The names by which a row of the table is found: its rowid, or its primary key. None for a view. */
async function keyOf(place: Place, table: string): Promise<Outcome<readonly string[]>> {
  const listed = await ask(place, `PRAGMA table_list(${quoted(table)})`);
  if (!listed.ok) return listed;
  const columns = await columnsOf(place, table);
  if (!columns.ok) return columns;
  // schema, name, type, ncol, wr, strict
  const main = listed.value.find(([schema]) => schema === 'main');
  if (main?.[2] === 'view') return { ok: true, value: [] };
  const names = new Set(columns.value.map(({ name }) => name.toLowerCase()));
  const rowid = ['rowid', '_rowid_', 'oid'].find((name) => !names.has(name));
  if (main?.[4] === 0 && rowid !== undefined) return { ok: true, value: [rowid] };
  const primary = columns.value.filter(({ keyOrder }) => keyOrder > 0);
  const inOrder = primary.toSorted((a, b) => a.keyOrder - b.keyOrder);
  return { ok: true, value: inOrder.map(({ name }) => name) };
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  /** Its place in the primary key, from 1; 0 where it is not in it. */
  readonly keyOrder: number;
  /** 1 of a virtual table's hidden column, 2 and 3 of a generated one (https://www.sqlite.org/pragma.html#pragma_table_xinfo). */
  readonly hidden: number;
}

async function columnsOf(place: Place, table: string): Promise<Outcome<readonly Column[]>> {
  const read = await ask(place, `PRAGMA table_xinfo(${quoted(table)})`);
  // A view whose table is gone has no columns that could be told.
  if (!read.ok) return read.failure.kind === 'sql' ? { ok: true, value: [] } : read;
  const columns = read.value.map(([, name, type, notNull, , keyOrder, hidden]) => ({
    name: String(name),
    type: String(type),
    notNull: notNull === 1,
    keyOrder: Number(keyOrder),
    hidden: Number(hidden),
  }));
  return { ok: true, value: columns };
}

async function ask({ world, database }: Place, sql: string): Promise<Outcome<readonly Row[]>> {
  const ran = await world.sql(database, sql);
  if (!ran.ok) return ran;
  const last: StatementResult | undefined = ran.value.at(-1);
  return { ok: true, value: last?.rows ?? [] };
}

/** Always in quotes: a name is never read as anything else. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function typed(value: { readonly text: string } | null): string {
  return literal(value === null ? null : value.text);
}

/** Null where a value of the key could not be told back exactly. */
function rowKey(values: Row): RowKey | null {
  const isWhole = values.every((value) => {
    if (typeof value === 'number') return Number.isFinite(value);
    return !(value instanceof Uint8Array) || toBlob(value) !== null;
  });
  return values.length === 0 || !isWhole ? null : values.map(toCell);
}

function toBlob(value: Uint8Array): Cell | null {
  const cell = toCell(value);
  const isCut =
    typeof cell === 'object' && cell !== null && 'blob' in cell && cell.blob.length < 2 * cell.bytes;
  return isCut ? null : cell;
}

function cellLiteral(cell: Cell): string {
  if (cell === null || typeof cell === 'number' || typeof cell === 'string') return literal(cell);
  // Both come from the window: nothing but digits is let through.
  if ('integer' in cell) return BigInt(cell.integer).toString();
  return literal(Buffer.from(cell.blob, 'hex'));
}
