import type { World } from '../../../sandbox/types.ts';
import type { Evidence } from '../../format/evidence.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import type { Finding } from '../../grading/grader.ts';
import { readTables, type TableShape } from '../../grading/read-tables.ts';
import { type Context, type Exchange, shownIfAny, wrong } from './findings.ts';
import type { HttpCheck } from './schema.ts';
import type { TableExpectation } from './tables-schema.ts';
import { tablesTexts } from './tables-texts.ts';

/** Null where the databases are shaped as a check expects after its last step. */
export async function checkTables(
  world: World,
  check: HttpCheck,
  { locale }: Context,
  exchanges: readonly Exchange[],
): Promise<Finding | null> {
  const texts = tablesTexts[locale];
  for (const expected of check.tables) {
    const tables = await readTables((script) => world.sql(expected.database, script));
    if (tables === null) {
      throw new AuthorFault({
        en: `"checks.${check.id}.tables" cannot look into the database "${expected.database}"`,
        'pt-BR': `"checks.${check.id}.tables" não consegue examinar o banco de dados "${expected.database}"`,
      });
    }
    const table = tables.find(({ name }) => isSame(name, expected.table));
    const fault = faultOf(expected, table, texts);
    if (fault === null) continue;
    const evidence: Evidence[] = [
      {
        shape: 'text',
        title: texts.title(expected.database),
        text: tables.map(drawn).join('\n'),
        format: 'code',
      },
      ...shownIfAny(exchanges),
    ];
    return wrong(fault.message, fault.nextStep, evidence);
  }
  return null;
}

type Texts = (typeof tablesTexts)['en'];

/** What is not as expected of a table; null where nothing is. */
function faultOf(
  { table: name, absent, columns = [], indexes = [], unique = [] }: TableExpectation,
  table: TableShape | undefined,
  texts: Texts,
): { readonly message: string; readonly nextStep: string } | null {
  if (absent === true) {
    return table === undefined ? null : { message: texts.present(name), nextStep: texts.presentNext };
  }
  if (table === undefined) return { message: texts.absent(name), nextStep: texts.absentNext };
  const missing = columns.find((wanted) => !table.columns.some((column) => isSame(column.name, wanted)));
  if (missing !== undefined) return { message: texts.noColumn(name, missing), nextStep: texts.noColumnNext };
  const unhelped = indexes.find((wanted) => !orders(table).some((columns) => beginsWith(columns, wanted)));
  if (unhelped !== undefined) {
    return { message: texts.noIndex(name, unhelped.join(', ')), nextStep: texts.noIndexNext };
  }
  const shared = unique.find((wanted) => !keys(table).some((columns) => isSameSet(columns, wanted)));
  if (shared === undefined) return null;
  return { message: texts.notUnique(name, shared.join(', ')), nextStep: texts.notUniqueNext };
}

/** The columns of a table's primary key, which has no index of its own where it is the rowid. */
function primaryKey({ columns }: TableShape): readonly string[] {
  return columns
    .filter((column) => column.primaryKey > 0)
    .sort((one, other) => one.primaryKey - other.primaryKey)
    .map(({ name }) => name);
}

/** The orders in which all rows of a table can be found. */
function orders(table: TableShape): readonly (readonly (string | null)[])[] {
  const whole = table.indexes.filter(({ partial }) => !partial).map(({ columns }) => columns);
  return [primaryKey(table), ...whole];
}

/** The sets of columns that tell every row from every other. */
function keys(table: TableShape): readonly (readonly (string | null)[])[] {
  const whole = table.indexes.filter(({ unique, partial }) => unique && !partial);
  return [primaryKey(table), ...whole.map(({ columns }) => columns)];
}

function beginsWith(columns: readonly (string | null)[], wanted: readonly string[]): boolean {
  return wanted.every((name, at) => isSame(columns[at] ?? null, name));
}

function isSameSet(columns: readonly (string | null)[], wanted: readonly string[]): boolean {
  return (
    columns.length === wanted.length && wanted.every((name) => columns.some((column) => isSame(column, name)))
  );
}

/** SQLite folds ASCII letters only, and no author should lean on the difference. */
function isSame(one: string | null, other: string): boolean {
  return one !== null && one.toLowerCase() === other.toLowerCase();
}

/** A table in one line, with its indexes. */
function drawn({ name, columns, indexes }: TableShape): string {
  const lines = indexes.map(
    (index) =>
      `  ${index.unique ? 'UNIQUE ' : ''}INDEX (${index.columns.map((column) => column ?? '…').join(', ')})`,
  );
  const parts = columns.map(({ name: column, type, primaryKey: key }) =>
    [column, type, key > 0 ? 'PRIMARY KEY' : ''].filter((part) => part !== '').join(' '),
  );
  return [`${name} (${parts.join(', ')})`, ...lines].join('\n');
}
