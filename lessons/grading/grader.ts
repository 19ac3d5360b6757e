import type { Copied, Job, Limits, SqlWorld, World } from '../../sandbox/types.ts';
import type { Evidence, Location } from '../format/evidence.ts';
import type { Locale } from '../format/locale.ts';
import type { CheckStatus, Reason } from '../format/report.ts';
import type { Exercise } from '../kinds/schemas.ts';
import type { SharedWork } from './shared-work.ts';

/** What a kind says of one check; name, weight and visibility are added from the exercise. */
export interface Finding {
  readonly status: CheckStatus;
  readonly reason: Reason | null;
  readonly message: string;
  readonly nextStep: string | null;
  readonly location: Location | null;
  readonly evidence: readonly Evidence[];
  /** True where the grader's next step is more exact than any that the author could have written beforehand. */
  readonly keepsNextStep?: boolean;
  /** True where every other check would end the same way, so that running them tells nothing new. */
  readonly endsAll?: boolean;
  /** True where time ran out on the clock and the program had hardly computed: the computer was busy with other things. */
  readonly starved?: boolean;
}

export interface GradeContext<E extends Exercise> {
  readonly exercise: E;
  /** The submission: path to text. The entry is there and not empty. */
  readonly files: Readonly<Record<string, string>>;
  readonly solution: Readonly<Record<string, string>>;
  /** What a learner begins with, for a kind that shows how far they have come. */
  readonly starter: Readonly<Record<string, string>>;
  readonly resources: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly locale: Locale;
  /** Limits of the worlds; the sandbox's own where it says nothing. */
  readonly limits: Partial<Limits>;
  readonly shared: SharedWork;
}

/** What the author's own function is shown of a submission that did what the kind asks of it. */
export interface Observed {
  /** What happened, in the kind's own form. */
  readonly observation: Copied;
  /** Where the submission can still be acted upon; null where nothing of it lives on. */
  readonly world: World | SqlWorld | null;
  /** What to show a learner where the author finds it wrong. */
  readonly evidence: readonly Evidence[];
}

export interface Graded extends Finding {
  /** Given with a check that passed, for checks that the author's function looks at too. */
  readonly observe?: () => Promise<Observed | { readonly finding: Finding }>;
}

/** One kind's way to grade: a finding for one of the exercise's checks, in a job of its own. */
export type Grader<E extends Exercise> = (
  check: E['checks'][number],
  context: GradeContext<E>,
  job: Job,
) => Promise<Graded>;

export const passed: Finding = {
  status: 'passed',
  reason: null,
  message: '',
  nextStep: null,
  location: null,
  evidence: [],
};

export const notRun: Finding = { ...passed, status: 'not-run' };
