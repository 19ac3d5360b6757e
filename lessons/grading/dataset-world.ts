import type { Job, SqlWorld } from '../../sandbox/types.ts';
import { AuthorFault } from './author-fault.ts';
import { quoteName } from './dataset-script.ts';
import { authorsWords, type Script } from './statement-place.ts';

export interface WorldSettings {
  readonly seed: number;
  readonly startTime: string;
}

/** Opens a dataset that an author wrote. Throws an AuthorFault with file and line where it does not load. */
export async function openDataset(job: Job, script: Script, settings: WorldSettings): Promise<SqlWorld> {
  const { seed, startTime } = settings;
  const opened = await job.openSqlWorld({ dataset: script.text, seed, startTime: Date.parse(startTime) });
  if (!opened.ok) {
    const words = authorsWords(opened.failure, script);
    throw new AuthorFault({
      en: `its dataset ${script.file} does not load: ${words.en}`,
      'pt-BR': `seu conjunto de dados ${script.file} não carrega: ${words['pt-BR']}`,
    });
  }
  return opened.value;
}

/** Settings of a connection that change what a later query sees or may do, as they were at the start. */
const settings = `PRAGMA query_only = OFF; PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = OFF;
PRAGMA defer_foreign_keys = OFF; PRAGMA recursive_triggers = OFF; PRAGMA case_sensitive_like = OFF;
PRAGMA reverse_unordered_selects = OFF; PRAGMA short_column_names = ON; PRAGMA full_column_names = OFF;
PRAGMA legacy_alter_table = OFF; PRAGMA automatic_index = ON;`;

/**
 * Takes back what a script left in the connection and not in the database, as if it had been closed
 * and opened again: an unfinished transaction, temporary objects (which would hide tables of the
 * same name from whoever looks next) and settings. Gives whether a transaction was rolled back.
 */
export async function reconnect(world: SqlWorld): Promise<{ readonly rolledBack: boolean }> {
  // Fails where no transaction is open, which is how it is known.
  const rolledBack = (await world.sql('ROLLBACK')).ok;
  const listed = await world.sql(
    `${settings} SELECT type, name FROM temp.sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'`,
  );
  const objects = listed.ok ? (listed.value.at(-1)?.rows ?? []) : [];
  for (const [type, name] of objects) {
    if (typeof name === 'string' && type !== 'index') {
      await world.sql(`DROP ${String(type).toUpperCase()} IF EXISTS temp.${quoteName(name)}`);
    }
  }
  return { rolledBack };
}
