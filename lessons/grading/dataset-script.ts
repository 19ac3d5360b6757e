import type { SqlValue } from '../../sandbox/types.ts';
import type { TableRows } from './generate-data.ts';

/** Rows of one INSERT: far below SQLite's limit, and few enough to be read. */
const rowsPerInsert = 200;

/** INSERT statements that put the rows where they belong, in order. */
export function insertScript(tables: readonly TableRows[]): string {
  return tables
    .flatMap(({ table, columns, rows }) => {
      const head = `INSERT INTO ${quoteName(table)} (${columns.map(quoteName).join(', ')}) VALUES`;
      return chunks(rows).map(
        (chunk) => `${head}\n${chunk.map((row) => `  (${row.map(literal).join(', ')})`).join(',\n')};\n`,
      );
    })
    .join('\n');
}

/**
 * The same rows, set as a unit: foreign keys are looked at when all are there, so that rows may
 * point at later ones. Loading fails where one points at nothing.
 */
export function transactionOf(inserts: string): string {
  return `BEGIN;\nPRAGMA defer_foreign_keys = ON;\n${inserts}COMMIT;\n`;
}

export function quoteName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !reserved.has(name.toUpperCase())
    ? name
    : `"${name.replaceAll('"', '""')}"`;
}

/** A value as SQL writes it. */
export function literal(value: SqlValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return numberLiteral(value);
  if (value instanceof Uint8Array) return `x'${Buffer.from(value).toString('hex')}'`;
  // SQL text ends at NUL, so such a text is written as its bytes.
  if (value.includes('\0')) return `CAST(x'${Buffer.from(value).toString('hex')}' AS TEXT)`;
  return `'${value.replaceAll("'", "''")}'`;
}

function numberLiteral(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '9e999';
  if (value === Number.NEGATIVE_INFINITY) return '-9e999';
  return String(value);
}

function chunks<T>(rows: readonly T[]): (readonly T[])[] {
  const result: (readonly T[])[] = [];
  for (let at = 0; at < rows.length; at += rowsPerInsert) result.push(rows.slice(at, at + rowsPerInsert));
  return result;
}

/** Names of tables and columns that SQLite would read as something else; the rest may stand bare. */
const reserved = new Set(
  `ADD ALL ALTER AND AS AUTOINCREMENT BETWEEN CASE CHECK COLLATE COMMIT CONSTRAINT CREATE DEFAULT DEFERRABLE
   DELETE DISTINCT DROP ELSE ESCAPE EXISTS FOREIGN FROM GROUP HAVING IN INDEX INSERT INTERSECT INTO IS ISNULL
   JOIN LIMIT NOT NOTHING NOTNULL NULL ON OR ORDER PRIMARY REFERENCES RETURNING SELECT SET TABLE THEN TO
   TRANSACTION UNION UNIQUE UPDATE USING VALUES WHEN WHERE`.split(/\s+/),
);
