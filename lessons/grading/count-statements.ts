import type { SourceLocation, StatementCounters, WorldEvent, WorldRecord } from '../../sandbox/types.ts';

/** Statements that differ in nothing but the values written into them, and what they did together. */
export interface StatementGroup {
  /** The SQL of the first of them. */
  readonly sql: string;
  readonly runs: number;
  readonly counters: StatementCounters;
  readonly location: SourceLocation | null;
}

export interface StatementCount {
  readonly statements: number;
  readonly scanSteps: number;
  readonly vmSteps: number;
  /** In the order in which each ran first. */
  readonly groups: readonly StatementGroup[];
  /** False where the world did more than its record holds, so that there may have been more. */
  readonly complete: boolean;
}

/**
 * The statements that ran from the first request on. What runs between requests counts too, or a
 * program could put its work off; what runs while it loads does not.
 */
export function countStatements({ events, dropped }: WorldRecord): StatementCount {
  const start = events.findIndex(({ kind }) => kind === 'request');
  const counted = start < 0 ? [] : events.slice(start);
  const ran = counted.filter((event) => event.kind === 'statement');
  return {
    statements: ran.length,
    scanSteps: ran.reduce((steps, { counters }) => steps + counters.fullscanStep, 0),
    vmSteps: ran.reduce((steps, { counters }) => steps + counters.vmStep, 0),
    groups: groupStatements(counted),
    complete: dropped === 0,
  };
}

/** The statements among what happened, in the order in which each ran first. */
export function groupStatements(events: readonly WorldEvent[]): readonly StatementGroup[] {
  const groups = new Map<string, StatementGroup>();
  for (const event of events) {
    if (event.kind !== 'statement') continue;
    const key = `${event.database} ${withoutValues(event.sql)}`;
    const before = groups.get(key);
    groups.set(key, {
      sql: before?.sql ?? event.sql.trim(),
      runs: (before?.runs ?? 0) + 1,
      counters: before === undefined ? event.counters : sum(before.counters, event.counters),
      location: before === undefined ? event.location : before.location,
    });
  }
  return [...groups.values()];
}

/** SQL into which values were glued is a different text each time, and the same statement to a reader. */
function withoutValues(sql: string): string {
  return sql
    .replace(/'(?:[^']|'')*'/g, '?')
    .replace(/\b\d+(?:\.\d+)?\b/g, '?')
    .replace(/\s+/g, ' ')
    .replace(/\?(?: ?, ?\?)+/g, '?')
    .trim();
}

function sum(a: StatementCounters, b: StatementCounters): StatementCounters {
  return {
    rows: a.rows + b.rows,
    changes: a.changes + b.changes,
    fullscanStep: a.fullscanStep + b.fullscanStep,
    vmStep: a.vmStep + b.vmStep,
    sort: a.sort + b.sort,
    autoindex: a.autoindex + b.autoindex,
  };
}
