import type { SqlValue } from '../../sandbox/types.ts';
import { AuthorFault } from './author-fault.ts';
import { keyOfRow } from './cells.ts';
import {
  type GeneratedColumn,
  type GeneratedData,
  type GeneratedTable,
  mostGeneratedRows,
} from './generated-data-schema.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

export interface Growth {
  readonly seed: number;
  /** What a table's `rows: { times: … }` multiplies. */
  readonly size: number;
}

/**
 * The rows of a generated dataset, a function of the declaration, the seed and the size. Throws an
 * AuthorFault where it asks for more rows than are allowed, or for unique ones that cannot be found.
 */
export function generateData(data: GeneratedData, growth: Growth): readonly TableRows[] {
  const made: TableRows[] = [];
  let room = mostGeneratedRows;
  for (const table of data.tables) {
    const count = countOf(table, growth.size);
    room -= count;
    if (room < 0) {
      throw new AuthorFault({
        en: `its generated data asks for more than ${mostGeneratedRows} rows at size ${growth.size}`,
        'pt-BR': `seus dados gerados pedem mais de ${mostGeneratedRows} linhas no tamanho ${growth.size}`,
      });
    }
    made.push(fillTable(table, count, { made, random: seededRandom(growth.seed, `table ${table.table}`) }));
  }
  return made;
}

function countOf({ rows }: GeneratedTable, size: number): number {
  return typeof rows === 'number' ? rows : Math.max(1, Math.round(rows.times * size));
}

interface Making {
  /** The tables made before this one. */
  readonly made: readonly TableRows[];
  readonly random: SeededRandom;
}

/** Tries for one unique row; a declaration that leaves less room than this is called impossible. */
const mostTries = 1_000;

function fillTable(table: GeneratedTable, count: number, making: Making): TableRows {
  const columns = Object.keys(table.columns);
  const rows: SqlValue[][] = [];
  const taken = table.unique.map(() => new Set<string>());
  const keysOf = (row: readonly SqlValue[]) =>
    table.unique.map((names) => keyOfRow(names.map((name) => row[columns.indexOf(name)] ?? null)));
  for (let n = 1; n <= count; n += 1) {
    let tries = 0;
    for (;;) {
      const row = makeRow({ table, columns, rows, n }, making);
      const keys = keysOf(row);
      if (keys.every((key, at) => !taken[at]?.has(key))) {
        for (const [at, key] of keys.entries()) taken[at]?.add(key);
        rows.push(row);
        break;
      }
      tries += 1;
      if (tries >= mostTries) {
        const differing = JSON.stringify(table.unique);
        throw new AuthorFault({
          en: `its generated table ${table.table} cannot have ${count} rows that differ in ${differing}: no free row was found for row ${n}`,
          'pt-BR': `sua tabela gerada ${table.table} não pode ter ${count} linhas com ${differing} sem repetição: não sobrou valor livre para a linha ${n}`,
        });
      }
    }
  }
  return { table: table.table, columns, rows };
}

interface RowPlace {
  readonly table: GeneratedTable;
  readonly columns: readonly string[];
  /** The rows before this one. */
  readonly rows: readonly (readonly SqlValue[])[];
  /** Its number, counted from 1. */
  readonly n: number;
}

function makeRow(place: RowPlace, making: Making): SqlValue[] {
  const { table, columns, rows, n } = place;
  const { random } = making;
  const model = rows.length > 0 && random.chance(table.duplicates) ? pickFrom(rows, random) : null;
  return columns.map((name, at) => {
    const column = table.columns[name] ?? 'serial';
    if (column === 'serial') return n;
    if (model !== null && !numbersRows(column)) return model[at] ?? null;
    if (random.chance(column.nulls)) return null;
    if (rows.length > 0 && random.chance(column.ties)) return pickFrom(rows, random)[at] ?? null;
    return makeValue(column, { ...place, at }, making);
  });
}

function numbersRows(column: GeneratedColumn): boolean {
  return column === 'serial' || column.text?.includes('{n}') === true;
}

const dayMs = 86_400_000;

function makeValue(
  column: Exclude<GeneratedColumn, 'serial'>,
  { table, rows, n, at }: RowPlace & { readonly at: number },
  { made, random }: Making,
): SqlValue {
  const { pick, integer, real, date, datetime, text, references, value = null } = column;
  if (pick !== undefined) return pickFrom(pick, random);
  if (integer !== undefined) return random.integer(integer[0], integer[1]);
  if (real !== undefined) {
    const unit = 10 ** column.decimals;
    return random.integer(Math.ceil(real[0] * unit), Math.floor(real[1] * unit)) / unit;
  }
  if (date !== undefined) return moment(date, random).slice(0, 10);
  if (datetime !== undefined) return moment(datetime, random);
  if (text !== undefined) return text.replaceAll('{n}', String(n));
  if (references === undefined) return value;
  const [target, key = ''] = references.split('.');
  if (target === table.table) {
    // A tree's first row has no earlier one to point at.
    const own = Object.keys(table.columns).indexOf(key);
    return rows.length === 0 || own === at ? null : (pickFrom(rows, random)[own] ?? null);
  }
  const source = made.find((candidate) => candidate.table === target);
  const index = source?.columns.indexOf(key) ?? -1;
  return source === undefined ? null : (pickFrom(source.rows, random)[index] ?? null);
}

/** A second of a day between two days, both included. */
function moment([from, to]: readonly [string, string], random: SeededRandom): string {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs;
  const at = Date.parse(from) + random.integer(0, days) * dayMs + random.integer(0, 86_399) * 1_000;
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

function pickFrom<T>(list: readonly T[], random: SeededRandom): T {
  // The index is within the list, which is never empty here.
  return list[random.integer(0, list.length - 1)] as T;
}
