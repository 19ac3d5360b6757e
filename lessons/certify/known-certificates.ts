import { createHash } from 'node:crypto';
import type { LoadedExercise } from '../format/load-exercise.ts';
import type { Locale, Translations } from '../format/locale.ts';
import type { ExerciseCertificate } from './certify-exercise.ts';

/** What is known from before, by what it depends on. Whoever keeps it sees to the program that judges: it is not in a key. */
export interface KnownCertificates {
  find(key: CertificateKey): Promise<Known>;
  keep(key: CertificateKey, known: Required<Known>): Promise<void>;
}

export interface CertificateKey {
  /** The exercise's folder and the pack's `data/`, as they were read. */
  readonly folder: string;
  readonly dataFolder: string;
  /** Everything else that the certificate depends on: versions and languages. */
  readonly versions: object;
}

export interface Known {
  /** Null where the exercise has changed since, or was never looked at. */
  readonly certificate: ExerciseCertificate | null;
  /** Holds for parts of an exercise that has changed: each verdict has the sum of all that it depends on. */
  readonly verdicts: Verdicts;
}

/** What a check made of an answer: whether it passed, or the author's fault that it fell over. */
export type Verdict = boolean | Fall;

export interface Fall {
  readonly fault: Translations;
  /** The language of what the fault quotes. */
  readonly quotes: Locale;
}

/** By what a verdict depends on, as `verdictKeys` gives it. */
export type Verdicts = Readonly<Record<string, Verdict>>;

/** What of a check, and of an exercise, is for people to read and decides nothing. */
const wordsOfCheck = new Set(['name', 'nextStep', 'weight', 'visibility']);
const wordsOfExercise = new Set([
  'format',
  'title',
  'minutes',
  'hints',
  'wrong',
  'equivalent',
  'revision',
  'checks',
]);

/**
 * A function that gives the key of a check's verdict on an answer. Of the other checks only the ids count, which is
 * what a grader may ask of them. The solution, the starter and every file that grading reads count whole.
 */
export function verdictKeys({
  kind,
  exercise,
  solution,
  starter,
  resources,
}: Pick<LoadedExercise, 'kind' | 'exercise' | 'solution' | 'starter' | 'resources'>): (
  checkId: string,
  files: Readonly<Record<string, string>>,
) => string {
  const rest = without(exercise, wordsOfExercise);
  const ids = exercise.checks.map(({ id }) => id);
  const shared = sumOf([kind, rest, ids, solution, starter, resources]);
  const checks = new Map(exercise.checks.map((check) => [check.id, sumOf(without(check, wordsOfCheck))]));
  const answers = new WeakMap<object, string>();
  return (checkId, files) => {
    const answer = answers.get(files) ?? sumOf(files);
    answers.set(files, answer);
    return sumOf([shared, checks.get(checkId), checkId, answer]);
  };
}

function without(value: object, names: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.has(name)));
}

function sumOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}
