/** `open`: the task's text does not say whether this check notices. */
export type Verdict = 'failed' | 'error' | 'open';

/** A submission with the verdict that the task's text asks for, written down before it was ever graded. */
export interface Labelled {
  readonly name: string;
  readonly sort?: 'right-unusual' | 'odd-format' | 'wrong-subtle' | 'hard-coded' | 'hostile';
  readonly files: Readonly<Record<string, string>>;
  /** The checks that it must not pass, and how each must end; empty where it passes. */
  readonly failsAt: Readonly<Record<string, Verdict>>;
  /** Why the grader says otherwise as yet. The test fails on the day on which it no longer does. */
  readonly knownFault?: string;
}

/** The submissions to one exercise. */
export interface Corpus {
  /** Pack, lesson and exercise, such as `kinds/http/transfers`. */
  readonly exercise: string;
  /** Whether checks that a label does not name must have passed, or are open. */
  readonly unnamed: 'passed' | 'open';
  /** Whether each takes so long that the ordinary run leaves most of them to the deep one. */
  readonly isCostly?: boolean;
  readonly submissions: readonly Labelled[];
  /** Written when the graders stood, by someone who had read them and looked for a way past them. */
  readonly afterwards: readonly Labelled[];
}

export const passes = {} as const;

export function failsAt<Check extends string>(...checks: readonly Check[]) {
  return Object.fromEntries(checks.map((check) => [check, 'failed'] as const));
}

export function openAt<Check extends string>(...checks: readonly Check[]) {
  return Object.fromEntries(checks.map((check) => [check, 'open'] as const));
}

export function breaksAt<Check extends string>(...checks: readonly Check[]) {
  return Object.fromEntries(checks.map((check) => [check, 'error'] as const));
}
