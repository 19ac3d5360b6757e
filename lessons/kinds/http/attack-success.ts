import type { SqlValue, World, WorldResponse } from '../../../sandbox/types.ts';
import type { Difference, TableEvidence } from '../../format/evidence.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { compareRows, rowsAgree, tableEvidence } from '../../grading/compare-rows.ts';
import { decodeBody } from '../../grading/exchange.ts';
import type { Attack } from './attack-schema.ts';
import { compareResponse } from './compare-response.ts';
import type { HttpExpectation } from './request-schema.ts';

type MustNot = Attack['mustNot'];

/** In how far a response is one that must not come: each part of it that is, empty where none. */
export function forbiddenIn(mustNot: MustNot, response: WorldResponse): readonly Difference[] {
  const is = (part: HttpExpectation) => compareResponse(part, response).length === 0;
  const { status, headers = {}, json, text, contains } = mustNot;
  const body = decodeBody(response.body);
  return [
    ...(status !== undefined && is({ status })
      ? [unwanted('status', '', String(response.status), String(response.status))]
      : []),
    ...Object.entries(headers)
      .filter(([name, value]) => is({ headers: { [name]: value } }))
      .map(([name]) => unwanted('header', name, headerOf(name, response), headerOf(name, response))),
    // The same comparison turned round says in words what the matcher stands for.
    ...(json !== undefined && is({ json }) ? compareResponse({ json: { $not: json } }, response) : []),
    ...(text !== undefined && is({ text }) ? compareResponse({ text: { $not: text } }, response) : []),
    ...(contains !== undefined && body.includes(contains) ? [unwanted('body', '', contains, body)] : []),
  ];
}

function unwanted(part: Difference['part'], path: string, what: string, actual: string): Difference {
  return { part, path, change: 'changed', expected: `‹not ${what}›`, actual };
}

function headerOf(name: string, { headers }: WorldResponse): string {
  const values = headers.filter(([header]) => header.toLowerCase() === name.toLowerCase());
  return values.map(([, value]) => value).join(', ');
}

/** The rows that one query of `mustNot.changes` gives at some moment. */
interface Watched {
  readonly database: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/** What the queries of `mustNot.changes` give now. Throws an AuthorFault where one does not run. */
export async function watch(world: World, { changes = [] }: MustNot): Promise<readonly Watched[]> {
  const watched: Watched[] = [];
  for (const { database, sql } of changes) {
    const outcome = await world.sql(database, sql);
    const result = outcome.ok ? outcome.value.at(-1) : undefined;
    if (result === undefined) {
      const said = !outcome.ok && 'message' in outcome.failure ? outcome.failure.message : null;
      throw new AuthorFault({
        en: `the SQL "${sql}" of mustNot.changes does not run: ${said ?? 'it gives no result'}`,
        'pt-BR': `o SQL "${sql}" de mustNot.changes não executa: ${said ?? 'não devolve nenhum resultado'}`,
      });
    }
    watched.push({ database, columns: result.columns, rows: result.rows });
  }
  return watched;
}

/** The first watched table that is not what it was, as a table in which the rows before are the expected ones. */
export function firstChange(before: readonly Watched[], after: readonly Watched[]): TableEvidence | null {
  for (const [at, { database, columns, rows }] of before.entries()) {
    const pairs = compareRows({
      expected: rows,
      actual: after[at]?.rows ?? [],
      ordered: false,
      tolerance: 0,
    });
    if (rowsAgree(pairs)) continue;
    return tableEvidence(pairs, { title: database, columns, expectedColumns: null, ordered: false });
  }
  return null;
}
