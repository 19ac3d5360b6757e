import type { Copied, SqlWorld } from '../../../sandbox/types.ts';
import type { Observed } from '../../grading/grader.ts';
import { readTables } from '../../grading/read-tables.ts';
import { resultObjects } from '../../grading/result-objects.ts';
import { type ProbeOutcome, sqlOf } from './run-probe.ts';
import type { Probe } from './schema.ts';

/** What an author's function is shown of a schema: its tables as SQLite describes them, and the probes. */
export async function observeProbes(
  world: SqlWorld,
  probes: readonly Probe[],
  outcomes: readonly ProbeOutcome[],
): Promise<Observed> {
  const tables = (await readTables(world.sql)) ?? [];
  const observation = {
    // Interfaces have no index signature, and these are plain data.
    tables: tables as unknown as Copied,
    probes: probes.map((probe, at) => ({ sql: sqlOf(probe), ...outcomeOf(outcomes[at]) })),
  };
  return { observation, world, evidence: [] };
}

function outcomeOf(outcome: ProbeOutcome | undefined): Readonly<Record<string, Copied>> {
  if (outcome === undefined || outcome.status === 'untried') return { status: 'untried' };
  if (outcome.status === 'refused') return { ...outcome };
  const { status, changes, result } = outcome;
  return { status, changes, rows: result === null ? [] : resultObjects(result) };
}
