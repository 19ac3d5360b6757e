import { join } from 'node:path';
import type { Problem } from '../../format/problem.ts';
import { firstNotPassed } from '../../grade-exercise.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { type Proving, problemAt } from '../proof/proving.ts';
import { sideBySide } from '../side-by-side.ts';
import { type Mutant, mutantsOf } from './mutant.ts';
import { sortEquivalents } from './sort-equivalents.ts';

export interface MutationScore {
  /** The share of the mutants that the checks do not let pass, from 0 to 1. */
  readonly mutationScore: number;
  /** How many there are; those declared equivalent are left out. */
  readonly mutants: number;
  readonly killed: number;
  readonly equivalent: number;
  readonly survivors: readonly Survivor[];
}

/** A mistake that no check notices. */
export interface Survivor extends Pick<Mutant, 'operator' | 'before' | 'after'> {
  /** As the author would open it. */
  readonly file: string;
  readonly line: number;
}

export const notScored: MutationScore = {
  mutationScore: 0,
  mutants: 0,
  killed: 0,
  equivalent: 0,
  survivors: [],
};

/** The least that is expected of an exercise's checks. */
export const expectedScore = 0.85;

/**
 * How much an exercise's checks notice: the solution is graded once with each small mistake in it. What
 * passes all the same is shown, unless the author has said why it is no mistake.
 */
export async function scoreChecks(
  proving: Proving,
  atOnce: number,
): Promise<MutationScore & { readonly findings: readonly Problem[] }> {
  const mutants = mutantsOf(proving.exercise);
  const faults: Problem[] = [];
  const kills = new Map<string, number>();
  const verdicts = await sideBySide(mutants, atOnce, async (mutant) => {
    const likely = [...kills].sort(([, a], [, b]) => b - a).map(([id]) => id);
    const killer = await killerOf(proving, mutant, likely, faults);
    if (killer !== null) kills.set(killer, (kills.get(killer) ?? 0) + 1);
    return { mutant, isKilled: killer !== null };
  });
  const { counted, equivalent, problems } = sortEquivalents(proving, verdicts);
  const survivors = counted.filter(({ isKilled }) => !isKilled).map(({ mutant }) => mutant);
  const killed = counted.length - survivors.length;
  const mutationScore = counted.length === 0 ? 1 : killed / counted.length;
  return {
    mutationScore,
    mutants: counted.length,
    killed,
    equivalent,
    survivors: survivors.map((mutant) => survivorOf(proving, mutant)),
    findings: [...problems, ...faults, ...tooFew(proving, mutationScore, counted.length)],
  };
}

/** The check that does not let a mutant pass, or null. A check that falls over one lets it pass no more. */
async function killerOf(
  { lineOf, ...given }: Proving,
  mutant: Mutant,
  likely: readonly string[],
  faults: Problem[],
): Promise<string | null> {
  const request = { ...given, files: mutant.files, mode: 'submit', seed: 1, locale: 'en' } as const;
  try {
    return await firstNotPassed(request, likely);
  } catch (error) {
    if (!(error instanceof AuthorFault)) throw error;
    const { operator: _, ...place } = survivorOf(given, mutant);
    const message = `with ${JSON.stringify(place.after)} in place of ${JSON.stringify(place.before)} the exercise itself fails: ${error.message}`;
    faults.push({ severity: 'warning', file: place.file, line: place.line, message });
    return 'the exercise itself';
  }
}

function survivorOf({ exercise }: Pick<Proving, 'exercise'>, mutant: Mutant): Survivor {
  const { file, line, operator, before, after } = mutant;
  return { file: join(exercise.folder, 'solution', file), line, operator, before, after };
}

function tooFew(proving: Proving, score: number, mutants: number): readonly Problem[] {
  const percent = Math.floor(score * 100);
  const message =
    mutants === 0
      ? 'nothing in the solution could be changed, so it is not known how much the checks notice'
      : score < expectedScore
        ? `the checks notice ${percent} % of the small mistakes in the solution; at least ${expectedScore * 100} % is expected`
        : null;
  return message === null ? [] : [{ ...problemAt(proving, ['checks'], message), severity: 'warning' }];
}
