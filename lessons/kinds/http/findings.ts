import type { World } from '../../../sandbox/types.ts';
import type { Evidence, HttpEvidence, LogEntry } from '../../format/evidence.ts';
import type { Finding, GradeContext } from '../../grading/grader.ts';
import type { HttpExercise } from './schema.ts';

export type Context = GradeContext<HttpExercise>;
export type Exchange = HttpEvidence['exchanges'][number];

/** A wrong answer, in words and with what shows it. */
export function wrong(message: string, nextStep: string, evidence: readonly Evidence[]): Finding {
  return { status: 'failed', reason: 'wrong-answer', message, nextStep, location: null, evidence };
}

export function shown(exchanges: readonly Exchange[]): Evidence {
  return { shape: 'http', exchanges: [...exchanges] };
}

/** The finding with what the program printed in its world, where it printed anything. */
export async function withLog(finding: Finding, world: World): Promise<Finding> {
  const record = await world.record();
  const entries = record.events
    .filter((event) => event.kind === 'log')
    .map(({ kind: _, ...entry }): LogEntry => entry);
  if (entries.length === 0) return finding;
  return { ...finding, evidence: [...finding.evidence, { shape: 'log', entries, dropped: record.dropped }] };
}
