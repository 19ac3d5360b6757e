import type { StatementsEvidence } from '../../lessons/format/evidence.ts';
import { groupStatements, type StatementGroup } from '../../lessons/grading/count-statements.ts';
import { timelineOf } from '../../lessons/grading/timeline.ts';
import type { WorldCheckpoint } from '../../sandbox/types.ts';
import type { PlaygroundActivity } from '../contract/playground.ts';

/** A world does far more in one call than anyone reads; what is left out is counted. */
const mostShown = 1_000;

/** What happened during one call: the log, the statements with their counters, and all of it in time. */
export function activityOf({ record, now }: WorldCheckpoint, startTime: number): PlaygroundActivity {
  const { events, dropped } = record;
  const log = events.filter((event) => event.kind === 'log').map(({ kind: _, ...entry }) => entry);
  return {
    log: {
      shape: 'log',
      entries: log.slice(0, mostShown),
      dropped: dropped + Math.max(0, log.length - mostShown),
    },
    statements: statementsOf(groupStatements(events)),
    timeline: timelineOf(events, { until: now - startTime, most: mostShown }),
  };
}

/** Statements as evidence; those that went through many rows to find few are marked. */
export function statementsOf(groups: readonly StatementGroup[]): StatementsEvidence {
  return {
    shape: 'statements',
    statements: groups.slice(0, mostShown).map(({ sql, runs, counters, location }) => ({
      sql,
      runs,
      rows: counters.rows,
      scanSteps: counters.fullscanStep,
      vmSteps: counters.vmStep,
      sorts: counters.sort,
      automaticIndexes: counters.autoindex,
      location,
      costly: counters.autoindex > 0 || counters.fullscanStep > Math.max(50, 10 * counters.rows),
    })),
    budget: null,
  };
}
