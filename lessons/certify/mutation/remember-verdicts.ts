import type { Locale } from '../../format/locale.ts';
import { passesCheck } from '../../grade-exercise.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { type Verdict, type Verdicts, verdictKeys } from '../known-certificates.ts';
import type { Files, Proving } from '../proof/proving.ts';

export interface RememberedVerdicts {
  /** What is known of a check and an answer without running anything. */
  before(checkId: string, files: Files): Verdict | undefined;
  /** Grades, and remembers. */
  find(checkId: string, files: Files): Promise<Verdict>;
  /** Every verdict that was asked for, to be known the next time; others have had their day. */
  used(): Verdicts;
}

/** Verdicts of an exercise's checks on answers to it, on top of those `known` from before. */
export function rememberVerdicts({ lineOf: _, ...proving }: Proving, known: Verdicts): RememberedVerdicts {
  const keyOf = verdictKeys(proving.exercise);
  const used = new Map<string, Verdict>();
  return {
    before: (checkId, files) => {
      const key = keyOf(checkId, files);
      const verdict = used.get(key) ?? (Object.hasOwn(known, key) ? known[key] : undefined);
      if (typeof verdict === 'object' && verdict.quotes !== proving.locale) return undefined;
      if (verdict !== undefined) used.set(key, verdict);
      return verdict;
    },
    find: async (checkId, files) => {
      const request = { ...proving, files, mode: 'submit', seed: 1 } as const;
      const verdict = await passesCheck(request, checkId).catch((error) => fallOf(error, proving.locale));
      used.set(keyOf(checkId, files), verdict);
      return verdict;
    },
    used: () => Object.fromEntries(used),
  };
}

function fallOf(error: unknown, quotes: Locale): Verdict {
  if (!(error instanceof AuthorFault)) throw error;
  return { fault: error.said, quotes };
}
