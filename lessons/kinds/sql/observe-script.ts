import type { Copied, SqlWorld } from '../../../sandbox/types.ts';
import { quoteName } from '../../grading/dataset-script.ts';
import { reconnect } from '../../grading/dataset-world.ts';
import type { Observed } from '../../grading/grader.ts';
import { readTables } from '../../grading/read-tables.ts';
import { resultObjects } from '../../grading/result-objects.ts';
import type { Observation } from './observe.ts';

/** What an author's function is shown of a script: the results it gave and the tables it left. */
export async function observeScript(world: SqlWorld, { results }: Observation): Promise<Observed> {
  await reconnect(world);
  const tables: Record<string, Copied> = {};
  for (const { name } of (await readTables(world.sql)) ?? []) {
    const outcome = await world.sql(`SELECT * FROM main.${quoteName(name)}`);
    const result = outcome.ok ? outcome.value.at(-1) : undefined;
    if (result !== undefined) tables[name] = resultObjects(result);
  }
  const observation = {
    results: results.map((result) => ({
      sql: result.sql,
      columns: result.columns,
      rows: resultObjects(result),
      counters: { ...result.counters },
    })),
    tables,
  };
  return { observation, world, evidence: [] };
}
