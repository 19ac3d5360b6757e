import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { GradeReport } from '../../lessons/format/report.ts';
import { CallError } from '../contract/call-error.ts';
import type { Attempt, AttemptSummary } from '../contract/contract.ts';
import { type AttemptRow, attemptColumns, attemptHash, chainStart } from './attempt-hash.ts';

export interface AttemptToAdd {
  readonly profileId: string;
  readonly files: Readonly<Record<string, string>>;
  readonly report: GradeReport;
  readonly durationMs: number;
  /** When it was submitted, where that was elsewhere and before; now by default. */
  readonly submittedAt?: string;
}

export interface Attempts {
  add(attempt: AttemptToAdd): AttemptSummary;
  /** Newest first. */
  list(profileId: string, exerciseId: string, requirementsOf?: RequirementsReader): AttemptSummary[];
  /** Throws `not-found` where the profile has no such attempt. */
  get(profileId: string, attemptId: string, requirementsOf?: RequirementsReader): Attempt;
}

/** Says what an exercise asks for now, as its hash; null where it is unknown. */
export type RequirementsReader = (exerciseId: string) => string | null;

type SummaryRow = Pick<
  AttemptRow,
  'id' | 'exercise' | 'number' | 'submitted_at' | 'passed' | 'checks_passed' | 'checks_total' | 'duration_ms'
> & {
  /** What the exercise asked for when it was graded; null in reports from before that was kept. */
  readonly requirements: string | null;
};
const summaryColumns = `id, exercise, number, submitted_at, passed, checks_passed, checks_total, duration_ms,
  json_extract(report, '$.reproduction.requirementsHash') AS requirements`;
const unknown: RequirementsReader = () => null;

/** Every submission, kept for good. They are ordered by their number, which no change of the clock can upset. */
export function createAttempts(db: Database, now: () => Date): Attempts {
  const columns = [...attemptColumns, 'hash'];
  const insert = db.prepare(
    `INSERT INTO attempts (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
  );
  const lastOfChain = db.prepare<[string], { sequence: number; hash: string }>(
    'SELECT sequence, hash FROM attempts WHERE profile_id = ? ORDER BY sequence DESC LIMIT 1',
  );
  const lastNumber = db
    .prepare<[string, string]>('SELECT max(number) FROM attempts WHERE profile_id = ? AND exercise = ?')
    .pluck();
  const listRows = db.prepare<[string, string], SummaryRow>(
    `SELECT ${summaryColumns} FROM attempts WHERE profile_id = ? AND exercise = ? ORDER BY number DESC`,
  );
  const getRow = db.prepare<[string, string], SummaryRow & { files: string; report: string }>(
    `SELECT ${summaryColumns}, files, report FROM attempts WHERE profile_id = ? AND id = ?`,
  );

  return {
    add: db.transaction((attempt: AttemptToAdd): AttemptSummary => {
      const before = lastOfChain.get(attempt.profileId) ?? { sequence: 0, hash: chainStart };
      const last = lastNumber.get(attempt.profileId, attempt.report.exercise) as number | null;
      const row = attemptRow({
        ...attempt,
        id: randomUUID(),
        sequence: before.sequence + 1,
        number: (last ?? 0) + 1,
        submittedAt: attempt.submittedAt ?? now().toISOString(),
        previousHash: before.hash,
      });
      insert.run({ ...row, hash: attemptHash(row) });
      return summaryOf(
        { ...row, requirements: attempt.report.reproduction.requirementsHash ?? null },
        unknown,
      );
    }).immediate,
    list: (profileId, exerciseId, requirementsOf = unknown) =>
      listRows.all(profileId, exerciseId).map((row) => summaryOf(row, requirementsOf)),
    get: (profileId, attemptId, requirementsOf = unknown) => {
      const row = getRow.get(profileId, attemptId);
      if (row === undefined) {
        throw new CallError({ code: 'not-found', message: 'There is no such attempt.', nextStep: null });
      }
      return {
        ...summaryOf(row, requirementsOf),
        files: JSON.parse(row.files),
        report: JSON.parse(row.report),
      };
    },
  };
}

interface PlacedAttempt extends AttemptToAdd {
  readonly id: string;
  readonly sequence: number;
  readonly number: number;
  readonly submittedAt: string;
  readonly previousHash: string;
}

/** An attempt as it is stored and hashed at its place in a chain. */
export function attemptRow(attempt: PlacedAttempt): AttemptRow {
  const { report } = attempt;
  const { reproduction } = report;
  return {
    id: attempt.id,
    profile_id: attempt.profileId,
    sequence: attempt.sequence,
    exercise: report.exercise,
    number: attempt.number,
    files: JSON.stringify(attempt.files),
    report: JSON.stringify(report),
    passed: report.passed ? 1 : 0,
    checks_passed: report.checks.filter((check) => check.status === 'passed').length,
    checks_total: report.checks.length,
    seed: reproduction.seed,
    content_hash: reproduction.contentHash,
    pack_version: reproduction.packVersion,
    app_version: reproduction.appVersion,
    node_version: reproduction.nodeVersion,
    sqlite_version: reproduction.sqliteVersion,
    shelf: JSON.stringify(reproduction.shelf),
    submitted_at: attempt.submittedAt,
    duration_ms: attempt.durationMs,
    previous_hash: attempt.previousHash,
  };
}

function summaryOf(row: SummaryRow, requirementsOf: RequirementsReader): AttemptSummary {
  const now = requirementsOf(row.exercise);
  return {
    id: row.id,
    number: row.number,
    submittedAt: row.submitted_at,
    passed: row.passed === 1,
    checksPassed: row.checks_passed,
    checksTotal: row.checks_total,
    durationMs: row.duration_ms,
    changedSince: now !== null && row.requirements !== null && now !== row.requirements,
  };
}
