import type { Translations } from '../../format/locale.ts';
import type { Problem } from '../../format/problem.ts';
import { type Proving, problemAt } from '../proof/proving.ts';
import type { Mutant } from './mutant.ts';

export interface Verdict {
  readonly mutant: Mutant;
  readonly isKilled: boolean;
}

interface Sorted {
  readonly counted: readonly Verdict[];
  readonly equivalent: number;
  readonly problems: readonly Problem[];
}

/** More than this share of equivalents is no accident any more: the solution can be written with less. */
const mostEquivalent = 0.1;

const notMade: Translations = {
  en: 'no such change is made to the solution; copy before and after from what the check shows',
  'pt-BR':
    'não se faz essa mudança na solução; copie "before" e "after" do que a verificação do pacote mostra',
};
const noticed: Translations = {
  en: 'is noticed by the checks, so it is not equivalent: take the declaration out',
  'pt-BR': 'é percebida pelas verificações, e portanto não é equivalente: retire a declaração',
};

/**
 * Takes out the survivors that the author has declared equivalent. A declaration that meets no mutant, or
 * only such as the checks do notice, is a mistake: it would hide what it was not written for.
 */
export function sortEquivalents(proving: Proving, verdicts: readonly Verdict[]): Sorted {
  const problems: Problem[] = [];
  const left = new Set<Verdict>();
  const declared = proving.exercise.exercise.equivalent;
  for (const [at, one] of declared.entries()) {
    const file = one.file ?? proving.exercise.exercise.entry;
    const met = verdicts.filter(
      ({ mutant }) =>
        mutant.file === file &&
        mutant.before === one.before &&
        mutant.after === one.after &&
        (one.line === undefined || mutant.line === one.line),
    );
    const alive = met.filter(({ isKilled }) => !isKilled);
    for (const verdict of alive) left.add(verdict);
    if (alive.length > 0) continue;
    problems.push(problemAt(proving, ['equivalent', at], met.length === 0 ? notMade : noticed));
  }
  if (left.size > verdicts.length * mostEquivalent) {
    const message = {
      en: `${left.size} of ${verdicts.length} changes are declared equivalent; at most ${mostEquivalent * 100} % may be`,
      'pt-BR': `${left.size} de ${verdicts.length} mudanças foram declaradas equivalentes; no máximo ${mostEquivalent * 100} % podem ser`,
    };
    problems.push(problemAt(proving, ['equivalent'], message));
  }
  return { counted: verdicts.filter((verdict) => !left.has(verdict)), equivalent: left.size, problems };
}
