import type { PlanEvidence } from '../../lessons/format/evidence.ts';
import { toCell } from '../../lessons/grading/cells.ts';
import { groupStatements } from '../../lessons/grading/count-statements.ts';
import { quoteName } from '../../lessons/grading/dataset-script.ts';
import { aliasesIn, readQueryPlan } from '../../lessons/grading/query-plan.ts';
import { firstWordFrom } from '../../lessons/grading/statement-place.ts';
import { oneLine } from '../../lessons/grading/timeline.ts';
import type { Outcome, StatementResult, World } from '../../sandbox/types.ts';
import type { SqlResult } from '../contract/playground.ts';
import { statementsOf } from './activity.ts';

export interface RanSql {
  readonly results: readonly SqlResult[];
  readonly omitted: number;
  readonly statements: ReturnType<typeof statementsOf>;
}

/** Results that are given one by one; a script of a thousand INSERTs is read in its summary. */
const mostResults = 50;

/** Runs a script as a person at a console does: with what each statement gave, what it cost, and its plan. */
export async function runSql(world: World, database: string, script: string): Promise<Outcome<RanSql>> {
  const ran = await world.sql(database, script);
  if (!ran.ok) return ran;
  // What gave rows says more than what gave none.
  const telling = ran.value.filter(({ columns }) => columns.length > 0);
  const shown = telling.length > 0 ? telling.slice(-mostResults) : ran.value.slice(-mostResults);
  const results: SqlResult[] = [];
  for (const result of shown) {
    const plan = await planOf(world, database, result);
    if (!plan.ok) return plan;
    results.push({
      sql: result.sql,
      table:
        result.columns.length === 0
          ? null
          : { columns: [...result.columns], rows: result.rows.map((row) => row.map(toCell)) },
      changes: result.counters.changes,
      rowsDropped: result.rowsDropped,
      plan: plan.value,
    });
  }
  const events = ran.value.map(({ sql, counters }) => {
    const place = { at: 0, request: null, location: null };
    return { kind: 'statement', ...place, database, sql, counters } as const;
  });
  const statements = statementsOf(groupStatements(events));
  return { ok: true, value: { results, omitted: telling.length - results.length, statements } };
}

/** The plan of a statement that has one. Null where it has none any more, as after its table was dropped. */
async function planOf(
  world: World,
  database: string,
  { sql, counters }: StatementResult,
): Promise<Outcome<PlanEvidence | null>> {
  const text = sql.slice(firstWordFrom(sql, 0));
  if (!/^(select|with|insert|update|delete|replace|values)\b/i.test(text)) return { ok: true, value: null };
  const explained = await world.sql(database, `EXPLAIN QUERY PLAN ${text}`);
  if (!explained.ok) return explained.failure.kind === 'sql' ? { ok: true, value: null } : explained;
  const rows = explained.value.at(-1)?.rows ?? [];
  if (rows.length === 0) return { ok: true, value: null };
  const aliases = aliasesIn(text);
  const tableRows = await countRows(world, database, new Set(aliases.values()));
  const { nodes, raw } = readQueryPlan(rows, { tableRows, aliases, scanSteps: counters.fullscanStep });
  const plan = {
    label: oneLine(text),
    nodes: [...nodes],
    raw,
    scanSteps: counters.fullscanStep,
    vmSteps: counters.vmStep,
  };
  return { ok: true, value: { shape: 'plan', plans: [plan] } };
}

async function countRows(
  world: World,
  database: string,
  tables: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const counted = new Map<string, number>();
  for (const table of tables) {
    const outcome = await world.sql(database, `SELECT count(*) FROM ${quoteName(table)}`);
    const count = outcome.ok ? outcome.value[0]?.rows[0]?.[0] : undefined;
    if (typeof count === 'number') counted.set(table, count);
  }
  return counted;
}
