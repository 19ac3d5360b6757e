import type { Evidence } from '../../format/evidence.ts';
import { type Locale, textIn } from '../../format/locale.ts';
import { compareRows, rowsAgree, tableEvidence } from '../../grading/compare-rows.ts';
import type { ProbeOutcome } from './run-probe.ts';
import type { Cause, Probe } from './schema.ts';
import { schemaTexts } from './texts.ts';

export interface ProbeToCompare {
  readonly probe: Probe;
  /** What the reference made of it. */
  readonly expected: ProbeOutcome;
  readonly outcome: ProbeOutcome;
  readonly locale: Locale;
}

export interface ProbeFault {
  readonly message: string;
  readonly nextStep: string;
  /** Whether the advice says more than an author could have known. */
  readonly exact: boolean;
  readonly evidence: readonly Evidence[];
}

/** What is wrong with how the submission took a probe; null where nothing is. */
export function compareProbe(input: ProbeToCompare): ProbeFault | null {
  const { probe, outcome, locale } = input;
  const texts = schemaTexts[locale];
  const what = textIn(probe.why, locale);
  if (outcome.status === 'untried') {
    const { failure } = outcome;
    const said = 'message' in failure ? failure.message : failure.kind;
    const next = isMismatch(said) ? texts.mismatchNext : texts.untriedNext;
    return fault(texts.untried(what, said), next, true);
  }
  if ('accepts' in probe) return compareAccepted(input, what);
  if ('rejects' in probe) {
    if (outcome.status === 'ran') {
      const silent = outcome.changes === 0;
      return silent
        ? fault(texts.ignored(what), texts.ignoredNext, true)
        : fault(texts.accepted(what), texts.acceptedNext[causesOf(probe)[0] ?? 'constraint'], false);
    }
    const causes = causesOf(probe);
    if (causes.includes('constraint') || causes.includes(outcome.cause)) return null;
    const wanted = causes.map((cause) => texts.causes[cause]).join(texts.or);
    return fault(texts.otherCause(what, wanted, outcome.message), texts.otherCauseNext, false);
  }
  return compareFound(input, what);
}

function compareAccepted({ expected, outcome, locale }: ProbeToCompare, what: string): ProbeFault | null {
  const texts = schemaTexts[locale];
  if (outcome.status === 'refused') {
    return fault(texts.refused(what, outcome.message), texts.refusedNext[outcome.cause], false);
  }
  const nothing = outcome.status === 'ran' && outcome.changes === 0;
  const something = expected.status === 'ran' && expected.changes > 0;
  return nothing && something ? fault(texts.dropped(what), texts.droppedNext, true) : null;
}

function compareFound({ probe, expected, outcome, locale }: ProbeToCompare, what: string): ProbeFault | null {
  const texts = schemaTexts[locale];
  if (outcome.status !== 'ran' || outcome.result === null) {
    const said = outcome.status === 'refused' ? outcome.message : '';
    return fault(texts.untried(what, said), texts.untriedNext, true);
  }
  if (expected.status !== 'ran' || expected.result === null) return null;
  const ordered = 'ordered' in probe && probe.ordered;
  const pairs = compareRows({
    expected: expected.result.rows,
    actual: outcome.result.rows,
    ordered,
    tolerance: 0,
  });
  if (rowsAgree(pairs)) return null;
  const table = tableEvidence(pairs, {
    title: what,
    columns: outcome.result.columns,
    expectedColumns: null,
    ordered,
  });
  return { ...fault(texts.notFound(what), texts.notFoundNext, false), evidence: [table] };
}

/** SQLite's words where REFERENCES names columns that are not a key of the other table. */
export function isMismatch(message: string): boolean {
  return message.startsWith('foreign key mismatch');
}

function causesOf(probe: Extract<Probe, { rejects: string }>): readonly Cause[] {
  return typeof probe.because === 'string' ? [probe.because] : probe.because;
}

function fault(message: string, nextStep: string, exact: boolean): ProbeFault {
  return { message, nextStep, exact, evidence: [] };
}
