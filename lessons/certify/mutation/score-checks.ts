import { join } from 'node:path';
import type { Translations } from '../../format/locale.ts';
import type { Problem } from '../../format/problem.ts';
import type { Verdict, Verdicts } from '../known-certificates.ts';
import { type Proving, problemAt } from '../proof/proving.ts';
import { sideBySide } from '../side-by-side.ts';
import { type Mutant, mutantsOf } from './mutant.ts';
import { type RememberedVerdicts, rememberVerdicts } from './remember-verdicts.ts';
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

export interface Scored extends MutationScore {
  readonly findings: readonly Problem[];
  /** What was found, and what was known before and still holds. */
  readonly verdicts: Verdicts;
}

/**
 * How much an exercise's checks notice: the solution is graded once with each small mistake in it. What
 * passes all the same is shown, unless the author has said why it is no mistake.
 */
export async function scoreChecks(
  proving: Proving,
  { atOnce, known }: { readonly atOnce: number; readonly known: Verdicts },
): Promise<Scored> {
  const mutants = mutantsOf(proving.exercise);
  const faults: Problem[] = [];
  const kills = new Map<string, number>();
  const verdicts = rememberVerdicts(proving, known);
  const judged = await sideBySide(mutants, atOnce, async (mutant) => {
    const killer = await killerOf(mutant, { verdicts, kills, checks: proving.exercise.exercise.checks });
    if (killer === null) return { mutant, isKilled: false };
    kills.set(killer.checkId, (kills.get(killer.checkId) ?? 0) + 1);
    if (killer.verdict !== false) faults.push(fallsOver(proving, mutant, killer.verdict.fault));
    return { mutant, isKilled: true };
  });
  const { counted, equivalent, problems } = sortEquivalents(proving, judged);
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
    verdicts: verdicts.used(),
  };
}

interface Search {
  readonly verdicts: RememberedVerdicts;
  /** How many mutants each check has killed so far: the most deadly is asked first. */
  readonly kills: ReadonlyMap<string, number>;
  readonly checks: readonly { readonly id: string }[];
}

interface Killer {
  readonly checkId: string;
  readonly verdict: Exclude<Verdict, true>;
}

/** The check that does not let a mutant pass, or null. A check that falls over one lets it pass no more. */
async function killerOf(mutant: Mutant, { verdicts, kills, checks }: Search): Promise<Killer | null> {
  for (const { id } of checks) {
    const verdict = verdicts.before(id, mutant.files);
    if (verdict !== undefined && verdict !== true) return { checkId: id, verdict };
  }
  const deaths = ({ id }: { readonly id: string }) => kills.get(id) ?? 0;
  for (const { id } of [...checks].sort((a, b) => deaths(b) - deaths(a))) {
    const verdict = verdicts.before(id, mutant.files) ?? (await verdicts.find(id, mutant.files));
    if (verdict !== true) return { checkId: id, verdict };
  }
  return null;
}

function fallsOver(proving: Proving, mutant: Mutant, fault: Translations): Problem {
  const { file, line, before, after } = survivorOf(proving, mutant);
  const [now, once] = [JSON.stringify(after), JSON.stringify(before)];
  const message = {
    en: `with ${now} in place of ${once} the exercise itself fails: ${fault.en}`,
    'pt-BR': `com ${now} no lugar de ${once}, o próprio exercício falha: ${fault['pt-BR']}`,
  };
  return { severity: 'warning', file, line, message };
}

function survivorOf({ exercise }: Pick<Proving, 'exercise'>, mutant: Mutant): Survivor {
  const { file, line, operator, before, after } = mutant;
  return { file: join(exercise.folder, 'solution', file), line, operator, before, after };
}

function tooFew(proving: Proving, score: number, mutants: number): readonly Problem[] {
  if (mutants > 0 && score >= expectedScore) return [];
  const message = mutants === 0 ? nothingChanged : noticesTooFew(Math.floor(score * 100));
  return [{ ...problemAt(proving, ['checks'], message), severity: 'warning' }];
}

const nothingChanged: Translations = {
  en: 'nothing in the solution could be changed, so it is not known how much the checks notice',
  'pt-BR': 'nada na solução pôde ser mudado, e por isso não se sabe quanto as verificações percebem',
};

function noticesTooFew(percent: number): Translations {
  const least = expectedScore * 100;
  return {
    en: `the checks notice ${percent} % of the small mistakes in the solution; at least ${least} % is expected`,
    'pt-BR': `as verificações percebem ${percent} % dos pequenos erros na solução; espera-se pelo menos ${least} %`,
  };
}
