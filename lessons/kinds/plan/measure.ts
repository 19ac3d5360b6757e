import type { Failure, SqlWorld, StatementCounters, StatementResult } from '../../../sandbox/types.ts';
import { aliasesIn, type QueryPlan, readQueryPlan } from '../../grading/query-plan.ts';
import { firstWordFrom } from '../../grading/statement-place.ts';

export interface Measured {
  readonly result: StatementResult;
  readonly counters: StatementCounters;
  readonly plan: QueryPlan;
}

export type Measuring =
  | { readonly ok: true; readonly value: Measured | null }
  | { readonly ok: false; readonly failure: Failure; readonly inQuery: boolean };

export interface ToMeasure {
  /** The submission: indexes, and the query unless it is given. */
  readonly script: string;
  /** The author's query, run after the script; null where the script's last query is measured. */
  readonly query: string | null;
  readonly tableRows: ReadonlyMap<string, number>;
}

/** Runs a script and takes its query's result, counters and plan. The value is null where there is no query. */
export async function measure(world: SqlWorld, { script, query, tableRows }: ToMeasure): Promise<Measuring> {
  const ran = await world.sql(script);
  if (!ran.ok) return { ...ran, inQuery: false };
  const asked = query === null ? ran : await world.sql(query);
  if (!asked.ok) return { ...asked, inQuery: true };
  const result = asked.value.findLast(({ columns }) => columns.length > 0);
  if (result === undefined) return { ok: true, value: null };
  const explained = await world.sql(`EXPLAIN QUERY PLAN ${result.sql.slice(firstWordFrom(result.sql, 0))}`);
  if (!explained.ok) return { ...explained, inQuery: true };
  const facts = { tableRows, aliases: aliasesIn(result.sql), scanSteps: result.counters.fullscanStep };
  const plan = readQueryPlan(explained.value.at(-1)?.rows ?? [], facts);
  return { ok: true, value: { result, counters: result.counters, plan } };
}
