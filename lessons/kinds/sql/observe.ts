import type { Failure, SqlWorld, StatementResult } from '../../../sandbox/types.ts';
import { literal, quoteName } from '../../grading/dataset-script.ts';
import { reconnect } from '../../grading/dataset-world.ts';
import type { SqlInspection } from './schema.ts';

/** What is there to see after a script: a table or query of the database, or that it cannot be had. */
export type Seen =
  | { readonly status: 'there'; readonly result: StatementResult }
  | { readonly status: 'absent' }
  | { readonly status: 'refused'; readonly message: string };

export interface Observation {
  /** The results that were given, in order, statements without a result left out. */
  readonly results: readonly StatementResult[];
  /** One for each inspection. */
  readonly seen: readonly Seen[];
  /** Whether the script left a transaction open, which was rolled back before anything was inspected. */
  readonly rolledBack: boolean;
  /** What the script cost SQLite in all. */
  readonly vmSteps: number;
}

export type Observed =
  | { readonly ok: true; readonly value: Observation }
  | { readonly ok: false; readonly failure: Failure };

/** Runs a script in a world and looks at what it gave and what it left. */
export async function observe(
  world: SqlWorld,
  script: string,
  inspect: readonly SqlInspection[],
): Promise<Observed> {
  const outcome = await world.sql(script);
  if (!outcome.ok) return outcome;
  const results = outcome.value.filter(({ columns }) => columns.length > 0);
  const vmSteps = outcome.value.reduce((sum, { counters }) => sum + counters.vmStep, 0);
  if (inspect.length === 0) return { ok: true, value: { results, seen: [], rolledBack: false, vmSteps } };
  const { rolledBack } = await reconnect(world);
  const seen: Seen[] = [];
  for (const inspection of inspect) seen.push(await look(world, inspection));
  return { ok: true, value: { results, seen, rolledBack, vmSteps } };
}

async function look(world: SqlWorld, inspection: SqlInspection): Promise<Seen> {
  if ('query' in inspection) return ask(world, inspection.query);
  const { table } = inspection;
  const there = await world.sql(
    `SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND lower(name) = lower(${literal(table)})`,
  );
  if (there.ok && there.value.at(-1)?.rows.length === 0) return { status: 'absent' };
  return ask(world, `SELECT * FROM main.${quoteName(table)}`);
}

async function ask(world: SqlWorld, query: string): Promise<Seen> {
  const outcome = await world.sql(query);
  if (!outcome.ok) {
    const { failure } = outcome;
    return { status: 'refused', message: 'message' in failure ? failure.message : failure.kind };
  }
  const result = outcome.value.findLast(({ columns }) => columns.length > 0);
  return result === undefined ? { status: 'absent' } : { status: 'there', result };
}
