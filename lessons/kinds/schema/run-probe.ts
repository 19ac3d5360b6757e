import type { Failure, SqlWorld, StatementResult } from '../../../sandbox/types.ts';
import { reconnect } from '../../grading/dataset-world.ts';
import type { Cause, Probe } from './schema.ts';

/** What became of a probe; data, for whoever compares it with the reference's and puts it into words. */
export type ProbeOutcome =
  | { readonly status: 'ran'; readonly changes: number; readonly result: StatementResult | null }
  /** A constraint refused it. */
  | { readonly status: 'refused'; readonly cause: Cause; readonly message: string }
  /** It could not be tried: a table or column is not there, or SQLite gave up for another reason. */
  | { readonly status: 'untried'; readonly failure: Failure };

/** Runs one probe, leaving no transaction behind. */
export async function runProbe(world: SqlWorld, probe: Probe): Promise<ProbeOutcome> {
  const outcome = await world.sql(sqlOf(probe));
  if (outcome.ok) {
    const last = outcome.value.findLast(({ columns }) => columns.length > 0) ?? null;
    const changes = outcome.value.reduce((sum, { counters }) => sum + counters.changes, 0);
    return { status: 'ran', changes, result: last };
  }
  await reconnect(world);
  const { failure } = outcome;
  // What stops before the last statement is not what the probe is about.
  const atLast = failure.kind === 'sql' && endsWith(sqlOf(probe), failure.statement);
  const cause = failure.kind === 'sql' && (atLast || 'accepts' in probe) ? causeOf(failure) : null;
  return cause === null || !('message' in failure)
    ? { status: 'untried', failure }
    : { status: 'refused', cause, message: failure.message };
}

export function sqlOf(probe: Probe): string {
  if ('accepts' in probe) return probe.accepts;
  return 'rejects' in probe ? probe.rejects : probe.finds;
}

function endsWith(script: string, statement: string | null): boolean {
  return statement === null || script.trimEnd().endsWith(statement.trimEnd());
}

/** The cause behind an extended result code (https://www.sqlite.org/rescode.html); null for other errors. */
function causeOf({ code, message }: { readonly code: string; readonly message: string }): Cause | null {
  switch (code) {
    case 'SQLITE_CONSTRAINT_NOTNULL':
      return 'not-null';
    case 'SQLITE_CONSTRAINT_UNIQUE':
    case 'SQLITE_CONSTRAINT_PRIMARYKEY':
    case 'SQLITE_CONSTRAINT_ROWID':
      return 'unique';
    case 'SQLITE_CONSTRAINT_FOREIGNKEY':
      return 'foreign-key';
    case 'SQLITE_CONSTRAINT_CHECK':
      return 'check';
    case 'SQLITE_CONSTRAINT_DATATYPE':
    case 'SQLITE_MISMATCH':
      return 'type';
    case 'SQLITE_CONSTRAINT_TRIGGER':
      // ON DELETE RESTRICT is a trigger that SQLite writes for itself, and gives a trigger's code.
      return message === 'FOREIGN KEY constraint failed' ? 'foreign-key' : 'trigger';
    default:
      return code.startsWith('SQLITE_CONSTRAINT') ? 'constraint' : null;
  }
}
